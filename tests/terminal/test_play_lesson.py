"""A learner at a real terminal: every lesson from the home screen to its last page, by keyboard."""

import json
import os
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from tests.terminal.learner import Learner  # noqa: E402
from tests.terminal.moves import MOVES  # noqa: E402
from tests.terminal.terminal import ESCAPE, Terminal  # noqa: E402
from tutor.core.item_index import ItemIndex  # noqa: E402
from tutor.core.packs.catalog import load_catalog  # noqa: E402
from tutor.core.progress import lessons  # noqa: E402
from tutor.core.store.sqlite import open_store  # noqa: E402

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


def leave(terminal: Terminal) -> None:
    """To the home screen and out."""
    terminal.keys(ESCAPE)
    terminal.until("/ find")
    terminal.keys("q")


LESSONS = tuple(sorted(lesson.name for lesson in load_catalog().lessons if lesson.pack.id == "ml-engineer"))
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "60x20": (60, 20)}
USUAL = {("line", "60x20")}
"""In the default run: the first lesson, in the smallest window."""
PLAYS = [
    pytest.param(name, size, marks=() if (name, size) in USUAL else pytest.mark.trust)
    for name in LESSONS
    for size in SIZES
]
"""All are in the full form."""


@pytest.mark.parametrize(("name", "size"), PLAYS)
def test_a_lesson_to_its_end(tmp_path: Path, name: str, size: str) -> None:
    id = f"ml-engineer/{name}"
    terminal = Terminal([], tmp_path, SIZES[size])
    try:
        learner = Learner(terminal, id, tmp_path)
        terminal.until("/ find")
        terminal.keys("/")
        terminal.until("type to find")
        terminal.keys(id, "\r")
        terminal.until("enter open")
        terminal.keys("\r")
        learner.play(MOVES)
        learner.end()
        leave(terminal)
        assert terminal.ended() == 0
    finally:
        terminal.child.close(force=True)
    store = open_store(tmp_path / "data")
    try:
        assert str(lessons(store, ItemIndex(load_catalog()))[id].state) == "passed"
    finally:
        store.close()


def test_killed_and_started_again(tmp_path: Path) -> None:
    first = Terminal(["learn", "line"], tmp_path)
    first.until("page 1 of")
    first.until("lift")
    first.keys(str(Learner(first, "ml-engineer/line", tmp_path).picks("bias")[0]), "\r")
    first.until("✓ Right")
    first.until("saved")
    first.keys("n")
    first.until("page 2 of")
    first.until("saved")
    first.child.close(force=True)
    again = Terminal(["learn", "line"], tmp_path)
    again.until("page 2 of")
    assert "●" in again.screen.display[0], "the answer was kept"
    leave(again)
    assert again.ended() == 0


def test_json_of_progress_follows(tmp_path: Path) -> None:
    screen = Terminal(["learn", "line"], tmp_path)
    screen.until("page 1 of")
    screen.keys("n")
    screen.until("page 2 of")
    screen.until("saved")
    leave(screen)
    assert screen.ended() == 0
    told = pexpect.run(
        f"{sys.executable} -m tutor progress --json",
        env={**os.environ, "TUTOR_DATA_DIR": str(tmp_path / "data")},
        encoding="utf-8",
    )
    line = next(each for each in json.loads(told)["lessons"] if each["id"] == "ml-engineer/line")
    assert line["state"] == "started"


@pytest.mark.parametrize("size", [(60, 20), (30, 8)], ids=["small but usable", "too small"])
def test_small_windows(tmp_path: Path, size: tuple[int, int]) -> None:
    screen = Terminal(["learn", "line"], tmp_path, size)
    screen.until("larger" if size[0] < 40 else "page 1 of")
    if size[0] < 40:
        screen.keys("\x11")  # Ctrl+Q, at home as in the lesson that opens over it; in that, q alone does not quit
    else:
        leave(screen)
    assert screen.ended() == 0
