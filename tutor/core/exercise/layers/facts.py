"""What a layer says, as numbers: count, ranges, trend and extremes; and the sentences that most layers share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.measured import measured

Trend = Literal["rising", "falling", "flat", "no trend", ""]
Coordinates = tuple[float, float]

NO_TREND = 0.05
"""Below this r² of the least-squares line there is no trend to speak of."""
FEW = 12
"""Up to so many points are told one by one, of more a sample."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one layer says. `low` and `high` are the places (x, y) of its least and greatest value."""

    kind: str
    label: str
    count: int
    x: Coordinates | None = None
    y: Coordinates | None = None
    trend: Trend = ""
    low: Coordinates | None = None
    high: Coordinates | None = None
    values: tuple[tuple[str, float], ...] = ()
    points: tuple[Coordinates, ...] = ()
    non_finite: int = 0
    text: str = ""


def trend(x: Any, y: Any) -> Trend:
    """The sign of the least-squares slope of y on x, both (n,) and finite; "no trend" where it explains < 5%."""
    if len(x) < 2 or x.min() == x.max():
        return ""
    dx, dy = _centred(x), _centred(y)
    spread = float(dy @ dy)
    if spread <= 1e-24 * len(y):
        return "flat"
    along = float(dx @ dy)
    if along**2 < NO_TREND * float(dx @ dx) * spread:
        return "no trend"
    return "rising" if along > 0 else "falling"


def _centred(values: Any) -> Any:
    """Scaled to at most 1 in size, so that values of a diverged model do not overflow, less their mean."""
    scaled = values / max(float(abs(values).max()), 1e-300)
    return scaled - scaled.mean()


def finite(values: Any) -> tuple[Any, int]:
    """The finite ones as a float array, and how many are not."""
    import numpy as np

    found = np.asarray(list(values) if isinstance(values, Iterable) else values, dtype=float)
    good = np.isfinite(found)
    return found[good], int((~good).sum())


def series(kind: str, label: str, x: Any, y: Any, text: str = "") -> Fact:
    """The fact of points (x, y); pairs that are not finite are counted only."""
    import numpy as np

    x, y = (np.asarray(list(values), dtype=float) for values in (x, y))
    good = np.isfinite(x) & np.isfinite(y)
    lost, (x, y) = int((~good).sum()), (x[good], y[good])
    if not len(x):
        return Fact(kind, label, 0, non_finite=lost, text=text)
    low, high = int(np.argmin(y)), int(np.argmax(y))
    return Fact(
        kind,
        label,
        len(x),
        x=(float(x.min()), float(x.max())),
        y=(float(y.min()), float(y.max())),
        trend=trend(x, y),
        low=(float(x[low]), float(y[low])),
        high=(float(x[high]), float(y[high])),
        points=tuple(zip(x.tolist(), y.tolist(), strict=True)),
        non_finite=lost,
        text=text,
    )


def named(kind: str, label: str, names: Sequence[str], values: Any, text: str = "", lost: int | None = None) -> Fact:
    """The fact of a value per name; `lost` where more than these values were not finite."""
    good, missing = finite(values)
    span = (float(good.min()), float(good.max())) if len(good) else None
    pairs = tuple(zip(names, map(float, values), strict=True))
    return Fact(kind, label, len(good), y=span, values=pairs, non_finite=missing if lost is None else lost, text=text)


def series_words(fact: Fact, x: Axis, y: Axis) -> str:
    """Ranges, trend, extremes, and the points where they are few."""
    if fact.x is None or fact.y is None:
        return "; ".join(filter(None, [f"{fact.count:,}", fact.text]))
    said = [f"{fact.count:,} points" if fact.count > 1 else "1 point", range_words("x", fact.x)]
    said.append(range_words("y", fact.y))
    if fact.trend:
        said.append(fact.trend)
    if fact.y[0] < fact.y[1]:
        said.append(f"lowest at {point_words(fact.low, x, y)}, highest at {point_words(fact.high, x, y)}")
    return "; ".join([", ".join(said), *filter(None, [fact.text, _listed(fact)])])


def named_words(fact: Fact, before: str = "") -> str:
    """A value per name."""
    listed = ", ".join(f"{name} {value:.4g}" for name, value in fact.values)
    return "; ".join(filter(None, [f"{before}{listed}", fact.text]))


def range_words(name: str, span: tuple[float, float]) -> str:
    """`x from 1 to 4`."""
    if span[0] == span[1]:
        return f"{name} {span[0]:.4g}"
    return f"{name} from {span[0]:.4g} to {span[1]:.4g}"


def point_words(point: Coordinates | None, x: Axis, y: Axis) -> str:
    """`x = 1 m², y = 2 k€`."""
    if point is None:
        return "no place"
    return f"x = {value_words(point[0], x)}, y = {value_words(point[1], y)}"


def value_words(value: float, axis: Axis) -> str:
    """A value with its unit."""
    return measured(f"{value:.4g}", axis.unit)


def span_words(low: float | None, high: float | None) -> str:
    """A band's extent on one axis; None is the edge."""
    if low is None and high is None:
        return "everywhere"
    return f"from {'the edge' if low is None else f'{low:.4g}'} to {'the edge' if high is None else f'{high:.4g}'}"


def _listed(fact: Fact) -> str:
    """All points where they are few, else about eight of them, ends included; a walk from its start to its end."""
    if fact.count < 2:
        return ""
    step = max(1, -(-(fact.count - 1) // 8)) if fact.count > FEW else 1
    chosen = list(fact.points[::step])
    if chosen[-1] != fact.points[-1]:
        chosen.append(fact.points[-1])
    name = "values" if step == 1 else "some of its values"
    return f"{name} (x, y): " + ", ".join(f"({x:.4g}, {y:.4g})" for x, y in chosen)
