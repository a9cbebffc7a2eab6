"""What layers draw themselves with in a terminal: a `Pen` whose every stroke is one function of this room."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.core.exercise.layers import HeatMap, Histogram
from tutor.core.exercise.layers.base import Floats
from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.areas import draw_band, draw_rectangles, draw_tint
from tutor.ui.plotting.bars import draw_bars, draw_steps
from tutor.ui.plotting.boxes import draw_boxes
from tutor.ui.plotting.heat import draw_heat_map
from tutor.ui.plotting.marks import draw_curve, draw_points, draw_strokes, draw_walk, draw_whiskers
from tutor.ui.plotting.notes import draw_rule, draw_word
from tutor.ui.plotting.plot import Plot


@dataclass
class TerminalPen:
    """Draws on the canvas of a plot."""

    plot: Plot

    def marks(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A mark at each point."""
        draw_points(self.plot, x, y, tone)

    def curve(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A line of dots."""
        draw_curve(self.plot, x, y, tone)

    def walk(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A line with its beginning, its steps, its direction and where it is now."""
        draw_walk(self.plot, x, y, tone)

    def strokes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, tone: Tone) -> None:
        """Dotted lines."""
        draw_strokes(self.plot, x0, y0, x1, y1, tone)

    def whiskers(self, x: Floats, low: Floats, high: Floats, tone: Tone) -> None:
        """Lines with caps."""
        draw_whiskers(self.plot, x, low, high, tone)

    def rule(self, x: float | None, y: float | None, tone: Tone, label: str) -> None:
        """A dashed line across the chart."""
        draw_rule(self.plot, x, y, tone, label)

    def tint(self, x0: float | None, x1: float | None, y0: float | None, y1: float | None, tone: Tone) -> None:
        """A shaded rectangle."""
        draw_tint(self.plot, (x0, x1), (y0, y1), tone)

    def rectangles(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, tone: Tone) -> None:
        """Outlines with a tint inside."""
        draw_rectangles(self.plot, (x0, y0), (x1, y1), tone)

    def band(self, x: Floats, low: Floats, high: Floats, tone: Tone) -> None:
        """A shaded band."""
        draw_band(self.plot, x, low, high, tone)

    def bars(self, names: Sequence[str], values: Floats, errors: Floats | None, tone: Tone) -> None:
        """Bars in the slots of their names."""
        draw_bars(self.plot, names, values, errors, tone)

    def steps(self, histogram: Histogram) -> None:
        """Bars, or outlines where there are several histograms."""
        draw_steps(self.plot, histogram)

    def boxes(self, names: Sequence[str], groups: Sequence[Floats], tone: Tone) -> None:
        """Lying boxes in the slots of their names."""
        draw_boxes(self.plot, names, groups, tone)

    def surface(self, heat: HeatMap) -> None:
        """Shades and contours."""
        draw_heat_map(self.plot, heat)

    def word(self, x: float, y: float, text: str, tone: Tone) -> None:
        """A word where nothing else is."""
        draw_word(self.plot, x, y, text, tone)
