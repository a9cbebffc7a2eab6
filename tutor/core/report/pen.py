"""What layers draw themselves with on a picture of the report."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from tutor.core.exercise.layers.base import Floats
from tutor.core.exercise.layers.heat_map import HeatMap
from tutor.core.exercise.layers.histogram import Histogram
from tutor.core.exercise.tone import Tone
from tutor.core.report.frame import Frame
from tutor.core.safe_text import one_line

COLOURS: dict[Tone, str] = {
    "data": "#0072B2", "model": "#D55E00", "error": "#8E44AD", "good": "#009E73", "bad": "#CC3311",
    "muted": "#777777", "accent": "#B8860B", "second": "#CC79A7", "third": "#56B4E9",
}  # fmt: skip
MOST_MARKS = 4_000
"""So many points of a layer are drawn; more would only blacken the picture."""
Position = tuple[float, float]


@dataclass
class SvgPen:
    """A `Pen`: what it draws is elements of an SVG, in order."""

    frame: Frame
    drawn: list[str] = field(default_factory=list)

    def marks(self, x: Floats, y: Floats, tone: Tone) -> None:
        """Filled circles."""
        self._circles([position for position in self._positions(x, y) if position is not None], tone, 3)

    def curve(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A polyline for each run without a gap."""
        runs: list[list[Position]] = [[]]
        for position in self._positions(x, y):
            if position is None:
                runs.append([])
            else:
                runs[-1].append(position)
        for run in filter(None, runs):
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
            self.drawn.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[tone]}" stroke-width="2"/>')

    def walk(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A polyline with a circle at both ends."""
        self.curve(x, y, tone)
        ends = [position for position in self._positions(x, y) if position is not None]
        self._circles(ends[:1] + ends[-1:], tone, 4)

    def strokes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, tone: Tone) -> None:
        """Dotted lines."""
        for a, b in zip(self._positions(x0, y0), self._positions(x1, y1), strict=False):
            if a is not None and b is not None:
                self._stroke(a, b, tone, "2 2")

    def whiskers(self, x: Floats, low: Floats, high: Floats, tone: Tone) -> None:
        """Lines with short caps."""
        for a, b in zip(self._positions(x, low), self._positions(x, high), strict=False):
            if a is not None and b is not None:
                self._stroke(a, b, tone)
                for end in (a, b):
                    self._stroke((end[0] - 3, end[1]), (end[0] + 3, end[1]), tone)

    def rule(self, x: float | None, y: float | None, tone: Tone, label: str) -> None:
        """A dashed line from edge to edge."""
        (left, right), (bottom, top) = self.frame.x, self.frame.y
        x0, x1 = (left, right) if x is None else (x, x)
        y0, y1 = (bottom, top) if y is None else (y, y)
        a, b = self.frame.position(x0, y0), self.frame.position(x1, y1)
        if a is not None and b is not None:
            self._stroke(a, b, tone, "6 3")
            if not self.frame.chart.legend:
                self._write((b[0] - 4, b[1] + (12 if y is None else -4)), label, tone, "end")

    def tint(self, x0: float | None, x1: float | None, y0: float | None, y1: float | None, tone: Tone) -> None:
        """A pale rectangle."""
        (left, right), (bottom, top) = self.frame.x, self.frame.y
        across = left if x0 is None else x0, right if x1 is None else x1
        up = bottom if y0 is None else y0, top if y1 is None else y1
        self._block(*across, *up, COLOURS[tone], 0.15)

    def rectangles(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, tone: Tone) -> None:
        """Pale blocks."""
        for left, bottom, right, top in zip(x0, y0, x1, y1, strict=False):
            self._block(float(left), float(right), float(bottom), float(top), COLOURS[tone], 0.3)

    def band(self, x: Floats, low: Floats, high: Floats, tone: Tone) -> None:
        """A pale polygon."""
        there = zip(self._positions(x, low), self._positions(x, high), strict=False)
        known = [(a, b) for a, b in there if a is not None and b is not None]
        outline = [a for a, _ in known] + [b for _, b in reversed(known)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in outline)
        self.drawn.append(f'<polygon points="{points}" fill="{COLOURS[tone]}" fill-opacity="0.2"/>')

    def bars(self, names: Sequence[str], values: Floats, errors: Floats | None, tone: Tone) -> None:
        """Blocks from 0."""
        for at, value in enumerate(values):
            self._block(at - 0.35, at + 0.35, 0.0, float(value), COLOURS[tone])
        for at, (value, error) in enumerate(zip(values, () if errors is None else errors, strict=False)):
            if error:
                self.whiskers([at], [value - error], [value + error], "muted")

    def steps(self, histogram: Histogram) -> None:
        """A block per bin."""
        counts, edges = histogram.counted()
        for left, right, count in zip(edges, edges[1:], counts, strict=False):
            self._block(float(left), float(right), 0.0, float(count), COLOURS[histogram.tone])

    def boxes(self, names: Sequence[str], groups: Sequence[Floats], tone: Tone) -> None:
        """Range, quartiles and median."""
        import numpy as np

        for at, group in enumerate(groups):
            values = np.asarray(group, dtype=float)
            values = values[np.isfinite(values)]
            if len(values):
                low, q1, middle, q3, high = (float(v) for v in np.percentile(values, [0, 25, 50, 75, 100]))
                self.whiskers([at], [low], [high], "muted")
                self._block(at - 0.3, at + 0.3, q1, q3, COLOURS[tone])
                self.curve([at - 0.3, at + 0.3], [middle, middle], "model")

    def surface(self, heat: HeatMap) -> None:
        """A grey block per cell, at most 60 × 80 of them."""
        import numpy as np

        z = np.asarray(heat.z, dtype=float)
        z = np.log10(np.where(z > 0, z, np.nan)) if heat.log else z
        rows, columns = z.shape[0], z.shape[1]
        row_step, column_step = max(1, rows // 60), max(1, columns // 80)
        low, high = float(np.nanmin(z)), float(np.nanmax(z))
        dx, dy = (heat.x_range[1] - heat.x_range[0]) / columns, (heat.y_range[1] - heat.y_range[0]) / rows
        for row in range(0, rows, row_step):
            for column in range(0, columns, column_step):
                if math.isfinite(value := float(z[row, column])):
                    shade = round(245 - 190 * (value - low) / ((high - low) or 1.0))
                    x, y = heat.x_range[0] + dx * column, heat.y_range[0] + dy * row
                    colour = f"rgb({shade},{shade},{min(255, shade + 20)})"
                    self._block(x, x + dx * column_step, y, y + dy * row_step, colour, 1)

    def word(self, x: float, y: float, text: str, tone: Tone) -> None:
        """The word, beginning at its place."""
        position = self.frame.position(float(x), float(y))
        if position is not None:
            self._write(position, text, tone)

    def _positions(self, x: Iterable[float], y: Iterable[float]) -> list[Position | None]:
        """Places on the picture; None where a value is not finite or has no logarithm."""
        found = [self.frame.position(float(a), float(b)) for a, b in zip(x, y, strict=False)]
        return found[:: max(1, len(found) // MOST_MARKS)]

    def _circles(self, positions: Iterable[Position], tone: Tone, radius: int) -> None:
        fill = COLOURS[tone]
        self.drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}"/>' for x, y in positions]

    def _stroke(self, a: Position, b: Position, tone: Tone, dash: str = "") -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        ends = f'x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"'
        self.drawn.append(f'<line {ends} stroke="{COLOURS[tone]}"{dashed}/>')

    def _write(self, position: Position, text: str, tone: Tone, anchor: str = "start") -> None:
        at = f'x="{position[0]:.1f}" y="{position[1]:.1f}" text-anchor="{anchor}"'
        self.drawn.append(f'<text {at} fill="{COLOURS[tone]}">{escape(one_line(text))}</text>')

    def _block(self, x0: float, x1: float, y0: float, y1: float, colour: str, opacity: float = 0.85) -> None:
        y0 = self.frame.y[0] if self.frame.chart.y.log and y0 <= 0 else y0
        a, b = self.frame.position(x0, y0, clip=True), self.frame.position(x1, y1, clip=True)
        if a is None or b is None:
            return
        left, top, width, height = min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1])
        self.drawn.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}" '
            f'fill-opacity="{opacity:g}"/>'
        )
