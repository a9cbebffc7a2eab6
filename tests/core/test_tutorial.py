"""docs/tutorial.md, played from nothing: commands say what is shown, changes fit, the test at its end passes."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from tutor.cli import tutor
from tutor.core.packs.catalog import load_catalog
from tutor.testing import Player

TEXT = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text("utf-8")
FENCES = [token for token in MarkdownIt().parse(TEXT) if token.type == "fence"]


pytestmark = pytest.mark.usefixtures("in_this_process")


def as_shown(shown: str) -> re.Pattern[str]:
    """What is shown, where `…` stands for what differs from machine to machine, or for lines that are left out."""
    return re.compile(re.escape(packed(shown)).replace("…", ".*?"), re.DOTALL)


def packed(text: str) -> str:
    """Without the blanks that fill a column."""
    return re.sub(" +", " ", text)


def commands(session: str) -> list[tuple[str, str]]:
    """Commands with what each prints."""
    parts = re.split(r"^\$ (.*)\n", session, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def test_it_is_played_from_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    said = 0
    for fence in FENCES:
        language, _, name = fence.info.partition(" ")
        if language == "console":
            for command, shown in commands(fence.content):
                program, *words = shlex.split(command)
                if program == "cd":
                    monkeypatch.chdir(words[0])
                    continue
                found = CliRunner().invoke(tutor, words)
                assert as_shown(shown.rstrip()).search(packed(found.output)), (command, found.output)
                said += 1
        elif language == "diff":
            change(Path(name), fence.content)
        elif language == "python":
            Path(name).write_text(fence.content, encoding="utf-8")
    assert said >= 5
    catalog = load_catalog([Path()])
    assert catalog.find("rides/slope").meta.title
    names: dict[str, object] = {}
    exec(compile(Path("tests/test_upside_down.py").read_text("utf-8"), "test_upside_down.py", "exec"), names)
    names["test_hours_per_kilometre"](Player([Path()]))  # type: ignore[operator]


def change(file: Path, diff: str) -> None:
    """Put the lines with + in the place of those with -, which stand there once."""
    old = "".join(line[1:] + "\n" for line in diff.splitlines() if line.startswith("-"))
    new = "".join(line[1:] + "\n" for line in diff.splitlines() if line.startswith("+"))
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")
