"""Lessons that end the process which proves them, or cannot be interrupted: each is told, and the others go on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tutor.core import watch
from tutor.core.check.last_resort import last_words
from tutor.core.check.targets import Report, check_targets

LESSON = """\
+++
title = "T"
+++
# T

::: number n draw=questions:draw
What is {n}?

- [x] {n}
- [ ] else
  > No.
:::
"""
WORKS = 'def draw(seed):\n    return {"n": seed % 100}\n'
LEAVES = "import os\n\n\ndef draw(seed):\n    os._exit(3)\n"
CRASHES = "import ctypes\n\n\ndef draw(seed):\n    return ctypes.string_at(0)\n"
DEAF = """\
import time


def draw(seed):
    while True:
        try:
            time.sleep(60)
        except BaseException:
            continue
"""
IN_C = "def draw(seed):\n    return {'n': sum(range(10**13))}\n"
STUCK = """\
import sys, time
from pathlib import Path
from tutor.core import watch
from tutor.core.check import last_resort
from tutor.core.check.last_resort import LastResort
from tutor.core.contain import contained

watch.TICK, watch.SECONDS, last_resort.OFTEN = 0.01, 0.05, 0
sys.path.insert(0, sys.argv[2])
import stuck
with watch.watching(LastResort(Path(sys.argv[1]))), contained("p/l: questions:draw"):
    stuck.draw(1)
"""


def proved(at: Path, **draws: str) -> Report:
    root = at / f"pack_{at.name}".lower().replace("-", "_")
    for name, code in draws.items():
        folder = root / "one" / name
        folder.mkdir(parents=True)
        (folder / "lesson.md").write_text(LESSON)
        (folder / "questions.py").write_text(code)
    (root / "__init__.py").write_text("")
    modules = f'[[modules]]\nid = "one"\ntitle = "One"\nlessons = {list(draws)}\n'
    (root / "pack.toml").write_text(f'api = 1\ntitle = "T"\n{modules}')
    return check_targets([str(root)], apart=1)


def test_a_lesson_that_ends_its_process_is_named_and_the_others_are_proved(tmp_path: Path) -> None:
    report = proved(tmp_path, first=WORKS, leaves=LEAVES, last=WORKS)
    (found,) = report.findings
    assert (found.code, found.severity, found.line) == ("ended", "error", 1)
    assert Path(found.file).parts[-2:] == ("leaves", "lesson.md")
    assert "/leaves ended the process that proved it while questions:draw ran" in found.message
    assert [lesson["id"].rpartition("/")[2] for lesson in report.lessons] == ["first", "leaves", "last"]
    assert [bool(lesson["figures"]) for lesson in report.lessons] == [True, False, True]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGPROF")
@pytest.mark.parametrize(
    ("code", "kind", "line"),
    [(DEAF, "too-long", "time.sleep"), (IN_C, "too-long", "sum("), (CRASHES, "ended", "string_at")],
)
def test_what_cannot_be_interrupted_is_ended_at_its_line(code: str, kind: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "stuck.py").write_text(code)
    note = tmp_path / "note"
    run = [sys.executable, "-c", STUCK, str(note), str(tmp_path)]
    assert subprocess.run(run, capture_output=True, check=False).returncode < 0
    found = last_words(note, "p/l", "lesson.md")
    assert (found.code, found.file) == (kind, str(tmp_path / "stuck.py"))
    assert line in code.split("\n")[found.line - 1]
    assert "questions:draw" in found.message


def test_what_is_left_of_a_process_that_ended_without_a_word(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_bytes(bytes(watch.Board.SIZE))
    found = last_words(note, "p/l", "lesson.md")
    assert (found.code, found.file, found.line) == ("ended", "lesson.md", 1)
    assert found.message.startswith("p/l ended the process that proved it;")
