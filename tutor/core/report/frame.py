"""The axes of a picture: limits, ticks, and where a value lies."""

import math
from dataclasses import dataclass, replace
from html import escape

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.nice import nice_step
from tutor.core.safe_text import one_line

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 30, 62
"""Margins in pixels."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Limits in the chart's own units; `names` label whole numbers along x where it has bars."""

    chart: Chart
    x: tuple[float, float]
    y: tuple[float, float]
    names: tuple[str, ...] = ()

    @classmethod
    def around(cls, chart: Chart) -> "Frame":
        """The frame that holds all finite values of the chart, within the limits that its axes set."""
        xs, ys = list[float](), list[float]()
        names: tuple[str, ...] = ()
        for layer in chart.layers:
            names = tuple(one_line(name, 16) for name in layer.slots) or names
            for reach in layer.reach():
                (xs if reach.axis == "x" else ys).extend(map(float, reach.values))
        if names:
            chart = replace(chart, x=replace(chart.x, log=False))
        x = (-0.6, max(0.6, len(names) - 0.4)) if names else _limits(xs, chart.x)
        return cls(chart, x, _limits(ys, chart.y), names)

    def position(self, x: float, y: float, *, clip: bool = False) -> tuple[float, float] | None:
        """Where a value lies in pixels; None where it is not finite, or outside (unless clipped)."""
        across, up = _share(x, self.x, self.chart.x.log), _share(y, self.y, self.chart.y.log)
        if across is None or up is None:
            return None
        if clip:
            across, up = min(1.0, max(0.0, across)), min(1.0, max(0.0, up))
        elif not (-0.001 <= across <= 1.001 and -0.001 <= up <= 1.001):
            return None
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    def drawn(self) -> str:
        """Title, axes, ticks and their names."""
        right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
        parts = [
            f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#444"/>',
            _word((LEFT + right) / 2, TOP - 10, self.chart.title, "middle", ' font-weight="bold"'),
            _word((LEFT + right) / 2, bottom + 34, self.chart.x.title, "middle"),
            f'<g transform="rotate(-90 14 {(TOP + bottom) / 2:.0f})">'
            + _word(14, (TOP + bottom) / 2, self.chart.y.title, "middle")
            + "</g>",
        ]
        for value in ticks(self.y, self.chart.y.log, self.chart.y.whole):
            if position := self.position(self.x[0], value, clip=True):
                parts.append(f'<path d="M{LEFT} {position[1]:.1f}H{right}" stroke="#ddd"/>')
                parts.append(_word(LEFT - 6, position[1] + 4, f"{value:g}", "end"))
        marks = [(float(n), name) for n, name in enumerate(self.names)]
        marks = marks or [(value, f"{value:g}") for value in ticks(self.x, self.chart.x.log, self.chart.x.whole)]
        for value, name in marks:
            if position := self.position(value, self.y[0], clip=True):
                parts.append(_word(position[0], bottom + 16, name, "middle"))
        return "".join(parts)


def ticks(limits: tuple[float, float], log: bool, whole: bool = False) -> list[float]:
    """About five round numbers between the limits; whole ones where things are counted."""
    low, high = limits
    if log:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        every = max(1, (last - first) // 6)
        return [10.0**power for power in range(first, last + 1, every) if low <= 10.0**power <= high]
    step = nice_step(high - low, 5)
    step = max(1.0, step) if whole else step
    first = math.ceil(low / step - 1e-9)
    return [round(number * step, 12) for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _share(value: float, limits: tuple[float, float], log: bool) -> float | None:
    if not math.isfinite(value) or (log and value <= 0):
        return None
    low, high = limits
    if log:
        return (math.log10(value) - math.log10(low)) / (math.log10(high) - math.log10(low))
    return (value - low) / (high - low)


def _limits(values: list[float], axis: Axis) -> tuple[float, float]:
    kept = [value for value in values if math.isfinite(value) and (value > 0 or not axis.log)]
    low = axis.low if axis.low is not None else min(kept, default=1.0 if axis.log else 0.0)
    high = axis.high if axis.high is not None else max(kept, default=10.0 if axis.log else 1.0)
    if not low < high:
        low, high = (low / 2, low * 2) if axis.log else (low - 0.5, low + 0.5)
    return float(low), float(high)


def _word(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(one_line(text))}</text>'
