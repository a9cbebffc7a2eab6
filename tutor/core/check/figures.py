"""The figures of each exercise: what was solved, what was told apart, how slow its views are, how they are told."""

from collections.abc import Collection
from statistics import median
from time import perf_counter
from typing import Any

from tutor.core.check.context import CheckContext
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.limited import quoted
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef

TIMES = 9


def of_item(context: CheckContext, item: ExerciseRef) -> dict[str, Any]:
    """The figures of an exercise, to be added to."""
    mine: dict[str, Any] = context.figures.setdefault("exercises", {}).setdefault(item.name, {})
    return mine


def note_seed(context: CheckContext, item: ExerciseRef, solved: bool) -> None:
    """One more seed was tried."""
    mine = of_item(context, item)
    mine["seeds"] = mine.get("seeds", 0) + 1
    mine["solved"] = mine.get("solved", 0) + solved


def note_misconceptions(context: CheckContext, play: Play, item: ExerciseRef, arisen: Collection[str]) -> None:
    """Of the misconceptions that have `arisen`, those are told apart of which nothing was found."""
    mine = of_item(context, item)
    mine["misconceptions"] = len(play.at(item.part).declared.misconceptions)
    said = [found.message for found in context.findings if found.code.startswith("misconception")]
    mine["told_apart"] = sum(not any(quoted(name) in each and item.name in each for each in said) for name in arisen)


def note_view(context: CheckContext, play: Play, item: ExerciseRef) -> float:
    """Milliseconds that the view of this state takes; the slowest is kept, and how the last charts are told."""
    took = _milliseconds(play, item.part)
    mine = of_item(context, item)
    mine["view_ms"] = round(max(mine.get("view_ms", 0.0), took), 2)
    charts = [part for part in play.view(item.part).parts if isinstance(part, Chart)]
    mine["charts"] = [{"title": chart.title, "told": chart.words()} for chart in charts]
    return took


def _milliseconds(play: Play, part: str) -> float:
    times = []
    for _ in range(TIMES):
        began = perf_counter()
        play.fresh_view(part)
        times.append(1000 * (perf_counter() - began))
    return median(times)
