"""What a chart shows is what the data are, to a dot; read back from the strips that a terminal is sent."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.strip import Strip

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Band, HeatMap, Line, Path, Points, Rule, Segments, Squares, Text
from tutor.core.exercise.layers.base import Layer, Tone
from tutor.ui.plotting.palette import LOOKS, Palette, ink_of
from tutor.ui.plotting.render import Plotter
from tutor.ui.themes import DARK

COLOURS = Palette.from_theme(DARK)
FIXED = Axis("x", low=0, high=10), Axis("y", low=0, high=10)
# The room of a chart at 60×20, at 80×24, and of two side by side at 80×24.
ROOMS = [(58, 10), (78, 14), (38, 12)]
BITS = np.array([[0, 3], [1, 4], [2, 5], [6, 7]])
ANSCOMBE_X = np.array([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], float)
ANSCOMBE_Y = np.array([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])


class Seen:
    """A chart as it is sent: dots of a colour, and where values would lie among them."""

    def __init__(self, layers: list[Any], size: tuple[int, int], x: Axis = FIXED[0], y: Axis = FIXED[1]) -> None:
        plotter = Plotter()
        self.strips: list[Strip] = plotter.strips(Chart(layers, x, y), *size, COLOURS)
        assert plotter.layout is not None
        self.layout, self.room = plotter.layout, plotter.layout.room

    def cells(self) -> Iterator[tuple[int, int, str, str, str]]:
        """Column, row, sign, colour and ground of every cell inside."""
        room = self.room
        for row, strip in enumerate(self.strips[room.row : room.row + room.height]):
            column = -room.column
            for segment in strip:
                colour = segment.style.color.name.upper() if segment.style and segment.style.color else ""
                ground = segment.style.bgcolor.name if segment.style and segment.style.bgcolor else ""
                for sign in segment.text:
                    if 0 <= column < room.width:
                        yield column, row, sign, colour, ground
                    column += 1

    def dots(self, tone: Tone) -> np.ndarray:
        """Which dots of the tone's colour there are, (4 × rows, 2 × columns)."""
        found = np.zeros((4 * self.room.height, 2 * self.room.width), bool)
        for column, row, sign, colour, _ in self.cells():
            if 0x2800 < ord(sign) < 0x2900 and colour == str(COLOURS.colours[ink_of(tone)]).upper():
                bits = (ord(sign) - 0x2800) >> BITS & 1
                found[4 * row : 4 * row + 4, 2 * column : 2 * column + 2] = bits
        return found

    def position(self, x: float, y: float) -> tuple[float, float]:
        """Where a value lies, in dots from the upper left."""
        return 2 * self.room.width * self.layout.x.at(x), 4 * self.room.height * (1 - self.layout.y.at(y))


