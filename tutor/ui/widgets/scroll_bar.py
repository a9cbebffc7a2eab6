"""Upright scroll bars with a column of air before them, so that no text touches one."""

from typing import Any

from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender


class AiryBar(ScrollBarRender):
    """Textual's bar in the last column of those that it has."""

    @classmethod
    def render_bar(cls, *arguments: Any, thickness: int = 1, vertical: bool = True, **options: Any) -> Segments:
        """Upright and more than a column wide: the first column stays blank."""
        if not vertical or thickness < 2:
            return super().render_bar(*arguments, thickness=thickness, vertical=vertical, **options)
        bar = super().render_bar(*arguments, thickness=1, **options)
        air = Segment(" " * (thickness - 1), Style(bgcolor=options.get("back_color")))
        return Segments([each for row in bar.segments for each in (air, row, Segment.line())])
