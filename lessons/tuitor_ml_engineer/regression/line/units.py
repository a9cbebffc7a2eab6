"""What hangs on the units of a table: the sliders' ranges, the axes and where the line starts."""

from dataclasses import dataclass
from math import ceil, floor, log10
from random import Random
from typing import Any

import numpy as np

from tutor.api import DataError, regression

DRAWN = 400
"""Most points that are drawn; the loss counts all."""
HARDLY = 0.1
"""Below this |r| a flat line is as good as any: nothing to turn."""


@dataclass(frozen=True)
class Units:
    """Ranges as (low, high, step); `gap` and `turn` are the units of y and of slope that advice is given in."""

    m: tuple[float, float, float] = (-1.0, 2.0, 0.02)
    b: tuple[float, float, float] = (-4.0, 14.0, 0.1)
    labels: tuple[str, str] = ("x", "y")
    x: tuple[float, float] = (3.0, 15.0)
    y: tuple[float, float] = (2.0, 14.0)
    loss: tuple[float, float] = (10.0, 1000.0)
    gap: float = 1.0
    turn: float = 1.0
    digits: str = ".2f"
    every: int = 1
    origin: tuple[float, float] = (0.0, 0.0)
    note: str = ""

    def start(self, seed: int) -> tuple[float, float]:
        """(m, b) of a line that falls, in the units of Anscombe's first set."""
        random = Random(seed)
        return round(random.randint(-30, -5) * 0.02, 2), round(random.randint(20, 120) * 0.1, 1)


@dataclass(frozen=True)
class OwnUnits(Units):
    """Those of a learner's table; `slope`, `middle` and `spread` are of its best line and its y."""

    slope: float = 1.0
    middle: tuple[float, float] = (0.0, 0.0)
    spread: float = 1.0

    def start(self, seed: int) -> tuple[float, float]:
        """A line that leans the other way, above or below the points."""
        random = Random(seed)
        m = marked(-random.uniform(0.3, 0.9) * self.slope, self.m[2])
        lift = random.choice([-1, 1]) * random.uniform(0.5, 1.2) * self.spread
        return m, marked(self.middle[1] - m * self.middle[0] + lift, self.b[2])


def own(data: Any) -> tuple[np.ndarray, np.ndarray, OwnUnits]:
    """x and y of a learner's table, counted from a round number where 0 is far off, and their units."""
    raw = np.asarray(data["x"], float), np.asarray(data["y"], float)
    (x, from_x), (y, from_y) = map(_counted, raw)
    with np.errstate(all="ignore"):
        best, sx, sy = regression.line(x, y), float(x.std()), float(y.std())
    if not HARDLY <= abs(best.r) <= 1.0001:
        said = f"x and y hardly go together (r = {best.r:.2f}), so no line does much better than a flat one"
        raise DataError(f"{said}. Take another column for x.")
    middle = float(x.mean()), float(y.mean())
    steepest, m_step, b_step = 2 * sy / sx, _below(0.05 * abs(best.slope)), _below(0.1 * abs(best.r) * sy)
    reach = abs(middle[0]) * steepest + 2.5 * sy
    baseline = len(y) * sy**2
    units = OwnUnits(
        m=(*_range(-steepest, steepest, m_step), m_step),
        b=(*_range(middle[1] - reach, middle[1] + reach, b_step), b_step),
        labels=(_label(data.roles["x"], from_x), _label(data.roles["y"], from_y)),
        x=_ends(x),
        y=_ends(y),
        loss=(max(best.sse, 1e-4 * baseline) / 2, 50 * baseline),
        gap=sy / 2,
        turn=2 * abs(best.slope),
        digits=".6g",
        every=ceil(len(x) / DRAWN),
        origin=(from_x, from_y),
        note=_note(from_x, from_y, len(x)),
        slope=best.slope,
        middle=middle,
        spread=sy,
    )
    return x, y, units


def marked(value: float, step: float) -> float:
    """The multiple of `step` that is nearest."""
    return float(f"{round(value / step) * step:.12g}")


def written(value: float, step: float) -> str:
    """With as many decimals as a step has; very large and very small ones with an exponent."""
    decimals = max(0, -floor(log10(step) + 1e-9))
    return f"{value:.{decimals}f}" if decimals <= 6 and step < 1e6 else f"{value:.6g}"


def _counted(values: np.ndarray) -> tuple[np.ndarray, float]:
    """Values and the round number that they are counted from: 0, unless all of them are far from it."""
    mean, sd = float(values.mean()), float(values.std())
    if abs(mean) <= 6 * sd or not sd:
        return values, 0.0
    unit = 10.0 ** ceil(log10(sd))
    origin = float(f"{round(mean / unit) * unit:.15g}")
    return values - origin, origin


def _below(size: float) -> float:
    """The largest of …, 0.1, 0.2, 0.5, 1, 2, 5, … up to `size`."""
    unit = 10.0 ** floor(log10(size))
    return float(f"{next(each for each in (5, 2, 1) if each * unit <= size * (1 + 1e-9)) * unit:.12g}")


def _range(low: float, high: float, step: float) -> tuple[float, float]:
    return float(f"{floor(low / step) * step:.12g}"), float(f"{ceil(high / step) * step:.12g}")


def _label(name: str, origin: float) -> str:
    return f"{name}, from {origin:.15g}" if origin else name


def _ends(values: np.ndarray) -> tuple[float, float]:
    """A little more than from the least to the greatest."""
    low, high = float(values.min()), float(values.max())
    return low - 0.08 * (high - low), high + 0.08 * (high - low)


def _note(from_x: float, from_y: float, rows: int) -> str:
    """What a learner should know of how the table is shown."""
    counted = [f"{name} is counted from {origin:.15g}" for name, origin in (("x", from_x), ("y", from_y)) if origin]
    said = [f"{' and '.join(counted)}, so that b is a height among the points."] if counted else []
    if rows > DRAWN:
        said.append(f"About {DRAWN} of {rows:,} rows are drawn; the loss counts all.")
    return " ".join(said)
