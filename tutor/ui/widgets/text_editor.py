"""Several lines to type into: a note, or a program."""

from textual import events
from textual.widgets import TextArea

from tutor.ui.widgets.fields import at_once


class Editor(TextArea):
    """Textual's editor, with its keys in the order in which they were pressed."""

    async def on_key(self, event: events.Key) -> None:
        """Keys in their order. Escape is the screen's: Textual's own goes on to whatever field comes next."""
        await at_once(self, event)
        if event.key == "escape":
            event.prevent_default()
