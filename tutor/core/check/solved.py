"""Checks of the two ends of an attempt: what start and solution hold can be set, and the solved state can be shown."""

from typing import Any

from tutor.core.check.context import CheckContext
from tutor.core.check.figures import note_view
from tutor.core.check.finite import check_finite
from tutor.core.exercise.controls import Number, Slider
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef


def check_solved(context: CheckContext, play: Play, item: ExerciseRef, seed: int, first: bool) -> None:
    """The play is in its solved state; on the `first` seed its view is looked at, too."""
    _in_range(context, play, item, seed, play.start)
    _in_range(context, play, item, seed, play.state)
    if first:
        with context.guarded("view", "make it hold for the solved state too", item):
            note_view(context, play, item)
            check_finite(context, play.view(item.part), item.name, play.at(item.part).kind.view, "Once it is solved")


def _in_range(context: CheckContext, play: Play, item: ExerciseRef, seed: int, state: Any) -> None:
    """The sliders and numbers of a state, the start or the solved one."""
    kind, solved = play.at(item.part).kind, state is not play.start
    for field in play.visible_fields(item.part):
        low, high = _range(field.control)
        value = getattr(state, field.name)
        if not isinstance(value, int | float) or (_least(low) <= value <= _most(high)):
            continue
        what = "solution" if solved else "the start"
        said = f"{item.name}: {what} has {field.name} outside of its range"
        detail = f"On seed {seed} it is {value:g}, and the {_named(low, high)}"
        fix = "widen the control, or let it end inside" if solved else "let start set it inside, or widen the control"
        method = kind.solution if solved else kind.start
        context.report_at("out-of-range", said, fix, method, detail=detail)


def _range(control: Any) -> tuple[float | None, float | None]:
    return (control.low, control.high) if isinstance(control, Slider | Number) else (None, None)


def _least(low: float | None) -> float:
    return float("-inf") if low is None else low - 1e-9 * abs(low)


def _most(high: float | None) -> float:
    return float("inf") if high is None else high + 1e-9 * abs(high)


def _named(low: float | None, high: float | None) -> str:
    return f"range {'−∞' if low is None else f'{low:g}'} to {'∞' if high is None else f'{high:g}'}"
