"""Files like those of Moodle and of teachers: every item is taken, as it is meant and as it is written."""

from functools import cache
from pathlib import Path

import pytest

from tests.core.gift_cases import visible
from tests.core.gift_maker import Made, Maker
from tutor.core.check import check_targets
from tutor.core.exchange import gift_read, lesson_text
from tutor.core.lesson.maths import words
from tutor.core.lesson.model import Blank, Choice
from tutor.core.questions import grade

WAYS = [(export, kind) for export in (True, False) for kind in ("html", "moodle", "plain", "markdown")]


@cache
def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("export", "kind"), WAYS)
@pytest.mark.parametrize("seed", range(12))
def test_every_item_is_taken_as_it_is_meant(export: bool, kind: str, seed: int) -> None:
    text, made = Maker(seed, export, kind).file(12)
    found = gift_read.read(text)
    assert not found.refused
    kept, more = lesson_text.readable(found.items)
    assert not more
    assert len(kept) == len(made)
    for item, question in zip(kept, made, strict=True):
        for answer in question.right:
            assert grade(item, answer).outcome == "passed", (answer, item)
        for answer in question.wrong:
            assert grade(item, answer).outcome == "failed", (answer, item)
        if kind != "markdown":
            check_shown(item, question)


def check_shown(item: object, made: Made) -> None:
    said = getattr(item, "prompt") if not isinstance(item, Blank) else str(item.pieces[0])  # noqa: B009
    wanted = f"{made.prompt} {words(made.tex)}" if made.tex and made.kind != "word" else made.prompt
    assert visible(said) == flat(wanted)
    if isinstance(item, Choice) and made.kind in ("one", "many"):
        assert [visible(option.text) for option in item.options] == [flat(text) for text in made.options]


@pytest.mark.parametrize("kind", ["html", "moodle"])
def test_what_was_imported_is_a_pack_without_errors(kind: str, tmp_path: Path) -> None:
    text, _ = Maker(99, True, kind).file(30)
    kept, _ = lesson_text.readable(gift_read.read(text).items)
    folder = lesson_text.write_pack(tmp_path / "my_quiz", "Mine", kept)
    findings = check_targets([str(folder)]).findings
    assert not [found for found in findings if found.severity == "error"]
