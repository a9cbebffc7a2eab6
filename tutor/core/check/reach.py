"""Checks of the values of controls: what a start or a solution holds is what the learner could set."""

from typing import Any

from tutor.core.check.context import CheckContext
from tutor.core.exercise.controls import Number, Slider
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef


def check_reach(context: CheckContext, play: Play, item: ExerciseRef, seed: int, solved: bool) -> None:
    """The sliders and numbers of the state that the play is in, the start or the solved one."""
    kind = play.at(item.part).kind
    for field in play.visible_fields(item.part):
        low, high = _range(field.control)
        value = getattr(play.state, field.name)
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
