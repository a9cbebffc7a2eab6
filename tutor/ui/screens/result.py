"""What a sitting came to: by objective, what to read again (it opens there), and the missed ones once more."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tutor.core.progress import placements
from tutor.core.quiz.result import Missed, Result, result
from tutor.core.quiz.rules import TITLES
from tutor.core.quiz.sit import Sit
from tutor.core.quiz.tell import headline, sign
from tutor.ui.messages import OpenLesson
from tutor.ui.screens.base import Guard
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.pick_list import PickList


class ResultScreen(Guard[None]):
    """The result, and a list of what was missed."""

    DEFAULT_CSS = """
    ResultScreen > #page { padding: 1 2 0 2; height: 1fr; }
    ResultScreen > #page > * { max-width: 96; height: auto; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", "ask the missed again", tooltip="Only what was missed, with new numbers"),
        Binding("escape", "leave", "home", key_display="esc", tooltip="Back home"),
    ]

    def __init__(self, sit: Sit) -> None:
        super().__init__()
        self.sit = sit
        self.found: Result = result(sit.sitting, sit.shelf, placements(sit.store))

    def compose(self) -> ComposeResult:
        """Headline, objectives, what was missed, what can be done."""
        header = Header()
        header.left = Content.assemble((TITLES[self.sit.sitting.kind], "bold"), (" › ", "$muted"), "result")
        yield header
        with VerticalScroll(id="page", can_focus=False):
            yield Static(self._told())
            if self.found.missed:
                yield Static(Content.styled("Read again (enter opens the page)", "bold"))
                yield PickList(*(Option(_row(one), id=str(n)) for n, one in enumerate(self.found.missed)))
            yield Buttons(self._commands())
        yield KeyBar()

    def on_mount(self) -> None:
        """The keys are the list's, where there is one."""
        for rows in self.query(PickList):
            rows.first()
            rows.focus()
        self.query_one("#page").scroll_home(animate=False)

    def _told(self) -> Content:
        found, sitting = self.found, self.sit.sitting
        lines = [Content.styled(headline(sitting, found), "bold $primary"), Content("")]
        for row in found.objectives:
            share = f"{sign(row.score)} {row.score:4.0%}"
            lines.append(Content.assemble((share, "bold"), f"  {row.text}", (f"  {row.asked} asked", "$muted")))
        if sitting.kind in ("final", "placement"):
            lines.append(Content(""))
            lines += [Content(f"{sign(score)} {score:4.0%}  {part}") for part, score in found.parts.items()]
        if sitting.kind == "placement":
            said = ", ".join(found.placed) or "nothing: begin at the beginning, it goes fast where you know your way"
            lines.append(Content(f"Placed: {said}"))
        for word, (said_, right) in found.confidence.items():
            lines.append(Content.styled(f"Said “{word}” {said_} times, right {right} times.", "$muted"))
        return Content("\n").join([*lines, *(Content.styled(f"! {note}", "$warning") for note in sitting.notes)])

    def _commands(self) -> list[Command]:
        again = [Command("retry", "r", "Ask the missed again", strong=True)] if self.found.missed else []
        return [*again, Command("leave", "esc", "Home")]

    @on(Buttons.Pressed)
    async def _pressed(self, event: Buttons.Pressed) -> None:
        event.stop()
        await self.run_action(event.id)

    @on(PickList.OptionSelected)
    def _read(self, event: PickList.OptionSelected) -> None:
        event.stop()
        missed = self.found.missed[event.option_index]
        self.post_message(OpenLesson(missed.item.partition("#")[0], missed.page))

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


def _row(missed: Missed) -> Content:
    name = missed.item.partition("#")[2]
    where = f"{missed.title}, page {missed.page + 1}"
    return Content.assemble(("▸ ", "$accent"), where, (f"  {missed.page_title}", "$muted"), (f"  {name}", "$muted"))
