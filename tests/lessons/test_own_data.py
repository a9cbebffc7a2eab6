"""Lessons on tables that a learner might bring: any unit, far from 0, perfect, noisy, skewed, large."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tutor.core.check.context import SEEDS
from tutor.core.errors import DataError
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Metric
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.own_data import OwnTable
from tutor.core.own_lesson import table_for
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.review.ledger import read_ledger
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.core.worker import SyncWorker

CATALOG = load_catalog()
Make = Callable[..., Path]


@pytest.fixture
def csv(tmp_path: Path) -> Make:
    """csv(name=column, …) -> a file."""

    def write(**columns: Any) -> Path:
        path = tmp_path / "my.csv"
        rows = zip(*columns.values(), strict=True)
        lines = [",".join(columns), *(",".join(map(str, row)) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def line(rows: int, x: float = 0, sx: float = 1, slope: float = 1, y: float = 0, noise: float = 0.5) -> dict[str, Any]:
    """A line with noise in units of its own; x and y are where the middle lies."""
    rng = np.random.RandomState(rows)
    across = rng.normal(size=rows)
    across, scatter = across - across.mean(), rng.normal(size=rows)
    up = across + noise * scatter
    return {"a": (x + sx * across).tolist(), "b": (y + slope * sx * up).tolist()}


TABLES = {
    "ordinary": line(60, x=70, sx=25, slope=9, y=650),
    "falling": line(60, slope=-3),
    "years and a million": line(60, x=2005, sx=9, slope=1e4, y=3e6),
    "far from 0": line(60, x=1e9, sx=1, slope=1, y=-1e9),
    "tiny": line(60, x=3e-9, sx=1e-9, slope=1e-6, y=2e-15),
    "huge": line(60, x=3e12, sx=1e12, slope=1e9, y=5e21),
    "huge over tiny": line(60, x=3e-9, sx=1e-9, slope=1e21, y=5e12),
    "perfect": line(50, noise=0),
    "noisy": line(500, noise=4),
    "outlier": {"a": [*line(59)["a"], 300.0], "b": [*line(59)["b"], 2.0]},
    "whole numbers": {"a": list(range(50)), "b": [(7 * n) % 13 + n for n in range(50)]},
    "two places": {"a": [0, 1] * 30, "b": [n % 2 + n / 100 for n in range(60)]},
    "thousands": line(5_000, x=40, sx=12, slope=0.3),
}


def proved(lesson: Lesson, table: OwnTable) -> None:
    """On each seed: begun, told, moved to all ends of its controls, solved and passed, by what a learner can set."""
    for item in read_lesson(lesson).items():
        if not isinstance(item, ExerciseRef) or (kind := load_object(lesson, item.use)).own_data is None:
            continue
        for seed in SEEDS:
            play = Play.open(kind, seed, table, where=lesson.id)
            assert play.grade(item.part).outcome is not Outcome.PASSED
            assert play.view(item.part).words()
            for predict in play.predictions(item.part):
                play.truth(predict, item.part)
            started = play.dump()
            for field in play.visible_fields(item.part):
                field.control.accept(field, getattr(play.state, field.name))
            for field in play.visible_fields(item.part):
                for steps in (1, -1, 10**6, -(10**6)):
                    play.nudge(field.name, steps, item.part)
                    play.view(item.part)
                    assert play.grade(item.part).outcome is not Outcome.LESSON_ERROR
            play.resume(started)
            play.solve(item.part)
            assert play.grade(item.part).outcome is Outcome.PASSED, f"{item.name}, seed {seed}: {play.grade(item.part)}"
            values = {field.name: getattr(play.state, field.name) for field in play.visible_fields(item.part)}
            for name, value in values.items():
                if name in (play.enabled_controls(item.part) or values):
                    play.set(name, value, item.part)
            play.view(item.part)


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


def people(rows: int, target: str) -> dict[str, Any]:
    """A table as people have them: numbers, words, gaps, and a target of one kind or another."""
    rng = np.random.RandomState(rows)
    age, pay = rng.randint(18, 80, rows), rng.lognormal(10, 1, rows)
    kinds = {
        "category": np.where(pay > np.median(pay), "yes", "no"),
        "numbers": (age > 40).astype(int),
        "quantity": 3.5e6 + 2 * pay + rng.normal(0, 1, rows),
        "rare": np.where(np.arange(rows) < 2, "rare", "usual"),
    }
    gap = [None if n % 7 == 0 else n for n in rng.randint(0, 9, rows)]
    return {
        "age": age.tolist(),
        "pay": pay.round(2).tolist(),
        "floor": ["" if n is None else n for n in gap],
        "town": rng.choice(["Bonn", "Köln", "Ulm"], rows).tolist(),
        "id": list(range(1000, 1000 + rows)),
        "goal": kinds[target].tolist(),
    }


@pytest.mark.parametrize("target", ["category", "numbers", "quantity", "rare"])
def test_a_table_to_look_at(csv: Make, target: str) -> None:
    found = CATALOG.find("look")
    table = table_for(found, csv(**people(120, target)), target="goal")
    proved(found, table)


@pytest.mark.parametrize("target", ["category", "quantity"])
def test_a_table_to_phone_a_friend_about(csv: Make, target: str) -> None:
    found = CATALOG.find("phone-a-friend")
    table = table_for(found, csv(**people(80, target)), target="goal")
    store = MemoryStore()
    run = LessonRun(found, store, own_data=table)
    name = next(item.name for item in run.text.items() if isinstance(item, ExerciseRef))
    play = run.play(name)
    with SyncWorker() as worker:
        states: list[str] = []
        while "fit" not in (play.enabled_controls() or ()):
            play.act("yes" if target == "category" or len(play.state.moves) == 0 else "no")
            assert len(play.state.moves) < 9
        worker.act(run.job(name, "fit"), states.append)
        with play.animation("fit"):
            play.show(states[-1])
        play.act("stop")
        grade = worker.grade(run.job(name))
    run.record(name, play.dump(), grade)
    assert grade.counts, grade
    assert [attempt.mode for attempt in store.attempts()] == ["own-data"]
    assert read_ledger(store).facts == {}


def several(rows: int, noise: float, scale: float = 1.0) -> dict[str, Any]:
    """Inputs in units of their own, a copy, a constant, words and gaps among them, and an output."""
    rng = np.random.RandomState(rows)
    X = rng.normal(size=(rows, 3))
    y = X @ [1.0, -2.0, 0.5] + noise * rng.normal(size=rows)
    return {
        "tiny": (1e-9 * X[:, 0]).tolist(),
        "years": (2000 + 5 * X[:, 1]).tolist(),
        "huge": (1e12 * X[:, 2]).tolist(),
        "again": (1e12 * X[:, 2]).tolist(),
        "always": [7] * rows,
        "word": ["a", "b"] * (rows // 2),
        "gap": ["" if n % 7 == 0 else n for n in range(rows)],
        "out": (scale * y).tolist(),
    }


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
