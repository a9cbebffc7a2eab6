"""The footer: the keys that mean something now, most useful first; clicking one presses it."""

from collections.abc import Callable, Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.fields import takes_letters

GAP = 2
"""Columns between two keys."""


class KeyBar(Widget):
    """What the item at hand offers, then bindings with `show`, dropping from the end what does not fit.

    `? keys` always fits. In a field, what is a sign to type there is no key and is not shown.
    """

    DEFAULT_CSS = "KeyBar { height: auto; dock: bottom; background: $panel; padding: 0 1; }"
    ALLOW_SELECT = False

    rows = reactive(1, layout=True)
    """How many lines it has."""

    def __init__(self, own: Callable[[], Sequence[Command]] = tuple, late: Sequence[str] = ()) -> None:
        super().__init__()
        self.own, self.late = own, late
        """The keys of the item at hand, and those among them that stand behind the screen's."""

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        self.refresh()

    def stand(self, rows: int) -> None:
        """Take so many lines; what they say is painted with whatever is painted next, never a frame later."""
        self.rows = rows
        self.refresh()

    def get_content_height(self, *_: object) -> int:
        """As many lines as it was given, whatever stands in them: nothing above it ever jumps."""
        return self.rows

    def render(self) -> Content:
        """`enter check  h hint  …  ? keys`."""
        chips, last = self._chips()
        width = self.content_size.width
        lines: list[list[Content]] = [[]]
        for chip in chips:
            room = width - (_wide(last) if len(lines) == self.rows else 0)
            if _wide(lines[-1]) + chip.cell_length > room:
                if len(lines) == self.rows:
                    continue
                lines.append([])
            lines[-1].append(chip)
        if _wide(lines[-1]) + _wide(last) > width + GAP and len(lines) < self.rows:
            lines.append([])
        lines[-1] += last
        return Content("\n").join(Content("  ").join(line) for line in lines)

    def _chips(self) -> tuple[list[Content], list[Content]]:
        typing = takes_letters(self.screen.focused)
        own = [each for each in self.own() if not (typing and len(each.key) == 1)]
        chips = [_own(each) for each in own if each.key not in self.late]
        last: list[Content] = []
        seen = {each.key for each in own}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            key = self.app.get_key_display(binding)
            known = key in seen or binding.action in seen
            if binding.show and enabled and not known and not (typing and len(key) == 1):
                seen |= {binding.action, key}
                (last if binding.id == "app.help" else chips).append(self._chip(binding, key))
        return [*chips, *(_own(each) for each in own if each.key in self.late)], last

    def _chip(self, binding: Binding, key: str) -> Content:
        chip = Content.assemble((key, "bold $footer-key-foreground"), (f" {binding.description}", "$foreground"))
        return chip.stylize(Style.from_meta({"press": binding.key}))

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("press")
        if key:
            event.stop()
            self.app.simulate_key(str(key))


def _wide(chips: Sequence[Content]) -> int:
    return sum(chip.cell_length + GAP for chip in chips)


def _own(command: Command) -> Content:
    """A key of the item at hand; grey where it can do nothing now."""
    text = f"{command.key} {command.label}"
    if not command.enabled:
        return Content.styled(text, "$muted")
    style = "bold $foreground" if command.strong else "$foreground"
    chip = Content.assemble((command.key, "bold $footer-key-foreground"), (f" {command.label}", style))
    return chip.stylize(Style.from_meta({"press": command.id}))
