"""Values land in the cells where they belong, and the frame agrees with them."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Bars, HeatMap, Histogram, Line, Points, Segments, Text
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.palette import Palette
from tutor.ui.plotting.render import FOLDED, Plotter, to_text
from tutor.ui.plotting.scale import make_scale, ticks
from tutor.ui.plotting.strokes import clip

FIXED = Axis("x", low=0, high=10), Axis("y", low=0, high=10)
SIZES = [(60, 20), (80, 24), (120, 40)]


def cells_of(chart: Chart, sign: str, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Places (0..1, from the lower left) of the middle of every cell that shows the ASCII `sign` inside the frame."""
    plotter = Plotter()
    lines = plotter.grid(chart, *size, Palette.plain(ascii=True)).lines()
    assert plotter.layout is not None
    room = plotter.layout.room
    return [
        ((x - room.column + 0.5) / room.width, 1 - (y - room.row + 0.5) / room.height)
        for y, line in enumerate(lines)
        for x, found in enumerate(line)
        if found == sign and room.column <= x < room.column + room.width and room.row <= y < room.row + room.height
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("at", [(0, 0), (10, 10), (5, 5), (2.5, 7.5), (9.99, 0.01)])
def test_a_point_lies_in_its_cell(at: tuple[float, float], size: tuple[int, int]) -> None:
    [(x, y)] = cells_of(Chart([Points([at[0]], [at[1]])], *FIXED), "o", size)
    assert abs(x - at[0] / 10) <= 1 / (size[0] - 4)
    assert abs(y - at[1] / 10) <= 1 / (size[1] - 5)


def test_a_dot_lies_in_its_eighth_of_a_cell() -> None:
    canvas = Canvas(2, 1, Palette.plain())
    canvas.dot_at(np.array([0.99]), np.array([0.01]), "data")
    assert [chr(code) for code in canvas.finish()[0][0]] == [" ", "⢀"]
    canvas.dot_at(np.array([0.0]), np.array([1.0]), "data")
    assert [chr(code) for code in canvas.finish()[0][0]] == ["⠁", "⢀"]


@pytest.mark.parametrize("size", SIZES)
def test_ticks_point_at_the_cells_of_their_values(size: tuple[int, int]) -> None:
    positions = [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    chart = Chart([Points(positions, positions)], *FIXED)
    plotter = Plotter()
    lines = plotter.grid(chart, *size, Palette.plain(ascii=True)).lines()
    assert plotter.layout is not None
    room = plotter.layout.room
    below = lines[room.row + room.height]
    points = {x for line in lines[room.row : room.row + room.height] for x, sign in enumerate(line) if sign == "o"}
    tick_columns = {x for x, sign in enumerate(below) if sign == "+"} - {room.column - 1}
    assert tick_columns
    assert len(tick_columns & points) >= len(positions) - 1
    for line in lines[room.row : room.row + room.height]:
        if line[room.column - 1] == "+" and line[: room.column - 1].strip() in ("0", "2", "4", "6", "8", "10"):
            assert "o" in line


def test_the_frame_of_plotext_is_where_it_is_expected() -> None:
    """Contract with plotext 6: a figure of our own, cell units, edges of the inside."""
    plotter = Plotter()
    for width, height in [(20, 6), (33, 9), (60, 20), (80, 24), (200, 60)]:
        for name in ("", "x (m)"):
            chart = Chart([Line([0, 1], [0, 1])], Axis(name), Axis())
            lines = plotter.grid(chart, width, height, Palette.plain()).lines()
            assert plotter.layout is not None
            room = plotter.layout.room
            assert len(lines) == height
            assert all(len(line) == width for line in lines)
            assert all(line[room.column - 1] in "│┤" for line in lines[room.row : room.row + room.height])
            axis = lines[room.row + room.height]
            assert axis[room.column - 1] == "└"
            if height < FOLDED:
                assert "0" in axis
                assert lines[-1].endswith(name) or lines[-1].strip() == name
                assert room.height == height - 1 - (lines[-1] != axis)
                continue
            assert set(axis[room.column :]) <= {"─", "┬"}
            assert lines[-1].strip() == name if name else "0" in lines[-1]


@pytest.mark.parametrize(("size", "rows"), [((58, 10), 8), ((78, 14), 12), ((38, 12), 9)])
def test_the_rows_belong_to_the_data(size: tuple[int, int], rows: int) -> None:
    """The room of a chart at 60×20, at 80×24, and of two side by side there, with names, title and legend."""
    layers = [Points([1, 2], [3, 4], label="points"), Line([1, 2], [1, 2], label="your line", tone="model")]
    chart = Chart(layers, Axis("area", "m²", low=0, high=20), Axis("price", "k€", low=0, high=14), "Flats")
    plotter = Plotter()
    text = "\n".join(plotter.grid(chart, *size, Palette.plain()).lines())
    assert plotter.layout is not None
    assert plotter.layout.room.height >= rows
    assert all(word in text for word in ("area (m²)", "price (k€)", "Flats", "points", "your line"))


NAMES = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=24)


@settings(max_examples=60, deadline=None)
@given(
    low=st.floats(-1e3, 1e3),
    span=st.floats(1e-2, 1e6),
    log=st.booleans(),
    name=NAMES,
    size=st.sampled_from([(36, 10), (58, 10), (78, 14), (118, 30)]),
)
def test_every_axis_has_two_ticks_and_its_name(low: float, span: float, log: bool, name: str, size: Any) -> None:
    low = abs(low) + 1e-3 if log else low
    axis = Axis(name, low=low, high=low + span, log=log)
    plotter = Plotter()
    lines = plotter.grid(Chart([Points([low], [low])], axis, axis), *size, Palette.plain()).lines()
    assert plotter.layout is not None
    room = plotter.layout.room
    assert sum(line[room.column - 1] == "┤" for line in lines) >= 2
    below = "".join(lines[room.row + room.height :]).replace("─", " ").replace(name, " ")
    assert sum(any(sign.isdigit() for sign in word) for word in below.split()) >= 2
    assert sum(name in line for line in lines) == 2


LABELS = st.lists(st.text(st.sampled_from("abcdefgh "), min_size=1, max_size=60), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(labels=LABELS, title=st.text(st.sampled_from("xyz "), max_size=50), width=st.integers(36, 118))
def test_a_legend_is_never_cut(labels: list[str], title: str, width: int) -> None:
    layers = [Line([0, 1], [0, 1], label=label) for label in labels]
    lines = Plotter().grid(Chart(layers, Axis(), Axis("height"), title), width, 30, Palette.plain()).lines()
    plotter = Plotter()
    plotter.grid(Chart(layers, Axis(), Axis("height"), title), width, 30, Palette.plain())
    assert plotter.layout is not None
    rows = lines[: plotter.layout.room.row]
    head = "".join("".join(rows).split())
    assert all(any(word in row for row in rows) for label in labels for word in label.split() if len(word) < width - 8)
    for label in [*labels, title, "height"]:
        assert "".join(label.split()) in head


def test_a_legend_that_is_too_long_for_a_row_is_parted_at_its_words() -> None:
    label = "residuals of the line that was fitted to the second half of the data"
    rows = Plotter().grid(Chart([Line([0, 1], [0, 1], label=label)]), 36, 20, Palette.plain()).lines()[:3]
    assert all(any(word in row.split() for row in rows) for word in label.split())


def test_counts_have_whole_ticks() -> None:
    histogram, bars = Histogram([1, 1, 2], bins=2), Bars(["a", "b"], [1, 2])
    for chart in (Chart([histogram]), Chart([bars]), Chart([Points([0, 1], [0, 2])], y=Axis(whole=True))):
        for size in ((60, 20), (78, 14), (118, 30)):
            plotter = Plotter()
            lines = plotter.grid(chart, *size, Palette.plain()).lines()
            assert plotter.layout is not None
            at = plotter.layout.room.column - 1
            labels = [line[:at].strip() for line in lines if line[at] == "┤"]
            assert len(labels) >= 2
            assert all(label.isdigit() for label in labels)


@pytest.mark.parametrize("bins", [5, 10, 20, 31, 40, 60])
@pytest.mark.parametrize("size", [(58, 10), (78, 14), (80, 24), (118, 30)])
def test_a_histogram_has_no_holes(bins: int, size: tuple[int, int]) -> None:
    values = np.repeat(np.arange(bins) + 0.5, 20)
    plotter = Plotter()
    lines = plotter.grid(Chart([Histogram(values, bins)]), *size, Palette.plain()).lines()
    assert plotter.layout is not None
    room = plotter.layout.room
    bottom = lines[room.row + room.height - 1][room.column :]
    assert set(bottom) <= {"█", "▉"}
    assert bottom.count("▉") in (0, bins)


def test_strokes_are_cut_at_the_edges() -> None:
    x0, y0, x1, y1 = clip(*(np.array([end]) for end in (-1.0, -1.0, 3.0, 3.0)))
    assert (x0[0], y0[0], x1[0], y1[0]) == pytest.approx((0, 0, 1, 1))
    assert len(clip(*(np.array([end]) for end in (2.0, 0.0, 3.0, 1.0)))[0]) == 0
    assert len(clip(*(np.array([end]) for end in (0.5, -1.0, 0.5, 2.0)))[0]) == 1
    assert len(clip(*(np.array([end]) for end in (0.5, 0.5, 0.5, 0.5)))[0]) == 1


def test_a_vast_line_is_as_steep_as_it_is_and_no_slower() -> None:
    chart = Chart([Line([0, 10], [-1e300, 1e300])], *FIXED)
    text = to_text(chart, 60, 20)
    assert "▲" in text
    assert "diverged" in text
    columns = {line.index("⡇") for line in text.splitlines() if "⡇" in line} | {
        line.index("⢸") for line in text.splitlines() if "⢸" in line
    }
    assert len(columns) == 1


def test_log_axis_places_decades_evenly_and_counts_what_it_leaves_out() -> None:
    axis = Axis("loss", low=1, high=1000, log=True)
    chart = Chart([Points([1, 2, 3, 4, 5], [1, 10, 100, 0, -3], tone="model")], Axis("x", low=0, high=10), axis)
    found = sorted(cells_of(chart, "*", (80, 24)))
    assert [y for _, y in found] == pytest.approx([0, 1 / 3, 2 / 3], abs=0.04)
    assert "2 ≤ 0 left out" in to_text(chart, 80, 24)


def test_segments_and_text_are_where_they_are_told() -> None:
    chart = Chart([Segments([5], [0], [5], [10]), Text(7.5, 5, "here")], *FIXED)
    lines = to_text(chart, 60, 20).splitlines()
    [row] = [at for at, line in enumerate(lines) if "here" in line]
    assert abs(row - len(lines) / 2) <= 2
    assert abs(lines[row].index("here") - 0.75 * 60) <= 3
    assert sum(bool({"⡂", "⠅", "⢐", "⠨", "⡁", "⢈", "⠌", "⠡"} & set(line)) for line in lines) >= 14


def test_bars_are_as_long_as_their_values() -> None:
    chart = Chart([Bars(["a", "b", "c"], [1.0, 2.0, 4.0])], Axis("which"), Axis("how much", low=0, high=4))
    lines = to_text(chart, 60, 20).splitlines()
    heights = [sum(line[column] in "█▄▅▆▇" for line in lines if len(line) > column) for column in (12, 30, 50)]
    assert heights[2] == 2 * heights[1] == 4 * heights[0]
    assert all(name in lines[-2] for name in "abc")


def test_bars_lie_down_where_their_names_are_long() -> None:
    names = [f"a rather long name {number}" for number in range(5)]
    lines = to_text(Chart([Bars(names, [1, 2, 3, 4, -1])], Axis("what"), Axis("value")), 60, 20).splitlines()
    lengths = [max(line.count("█") for line in lines if name in line) for name in names]
    assert lengths[0] < lengths[1] < lengths[2] < lengths[3]
    assert "value" in lines[-1]


def test_a_heat_map_is_darkest_where_z_is_lowest() -> None:
    z = np.add.outer(np.linspace(0, 1, 20), np.zeros(20))
    lines = to_text(Chart([HeatMap(z, (0, 1), (0, 1))]), 60, 20, ascii=True).splitlines()
    room = lines[:-2]
    assert room[0].count("+") > 30
    assert room[-1].count("+") <= 1


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3.2, 17), (1e-9, 3e-9), (1e9, 1e9 + 1), (-1e150, 1e150), (5, 5)])
def test_ticks_are_few_round_and_different(low: float, high: float) -> None:
    scale = make_scale(low, high)
    found = ticks(scale, 6)
    assert 2 <= len(found) <= 8
    assert len({tick.label for tick in found}) == len(found)
    assert all(-1e-6 <= tick.position <= 1 + 1e-6 for tick in found)


def test_equal_limits_are_widened() -> None:
    assert make_scale(3, 3).low < 3 < make_scale(3, 3).high
    assert make_scale(0, 0).low < 0 < make_scale(0, 0).high
    assert math.isfinite(make_scale(1e308, -1e308).high)
    assert to_text(Chart([Points([1, 1], [2, 2])]), 60, 20, ascii=True).count("o") == 1
