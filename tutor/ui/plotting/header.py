"""Above the frame: the name of y on the left, the title in the middle, the legend on the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

import numpy as np

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import AnyLayer, HeatMap, Histogram
from tutor.core.exercise.layers.base import Sample
from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.bars import FILLS
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.cells import cells, codes
from tutor.ui.plotting.grid import SPACE
from tutor.ui.plotting.heat import Surfaces
from tutor.ui.plotting.notes import RULE
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
    """Rows of (column, piece), as few as hold all; no more than `most`, beyond which legends are left out."""
    name, heading = cells(y_name, plain), cells(title, plain)
    one = _one_row(name, heading, entries, width)
    if one is not None:
        return (one,) if one else ()
    first = [(Piece(text, ink),) for text, ink in ((name, INK), (heading, TITLE)) if text]
    pieces = [part for entry in (*first, *entries) for part in _split(entry, width)]
    rows = [_placed(line, 0) for line in _wrap(pieces, width)]
    return tuple(rows[:most])


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


def _wrap(entries: Sequence[Entry], width: int) -> list[Entry]:
    lines: list[list[Entry]] = []
    for entry in entries:
        if lines and _length(_joined([*lines[-1], entry])) <= width:
            lines[-1].append(entry)
        else:
            lines.append([entry])
    return [_joined(line) for line in lines]


def _split(entry: Entry, width: int) -> list[Entry]:
    """The entry, in pieces that each fit a row: nothing is cut; its words go on in the rows below."""
    if _length(entry) <= width:
        return [entry]
    found: list[list[Piece]] = [[]]
    room = width
    for piece in entry:
        text = piece.text
        while len(text) > room:
            at = max((at for at in range(1, room + 1) if text[at - 1] == SPACE), default=room)
            found[-1].append(Piece(text[:at], piece.ink))
            text, room = text[at:], width
            found.append([])
        found[-1].append(Piece(text, piece.ink))
        room -= len(text)
    return [tuple(part) for part in found if part]


def legend(chart: Chart, palette: Palette, surfaces: Surfaces, fine: bool, narrow: bool) -> tuple[Entry, ...]:
    """What each labelled layer looks like, and its label; layers that look and are called the same once."""
    several = sum(isinstance(layer, Histogram) for layer in chart.layers) > 1
    named = [layer for layer in chart.layers if layer.slots]
    found: dict[Entry, None] = {}
    for layer in chart.layers:
        if not layer.label:
            continue
        if isinstance(layer, HeatMap):
            surface = surfaces.of(layer)
            entry = _heat_entry(layer.label, *surface.ends(), palette, narrow) if surface else ()
        else:
            sample = "curve" if several and layer.sample == "steps" else layer.sample
            entry = _entry(sample, layer.tone, layer.label, palette, fine, _turn(layer, named))
        if entry:
            found[entry] = None
    return tuple(found)


def _turn(layer: AnyLayer, bars: Sequence[AnyLayer]) -> int:
    """Which of the bars that share a place these are."""
    return next((at for at, other in enumerate(bars) if other is layer), 0)


@lru_cache(64)
def _heat_entry(label: str, lowest: str, highest: str, palette: Palette, narrow: bool) -> Entry:
    low, high = (cells(end, palette.ascii) for end in (lowest, highest))
    if palette.colour:
        many = _KEY // 2 if narrow else _KEY
        shades = tuple(Piece((ord("█"),), HEAT + at * (STEPS - 1) // (many - 1)) for at in range(many))
    else:
        shades = (Piece(codes(palette.sign("░▒▓", ".:-=+")), 0),)
    return (Piece((*cells(label, palette.ascii), 32, *low, 32), AXIS), *shades, Piece((32, *high), AXIS))


@lru_cache(256)
def _entry(sample: Sample, tone: Tone, label: str, palette: Palette, fine: bool, turn: int) -> Entry:
    drawn = _sample(sample, tone, palette, fine, turn)
    ink = ink_of(tone)
    return (Piece((*codes(drawn), 32), ink), Piece(cells(label, palette.ascii), ink)) if drawn else ()


def _sample(sample: Sample, tone: Tone, palette: Palette, fine: bool, turn: int) -> str:
    """A layer in a few cells, as it is in the chart."""
    sign, line = palette.sign, LOOKS[tone].ascii_line
    match sample:
        case "curve":
            return _drawn(palette, 3, lambda canvas: canvas.stroke(*_LEVEL, tone))
        case "rule":
            return sign(_drawn(palette, 3, lambda canvas: canvas.stroke(*_LEVEL, tone, dotted=RULE)), "---")
        case "strokes":
            return _drawn(palette, 1, lambda canvas: canvas.stroke(*_UPRIGHT, tone, dotted=2))
        case "mark":
            return _mark(tone, palette, fine)
        case "walk":
            return (sign("○→", "O>") if fine else sign("⣏⡇→", "O>")) + _mark(tone, palette, fine)
        case "whiskers":
            return sign("├", "|") + _mark(tone, palette, fine) + sign("┤", "|")
        case "square":
            return sign("⣏⣹", "[]")
        case "bar":
            return sign(FILLS[turn % len(FILLS)], line)
        case "steps":
            return sign("█", line)
        case "box":
            return sign("┤┃├", "[#]")
        case "tint":
            return sign("░", ".")
        case "shades" | "none":
            return ""
        case _:
            assert_never(sample)


_START, _MIDDLE, _END = (np.array([end]) for end in (0.0, 0.55, 0.999))
_LEVEL, _UPRIGHT = (_START, _MIDDLE, _END, _MIDDLE), (_MIDDLE, _START, _MIDDLE, _END)


def _mark(tone: Tone, palette: Palette, fine: bool) -> str:
    if fine or palette.ascii:
        return palette.mark(tone)
    middle = np.array([0.3]), np.array([0.6])
    return _drawn(palette, 2 + (tone == "third"), lambda canvas: canvas.stamp(*middle, LOOKS[tone].dots, tone))


def _drawn(palette: Palette, width: int, draw: Callable[[Canvas], None]) -> str:
    """So many cells of a small canvas of its own."""
    canvas = Canvas(width, 1, Palette.plain(palette.ascii))
    draw(canvas)
    return "".join(map(chr, canvas.finish()[0].ravel().tolist())).rstrip()
