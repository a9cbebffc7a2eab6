"""The page of a lesson on a learner's own table: it opens at the exercise, and speaks of that table."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tutor.core.check.context import CheckContext
from tutor.core.check.own_page import check_own_page
from tutor.core.lesson.model import ExerciseRef, LessonText, Prose
from tutor.core.own_data import OwnTable
from tutor.core.own_page import on_own_table, own_page, taking
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.plain.prose import paragraphs

LESSONS = ("line", "descent", "look", "phone-a-friend")
TABLE = OwnTable(
    "my *flats*.csv",
    {"x": [1.0], "y": [2.0], "target": [0.0]},
    {"x": "a_b_c $1", "y": "price [€] $2", "target": "`kind`"},
    "sum",
    ("“1.008” in column “y_1_2” was read as 1008; if it is 1.008: --decimal point.",),
)
OF_THE_LESSON = ("Anscombe", "13.76", "7.50", "5833", "844", "wine", "Eight", "eight", "Five or six", "drawn for you")


def said(text: LessonText) -> str:
    """All that is on the pages, as it is read out."""
    found = []
    for page in text.pages:
        for part in page.parts:
            texts = [part.text] if isinstance(part, Prose) else [part.prompt, *part.hints, part.why]
            found += [paragraph.text for each in texts for paragraph in paragraphs(each)]
    return "\n".join(found)


@pytest.mark.parametrize("name", LESSONS)
def test_it_speaks_of_the_learners_table_and_not_of_the_lessons(name: str) -> None:
    lesson = load_catalog().find(name)
    text = on_own_table(lesson, TABLE)
    words = said(text)
    assert "my *flats*.csv" in words
    assert [word for word in OF_THE_LESSON if word in words] == []
    assert all(named in words for role, named in TABLE.roles.items() if f"{{own.{role}}}" in own_page(lesson).source())
    assert TABLE.notes[0] in words
    assert {item.name for item in text.items()} == {item.name for item in taking(lesson)}
    assert all(len(item.hints) == 3 for item in text.items())


@pytest.mark.parametrize("name", LESSONS)
def test_it_opens_at_the_exercise(name: str) -> None:
    run = LessonRun(load_catalog().find(name), MemoryStore(), own_data=TABLE)
    assert run.session.page == 0
    assert any(isinstance(part, ExerciseRef) for part in run.text.pages[0].parts)


def test_without_an_own_page_the_words_and_hints_of_the_lesson_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.core.own_page.own_page", lambda lesson: None)
    text = on_own_table(load_catalog().find("line"), TABLE)
    words = said(text)
    assert "x is a_b_c $1, y is price [€] $2" in words
    assert [word for word in OF_THE_LESSON if word in words] == []
    assert [item.name for item in text.items()] == ["tune"]


def test_a_lesson_that_takes_no_table_stays_as_it_is() -> None:
    lesson = load_catalog().find("flow-graph")
    assert on_own_table(lesson, replace(TABLE, notes=())) == read_lesson(lesson)


GOOD = (
    "# {own.file}\n\n{own.x}\n\n::: exercise tune use=exercise:FitLine\nGo.\n\nHint: a\nHint: b\nHint: c\nWhy: d\n:::\n"
)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (GOOD, 0, ""),
        (GOOD.replace("{own.x}", "{own.target}"), 3, "the table has no {own.target}"),
        (GOOD.replace("tune", "quartet").replace("exercise:FitLine", "judge:Judge"), 5, "is no exercise of lesson.md"),
        (GOOD.replace("use=exercise:FitLine", "use=exercise:FitLine part=a"), 5, "another use or part"),
        (GOOD.replace(":::\n", ""), 5, "never closed"),
    ],
)
def test_check_proves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, line: int, message: str) -> None:
    file = tmp_path / "own.md"
    file.write_text(source)
    monkeypatch.setattr("tutor.core.check.own_page.own_page", lambda lesson: msgspec.structs.replace(lesson, path=file))
    lesson = load_catalog().find("line")
    bench = CheckContext(lesson, read_lesson(lesson))
    check_own_page(bench)
    found = [(each.file, each.line) for each in bench.findings if message in each.message]
    assert found == ([(str(file), line)] if message else [])
    assert len(bench.findings) == len(found)
