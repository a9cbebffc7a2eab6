"""Checks of what an exercise shows: told in words, named axes, fast enough to drag, small enough for a screen."""

from tutor.core.check.colour import check_view_colour
from tutor.core.check.context import CheckContext
from tutor.core.check.figures import note_view, of_item
from tutor.core.check.finite import check_finite
from tutor.core.check.formulas import check_view
from tutor.core.check.pages import ROWS, view_rows
from tutor.core.contain import contained
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Bars, Box, HeatMap
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import View
from tutor.core.lesson.model import ExerciseRef

BUDGET_MS = 100.0
"""What a view may take while a key is held; a warning comes at twice as much."""


def check_shown(context: CheckContext, play: Play, item: ExerciseRef) -> bool:
    """The view of the state that the play is in; whether there is one."""
    calls = play.at(item.part)
    with context.guarded("view", "return a View of parts from tutor.api", item):
        view = play.view(item.part)
        with context.guarded("words", "give it a text, a label or a title", item):
            tell(view, calls.subject("view"))
        _axes(context, view, item, play)
        check_view(context, view, item.name, calls.kind.view)
        check_finite(context, view, item.name, calls.kind.view)
        check_view_colour(context, view, item.name, calls.kind.view)
        _fits(context, view, item, play)
        took = note_view(context, play, item)
        if took > 2 * BUDGET_MS:
            fix = "compute in setup what does not hang on the state, or make it an action(slow=True)"
            said = f"{item.name}: view takes {took:.0f} ms; the budget for live dragging is {BUDGET_MS:.0f} ms"
            context.report_at("view-slow", said, fix, calls.kind.view, severity="warning")
        return True
    return False


def tell(view: View, where: str) -> None:
    """Every part of the view in words; ExerciseError if one cannot be told."""
    for part in view.parts:
        with contained(f"{where}: {type(part).__name__} in words"):
            if not any(char.isalnum() for char in part.words()):
                raise ValueError("it says nothing")


def _axes(context: CheckContext, view: View, item: ExerciseRef, play: Play) -> None:
    for part in view.parts:
        if not isinstance(part, Chart) or all(isinstance(layer, Bars | Box | HeatMap) for layer in part.layers):
            continue
        for name, axis in (("x", part.x), ("y", part.y)):
            if not axis.title:
                said = f"{item.name}: the {name} axis of chart “{part.title}” has no name"
                fix = f'{name}=Axis("what it is", "unit")'
                context.report_at("axis-name", said, fix, play.at(item.part).kind.view, severity="warning")


def _fits(context: CheckContext, view: View, item: ExerciseRef, play: Play) -> None:
    rows = view_rows(view) + len(play.visible_fields(item.part)) + bool(play.actions(item.part))
    of_item(context, item)["rows"] = rows
    if rows > ROWS:
        fix = "show less at once: fewer charts below each other, lower tables, fewer controls"
        said = f"{item.name}: view and controls need about {rows} rows; a screen of 80×24 has {ROWS}"
        context.report_at("exercise-tall", said, fix, play.at(item.part).kind.view, severity="warning")
