"""Tables that a learner might bring, and the proof that a lesson works on one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tutor.core.check.context import SEEDS
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.own_data import OwnTable
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson

CATALOG = load_catalog()
Make = Callable[..., Path]


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
                    if field.name not in (play.enabled_controls(item.part) or [field.name]):
                        continue
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
