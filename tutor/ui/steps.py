"""One table: part of a page -> its widget. Heavy widgets are imported when a page first needs them."""

from collections.abc import Callable

from textual.widget import Widget

from tutor.core.errors import TutorError
from tutor.core.lesson import model
from tutor.core.run import LessonRun
from tutor.ui.widgets.error_panel import ErrorPanel
from tutor.ui.widgets.prose import Prose


def widget_of(part: model.PagePart, run: LessonRun) -> Widget:
    """The widget of a part; where the lesson's own code fails, a panel that says so, and the rest lives."""
    if isinstance(part, model.Prose):
        return Prose(part.text, classes="text")
    try:
        return _BUILDERS[type(part)](part, run)
    except TutorError as error:
        return ErrorPanel(part.name, run.lesson.pack.id, error)


def _choice(part: model.Choice, run: LessonRun) -> Widget:
    from tutor.ui.widgets.choice import ChoiceView

    return ChoiceView(run.question(part.name), run.order(part.name))


def _number(part: model.Number, run: LessonRun) -> Widget:
    from tutor.ui.widgets.entry import NumberView

    return NumberView(run.question(part.name))


def _text(part: model.Text, run: LessonRun) -> Widget:
    from tutor.ui.widgets.entry import TextView

    return TextView(run.question(part.name))


def _blank(part: model.Blank, run: LessonRun) -> Widget:
    from tutor.ui.widgets.blank import BlankView

    return BlankView(run.question(part.name))


def _order(part: model.Order, run: LessonRun) -> Widget:
    from tutor.ui.widgets.order import OrderView

    return OrderView(run.question(part.name), run.order(part.name))


def _match(part: model.Match, run: LessonRun) -> Widget:
    from tutor.ui.widgets.match import MatchView

    return MatchView(run.question(part.name), run.order(part.name))


def _exercise(part: model.ExerciseRef, run: LessonRun) -> Widget:
    from tutor.ui.widgets.exercise import ExerciseView

    return ExerciseView(part, run.play(part.name), run.said(part.name))


def _code(part: model.CodeItem, run: LessonRun) -> Widget:
    from tutor.ui.widgets.code_item import CodeView

    return CodeView(part)


_BUILDERS: dict[type, Callable[..., Widget]] = {
    model.Choice: _choice,
    model.Number: _number,
    model.Text: _text,
    model.Blank: _blank,
    model.Order: _order,
    model.Match: _match,
    model.ExerciseRef: _exercise,
    model.CodeItem: _code,
}
