"""The lessons on many columns, on a learner's own table."""

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from tests.lessons.own_tables import CATALOG, TABLES, Make, people, proved, several
from tutor.core.errors import DataError
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Metric
from tutor.core.lesson.model import ExerciseRef
from tutor.core.own_lesson import table_for
from tutor.core.packs.code import load_object
from tutor.core.review.ledger import read_ledger
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.core.worker import SyncWorker


@pytest.mark.parametrize("target", ["category", "numbers", "quantity", "rare"])
def test_a_table_to_look_at(csv: Make, target: str) -> None:
    found = CATALOG.find("look")
    table = table_for(found, csv(**people(120, target)), target="goal")
    proved(found, table)


@pytest.mark.parametrize("target", ["category", pytest.param("quantity", marks=pytest.mark.trust)])
def test_a_table_to_phone_a_friend_about(csv: Make, target: str) -> None:
    found = CATALOG.find("phone-a-friend")
    table = table_for(found, csv(**people(80, target)), target="goal")
    store = MemoryStore()
    run = LessonRun(found, store, own_data=table)
    name = next(item.name for item in run.text.items() if isinstance(item, ExerciseRef))
    play = run.shown.play(name)
    with SyncWorker() as worker:
        states: list[str] = []
        while "fit" not in (play.enabled_controls() or ()):
            play.act("yes" if target == "category" or len(play.state.moves) == 0 else "no")
            assert len(play.state.moves) < 9
        worker.act(run.shown.job(name, "fit"), states.append)
        with play.animation("fit"):
            play.show(states[-1])
        play.act("stop")
        grade = worker.grade(run.shown.job(name))
    run.record(name, play.dump(), grade)
    assert grade.counts, grade
    assert [attempt.mode for attempt in store.attempts()] == ["own-data"]
    assert read_ledger(store).facts == {}


@pytest.mark.parametrize(
    "table", [several(60, 1), several(600, 0.1, 1e9), several(50, 0), several(100, 9, 1e-12)], ids=range(4)
)
def test_several_inputs_in_any_units(csv: Make, table: dict[str, Any]) -> None:
    found = CATALOG.find("wx-plus-b")
    data = table_for(found, csv(**table), y="out")
    assert Play.open(load_object(found, "exercise:Inputs"), 3, data).problem.names == ("tiny", "years", "huge", "again")
    proved(found, data)


def test_the_program_of_several_inputs_prints_what_is_on_screen(csv: Make) -> None:
    path, found = csv(**several(60, 1)), CATALOG.find("wx-plus-b")
    play = Play.open(load_object(found, "exercise:Inputs"), 3, table_for(found, path, y="out"))
    play.set("inputs", (0, 1))
    said = subprocess.check_output([sys.executable, "-c", play.code()], cwd=path.parent, text=True)
    assert all(part.shown() in said for part in play.view().parts if isinstance(part, Metric))


def test_one_column_of_numbers_is_too_few_inputs(csv: Make) -> None:
    with pytest.raises(DataError, match="two columns of numbers or more"):
        table_for(CATALOG.find("wx-plus-b"), csv(a=list(range(60)), b=[n % 7 for n in range(60)]), y="b")


@pytest.mark.parametrize("name", ["far from 0", "huge over tiny", "perfect", "outlier", "whole numbers", "two places"])
def test_a_degree_for_any_table(csv: Make, name: str) -> None:
    found, path = CATALOG.find("overfit"), csv(**TABLES[name])
    if name == "two places":
        with pytest.raises(DataError, match="15 different values of x"):
            table_for(found, path, x="a", y="b")
        return
    proved(found, table_for(found, path, x="a", y="b"))


def test_no_row_is_fitted_held_out_and_kept_at_once_and_x_is_spanned(csv: Make) -> None:
    found, table = CATALOG.find("overfit"), TABLES["thousands"]
    p = Play.open(load_object(found, "exercise:Degree"), 3, table_for(found, csv(**table), x="a", y="b")).problem
    fitted, held, kept = map(set, p.rows)
    assert (len(fitted), len(held), len(kept)) == (15, 60, 400)
    assert not fitted & held
    assert not (fitted | held) & kept
    assert p.ends == (min(table["a"]), max(table["a"]))
    assert p.new_y.tolist() == [table["b"][row] for row in p.rows[1]]


