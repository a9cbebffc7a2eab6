"""A chart as data: layers on two axes. How it is drawn is the UI's business, how it is told is `chart_words`'s.

Every layer has a `label` (for the legend and the words; empty = not listed) and a `tone`, a role that the
theme turns into a colour and a marker, so that no meaning hangs on colour alone. Arrays are any sequence of
floats (numpy arrays too); non-finite values are allowed everywhere and are left out of the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from tutor.core.exercise.axis import UNNAMED, Axis
from tutor.core.exercise.layers import AnyLayer, Histogram
from tutor.core.exercise.limited import Wrong, some, text, whole
from tutor.core.exercise.tone import Tone
from tutor.core.exercise.view.base import LOWEST_PICTURE, ViewPart

LAYERS = 200


@dataclass(frozen=True, eq=False, slots=True)
class Chart(ViewPart):
    """Layers, drawn in order, on two axes. `height` is the rows it would like to have, `share` its part of the
    width where charts stand side by side (consecutive charts of a view do, where there is room).
    """

    layers: Sequence[AnyLayer]
    x: Axis = UNNAMED
    y: Axis = UNNAMED
    title: str = ""
    legend: bool = True
    height: int = 12
    share: float = 1.0

    def checked(self, subject: str) -> "Chart":
        """With arrays for columns and clean texts."""
        return checked_chart(self, subject)

    def least_rows(self, columns: int) -> int:
        """The least that a chart can be drawn in."""
        return LOWEST_PICTURE

    def words(self) -> str:
        """What it is of, then a sentence for every layer."""
        from tutor.core.exercise.chart_words import chart_words

        return chart_words(self)


def checked_chart(chart: Chart, subject: str) -> Chart:
    """The chart with arrays for columns and clean texts; `Wrong` says what is the matter with it."""
    some(chart.layers, f"layers of {subject}", LAYERS)
    layers = tuple(
        checked_layer(layer, f"layer {number} of {subject}") for number, layer in enumerate(chart.layers, start=1)
    )
    x, y = (_axis(axis, f"{name} axis of {subject}") for name, axis in (("x", chart.x), ("y", chart.y)))
    height = min(200, max(3, whole(chart.height, f"height of {subject}")))
    if not 0 < float(chart.share) < 1_000:
        raise Wrong(f"the share of {subject} must be above 0, not {chart.share}")
    return replace(chart, layers=_with_common_bins(layers), x=x, y=y, title=text(chart.title, subject), height=height)


def checked_layer(layer: Any, subject: str) -> AnyLayer:
    """The layer with arrays for columns and clean texts; `Wrong` says what is the matter."""
    if not isinstance(layer, AnyLayer):
        kinds = ", ".join(kind.__name__ for kind in get_args(AnyLayer))
        raise Wrong(f"{subject} is {type(layer).__name__}; it may be {kinds}")
    subject = f"{type(layer).__name__}, {subject}"
    if layer.tone not in get_args(Tone):
        raise Wrong(f"{subject}: there is no tone {layer.tone!r:.40}; the tones are {', '.join(get_args(Tone))}")
    checked: AnyLayer = replace(layer.checked(subject), label=text(layer.label, subject))
    return checked


def _with_common_bins(layers: tuple[AnyLayer, ...]) -> tuple[AnyLayer, ...]:
    """Histograms of one chart, if they only count their bins, over one range: else heights would not compare."""
    import numpy as np

    counted = [each for each in layers if isinstance(each, Histogram) and isinstance(each.bins, int)]
    arrays = [np.asarray(each.values, float) for each in counted]
    values = [array[np.isfinite(array)] for array in arrays]
    ends = [(values.min(), values.max()) for values in values if len(values)]
    if len(counted) < 2 or not ends:
        return layers
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    edges = {each: tuple(np.histogram_bin_edges((), each.bins, (low, high)).tolist()) for each in counted}
    return tuple(
        replace(each, bins=edges[each]) if isinstance(each, Histogram) and each in edges else each for each in layers
    )


def _axis(axis: Any, subject: str) -> Axis:
    label, unit = text(axis.label, subject), text(axis.unit, subject)
    low = None if axis.low is None else float(axis.low)
    high = None if axis.high is None else float(axis.high)
    if low is not None and high is not None and not low < high:
        raise Wrong(f"the {subject} needs low < high, not {low:g} and {high:g}")
    if axis.log and any(limit is not None and not limit > 0 for limit in (low, high)):
        raise Wrong(f"the {subject} is logarithmic: its limits must be above 0")
    checked: Axis = replace(axis, label=label, unit=unit, low=low, high=high)
    return checked
