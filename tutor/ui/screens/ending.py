"""The end of a lesson: what the learner can do now, what is open (it opens there), and the lesson that is next."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tutor.core.ending import ALL_DONE, BEGUN, CAN, SIGNS, Ending
from tutor.ui.app_messages import OpenLesson
from tutor.ui.screens.base import Guard
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar


class EndingScreen(Guard[None]):
    """One page; enter opens the next lesson, p goes back into this one."""

    DEFAULT_CSS = """
    EndingScreen > #page { padding: 1 2 0 2; height: 1fr; }
    EndingScreen > #page > * { max-width: 92; height: auto; margin: 0 0 1 0; }
    EndingScreen .line { height: auto; }
    EndingScreen .line Static { width: 1fr; }
    EndingScreen .line Static:first-child { width: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "next", "next lesson", key_display="enter", tooltip="The lesson to take next"),
        Binding("o", "open", "what is open", tooltip="The first page with something open"),
        Binding("p", "leave", "back", tooltip="Back to the last page"),
        Binding("escape", "home", "home", key_display="esc", tooltip="Back home"),
    ]

    def __init__(self, lesson: str, title: str, found: Ending) -> None:
        super().__init__()
        self.lesson, self.lesson_title, self.found = lesson, title, found

    def compose(self) -> ComposeResult:
        """How it ended, what can be done, objectives and what is open."""
        header = Header()
        header.left = Content.assemble((self.lesson_title, "bold"), (" › ", "$muted"), "the end")
        yield header
        with Column(id="page"):
            yield Static(Content.assemble((self.found.headline, "bold $primary"), ("\n" + self.found.rule, "$muted")))
            yield Buttons(self._commands())
            for title, lines in (CAN, [("●", line) for line in self.found.can]), (BEGUN, self.found.begun):
                if lines:
                    with Vertical():
                        yield Static(Content.styled(title, "bold"))
                        for sign, line in lines:
                            yield Horizontal(Static(sign), Static(Content(line)), classes="line")
            if self.found.items:
                signs = ", ".join(f"{sign} {words}" for sign, words in SIGNS.items())
                with Vertical():
                    yield Static(Content.assemble(("Its items", "bold"), (f"  {signs}", "$muted")))
                    yield Buttons([Command(str(n), "", f"{one.sign} {one}") for n, one in enumerate(self.found.items)])
            if self.found.again:
                yield Static(f"The first of them is asked again {self.found.again}: r on the home screen.")
            if self.found.over:
                yield Static(f"{ALL_DONE} t on the home screen.")
        yield KeyBar()

    def on_mount(self) -> None:
        """The keys are the page's."""
        self.query_one("#page").focus()

    def _commands(self) -> list[Command]:
        found = [Command("next", "enter", f"Next: {self.found.next_title}", strong=True)] if self.found.next_id else []
        if self.found.open:
            found.append(Command("open", "o", "Open what is left"))
        return [*found, Command("leave", "p", "Back"), Command("home", "esc", "Home")]

    @on(Buttons.Pressed)
    async def _pressed(self, event: Buttons.Pressed) -> None:
        event.stop()
        if event.id.isdecimal():
            self.post_message(OpenLesson(self.lesson, self.found.items[int(event.id)].page))
        else:
            await self.run_action(event.id)

    def action_next(self) -> None:
        """The lesson to take next."""
        if self.found.next_id:
            self.post_message(OpenLesson(self.found.next_id))

    def action_open(self) -> None:
        """Where something is open."""
        if self.found.open:
            self.post_message(OpenLesson(self.lesson, self.found.open[0].page))

    def action_leave(self) -> None:
        """Back to the last page."""
        self.dismiss()

    def action_home(self) -> None:
        """Out of the lesson too."""
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No next lesson, nothing open: no such key."""
        return bool({"next": self.found.next_id, "open": self.found.open}.get(action, True))