def test_the_program_of_a_degree_prints_what_is_on_screen(csv: Make) -> None:
    path, found = csv(**TABLES["years and a million"]), CATALOG.find("overfit")
    play = Play.open(load_object(found, "exercise:Degree"), 3, table_for(found, path, x="a", y="b"))
    for degree in (3, 8, 5):
        play.set("degree", degree)
    said = subprocess.check_output([sys.executable, "-c", play.code()], cwd=path.parent, text=True)
    assert all(part.shown().split()[0] in said for part in play.view().parts if isinstance(part, Metric))


RACES = [
    several(60, 1),
    TABLES["far from 0"],
    pytest.param(several(100, 9, 1e-12), marks=pytest.mark.trust),
    pytest.param(several(600, 0.1, 1e9), marks=pytest.mark.trust),
]


@pytest.mark.parametrize("table", RACES, ids=range(4))
def test_races_in_any_units(csv: Make, table: dict[str, Any]) -> None:
    found = CATALOG.find("batches")
    proved(found, table_for(found, csv(**table), y=list(table)[-1]))


def test_the_program_of_a_race_prints_what_is_on_screen(csv: Make) -> None:
    path, found = csv(**several(600, 1)), CATALOG.find("batches")
    play = Play.open(load_object(found, "exercise:Sprint"), 3, table_for(found, path, y="out"))
    play.solve()
    said = subprocess.check_output([sys.executable, "-c", play.code()], cwd=path.parent, text=True)
    steps, worst, inside = (part for part in play.view().parts if isinstance(part, Metric))
    assert f"steps {steps.value}, worst walk {worst.value:.3g}% above" in said
    assert f": {inside.value}" in said


def test_a_table_that_is_told_exactly_has_no_noise_to_race_with(csv: Make) -> None:
    with pytest.raises(DataError, match="almost exactly"):
        table_for(CATALOG.find("batches"), csv(**several(50, 0)), y="out")


def cloud(rows: int, x: float, sx: float, sy: float) -> dict[str, Any]:
    """Two columns that bend, in units of their own."""
    rng = np.random.RandomState(rows)
    a = rng.uniform(-2, 2, rows)
    return {"a": (x + sx * a).tolist(), "b": (sy * (np.sin(2 * a) + 0.3 * rng.normal(size=rows))).tolist()}


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(cloud(60, 0, 1, 1), id="small", marks=pytest.mark.trust),
        pytest.param(cloud(400, 1e6, 1e-2, 1e4), id="far from 0"),
    ],
)
def test_bins_of_any_column(csv: Make, table: dict[str, Any]) -> None:
    found = CATALOG.find("bins")
    proved(found, table_for(found, csv(**table), x="a", y="b"))


def four(rows: int, units: Sequence[float]) -> dict[str, Any]:
    """Four columns that each tell something of y, in units of their own."""
    rng = np.random.RandomState(rows)
    X = rng.normal(size=(rows, 4))
    out = X @ [3.0, 2.0, 2.0, 1.0] + rng.normal(size=rows)
    return {
        **{name: (unit * X[:, j]).tolist() for j, (name, unit) in enumerate(zip("abcd", units, strict=True))},
        "out": out.tolist(),
    }


@pytest.mark.parametrize("lesson", ["why", "missing"])
@pytest.mark.parametrize("units", [(1, 1, 1, 1), (1e6, 1e-3, 1, 50)], ids=["alike", "apart"])
def test_rankings_and_gaps_of_any_table(csv: Make, lesson: str, units: Sequence[float]) -> None:
    found = CATALOG.find(lesson)
    proved(found, table_for(found, csv(**four(150, units)), y="out"))


def test_gaps_that_cost_nothing_are_nothing_to_fill(csv: Make) -> None:
    with pytest.raises(DataError, match="gaps in it cost little"):
        table_for(CATALOG.find("missing"), csv(**several(150, 1.0)), y="out")


def test_scalings_of_any_table(csv: Make) -> None:
    found = CATALOG.find("normalise")
    proved(found, table_for(found, csv(**people(120, "category")), target="goal"))
