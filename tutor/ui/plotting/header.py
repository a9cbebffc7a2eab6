"""Above the frame: the name of y on the left, the title in the middle, the legend on the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import AnyLayer, Bars, Box, HeatMap, Histogram
from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.bars import FILLS
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.cells import cells, codes, fit
from tutor.ui.plotting.heat import Surfaces
from tutor.ui.plotting.palette import AXIS, HEAT, INK, LOOKS, STEPS, TITLE, Palette, ink_of

_KEY = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cells in one ink."""

    text: tuple[int, ...]
    ink: int


Row = tuple[tuple[int, Piece], ...]
Entry = tuple[Piece, ...]


@lru_cache(64)
def header(y_name: str, title: str, entries: tuple[Entry, ...], width: int, most: int, plain: bool) -> tuple[Row, ...]:
    """At most so many rows of (column, piece); a row that is not needed is not taken."""
    name, heading = fit(y_name, width, plain), fit(title, width, plain)
    one = _one_row(name, heading, entries, width)
    if one is not None:
        return (one,) if one else ()
    rows: list[Row] = []
    if heading and most > 1:
        rows.append(((max(0, (width - len(heading)) // 2), Piece(heading, TITLE)),))
    beside = _one_row(name, (), entries, width)
    if beside is not None:
        return tuple([*rows, beside] if beside else rows)[:most]
    if name and most - len(rows) > 1:
        rows.append(((0, Piece(name, INK)),))
    lines = _wrap(entries, width, plain)
    return tuple(rows + [_placed(line, max(0, width - _length(line))) for line in lines])[:most]


def _one_row(name: tuple[int, ...], title: tuple[int, ...], entries: Sequence[Entry], width: int) -> Row | None:
    """All in one row, or None if it is too long; the title is centred where it can be."""
    line = _joined(entries)
    key = _length(line)
    left, right = len(name) + 2 * bool(name), width - key - 2 * bool(key)
    if right - left < len(title) or left > right + 2:
        return None
    at = min(max((width - len(title)) // 2, left), right - len(title))
    found: list[tuple[int, Piece]] = []
    if name:
        found.append((0, Piece(name, INK)))
    if title:
        found.append((at, Piece(title, TITLE)))
    return (*found, *_placed(line, width - key))


def _placed(line: Entry, column: int) -> Row:
    found: list[tuple[int, Piece]] = []
    for piece in line:
        found.append((column, piece))
        column += len(piece.text)
    return tuple(found)


def _joined(entries: Sequence[Entry]) -> Entry:
    gap = Piece((32, 32), 0)
    found: list[Piece] = []
    for entry in entries:
        found += [gap, *entry] if found else entry
    return tuple(found)


def _length(line: Entry) -> int:
    return sum(len(piece.text) for piece in line)


def _wrap(entries: Sequence[Entry], width: int, plain: bool) -> list[Entry]:
    lines: list[list[Entry]] = []
    for entry in (_cut(entry, width, plain) for entry in entries):
        if lines and _length(_joined([*lines[-1], entry])) <= width:
            lines[-1].append(entry)
        else:
            lines.append([entry])
    return [_joined(line) for line in lines]


def _cut(entry: Entry, width: int, plain: bool) -> Entry:
    if _length(entry) <= width:
        return entry
    room = max(1, width - _length(entry[:-1]))
    end = (ord("~") if plain else ord("…"),)
    return (*entry[:-1], Piece(entry[-1].text[: room - 1] + end, entry[-1].ink))


def legend(chart: Chart, palette: Palette, surfaces: Surfaces) -> tuple[Entry, ...]:
    """What each labelled layer looks like, and its label; layers that look and are called the same once."""
    several = sum(isinstance(layer, Histogram) for layer in chart.layers) > 1
    bars = [layer for layer in chart.layers if isinstance(layer, Bars | Box)]
    found: dict[Entry, None] = {}
    for layer in chart.layers:
        if not layer.label:
            continue
        if isinstance(layer, HeatMap):
            surface = surfaces.of(layer)
            entry = _heat_entry(layer.label, *surface.ends(), palette) if surface else ()
        else:
            entry = _entry(type(layer).__name__, layer.tone, layer.label, palette, several, _turn(layer, bars))
        if entry:
            found[entry] = None
    return tuple(found)


def _turn(layer: AnyLayer, bars: Sequence[AnyLayer]) -> int:
    """Which of the bars that share a place these are."""
    return next((at for at, other in enumerate(bars) if other is layer), 0)


@lru_cache(64)
def _heat_entry(label: str, lowest: str, highest: str, palette: Palette) -> Entry:
    low, high = (cells(end, palette.ascii) for end in (lowest, highest))
    if palette.colour:
        shades = tuple(Piece((ord("█"),), HEAT + at * (STEPS - 1) // (_KEY - 1)) for at in range(_KEY))
    else:
        shades = (Piece(codes(palette.sign("░▒▓", ".:-=+")), 0),)
    return (Piece((*cells(label, palette.ascii), 32, *low, 32), AXIS), *shades, Piece((32, *high), AXIS))


@lru_cache(256)
def _entry(kind: str, tone: Tone, label: str, palette: Palette, several: bool, turn: int) -> Entry:
    sample = _sample(kind, tone, palette, several, turn)
    ink = ink_of(tone)
    return (Piece((*codes(sample), 32), ink), Piece(cells(label, palette.ascii), ink)) if sample else ()


def _sample(kind: str, tone: Tone, palette: Palette, several: bool, turn: int) -> str:
    sign, mark = palette.sign, palette.mark(tone)
    if kind == "Line" or (kind == "Histogram" and several):
        return stroke_sample(tone, palette)
    samples = {
        "Points": mark,
        "Path": sign("○→", "O>") + mark,
        "Segments": sign("⡇", LOOKS[tone].ascii_line),
        "ErrorBars": sign("├", "|") + mark + sign("┤", "|"),
        "Bars": sign(FILLS[turn % len(FILLS)], LOOKS[tone].ascii_line),
        "Histogram": sign("█", LOOKS[tone].ascii_line),
        "Box": sign("┤┃├", "[#]"),
        "Region": sign("░", "."),
    }
    return samples.get(kind, "")


def stroke_sample(tone: Tone, palette: Palette) -> str:
    """A short line of a tone, dashed as in the chart."""
    canvas = Canvas(3, 1, Palette.plain(palette.ascii))
    left, right, middle = (np.array([end]) for end in (0.0, 0.999, 0.55))
    canvas.stroke(left, middle, right, middle, tone)
    return "".join(map(chr, canvas.finish()[0].ravel().tolist())).rstrip()
