"""S2: what is read of a file of any size takes time that grows with its length alone."""

import time
from pathlib import Path

import pytest

from tutor.core.errors import LessonError, TutorError
from tutor.core.exchange.archive import take
from tutor.core.lesson.parser import parse_body
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import version
from tutor.core.settings import load_settings
from tutor.core.store.memory import MemoryStore

NASTY = [":::\n", "> ", "- [x] a\n", "[[", "{", "$", "$$\n", "```\n", "\\left(", "| a ", "**", "[a](", "<", "`", "/(", "+++\n", "---\n",
         "::: choice a\n", "Hint: ", "&", "*a_", "1. a\n", "\t", "!", "[", "]("]  # fmt: skip


@pytest.mark.parametrize("size", [100_000])
def test_s2_extremes_end_at_once(size: int, tmp_path: Path) -> None:
    root = tmp_path / "some_pack"
    root.mkdir()
    (root / "__init__.py").write_text("")
    path = tmp_path / "settings.toml"
    began = time.process_time()
    for text in ("x = " + "[" * size, "x = " + "{a=" * size, "x" + ".a" * size + " = 1", "x = " + "9" * size, "x = [" + " " * size + "y",
                 "x =" + "\n" * size, "x = \"" + "a" * size, "x = [\"a\"," * size, "[[a]]\n" * size):  # fmt: skip
        (root / "pack.toml").write_text(text)
        path.write_text(text)
        assert load_catalog([root]).problems
        load_settings(path)
        with pytest.raises(TutorError):
            take(MemoryStore(""), '{"tutor": ' + text)
    assert time.process_time() - began < 60


@pytest.mark.parametrize("bit", [b if b in NASTY[:3] else pytest.param(b, marks=pytest.mark.trust) for b in NASTY])
def test_s2_linear_in_the_size_of_the_file(bit: str) -> None:
    def seconds(size: int) -> float:
        text = (bit * (size // len(bit)))[:size]
        began = time.process_time()
        try:
            for item in parse_body(text, "lesson.md").items():
                version(item)
        except LessonError:
            pass
        return time.process_time() - began

    # Ten times the text in at most thirty times the time (quadratic would be a hundred), or in no time at all.
    small, large = seconds(20_000), seconds(200_000)
    assert large < max(30 * small, 2.0)
