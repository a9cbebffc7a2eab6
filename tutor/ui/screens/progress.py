"""Progress: objectives with what is remembered of them, what is due, and charts; resets with a way back."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tutor.core.quiz.history import Taken
from tutor.core.report.charts import all_charts
from tutor.core.report.markdown import SIGNS
from tutor.core.review.ledger import Ledger
from tutor.core.review.mastery import Mastery, Objective
from tutor.ui.app_messages import OpenLesson
from tutor.ui.screens.base import Guard
from tutor.ui.screens.resetting import Resetting
from tutor.ui.services import services
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.chart import ChartView
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from tutor.ui.library import Library, Standing

LEGEND = (
    "shown: right without help; mastered: and in reviews on 2 later days; "
    "recall: the chance that you remember today what was tried"
)
WORDS = {Mastery.NEW: "", Mastery.BEGUN: "begun", Mastery.SHOWN: "shown", Mastery.MASTERED: "mastered",
         Mastery.FADING: "fading"}  # fmt: skip


PARTS = {
    "objectives": ("#columns", "#objectives", "#why", "#legend"),
    "charts": ("#charts",),
    "history": ("#sittings", "#history"),
}
"""The widgets of each view."""


class ProgressScreen(Resetting, Guard[None]):
    """Three views of one record: objectives, charts, and every sitting that was taken."""

    DEFAULT_CSS = """
    ProgressScreen > #what { padding: 0 2; margin: 1 0 0 0; }
    ProgressScreen > #sum { padding: 0 2; height: auto; }
    ProgressScreen > PickList, ProgressScreen > PickList:focus { padding: 0 1; height: 1fr; margin: 1 0 0 0; }
    ProgressScreen > #why { padding: 0 2; height: 3; color: $muted; }
    ProgressScreen > #legend { padding: 0 2; height: auto; color: $muted; }
    ProgressScreen > .head { padding: 0 2; height: auto; margin: 1 0 0 0; color: $muted; }
    ProgressScreen > PickList.under, ProgressScreen > PickList.under:focus { margin: 0; }
    ProgressScreen > #charts { height: 1fr; padding: 1 2 0 2; }
    ProgressScreen > #charts > * { margin: 0 0 1 0; max-width: 110; }
    ProgressScreen > #charts > Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "show('objectives')", "objectives", tooltip="Every objective, and how it is remembered"),
        Binding("2", "show('charts')", "charts", tooltip="Answers over time, what falls due, confidence"),
        Binding("3", "show('history')", "history", tooltip="Every quiz, review and test that you took"),
        Binding("w", "words", "in words", tooltip="The charts in words"),
        Binding("r", "app.review", "review", tooltip="Review what is due"),
        Binding("e", "app.take_along", "take along", tooltip="Report, exports, Anki"),
        Binding("x", "reset", "reset", tooltip="Forget an item, lesson, pack or all; can be undone"),
        Binding("escape", "leave", "home", key_display="esc", tooltip="Back home"),
    ]

    def __init__(self, library: "Library") -> None:
        super().__init__()
        self.library = library
        self.objectives: list[Objective] = []
        self.taken: list[Taken] = []
        self.view, self.ready_told = "objectives", ""
        self.now = datetime.now(UTC)
        self.in_words = False

    def compose(self) -> ComposeResult:
        """Sum, objectives with the reason of the one under the cursor, charts, keys."""
        header = Header()
        header.left = Content.styled("Progress", "bold")
        yield header
        yield Static("Reading your record …", id="sum")
        yield Buttons(id="what")
        yield Static(id="columns", classes="head")
        yield PickList(id="objectives", classes="under")
        yield Static(id="why")
        yield Static(id="legend")
        yield VerticalScroll(id="charts")
        yield Static(id="sittings", classes="head")
        yield PickList(id="history", classes="under")
        yield KeyBar()

    def on_mount(self) -> None:
        """Work it out beside the screen."""
        for view in PARTS.values():
            for part in view:
                self.query_one(part).display = False
        self.gather()

    def on_screen_resume(self) -> None:
        """A review may have changed it."""
        if self.objectives:
            self.gather()

    @work(exclusive=True, group="progress")
    async def gather(self) -> None:
        """Read the record again, and show it."""
        self.now = datetime.now(UTC)
        limit = services(self.app).settings.review_limit
        found = await asyncio.to_thread(self.library.standing, self.now, limit)
        self.objectives, self.taken = found.objectives, found.taken
        with self.unless_left():
            self._show_sum(found)
            self._show_objectives()
            self._show_history()
            await self._show_charts(found.ledger)
            self.action_show(self.view)

    def _show_sum(self, found: "Standing") -> None:
        due = found.due
        states = [one.state for one in self.objectives]
        reached = sum(state in (Mastery.SHOWN, Mastery.MASTERED) for state in states)
        parts = [
            f"{reached} of {len(states)} objectives shown, {states.count(Mastery.MASTERED)} of them mastered, "
            f"{states.count(Mastery.FADING)} fading.",
            f"{len(due)} due today" + (f", {due.waiting} more wait for tomorrow." if due.waiting else "."),
            f"Next on {due.next_at}." if due.next_at else "",
            f"{len(due.gone)} questions are no longer there; what you answered is kept." if due.gone else "",
            f"{len(due.changed)} were changed and will be asked again." if due.changed else "",
        ]
        self.query_one("#sum", Static).update(Content(" ".join(filter(None, parts))))
        self.ready_told = found.readiness.told

    def _show_objectives(self) -> None:
        rows = self.query_one("#objectives", PickList)
        at = rows.highlighted
        rows.clear_options()
        shown, room = "", max(20, self.size.width - 34)
        heads = f"  {'objective':<{room}} {'state':<9}{'recall':>6} {'last tried':>10}"
        self.query_one("#columns", Static).update(Content(heads))
        self.query_one("#legend", Static).update(Content(LEGEND))
        options: list[Option] = []
        for number, one in enumerate(self.objectives):
            if one.lesson != shown:
                shown = one.lesson
                lesson = self.library.lesson(shown)
                title = lesson.title if lesson else shown
                options.append(Option(Content.styled(title, "bold $primary"), disabled=True))
            options.append(Option(_row(one, self.now, room), id=str(number)))
        rows.add_options(options)
        if at is not None and at < len(options):
            rows.highlighted = at
        rows.first()

    def _show_history(self) -> None:
        rows = self.query_one("#history", PickList)
        rows.clear_options()
        rows.add_options([Option(_sitting(one)) for one in self.taken])
        rows.first()
        heads = f"{'day':<10}  {'score':>5}  {'right':>8}  {'min':>4}  sitting"
        told = f"{self.ready_told}\nScore: what your answers earned of what they could.\n{heads}"
        none = "You have not finished a quiz, review or test yet: t on the home screen starts one."
        self.query_one("#sittings", Static).update(Content(told if self.taken else none))

    async def _show_charts(self, ledger: Ledger) -> None:
        charts = self.query_one("#charts", VerticalScroll)
        await charts.remove_children()
        ascii = bool(getattr(self.app, "ascii", False))
        shelf = self.library.shelf
        assert shelf is not None
        for chart in all_charts(ledger, self.objectives, self.now, shelf):
            await charts.mount(ChartView(chart, ascii=ascii))
            told = Static(Content(chart.words()), classes="words")
            told.display = self.in_words
            await charts.mount(told)
        if not ledger.days:
            await charts.mount(Static("Answer a few questions, and charts of them appear here."))

    def action_show(self, what: str) -> None:
        """One of the three views."""
        self.view = what
        for name, parts in PARTS.items():
            for part in parts:
                self.query_one(part).display = name == what
        self.query_one(f"#{what}").focus()
        self.query_one(Buttons).commands = (
            *(
                Command(f"show('{name}')", str(at), name.capitalize(), strong=name == what)
                for at, name in enumerate(PARTS, 1)
            ),
            Command("app.review", "r", "Review"),
            Command("app.take_along", "e", "Take along"),
            Command("reset", "x", "Reset"),
        )
        self.refresh_bindings()

    def action_words(self) -> None:
        """The charts in words, or not."""
        self.in_words = not self.in_words
        for told in self.query(".words"):
            told.display = self.in_words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Words are of charts."""
        return self.view == "charts" if action == "words" else True

    @on(Buttons.Pressed)
    async def _pressed(self, event: Buttons.Pressed) -> None:
        event.stop()
        await self.run_action(event.id)

    @on(PickList.OptionHighlighted, "#objectives")
    def _told(self, event: PickList.OptionHighlighted) -> None:
        event.stop()
        one = self.objectives[int(event.option.id or 0)]
        told = Content.assemble(
            (f"{one.text[:1].upper()}{one.text[1:]}.", "$foreground"),
            f" {one.why} {one.tried} of {one.items} items tried.",
        )
        self.query_one("#why", Static).update(told)

    @on(PickList.OptionSelected, "#history")
    def _again(self, event: PickList.OptionSelected) -> None:
        event.stop()
        from tutor.ui.screens.papers import PapersScreen

        taken = self.taken[event.option_index]
        self.app.push_screen(PapersScreen(f"{taken.name}, {taken.day}", taken.papers))

    @on(PickList.OptionSelected, "#objectives")
    def _open(self, event: PickList.OptionSelected) -> None:
        event.stop()
        self.post_message(OpenLesson(self.objectives[int(event.option.id or 0)].lesson))

    @property
    def lesson_at_hand(self) -> str:
        """The lesson of the objective under the cursor."""
        at = self.query_one("#objectives", PickList).highlighted_option
        return self.objectives[int(at.id)].lesson if at is not None and at.id else ""

    def action_leave(self) -> None:
        """Home."""
        self.dismiss()


def _row(one: Objective, now: datetime, room: int) -> Content:
    """`● text  shown  93%  4 d`."""
    text = Content(one.text).truncate(room, ellipsis=True)
    pad = " " * max(0, room - text.cell_length)
    recall = f"{one.recall:6.0%}" if one.recall is not None else "      "
    days = one.days_old(now)
    age = "" if days is None else "today" if days == 0 else f"{days} d ago"
    style = (
        "$warning"
        if one.state is Mastery.FADING
        else "$success"
        if one.state in (Mastery.SHOWN, Mastery.MASTERED)
        else ""
    )
    return Content.assemble(
        (f" {SIGNS[one.state]} ", style or "$muted"), text, pad, (f" {WORDS[one.state]:<9}", style), recall,
        (f" {age:>10}", "$muted"),
    )  # fmt: skip


def _sitting(one: Taken) -> Content:
    """`2026-11-10    70%   7 of 10     4  Quiz: Regression`."""
    passed = {True: "  passed", False: "  not passed", None: ""}[one.passed]
    right = f"{one.right} of {one.counted}"
    return Content.assemble(
        f" {one.day}  {one.score:5.0%}  {right:>8}  {max(1, round(one.seconds / 60)):>4}  ", (one.name, "bold"), passed
    )
