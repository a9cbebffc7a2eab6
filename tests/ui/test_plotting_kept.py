"""What stands still is drawn once: the frame by plotext, heat maps, rows of cells."""

import numpy as np
import pytest

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import HeatMap, Line, Path, Points
from tutor.ui.plotting import frame as frames
from tutor.ui.plotting import render
from tutor.ui.plotting.palette import Palette
from tutor.ui.plotting.render import Plotter
from tutor.ui.themes import DARK

COLOURS = Palette.from_theme(DARK)
X = np.linspace(0, 10, 20)


def moving(slope: float, title: str = "", high: float = 30) -> Chart:
    return Chart(
        [Points(X, 2 * X, label="data"), Line(X, slope * X, label="model", tone="model")],
        Axis("x"),
        Axis("y", low=0, high=high),
        title,
    )


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[frames.FrameSpec]:
    """Every frame that plotext draws."""
    calls: list[frames.FrameSpec] = []
    real = frames._plotext
    monkeypatch.setattr(frames, "_plotext", lambda spec: calls.append(spec) or real(spec))
    frames.frame.cache_clear()
    return calls


def test_plotext_draws_the_frame_once_while_a_line_moves(drawn: list[frames.FrameSpec]) -> None:
    plotter = Plotter()
    for step in range(30):
        plotter.strips(moving(1 + step / 20), 80, 24, COLOURS)
    assert len(drawn) == 1
    plotter.strips(moving(1, high=60), 80, 24, COLOURS)
    assert len(drawn) == 2
    plotter.strips(moving(1, high=60), 60, 20, COLOURS)
    assert len(drawn) == 3
    plotter.strips(moving(1, high=60), 60, 20, Palette.plain(ascii=True))
    assert len(drawn) == 4
    plotter.strips(moving(2, high=60), 80, 24, COLOURS)
    assert len(drawn) == 4


def test_plotext_sees_only_cells(drawn: list[frames.FrameSpec]) -> None:
    wild = [float("nan"), float("inf"), 1e300, -1e300, 1.0]
    Plotter().strips(Chart([Points(wild, wild), Line(wild, wild)]), 80, 24, COLOURS)
    for spec in drawn:
        assert all(np.isfinite(tick.position) for tick in (*spec.x, *spec.y))


def test_rows_that_do_not_change_are_the_same_strips() -> None:
    plotter = Plotter()
    chart = Chart([Line([0, 10], [9, 9])], Axis("x", low=0, high=10), Axis("y", low=0, high=10))
    first = list(plotter.strips(chart, 80, 24, COLOURS))
    assert plotter.changed == list(range(24))
    moved = Chart([Line([0, 10], [8.2, 8.2])], Axis("x", low=0, high=10), Axis("y", low=0, high=10))
    second = plotter.strips(moved, 80, 24, COLOURS)
    assert 1 <= len(plotter.changed) <= 2
    same = [row for row in range(24) if second[row] is first[row]]
    assert sorted(same + plotter.changed) == list(range(24))
    fresh = Plotter().strips(moved, 80, 24, COLOURS)
    assert [list(strip) for strip in second] == [list(strip) for strip in fresh]
    plotter.strips(moved, 80, 24, Palette.from_theme(DARK, ascii=True))
    assert plotter.changed == list(range(24))


def test_a_heat_map_that_stands_still_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = render.draw_heat_map
    monkeypatch.setattr(render, "draw_heat_map", lambda plot, layer: calls.append(1) or real(plot, layer))
    grid = np.linspace(-3, 3, 50)

    def chart(step: int, shift: float = 0.0) -> Chart:
        bowl = np.add.outer((grid - shift) ** 2, grid**2)
        return Chart([HeatMap(bowl, (-3, 3), (-3, 3), 5), Path([-2, -2 + step / 9], [2, 1], tone="accent")])

    plotter = Plotter()
    for step in range(10):
        kept = plotter.strips(chart(step), 80, 24, COLOURS)
    assert len(calls) == 1
    assert [strip.text for strip in kept] == [strip.text for strip in Plotter().strips(chart(9), 80, 24, COLOURS)]
    plotter.strips(chart(9, shift=0.5), 80, 24, COLOURS)
    assert len(calls) == 3


def test_charts_drawn_in_threads_are_the_same() -> None:
    from concurrent.futures import ThreadPoolExecutor

    frames.frame.cache_clear()
    charts = [moving(step / 5, f"chart {step}") for step in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda chart: render.to_text(chart, 70, 20), charts))
    frames.frame.cache_clear()
    assert found == [render.to_text(chart, 70, 20) for chart in charts]
