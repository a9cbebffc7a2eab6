"""What a sitting came to, by objective; from here each question can be read again, and the missed asked once more."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tutor.core.progress import placements
from tutor.core.quiz.papers import papers
from tutor.core.quiz.result import Result, result
from tutor.core.quiz.rules import TITLES
from tutor.core.quiz.runner import QuizRunner
from tutor.core.quiz.tell import headline, sign
from tutor.ui.screens.base import Guard
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar


class ResultScreen(Guard[None]):
    """The result. It opens at its top, with the keys on the page, so that ↑ ↓ scroll it."""

    DEFAULT_CSS = """
    ResultScreen > #page { padding: 1 2 0 2; height: 1fr; }
    ResultScreen > #page > * { max-width: 96; height: auto; margin: 0 0 1 0; }
    ResultScreen > #page > .objective { margin: 0; }
    ResultScreen .objective > .mark { width: 13; text-style: bold; }
    ResultScreen .objective > .what { width: 1fr; height: auto; }
    ResultScreen > #page > #more { margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "each question", key_display="enter", tooltip="What was asked, answered, right, why"),
        Binding("r", "retry", "ask the missed again", tooltip="What you missed, reworded and mixed with others"),
        Binding("escape", "leave", "home", key_display="esc", tooltip="Back home"),
    ]

    def __init__(self, sit: QuizRunner) -> None:
        super().__init__()
        self.sit = sit
        self.found: Result = result(sit.sitting, sit.shelf, placements(sit.store))

    def compose(self) -> ComposeResult:
        """Headline, what can be done, objectives."""
        header = Header()
        header.left = Content.assemble((TITLES[self.sit.sitting.kind], "bold"), (" › ", "$muted"), "result")
        yield header
        with Column(id="page"):
            yield Static(Content.styled(headline(self.sit.sitting, self.found), "bold $primary"))
            yield Buttons(self._commands())
            if self.found.objectives:
                yield Static("What you earned of what could be earned, by objective", classes="objective")
            for row in self.found.objectives:
                with Horizontal(classes="objective"):
                    yield Static(f"{sign(row.score)} {row.score:4.0%} of {row.asked}", classes="mark")
                    yield Static(Content(row.text), classes="what")
            yield Static(self._told(), id="more")
        yield KeyBar()

    def on_mount(self) -> None:
        """The keys are the page's."""
        self.query_one("#page").focus()

    def _told(self) -> Content:
        found, sitting = self.found, self.sit.sitting
        lines: list[Content] = []
        if sitting.kind in ("final", "placement"):
            lines.append(Content.styled("Modules", "$muted"))
            lines += [
                Content(f"{sign(score)} {score:4.0%}  {self._module(part)}") for part, score in found.parts.items()
            ]
        if sitting.kind == "placement":
            titles = [self.sit.shelf.lessons[id].title for id in found.placed if id in self.sit.shelf.lessons]
            said = ", ".join(titles) or "nothing: start at the beginning; it goes fast where you know your way"
            lines.append(Content(f"Placed: {said}"))
        if found.confidence and lines:
            lines.append(Content(""))
        for word, (said_, right) in found.confidence.items():
            times = "once" if said_ == 1 else f"{said_} times"
            lines.append(Content.styled(f"You said “{word}” {times}, and {right} of these were right.", "$muted"))
        return Content("\n").join([*lines, *(Content.styled(f"! {note}", "$warning") for note in sitting.notes)])

    def _module(self, part: str) -> str:
        """The title of a module."""
        lessons = self.sit.shelf.catalog.lessons
        return next((one.module.title for one in lessons if f"{one.pack.id}/{one.module.id}" == part), part)

    def _commands(self) -> list[Command]:
        again = [Command("retry", "r", "Ask the missed again", strong=True)] if self.found.missed else []
        return [Command("read", "enter", "Look at each question", strong=True), *again, Command("leave", "esc", "Home")]

    @on(Buttons.Pressed)
    async def _pressed(self, event: Buttons.Pressed) -> None:
        event.stop()
        await self.run_action(event.id)

    def action_read(self) -> None:
        """A page for each question; a missed one first, where there is one."""
        from tutor.ui.screens.papers import PapersScreen

        found = papers(self.sit.sitting, self.sit.shelf)
        first = next((n for n, one in enumerate(found) if one.verdict not in ("right", "left out")), 0)
        self.app.push_screen(PapersScreen(self.sit.sitting.title, found, first))

    def action_retry(self) -> None:
        """A quiz of what was missed."""
        from tutor.core.quiz.opening import retry
        from tutor.ui.screens.sitting import SittingScreen

        if self.found.missed:
            self.app.switch_screen(SittingScreen(retry(self.sit.sitting, self.sit.store, self.sit.shelf)))

    def action_leave(self) -> None:
        """Home."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing missed, nothing to ask again."""
        return bool(self.found.missed) if action == "retry" else True
