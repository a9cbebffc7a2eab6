"""Upright scroll bars with a column of air before them, so that no text touches one."""

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender


class AiryBar(ScrollBarRender):
    """Textual's bar in the last column of those that it has."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.default(),  # noqa: B008 - as Textual has it
        bar_color: Color = Color.default(),  # noqa: B008
    ) -> Segments:
        """Upright and more than a column wide: all but the last one stay blank."""
        wide = thickness - 1 if vertical else 0
        bar = super().render_bar(
            size, virtual_size, window_size, position, thickness - wide, vertical, back_color, bar_color
        )
        if not wide:
            return bar
        air = Segment(" " * wide, Style(bgcolor=back_color))
        return Segments([each for row in bar.segments for each in (air, row, Segment.line())])
