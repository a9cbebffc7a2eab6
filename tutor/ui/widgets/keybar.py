"""The footer: the keys that mean something now, in one line, most useful first; clicking one presses it."""

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget


class KeyBar(Widget):
    """Shows bindings with `show`, dropping from the end what does not fit; `? keys` always fits."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; background: $panel; padding: 0 1; }"
    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """`n next  p back  …  ? keys`."""
        last: list[Content] = []
        chips: list[Content] = []
        seen: set[str] = set()
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in seen:
                seen.add(binding.action)
                (last if binding.id == "app.help" else chips).append(self._chip(binding))
        room = self.content_size.width - sum(chip.cell_length + 2 for chip in last)
        kept: list[Content] = []
        for chip in chips:
            if sum(each.cell_length + 2 for each in kept) + chip.cell_length <= room:
                kept.append(chip)
        return Content("  ").join(kept + last)

    def _chip(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        chip = Content.assemble((key, "bold $footer-key-foreground"), (f" {binding.description}", "$foreground"))
        return chip.stylize(Style.from_meta({"press": binding.key}))

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("press")
        if key:
            event.stop()
            self.app.simulate_key(str(key))
