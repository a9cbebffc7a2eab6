"""A quiz, review, placement or final test: rules first, then each question once, then what it came to."""

from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from tutor.core.errors import ExerciseError
from tutor.core.grade import Grade, Outcome
from tutor.core.lesson.model import Question
from tutor.core.quiz.rules import TITLES, rules
from tutor.core.quiz.runner import QuizRunner
from tutor.ui import messages
from tutor.ui.screens.base import LET_GO
from tutor.ui.screens.practising import MOVES, ItemScreen, PracticeGrading
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.column import Column, keep_in_sight
from tutor.ui.widgets.fields import takes_letters
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.prose import Prose
from tutor.ui.widgets.sure import SureRows
from tutor.ui.widgets.verdict import verdict_text


class SittingScreen(ItemScreen):
    """One sitting. `stage` is what is on screen: rules, question, sure, verdict."""

    DEFAULT_CSS = """
    SittingScreen > #page { padding: 1 2 0 2; height: 1fr; }
    SittingScreen > #page > * { max-width: 92; height: auto; }
    SittingScreen > #page.-stage { padding: 0 1; }
    SittingScreen > #page > .owner { height: 1fr; max-width: 100%; }
    SittingScreen .row { margin: 1 0 0 0; }
    SittingScreen > #page.-stage > .row { margin: 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "go on", key_display="enter", tooltip="Begin, check, go on", id="sitting.on"),
        Binding("h", "hint", "hint", tooltip="The next hint (in a review)", id="sitting.hint"),
        Binding("s", "skip", "skip", tooltip="Go on without an answer", id="sitting.skip"),
        Binding("ctrl+n", "pass_over", "skip", key_display="^n", tooltip="The same, where s is typed or taken"),
        *(command.binding() for command in MOVES),
        Binding("E", "end", "end it", show=False, tooltip="End it here; what is open counts as missed"),
        LET_GO,
        Binding(
            "escape", "leave", "leave", key_display="esc", tooltip="Leave; it waits where you are", id="sitting.leave"
        ),
    ]

    def __init__(self, sit: QuizRunner) -> None:
        super().__init__()
        self.sit = sit
        self.stage = "rules"
        self._grading = PracticeGrading(self, self.judged, lambda text: self.sit.draft(text))
        self._given: tuple[str, Grade] | None = None
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        """Where, the page, keys."""
        yield Header()
        yield Column(id="page")
        yield KeyBar(self.own_keys, late=("x", "U", "c", "w"))

    async def on_mount(self) -> None:
        """The rules; a sitting that was left goes on at its question."""
        if self.sit.sitting.started:
            for note in self.sit.sitting.notes:
                self.notify(note, timeout=15, markup=False)
            await self.ask()
        else:
            await self._show_rules()

    async def _show_rules(self) -> None:
        lines = [Content.assemble(("• ", "$primary"), rule) for rule in rules(self.sit.sitting)]
        lines += [Content.assemble(("! ", "$warning"), note) for note in self.sit.sitting.notes]
        title = Content.styled(self.sit.sitting.title, "bold $primary")
        told = Content("\n").join([title, Content(""), *lines])
        begin = Buttons(
            [Command("on", "enter", "Begin", strong=True), Command("leave", "esc", "Not now")], classes="row"
        )
        await self._put(Static(told), begin)

    async def _put(self, *widgets: Widget) -> None:
        """These and nothing else on the page."""
        page = self.query_one("#page", Column)
        await page.remove_children()
        staged = any(widget.has_class("owner") for widget in widgets)
        page.set_class(staged, "-stage")
        self.query_one(KeyBar).stand(2 if staged else 1)
        await page.mount(*widgets)
        page.scroll_home(animate=False)
        self.set_focus(page)  # at once: what is asked takes it next
        self._head()

    def _head(self) -> None:
        sitting = self.sit.sitting
        header = self.query_one(Header)
        header.left = Content.assemble((TITLES[sitting.kind], "bold"), (" › ", "$muted"), sitting.title)
        number = min(sitting.at + (0 if self.stage == "verdict" else 1), len(sitting.asked))
        about = f" of about {sitting.minutes}" if sitting.minutes else ""
        spent = f"  {round(sitting.seconds / 60)}{about} min" if sitting.started else ""
        header.right = Content(f"question {number} of {len(sitting.asked)}{spent}" if sitting.started else "")
        self.refresh_bindings()

    async def ask(self) -> None:
        """The question at hand, or what it all came to."""
        if self.sit.over:
            from tutor.ui.screens.result import ResultScreen

            self.app.switch_screen(ResultScreen(self.sit))
            return
        self.stage, self._given = "question", None
        try:
            view = self.view_at_hand()
        except ExerciseError as error:
            self.notify(f"The lesson is at fault; this does not count. {error}", severity="warning", markup=False)
            self.sit.fault(error)
            await self.ask()
            return
        skip = Buttons([self.skipping()], classes="row skip")
        await self._put(Static(self.about()), view, skip)
        self._since = monotonic()
        if self.sit.sitting.draft:
            view.fill(self.sit.sitting.draft)
        view.show_hints(view.item.hints[: self.sit.sitting.hints])
        view.focus_answer()  # at once: the first letter may be here already

    async def action_on(self) -> None:
        """Begin, check, or go on."""
        if self.stage == "rules":
            self.sit.begin()
            await self.ask()
        elif self.stage == "verdict":
            await self.ask()
        elif self.stage == "question" and self.view is not None:
            self.view.do("check")

    @on(messages.Answered)
    async def _answered(self, event: messages.Answered) -> None:
        event.stop()
        if self.stage != "question" or self.view is None or self.view.running is not None:
            return
        if (run := self.sit.practice()) is None:
            await self.judged(event.response, self.sit.verdict(event.response))
        else:
            self._grading.begin(self.view, run, event.response)

    async def judged(self, response: str, grade: Grade) -> None:
        """A verdict was found: what is no answer costs nothing, else it is told once the learner said how sure."""
        if self.stage != "question" or self.view is None:
            return
        if grade.outcome in (Outcome.INVALID, Outcome.UNATTEMPTED):
            self.view.show_grade(grade)
            return
        self.view.verdict.clear()
        self._given, self.stage = (response, grade), "sure"
        self._locked(True)
        rows = SureRows()
        ask = Static(Content.styled("How sure are you?", "bold"), classes="row sure")
        await self.query_one("#page").mount(ask, rows)
        rows.focus()
        keep_in_sight(rows)
        self._head()

    def _locked(self, locked: bool) -> None:
        assert self.view is not None
        self.view.query_one(".answer").disabled = locked
        self.view.buttons.display = not locked
        self.query_one(".skip").display = not locked

    async def _unsure(self) -> None:
        await self.query("SureRows, .sure").remove()

    @on(SureRows.Chosen)
    async def _sure(self, event: SureRows.Chosen) -> None:
        event.stop()
        if self.stage != "sure" or self._given is None:
            return
        response, grade = self._given
        await self._unsure()
        entry_why, answer = self._after(grade)
        self.sit.answer(response, grade, confidence=event.level, seconds=monotonic() - self._since)
        if self.sit.sitting.feedback == "end" and grade.counts:
            await self.ask()
            return
        self.stage = "verdict"
        await self._show_verdict(grade, answer, entry_why)

    def _after(self, grade: Grade) -> tuple[str, str]:
        """The why, and the right answer where it was missed."""
        item = self.sit.item()
        return item.why, self.sit.solution() if grade.outcome is Outcome.FAILED else ""

    async def _show_verdict(self, grade: Grade, answer: str, why: str) -> None:
        view = self.view
        assert view is not None
        label = "See the result" if self.sit.over else "Next"
        go = Buttons([Command("on", "enter", label, strong=True)], classes="row")
        told = f"**→ The answer:**{chr(10) * 2 if chr(10) in answer else ' '}{answer}" if answer else ""
        rest = [told, f"**Why.** {why}" if why else ""]
        if not isinstance(view.item, Question):  # it fills the page: what is said takes its place
            said = [verdict_text(grade, missed=view.missed), *rest]
            await self._put(Prose(view.item.prompt), Prose("\n\n".join(filter(None, said)), classes="row"), go)
            return
        view.show_grade(grade, scroll=False)
        verdict = view.verdict
        if answer:
            verdict.text = "\n\n".join(filter(None, [verdict.text, *rest]))
        view.buttons.display = False
        page = self.query_one("#page", Column)
        await page.mount(go)
        page.focus()
        keep_in_sight(go)
        self._head()

    @on(Buttons.Pressed)
    async def _pressed(self, event: Buttons.Pressed) -> None:
        event.stop()
        await self.run_action(event.id)

    @on(messages.Drafted)
    def _drafted(self, event: messages.Drafted) -> None:
        event.stop()
        if self.stage == "question":
            self.sit.draft(event.text)

    @on(messages.HintAsked)
    def _hinted(self, event: messages.HintAsked) -> None:
        event.stop()
        self.action_hint()

    @on(messages.ItemFocused)
    def _focused(self, event: messages.ItemFocused) -> None:
        event.stop()

    def action_hint(self) -> None:
        """One more hint."""
        if self.stage == "question" and self.view is not None and self.view.item.hints:
            self.sit.hint()
            self.view.show_hints(self.view.item.hints[: self.sit.sitting.hints])

    async def action_skip(self) -> None:
        """Go on without an answer."""
        if self.stage == "question":
            self.stop()
            self.sit.skip()
            await self.ask()

    async def action_pass_over(self) -> None:
        """The same by another key."""
        await self.action_skip()

    async def action_end(self) -> None:
        """No more questions."""
        if self.stage in ("question", "verdict"):
            self.sit.end()
            await self.ask()

    async def action_leave(self) -> None:
        """Back to the answer; else out of the sitting."""
        if self.stage == "sure":
            await self._unsure()
            self.stage = "question"
            self._locked(False)
            if self.view is not None:
                self.view.focus_answer()
            self._head()
        elif not self.stop():
            self.dismiss()

    def action_let_go(self) -> None:
        """Out of the field, or of what runs there."""
        if not self.stop():
            self.set_focus(self.query_one("#page"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing now are not shown."""
        if action == "hint":
            hints = self.view is not None and bool(self.view.item.hints)
            return self.stage == "question" and hints and not takes_letters(self.focused)
        if action == "let_go":
            return takes_letters(self.focused)
        asking = self.stage == "question"
        match action, parameters:
            case "skip", _:
                return asking and self.letter_free("s")
            case "pass_over", _:
                return asking and not self.letter_free("s")
            case "end", _:
                return self.letter_free("E")
            case "on", _:
                return not (asking and isinstance(self.focused, TextArea))  # there it is a new line
            case "item", (id,):
                return asking and self.view is not None and any(each.id == id for each in self.view.available())
        return True
