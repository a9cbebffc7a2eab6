"""Values land in the cells where they belong, and the frame agrees with them."""

import math

import numpy as np
import pytest

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Bars, HeatMap, Line, Points, Segments, Text
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.palette import Palette
from tutor.ui.plotting.render import Plotter, to_text
from tutor.ui.plotting.scale import make_scale, ticks
from tutor.ui.plotting.strokes import clip

FIXED = Axis("x", low=0, high=10), Axis("y", low=0, high=10)
SIZES = [(60, 20), (80, 24), (120, 40)]


def cells_of(chart: Chart, sign: str, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Places (0..1, from the lower left) of the middle of every cell that shows `sign` inside the frame."""
    plotter = Plotter()
    lines = plotter.grid(chart, *size, Palette.plain()).lines()
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
    [(x, y)] = cells_of(Chart([Points([at[0]], [at[1]])], *FIXED), "●", size)
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
    places = [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    chart = Chart([Points(places, places)], *FIXED)
    plotter = Plotter()
    lines = plotter.grid(chart, *size, Palette.plain()).lines()
    assert plotter.layout is not None
    room = plotter.layout.room
    below = lines[room.row + room.height]
    points = {x for line in lines[room.row : room.row + room.height] for x, sign in enumerate(line) if sign == "●"}
    tick_columns = {x for x, sign in enumerate(below) if sign == "┬"}
    assert tick_columns
    assert len(tick_columns & points) >= len(places) - 1
    for line in lines[room.row : room.row + room.height]:
        if line[room.column - 1] == "┤" and line[: room.column - 1].strip() in ("0", "2", "4", "6", "8", "10"):
            assert "●" in line


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
            assert set(axis[room.column :]) <= {"─", "┬"}
            assert lines[-1].strip() == name if name else "0" in lines[-1]


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
    chart = Chart([Points([1, 2, 3, 4, 5], [1, 10, 100, 0, -3])], Axis("x", low=0, high=10), axis)
    found = sorted(cells_of(chart, "●", (80, 24)))
    assert [y for _, y in found] == pytest.approx([0, 1 / 3, 2 / 3], abs=0.04)
    assert "2 ≤ 0 left out" in to_text(chart, 80, 24)


def test_segments_and_text_are_where_they_are_told() -> None:
    chart = Chart([Segments([5], [0], [5], [10]), Text(7.5, 5, "here")], *FIXED)
    lines = to_text(chart, 60, 20).splitlines()
    [row] = [at for at, line in enumerate(lines) if "here" in line]
    assert abs(row - len(lines) / 2) <= 2
    assert abs(lines[row].index("here") - 0.75 * 60) <= 3
    assert sum("⢸" in line or "⡇" in line for line in lines) >= 14


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
    assert all(-1e-6 <= tick.place <= 1 + 1e-6 for tick in found)


def test_equal_limits_are_widened() -> None:
    assert make_scale(3, 3).low < 3 < make_scale(3, 3).high
    assert make_scale(0, 0).low < 0 < make_scale(0, 0).high
    assert math.isfinite(make_scale(1e308, -1e308).high)
    assert to_text(Chart([Points([1, 1], [2, 2])]), 60, 20).count("●") == 1
