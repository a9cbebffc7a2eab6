"""The lessons on one x and one y, on a learner's own table: any unit, far from 0, perfect, noisy, skewed."""

import subprocess
import sys
from typing import Any

import pytest

from tests.lessons.own_tables import CATALOG, TABLES, Make, line, proved
from tutor.core.errors import DataError
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Metric
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.own_lesson import table_for
from tutor.core.packs.catalog import read_lesson
from tutor.core.packs.code import load_object

EXTREMES = ("ordinary", "huge over tiny", "far from 0")
"""What the slower lessons are proved on in the default run; the others are in the full form."""


@pytest.mark.parametrize(
    ("lesson", "name"),
    [
        *(("line", name) for name in TABLES),
        *(
            pytest.param(lesson, name, marks=() if name in EXTREMES else pytest.mark.trust)
            for lesson in ("losing-it", "descent")
            for name in TABLES
        ),
    ],
)
def test_a_line_in_any_units(csv: Make, lesson: str, name: str) -> None:
    found, path = CATALOG.find(lesson), csv(**TABLES[name])
    if (lesson, name) == ("descent", "far from 0"):
        with pytest.raises(DataError, match="Subtract a round number"):
            table_for(found, path, x="a", y="b")
        return
    proved(found, table_for(found, path, x="a", y="b"))


def test_a_line_passes_at_the_marks_of_its_sliders(csv: Make) -> None:
    found = CATALOG.find("line")
    for table in TABLES.values():
        data = table_for(found, csv(**table), x="a", y="b")
        play = Play.open(load_object(found, "exercise:FitLine"), 3, data)
        play.solve()
        for name in ("m", "b"):
            before = getattr(play.state, name)
            play.nudge(name, 1)
            play.nudge(name, -1)
            step = play.field(name).control.step
            assert abs(getattr(play.state, name) - before) <= 1e-6 * step
        assert play.grade().outcome is Outcome.PASSED


@pytest.mark.parametrize("lesson", ["line", "losing-it", "descent"])
@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"a": list(range(4)), "b": list(range(4))}, "4 rows; this exercise takes"),
        ({"a": [1.0] * 60, "b": list(range(60))}, "always 1.0"),
        ({"a": list(range(60)), "b": ["x"] * 60}, "is not a number"),
    ],
)
def test_what_does_not_fit_is_refused(csv: Make, lesson: str, columns: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=says):
        table_for(CATALOG.find(lesson), csv(**columns), x="a", y="b")


def test_a_flat_line_is_nothing_to_turn(csv: Make) -> None:
    with pytest.raises(DataError, match="Take another column for x"):
        table_for(CATALOG.find("line"), csv(a=list(range(60)), b=[n % 2 for n in range(60)]), x="a", y="b")


def test_a_lesson_without_a_place_for_it_says_so(csv: Make) -> None:
    with pytest.raises(DataError, match="works on its own data only"):
        table_for(CATALOG.find("flow-graph"), csv(**line(60)), x="a", y="b")


@pytest.mark.parametrize("lesson", ["line", "losing-it", "descent"])
def test_the_program_prints_what_is_on_screen(csv: Make, lesson: str) -> None:
    path, found = csv(**TABLES["years and a million"]), CATALOG.find(lesson)
    uses = [item.use for item in read_lesson(found).items() if isinstance(item, ExerciseRef)]
    use = next(use for use in uses if load_object(found, use).own_data is not None)
    part_name = "reach" if lesson == "descent" else ""
    play = Play.open(load_object(found, use), 3, table_for(found, path, x="a", y="b"))
    for action in play.actions(part_name)[:1]:
        play.act(action.name, part_name)
    said = subprocess.check_output([sys.executable, "-c", play.code(part_name)], cwd=path.parent, text=True)
    for part in play.view(part_name).parts:
        if isinstance(part, Metric):
            assert part.shown() in said