def middle(dots: np.ndarray) -> tuple[float, float]:
    """The middle of all dots, in dots from the upper left."""
    rows, columns = np.nonzero(dots)
    return (columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2


@pytest.mark.parametrize("size", ROOMS)
@settings(max_examples=40, deadline=None)
@given(x=st.floats(0.8, 9.2), y=st.floats(1.5, 8.5), tone=st.sampled_from(["data", "model", "good", "second"]))
def test_a_point_is_where_its_value_is_to_a_dot(size: tuple[int, int], x: float, y: float, tone: Tone) -> None:
    seen = Seen([Points([x], [y], tone=tone)], size)
    across, down = middle(seen.dots(tone))
    true_across, true_down = seen.position(x, y)
    assert abs(across - true_across) <= 1
    assert abs(down - true_down) <= 1


@pytest.mark.parametrize("size", ROOMS)
@settings(max_examples=60, deadline=None)
@given(y=st.floats(2, 8), away=st.floats(-1.5, 1.5))
def test_what_touches_on_screen_touches_in_the_data(size: tuple[int, int], y: float, away: float) -> None:
    seen = Seen([Line([0, 10], [y + away] * 2, tone="model"), Points([5], [y])], size)
    rows = np.flatnonzero(seen.dots("data").any(axis=1))
    (line,) = np.flatnonzero(seen.dots("model").any(axis=1))
    apart = abs(line + 0.5 - (rows.min() + rows.max() + 1) / 2)
    true = abs(seen.position(5, y)[1] - seen.position(5, y + away)[1])
    assert abs(apart - true) <= 1
    # A mark is three dots high: it touches a line whose middle is within two dots of its own.
    assert (rows.min() - 1 <= line <= rows.max() + 1) == (apart <= 2)


@pytest.mark.parametrize("size", ROOMS)
def test_the_point_is_seen_where_lines_and_residuals_share_its_cell(size: tuple[int, int]) -> None:
    x, y = ANSCOMBE_X, ANSCOMBE_Y
    axes = Axis("x", low=3, high=20), Axis("y", low=2, high=14)
    layers: list[Layer] = [
        Points(x, y),
        Segments(x, y, x, 3 + 0.5 * x, tone="error"),
        Line([3, 20], [4.5, 13], tone="model"),
    ]
    alone, among = Seen(layers[:1], size, *axes), Seen(layers, size, *axes)
    assert (alone.dots("data") == among.dots("data")).all()
    shown = alone.dots("data").copy()
    for each in zip(x, y, strict=True):
        across, down = (int(position) for position in alone.position(*each))
        assert shown[down, across]


def test_at_the_best_fit_residuals_are_seen_at_80_by_24() -> None:
    x, y = ANSCOMBE_X, ANSCOMBE_Y
    axes = Axis("x", low=3, high=20), Axis("y", low=2, high=14)
    line = Line([3, 20], [4.5, 13], tone="model")
    without = Seen([line, Points(x, y)], (78, 14), *axes)
    seen = Seen([Segments(x, y, x, 3 + 0.5 * x, tone="error"), line, Points(x, y)], (78, 14), *axes)
    added = (seen.dots("error") | seen.dots("model")) & ~without.dots("model")
    shown = {int(across) // 2 for across in np.flatnonzero(added.any(axis=0))}
    # Those that are longer than a mark and a line are thick.
    long = [a for a, b in zip(x, y, strict=True) if abs(seen.position(a, b)[1] - seen.position(a, 3 + 0.5 * a)[1]) > 4]
    assert len(long) >= 5
    assert all(int(seen.position(a, 0)[0]) // 2 in shown for a in long)


def test_residuals_are_dotted_and_a_line_is_not_so_none_needs_colour() -> None:
    seen = Seen([Segments([5], [1], [5], [9], tone="error"), Line([2, 2], [1, 9], tone="model")], (78, 14))
    (stroke,), (line,) = (np.flatnonzero(seen.dots(tone).any(axis=0)) for tone in ("error", "model"))
    stroke_rows, line_rows = (
        np.flatnonzero(seen.dots(tone)[:, at]) for tone, at in (("error", stroke), ("model", line))
    )
    assert set(np.diff(stroke_rows)) == {2}
    assert set(np.diff(line_rows)) == {1}
    rule = Seen([Rule(x=5, tone="good")], (78, 14)).dots("good")
    assert set(np.diff(np.flatnonzero(rule.any(axis=1)))) == {1, 2}


def test_a_cell_shows_its_uppermost_plane_alone() -> None:
    bowl = np.add.outer(np.linspace(-3, 3, 40) ** 2, np.linspace(-3, 3, 40) ** 2)
    axes = Axis("W", low=-3, high=3), Axis("b", low=-3, high=3)
    walk = Path([-2.5, 2.5], [-2.5, 2.5], tone="model")
    over, bare = Seen([HeatMap(bowl, (-3, 3), (-3, 3), 6), walk], (36, 10), *axes), Seen([walk], (36, 10), *axes)
    found = {(column, row): sign for column, row, sign, *_ in over.cells()}
    for column, row, sign, *_ in bare.cells():
        if 0x2800 < ord(sign) < 0x2900:
            assert found[column, row] == sign


@pytest.mark.parametrize("tone", LOOKS)
def test_marks_of_dots_differ_without_colour(tone: Tone) -> None:
    others = [LOOKS[other].dots for other in LOOKS if other != tone]
    assert LOOKS[tone].dots not in others


@pytest.mark.parametrize("size", ROOMS)
@settings(max_examples=30, deadline=None)
@given(at=st.floats(0.2, 9.8), upright=st.booleans())
def test_a_rule_is_at_its_value_from_edge_to_edge(size: tuple[int, int], at: float, upright: bool) -> None:
    seen = Seen([Rule(x=at, tone="good") if upright else Rule(y=at, tone="good")], size)
    rows, columns = (np.flatnonzero(seen.dots("good").any(axis=axis)) for axis in (1, 0))
    (line,) = columns if upright else rows
    true = seen.position(at, at)[0 if upright else 1]
    assert abs(line + 0.5 - true) <= 0.5 + 1e-9
    along, length = (rows, 4 * seen.room.height) if upright else (columns, 2 * seen.room.width)
    assert along.min() <= 1
    assert along.max() >= length - 2


def test_a_band_lies_between_its_curves() -> None:
    x = np.linspace(0, 10, 30)
    low, high = 2 + x / 5, 5 + x / 3
    seen = Seen([Band(x, low, high, tone="third")], (78, 14))
    rows, columns = np.nonzero(seen.dots("third"))
    for down, across in zip(rows, columns, strict=True):
        value = 10 * (across + 0.5) / (2 * seen.room.width)
        ends = [seen.position(0, np.interp(value, x, side))[1] for side in (high, low)]
        assert ends[0] - 1.1 <= down + 0.5 <= ends[1] + 1.1
    assert {0, 1} & set(columns.tolist())
    tinted = np.array([(column, row) for column, row, *_, ground in seen.cells() if ground])
    assert len(tinted) > 100
    values = 10 * (tinted[:, 0] + 0.5) / seen.room.width
    ends = [4 * seen.room.height * (1 - np.interp(values, x, side) / 10) for side in (high, low)]
    assert (4 * tinted[:, 1] + 2 >= ends[0] - 1e-9).all()
    assert (4 * tinted[:, 1] + 2 <= ends[1] + 1e-9).all()


def test_areas_of_squares_compare_as_squares_do() -> None:
    seen = Seen([Squares([1, 5], [2, 2], [5, 4], tone="error")], (118, 30))
    rows, columns = np.nonzero(seen.dots("error"))
    left = columns < 2 * seen.room.width * 0.48
    sides = [
        (np.ptp(columns[part]) / (2 * seen.room.width) * 10, np.ptp(rows[part]) / (4 * seen.room.height) * 10)
        for part in (left, ~left)
    ]
    assert sides[0] == pytest.approx((3, 3), abs=0.15)
    assert sides[1] == pytest.approx((2, 2), abs=0.15)


WORDS = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=14)


@settings(max_examples=40, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=3), seed=st.integers(0, 99), size=st.sampled_from(ROOMS))
def test_labels_are_whole_and_never_on_data(words: list[str], seed: int, size: tuple[int, int]) -> None:
    random = np.random.default_rng(seed)
    x, y = random.uniform(0, 10, (2, 12))
    texts = [Text(float(a), float(b), word, tone="accent") for a, b, word in zip(x, y, words, strict=False)]
    data = [Line([0, 10], [1, 9], tone="model"), Points(x, y)]
    with_them, bare = Seen([*data, *texts], size), Seen(data, size)
    assert (with_them.dots("data") == bare.dots("data")).all()
    assert (with_them.dots("model") == bare.dots("model")).all()
    inside = "\n".join(strip.text[bare.room.column :] for strip in with_them.strips)
    assert all(word in inside for word in words)


def test_contour_labels_are_whole_and_clear_of_the_way() -> None:
    grid = np.linspace(-3, 3, 50)
    bowl = np.add.outer(grid**2, 9 * grid**2)
    levels = [0.125, 2.25, 10.5, 40.5]
    way = Path([-2.5, -1, 0.5, 0], [2.5, -2, 1, 0], tone="model")
    for size in ROOMS:
        layers = [HeatMap(bowl, (-3, 3), (-3, 3), levels), way]
        seen = Seen(layers, size, Axis("W", low=-3, high=3), Axis("b", low=-3, high=3))
        inside = "\n".join(strip.text[seen.room.column :] for strip in seen.strips[: seen.room.row + seen.room.height])
        numbers = set("".join(sign if sign in "0123456789." else " " for sign in inside).split())
        assert len(numbers) >= 2
        assert numbers <= {"0.125", "2.25", "10.5", "40.5"}
