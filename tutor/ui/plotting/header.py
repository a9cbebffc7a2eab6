"""Above the frame: the name of y on the left, the title in the middle, the legend on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutor.core.exercise.chart import (
    AnyLayer, Bars, Box, Chart, ErrorBars, HeatMap, Histogram, Line, Path, Points, Region, Segments, Tone,
)
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.cells import cells, codes, fit
from tutor.ui.plotting.heat import heat_key
from tutor.ui.plotting.palette import AXIS, HEAT, INK, LOOKS, STEPS, TITLE, Palette, ink_of

_KEY = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cells in one ink."""

    text: tuple[int, ...]
    ink: int


Row = tuple[tuple[int, Piece], ...]
Entry = tuple[Piece, ...]


def header(chart: Chart, y_name: str, width: int, most: int, palette: Palette) -> list[Row]:
    """At most so many rows of (column, piece); a row that is not needed is not taken."""
    plain = palette.ascii
    name = fit(y_name, width, plain)
    title = fit(chart.title, width, plain)
    entries = legend(chart, palette) if chart.legend else []
    one = _one_row(name, title, entries, width)
    if one is not None:
        return [one] if one else []
    rows: list[Row] = []
    if title and most > 1:
        rows.append(((max(0, (width - len(title)) // 2), Piece(title, TITLE)),))
    beside = _one_row(name, (), entries, width)
    if beside is not None:
        return [*rows, beside][:most] if beside else rows[:most]
    lines = _wrap(entries, width, plain)
    if name and most - len(rows) > 1:
        rows.append(((0, Piece(name, INK)),))
    return (rows + [_placed(line, max(0, width - _length(line))) for line in lines])[:most]


def _one_row(name: tuple[int, ...], title: tuple[int, ...], entries: list[Entry], width: int) -> Row | None:
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


def _wrap(entries: list[Entry], width: int, plain: bool) -> list[Entry]:
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


def legend(chart: Chart, palette: Palette) -> list[Entry]:
    """What each labelled layer looks like, and its label; layers that look and are called the same once."""
    found: list[Entry] = []
    several = sum(isinstance(layer, Histogram) for layer in chart.layers) > 1
    for layer in chart.layers:
        entry = _entry(layer, palette, several)
        if layer.label and entry and entry not in found:
            found.append(entry)
    return found


def _entry(layer: AnyLayer, palette: Palette, outline: bool) -> Entry:
    label = cells(layer.label, palette.ascii)
    ink = ink_of(layer.tone)
    if isinstance(layer, HeatMap):
        return _heat_entry(layer, label, palette)
    sample = _sample(layer, palette, outline)
    return (Piece((*codes(sample), 32), ink), Piece(label, ink)) if sample else ()


def _heat_entry(layer: HeatMap, label: tuple[int, ...], palette: Palette) -> Entry:
    ends = heat_key(layer)
    if ends is None:
        return ()
    low, high = (cells(end, palette.ascii) for end in ends)
    if palette.colour:
        shades = tuple(Piece((ord("█"),), HEAT + at * (STEPS - 1) // (_KEY - 1)) for at in range(_KEY))
    else:
        shades = (Piece(cells(palette.sign("░▒▓", ".:-=+")), 0),)
    return (Piece((*label, 32, *low, 32), AXIS), *shades, Piece((32, *high), AXIS))


def _sample(layer: AnyLayer, palette: Palette, outline: bool) -> str:
    if isinstance(layer, Points):
        return palette.mark(layer.tone)
    if isinstance(layer, Line) or (isinstance(layer, Histogram) and outline):
        return stroke_sample(layer.tone, palette)
    if isinstance(layer, Path):
        return palette.sign("○→", "O>") + palette.mark(layer.tone)
    if isinstance(layer, Segments):
        return palette.sign("⡇", LOOKS[layer.tone].ascii_line)
    if isinstance(layer, ErrorBars):
        return palette.sign("├", "|") + palette.mark(layer.tone) + palette.sign("┤", "|")
    if isinstance(layer, Bars | Histogram):
        return palette.sign("█", LOOKS[layer.tone].ascii_line)
    if isinstance(layer, Box):
        return palette.sign("┤┃├", "[#]")
    return palette.sign("░", ".") if isinstance(layer, Region) else ""


def stroke_sample(tone: Tone, palette: Palette) -> str:
    """A short line of a tone, dashed as in the chart."""
    canvas = Canvas(3, 1, Palette.plain(palette.ascii))
    canvas.stroke(*(np.array([end]) for end in (0.0, 0.55, 0.999, 0.55)), tone)
    return "".join(map(chr, canvas.finish()[0].ravel().tolist())).rstrip()
