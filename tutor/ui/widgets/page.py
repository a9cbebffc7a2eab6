"""A page of a lesson: its parts below each other, or the text beside the exercise where there is room."""

from collections.abc import Sequence

from textual.containers import Container
from textual.widget import Widget

from tutor.ui.stage import text_width
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.hollow import Hollow


class PageView(Hollow, Container):
    """Holds one page at a time."""

    DEFAULT_CSS = """
    PageView { height: 1fr; layout: horizontal; }
    PageView > Column { padding: 1 2 0 2; }
    PageView > #left { width: 36; }
    PageView > #right { width: 1fr; padding: 0 1 0 0; }
    PageView > #single { width: 1fr; }
    PageView > #single > * { max-width: 92; }
    PageView > #single.-stage { padding: 0 1; }
    PageView > #single.-stage > .owner { max-width: 100%; }
    PageView > #single.-stage > .text { padding: 0 1; }
    PageView .text { margin: 0 0 1 0; }
    """

    async def show(self, widgets: Sequence[Widget], beside: Sequence[Widget]) -> None:
        """Show `widgets` in order; `beside` are those of them that stand in a column of their own."""
        await self.remove_children()
        if beside and len(beside) < len(widgets):
            left = Column(*(widget for widget in widgets if widget not in beside), id="left")
            left.styles.width = text_width(self.app.size.width)
            await self.mount(left, Column(*beside, id="right", can_focus=False))
        else:
            staged = any(widget.has_class("owner") for widget in widgets)
            await self.mount(Column(*widgets, id="single", classes="-stage" if staged else ""))

    def main(self) -> Column | None:
        """The column that keys scroll; none while the page is laid out anew."""
        return next(iter(self.query("#left, #single").results(Column)), None)
