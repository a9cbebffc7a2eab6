import pytest

from tutor.core.check import check_lesson
from tutor.core.check.metadata import pack_findings
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import Lesson

LESSONS = load_catalog().lessons


USUAL = ("line",)
"""Proved in the default run: one with a program, and for own tables. `.ci/run` proves all with `tutor check`."""


@pytest.mark.parametrize(
    "lesson",
    [pytest.param(lesson, id=lesson.id, marks=() if lesson.name in USUAL else pytest.mark.trust) for lesson in LESSONS],
)
def test_every_lesson_that_is_installed_holds(lesson: Lesson) -> None:
    """A small form: `tutor check` is the whole one."""
    assert [str(found) for found in check_lesson(lesson, 5, programs=3).findings if found.severity == "error"] == []


@pytest.mark.trust
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_holds_on_two_hundred_seeds(lesson: Lesson) -> None:
    assert [str(found) for found in check_lesson(lesson, 200, programs=200).findings if found.severity == "error"] == []


def test_the_built_in_pack_as_a_whole_holds() -> None:
    assert [str(found) for found in pack_findings(load_catalog(), {"ml-engineer"})] == []
