"""One table: part of a page -> its widget. Heavy widgets are imported when a page first needs them."""

from collections.abc import Sequence
from functools import partial
from typing import assert_never

from textual.widget import Widget

from tutor.core.errors import TutorError
from tutor.core.lesson import model
from tutor.core.questions import kinds
from tutor.core.run import LessonRun
from tutor.ui.widgets.error_panel import ErrorPanel
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.prose import Prose


def widget_of(part: model.PagePart, run: LessonRun) -> Widget:
    """The widget of a part; where the lesson's own code fails, a panel that says so, and the rest lives."""
    if isinstance(part, model.Prose):
        return Prose(part.text, classes="text")
    try:
        view = _item_view(run.shown.question(part.name), run)
        view.varies = partial(run.shown.varies, part.name)
        return view
    except TutorError as error:
        return ErrorPanel(part.name, run.lesson.pack.id, error)


def _item_view(item: model.Block, run: LessonRun) -> ItemView:
    if isinstance(item, model.Question):
        return question_view(item, run.shown.order(item.name))
    match item:
        case model.ExerciseRef():
            from tutor.ui.widgets.exercise import ExerciseView

            return ExerciseView(item, run.shown.play(item.name), run.predictions(item.name))
        case model.CodeItem():
            from tutor.ui.widgets.code_item import CodeView

            return CodeView(item)
        case _:
            assert_never(item)


def question_view(question: kinds.AnyQuestion, order: Sequence[int]) -> ItemView:
    """The widget of a question whose values are drawn, its lists in `order`."""
    match question:
        case kinds.Choice():
            from tutor.ui.widgets.choice import ChoiceView

            return ChoiceView(question, order)
        case kinds.Number():
            from tutor.ui.widgets.entry import NumberView

            return NumberView(question)
        case kinds.Text():
            from tutor.ui.widgets.entry import TextView

            return TextView(question)
        case kinds.Blank():
            from tutor.ui.widgets.blank import BlankView

            return BlankView(question)
        case kinds.Order():
            from tutor.ui.widgets.order import OrderView

            return OrderView(question, order)
        case kinds.Match():
            from tutor.ui.widgets.match import MatchView

            return MatchView(question, order)
        case _:
            assert_never(question)
