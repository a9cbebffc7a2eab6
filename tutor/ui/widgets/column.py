"""A column that scrolls and keeps what the learner is at in sight while things around it grow and shrink."""

from textual import events
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from tutor.ui.widgets.hollow import Hollow


class Column(Hollow, VerticalScroll):
    """What was last brought into sight stays there, until the learner scrolls it away.

    Charts find their size some frames after a page is laid out or a window resized; to scroll once would be
    to scroll too early.
    """

    _kept: tuple[Widget, Widget] | None = None

    def keep(self, widget: Widget, part: Widget | None = None) -> None:
        """Bring `widget` into sight, or that `part` of it while it is too tall, and keep it there."""
        self._kept = widget, part or widget
        self.call_after_refresh(self._bring)

    def shows(self, widget: Widget) -> bool:
        """Whether all of `widget` is in sight, or as much as ever can be."""
        region, window = self._region_of(widget), self._window
        return window.contains_region(region) or (region.height > window.height and window.y == region.y)

    def on_resize(self, event: events.Resize) -> None:
        """The column has another size."""
        self._bring()

    def watch_virtual_size(self) -> None:
        """What is in the column has another size, in a layout that is not over yet."""
        self.call_next(self._bring)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What is scrolled out of sight is let go."""
        super().watch_scroll_y(old_value, new_value)
        if self._kept is not None and not self._window.overlaps(self._region_of(self._kept[0])):
            self._kept = None

    def _bring(self) -> None:
        if self._kept is None:
            return
        whole, part = self._kept
        window = self._window
        kept = whole if self._region_of(whole).height <= window.height else part
        if kept.is_attached and kept.display and not window.contains_region(self._region_of(kept)):
            self.scroll_to_widget(kept, animate=False, immediate=True)

    @property
    def _window(self) -> Region:
        """What is in sight, in rows and columns of the content."""
        return Region(0, round(self.scroll_y), *self.scrollable_content_region.size)

    def _region_of(self, widget: Widget) -> Region:
        """Where `widget` is in the content; does not depend on how far it is scrolled."""
        region = widget.virtual_region
        for ancestor in widget.ancestors:
            if ancestor is self or not isinstance(ancestor, Widget):
                break
            region = region.translate(ancestor.virtual_region.offset)
        return region


def column_of(widget: Widget) -> Column | None:
    """The column that `widget` is in."""
    return next((ancestor for ancestor in widget.ancestors if isinstance(ancestor, Column)), None)


def keep_in_sight(widget: Widget, part: Widget | None = None) -> None:
    """Have the column that `widget` is in keep it in sight, or that `part` of it while it is too tall."""
    column = column_of(widget)
    if column is not None:
        column.keep(widget, part)


def bring_back(widget: Widget) -> None:
    """A widget that was scrolled out of sight, into it again."""
    column = column_of(widget)
    if column is not None and not column.shows(widget):
        column.keep(widget)
