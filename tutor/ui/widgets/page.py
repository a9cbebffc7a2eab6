"""A page of a lesson: its parts below each other, or the text beside the exercise where there is room."""

from collections.abc import Sequence

from textual.containers import Container
from textual.widget import Widget

from tutor.ui.widgets.column import Column
from tutor.ui.widgets.hollow import Hollow

WIDE = 100
"""From this width on, text and exercise stand side by side."""


class PageView(Hollow, Container):
    """Holds one page at a time."""

    DEFAULT_CSS = """
    PageView { height: 1fr; layout: horizontal; }
    PageView > Column { padding: 1 2 0 2; scrollbar-size-vertical: 1; }
    PageView > #left { width: 2fr; max-width: 72; }
    PageView > #right { width: 3fr; padding: 1 1 0 0; }
    PageView > #single { width: 1fr; }
    PageView > #single > * { max-width: 92; }
    PageView .text { margin: 0 0 1 0; }
    """

    async def show(self, widgets: Sequence[Widget], beside: Sequence[Widget]) -> None:
        """Show `widgets` in order; `beside` are those of them that stand in a column of their own."""
        await self.remove_children()
        if beside and len(beside) < len(widgets):
            left = Column(*(widget for widget in widgets if widget not in beside), id="left")
            await self.mount(left, Column(*beside, id="right", can_focus=False))
        else:
            await self.mount(Column(*widgets, id="single"))

    def main(self) -> Widget | None:
        """The column that keys scroll; none while the page is laid out anew."""
        return next(iter(self.query("#left, #single").results(Column)), None)
