"""A row of commands with their keys: the mouse's way to everything that the keyboard does, in one widget."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from tutor.ui.widgets.fields import takes_letters
from tutor.ui.widgets.packed import packed


@dataclass(frozen=True, slots=True)
class Command:
    """Something to press: `id` names it, `key` is shown before its `label`; greyed when not `enabled`."""

    id: str
    key: str
    label: str
    enabled: bool = True
    strong: bool = False


class Buttons(Widget):
    """Chips that wrap to as many lines as they need."""

    DEFAULT_CSS = "Buttons { height: auto; width: 1fr; }"
    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """The command `id` was clicked."""

        row: "Buttons"
        id: str

        @property
        def control(self) -> "Buttons":
            """The row, so that `@on` can select by it."""
            return self.row

    commands: reactive[tuple[Command, ...]] = reactive(tuple[Command, ...](), layout=True)

    def __init__(self, commands: Sequence[Command] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Buttons.commands, tuple(commands))
        self._typing = False

    def on_mount(self) -> None:
        """In a field a letter is typed and no key: then no chip shows it as one."""
        self._typing = takes_letters(self.screen.focused)
        self.watch(self.screen, "focused", self._focus_moved, init=False)

    def _focus_moved(self, focused: Widget | None) -> None:
        if self._typing != takes_letters(focused):
            self._typing = not self._typing
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the chips take."""
        return self.rows(width)

    def rows(self, width: int) -> int:
        """How many lines the chips take."""
        return len(self._rows(width)) if width > 0 else 0

    def render(self) -> Content:
        """The chips, line by line."""
        return Content("\n").join(self._rows(self.content_size.width))

    def _rows(self, width: int) -> list[Content]:
        return packed([_chip(command, self._typing) for command in self.commands], width, gap=1)

    def on_click(self, event: events.Click) -> None:
        """Tell which chip was hit."""
        name = event.style.meta.get("command")
        if name is not None:
            event.stop()
            self.post_message(self.Pressed(self, str(name)))


def _chip(command: Command, typing: bool) -> Content:
    """One command; a dim one does nothing when clicked."""
    key = f" {command.key}" if command.key and not (typing and len(command.key) == 1) else ""
    if not command.enabled:
        return Content.styled(f"{key} {command.label} ", "$muted on $surface")
    back = "$primary-muted" if command.strong else "$panel"
    chip = Content.assemble(
        (key, f"bold $footer-key-foreground on {back}"), (f" {command.label} ", f"$foreground on {back}")
    )
    return chip.stylize(Style.from_meta({"command": command.id}))
