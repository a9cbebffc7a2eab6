"""What a layer of an author's chart may hold: columns of one length, known tones, finite sizes."""

from dataclasses import replace
from typing import Any, get_args

from tutor.core.exercise.chart import AnyLayer, Bars, Box, HeatMap, Histogram, Region, Text, Tone
from tutor.core.exercise.limited import Wrong, floats, some, text

NAMES, BINS, CONTOURS = 1_000, 10_000, 100
_COLUMNS = {
    "Points": ("x", "y"),
    "Line": ("x", "y"),
    "Path": ("x", "y"),
    "Segments": ("x0", "y0", "x1", "y1"),
    "ErrorBars": ("x", "y", "errors"),
}


def checked_layer(layer: Any, place: str) -> AnyLayer:
    """The layer with arrays for columns and clean texts; Wrong says what is the matter."""
    if not isinstance(layer, AnyLayer):
        kinds = ", ".join(kind.__name__ for kind in get_args(AnyLayer))
        raise Wrong(f"{place} is {type(layer).__name__}; it may be {kinds}")
    place = f"{type(layer).__name__}, {place}"
    if layer.tone not in get_args(Tone):
        raise Wrong(f"{place}: there is no tone {layer.tone!r:.40}; the tones are {', '.join(get_args(Tone))}")
    checked: AnyLayer = replace(layer, label=text(layer.label, place), **_values(layer, place))
    return checked


def _values(layer: AnyLayer, place: str) -> dict[str, Any]:
    match layer:
        case Bars():
            return _bars(layer, place)
        case Box():
            return _box(layer, place)
        case Histogram():
            return _histogram(layer, place)
        case HeatMap():
            return _heat_map(layer, place)
        case Region():
            return {name: _edge(getattr(layer, name)) for name in ("x0", "x1", "y0", "y1")}
        case Text():
            return {"x": float(layer.x), "y": float(layer.y), "text": text(layer.text, place)}
        case _:
            names = _COLUMNS[type(layer).__name__]
            first = floats(getattr(layer, names[0]), place)
            return {names[0]: first} | {name: floats(getattr(layer, name), place, len(first)) for name in names[1:]}


def _edge(value: Any) -> float | None:
    return None if value is None else float(value)


def _names(names: Any, place: str) -> tuple[str, ...]:
    return tuple(text(name, place) for name in some(names, f"names of {place}", NAMES))


def _bars(layer: Bars, place: str) -> dict[str, Any]:
    names = _names(layer.names, place)
    errors = None if layer.errors is None else floats(layer.errors, place, len(names))
    return {"names": names, "values": floats(layer.values, place, len(names)), "errors": errors}


def _box(layer: Box, place: str) -> dict[str, Any]:
    names, groups = _names(layer.names, place), some(layer.groups, f"groups of {place}", NAMES)
    if len(groups) != len(names):
        raise Wrong(f"{place} has {len(names)} names for {len(groups)} groups")
    return {"names": names, "groups": tuple(floats(group, place) for group in groups)}


def _histogram(layer: Histogram, place: str) -> dict[str, Any]:
    if isinstance(layer.bins, int):
        if not 1 <= layer.bins <= BINS:
            raise Wrong(f"{place} has {layer.bins} bins; it may have 1 to {BINS:,}")
        return {"values": floats(layer.values, place)}
    edges = floats(layer.bins, f"bins of {place}")
    if len(edges) < 2 or len(edges) > BINS or not (edges[1:] > edges[:-1]).all():
        raise Wrong(f"the bins of {place} must be at least two edges, each above the one before")
    return {"values": floats(layer.values, place), "bins": tuple(edges.tolist())}


def _heat_map(layer: HeatMap, place: str) -> dict[str, Any]:
    for name, (low, high) in (("x_range", layer.x_range), ("y_range", layer.y_range)):
        if not float(low) < float(high):
            raise Wrong(f"{place}: {name} must be (low, high), not ({low}, {high})")
    z = floats(layer.z, place, dimensions=2)
    if not z.size:
        raise Wrong(f"{place} has no cells")
    contours = layer.contours
    if not isinstance(contours, int):
        contours = tuple(floats(contours, f"contours of {place}").tolist())
    if (contours if isinstance(contours, int) else len(contours)) > CONTOURS:
        raise Wrong(f"{place} has more than {CONTOURS} contours")
    return {"z": z, "contours": contours}
