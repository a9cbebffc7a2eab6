"""A line to type into, and how in every field letters and other keys are done in the order in which they were pressed.

Textual gives a letter to the field at once, but a bound key to the app, after every widget above the field. On a busy
machine or a slow line the letter after an arrow would overtake it, and a paste the key that selects what it replaces.
"""

from textual import events
from textual.widget import Widget
from textual.widgets import Input


def takes_letters(widget: Widget | None) -> bool:
    """Whether what is typed goes into this widget now."""
    return widget is not None and widget.check_consume_key("n", "n")


async def at_once(field: Widget, event: events.Key) -> None:
    """Do a key that is bound by `field` itself now, as its letters are."""
    bound = field.screen.active_bindings.get(event.key)
    if bound is None or bound.node is not field or field.check_consume_key(event.key, event.character):
        return
    event.stop()
    event.prevent_default()
    await field.app.run_action(bound.binding.action, field)


def on_one_line(text: str) -> str:
    """What was pasted, for a field of one line: all of its lines, with a space between."""
    return " ".join(filter(None, map(str.strip, text.splitlines())))


class Field(Input):
    """One line."""

    async def on_key(self, event: events.Key) -> None:
        """Keys in their order."""
        await at_once(self, event)

    def _on_paste(self, event: events.Paste) -> None:
        """Textual's own keeps the first line and drops the others without a word."""
        event.prevent_default()
        event.stop()
        self.replace(on_one_line(event.text), *self.selection)

    def action_paste(self) -> None:
        """The same for what was copied in the app."""
        self.replace(on_one_line(self.app.clipboard), *self.selection)
