"""What stands in the way of a preview: file, line, the line with a caret, the mend. It goes when that is mended."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from tutor.core.errors import Finding
from tutor.ui.screens.base import Guard
from tutor.ui.widgets.findings import Findings
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.keybar import KeyBar


class TroubleScreen(Guard[None]):
    """In the place of the lesson, until a save mends it."""

    DEFAULT_CSS = "TroubleScreen > VerticalScroll { padding: 1 2; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pass", "the lesson anyway", key_display="enter", id="trouble.pass"),
        Binding("escape", "leave", "home", key_display="esc", tooltip="To the list of lessons", id="trouble.leave"),
    ]

    def __init__(self, findings: Sequence[Finding], passable: bool) -> None:
        super().__init__()
        self.findings, self.passable = findings, passable

    def compose(self) -> ComposeResult:
        """How much there is to mend, each thing, keys."""
        yield Header()
        with VerticalScroll():
            yield Findings(self.findings)
        yield KeyBar()

    def on_mount(self) -> None:
        """Say it."""
        self._head()

    def tell(self, findings: Sequence[Finding], passable: bool) -> None:
        """Something else is wrong now; `passable` where the lesson can be looked at in spite of it."""
        self.findings, self.passable = findings, passable
        self.refresh_bindings()
        self.query_one(Findings).show(findings)
        self._head()

    def _head(self) -> None:
        count = len(self.findings)
        what = "1 thing" if count == 1 else f"{count} things"
        header = self.query_one(Header)
        header.left = Content.styled(f"! {what} to mend", "bold $warning")
        header.right = Content("save, and the page is back")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is whole is shown."""
        return self.passable if action == "pass" else True

    def action_pass(self) -> None:
        """What is wrong is not in the way."""
        self.dismiss()

    def action_leave(self) -> None:
        """To the list of lessons."""
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
