"""What a learner can read off a chart: limits, divergence, legends; the same facts at every size, in every look."""

from typing import Any

import numpy as np
import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import (
    AnyLayer,
    Band,
    Bars,
    Box,
    ErrorBars,
    HeatMap,
    Histogram,
    Line,
    Path,
    Points,
    Region,
    Rule,
    Segments,
    Squares,
)
from tutor.ui.plotting import palette as palettes
from tutor.ui.plotting.cells import to_ascii
from tutor.ui.plotting.palette import TONES, Palette, contrast
from tutor.ui.plotting.render import Plotter, draw, to_text
from tutor.ui.themes import DARK, LIGHT

SIZES = [(60, 20), (80, 24), (120, 40)]
X = np.linspace(0, 10, 30)


def fit(slope: float = 2.0, **limits: float) -> Chart:
    y = 2 * X + np.sin(7 * X)
    with np.errstate(all="ignore"):
        model = slope * X
    layers = [
        Segments(X, y, X, model, label="residuals", tone="error"),
        Line(X, model, label="model", tone="model"),
        Points(X, y, label="data"),
    ]
    return Chart(layers, Axis("area", "m²"), Axis("price", "k€", **limits), "Flats")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii", [False, True])
def test_names_units_and_legend_can_be_read_at_every_size(size: tuple[int, int], ascii: bool) -> None:
    text = to_text(fit(), *size, ascii=ascii)
    units = ["area (m2)", "price (kEUR)"] if ascii else ["area (m²)", "price (k€)"]
    for words in ["Flats", "residuals", "model", "data", *units]:
        assert words in text
    assert len(text.splitlines()) == size[1]


@pytest.mark.parametrize("size", SIZES)
def test_a_model_that_diverges_is_shown_to(size: tuple[int, int]) -> None:
    assert "diverged" not in to_text(fit(2.0, low=0, high=25), *size)
    for slope in (1e3, 1e9, 1e300, float("inf"), float("nan")):
        text = to_text(fit(slope, low=0, high=25), *size)
        assert "diverged" in text
        assert ("▲" in text.replace("▲ diverged", "")) == (slope == slope)


def test_a_line_that_leaves_the_chart_is_marked_where_it_does() -> None:
    chart = Chart([Line([0, 10], [0, 20], tone="model")], Axis(low=0, high=10), Axis(low=0, high=10))
    lines = to_text(chart, 60, 20).splitlines()
    assert "diverged" not in lines[0]
    assert abs(lines[0].index("▲") - 32) <= 2


def test_points_beyond_are_counted_and_marked() -> None:
    chart = Chart([Points([1, 2, 30, 5, -7], [1, 50, 2, -9, 2])], Axis(low=0, high=10), Axis(low=0, high=10))
    text = to_text(chart, 60, 20)
    assert "4 beyond" in text
    assert all(sign in text for sign in "▲▼▶◀")
    assert all(sign in to_text(chart, 60, 20, ascii=True) for sign in "^v><")


def test_a_runaway_model_does_not_squeeze_the_data() -> None:
    calm, wild = Plotter(), Plotter()
    calm.grid(fit(2.0), 80, 24, Palette.plain())
    wild.grid(fit(1e6), 80, 24, Palette.plain())
    assert calm.layout is not None
    assert wild.layout is not None
    assert wild.layout.y.high - wild.layout.y.low < 4 * (calm.layout.y.high - calm.layout.y.low)


def test_limits_do_not_jitter_while_data_move_a_little() -> None:
    plotter, seen = Plotter(), set()
    for step in range(60):
        chart = Chart([Points([0, 10.0], [0, 10 + np.sin(step / 3)])])
        plotter.grid(chart, 60, 20, Palette.plain())
        assert plotter.layout is not None
        seen.add((plotter.layout.y.low, plotter.layout.y.high))
    assert len(seen) <= 2
    plotter.grid(Chart([Points([0, 10.0], [0, 1000.0])]), 60, 20, Palette.plain())
    assert plotter.layout.y.high >= 1000


EVERY: dict[str, AnyLayer] = {
    "Points": Points([1, 2], [1, 2], label="it"),
    "Line": Line([1, 2], [1, 2], label="it"),
    "Path": Path([1, 2], [1, 2], label="it"),
    "Segments": Segments([1], [1], [2], [2], label="it"),
    "Bars": Bars(["a"], [1], label="it"),
    "Histogram": Histogram([1, 2, 2], 2, label="it"),
    "Box": Box(["a"], [[1, 2, 3, 99]], label="it"),
    "ErrorBars": ErrorBars([1, 2], [1, 2], [1, 1], label="it"),
    "HeatMap": HeatMap([[1, 2], [3, 4]], (0, 1), (0, 1), label="it"),
    "Band": Band([1, 2], [1, 1], [2, 3], label="it"),
    "Squares": Squares([1, 2], [1, 1], [2, 3], label="it"),
    "Rule": Rule(y=1.5, label="it"),
    "Region": Region(0, 1, label="it"),
}


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("ascii", [False, True])
def test_every_layer_shows_and_is_in_the_legend(kind: str, ascii: bool) -> None:
    with_it = to_text(Chart([Points([0, 3], [0, 3]), EVERY[kind]]), 60, 20, ascii=ascii)
    without = to_text(Chart([Points([0, 3], [0, 3])]), 60, 20, ascii=ascii)
    assert "it" in with_it.splitlines()[0]
    assert with_it != without
    # A rule carries its label itself where there is no legend.
    assert ("it" in to_text(Chart([EVERY[kind]], legend=False), 60, 20, ascii=ascii)) == (kind == "Rule")


@pytest.mark.parametrize("kind", EVERY)
def test_ascii_is_ascii_and_no_colour_is_no_colour(kind: str) -> None:
    chart = Chart([EVERY[kind]], Axis("η → σ²", "€"), Axis("ŷ ≤ 5"), "Δ−1 · ½ “日本”")
    assert to_text(chart, 80, 24, ascii=True).isascii()
    for palette in (Palette.plain(True), Palette.plain(), Palette.from_theme(DARK, colour=False)):
        styles = [segment.style for strip in draw(chart, 80, 24, palette) for segment in strip]
        assert all(style is None or (style.color is None and style.bgcolor is None) for style in styles)


def test_ascii_keeps_what_can_be_kept() -> None:
    assert to_ascii("ŷ = Wx + b − σ²") == "y = Wx + b - sigma2"
    assert to_ascii("Ω → ±3 €/m²") == "Omega -> +-3 EUR/m2"


def test_a_path_shows_where_it_began_where_it_is_and_which_way_it_went() -> None:
    axes = Axis(low=0, high=10), Axis(low=0, high=10)
    there = to_text(Chart([Path([1, 9], [5, 5], tone="accent")], *axes), 80, 40)
    back = to_text(Chart([Path([9, 1], [5, 5], tone="accent")], *axes), 80, 40)
    [row] = [line for line in there.splitlines() if "○" in line]
    assert row.index("○") < row.index("→") < row.index("★")
    [row] = [line for line in back.splitlines() if "○" in line]
    assert row.index("★") < row.index("←") < row.index("○")


@pytest.mark.parametrize("ascii", [False, True])
def test_bars_that_share_a_place_differ_without_colour(ascii: bool) -> None:
    chart = Chart([Bars(["a", "b"], [3, 2], label="one"), Bars(["a", "b"], [2, 3], label="two", tone="second")])
    text = to_text(chart, 60, 20, ascii=ascii)
    signs = [text.splitlines()[0].split(name)[0].split()[-1] for name in ("one", "two")]
    assert signs[0] != signs[1]
    assert all(text.count(sign) > 40 for sign in signs)


def test_a_bar_smaller_than_its_error_is_seen_without_colour() -> None:
    names = [f"quite a long name {number}" for number in range(4)]
    lines = to_text(Chart([Bars(names, [1, 2, 0.1, 3], [0.1, 0.1, 0.5, 0.1])]), 80, 24).splitlines()
    [row] = [line for line in lines if names[2] in line]
    assert "█" in row
    assert "┤" in row.split("┤", 1)[1]


def test_contours_carry_their_levels() -> None:
    grid = np.linspace(-3, 3, 50)
    bowl = np.add.outer(grid**2, grid**2)
    text = to_text(Chart([HeatMap(bowl, (-3, 3), (-3, 3), contours=[1, 4, 9], label="loss")]), 80, 24)
    inside = "\n".join(text.splitlines()[1:-2])
    assert all(level in inside for level in "149")
    assert "loss" in text.splitlines()[0]
    assert "18" in text.splitlines()[0]


def test_heat_over_log_axes_and_log_heat() -> None:
    z = np.logspace(-3, 3, 400).reshape(20, 20)
    chart = Chart([HeatMap(z, (0.1, 100), (1e-3, 1), 4, True, label="z")], Axis(log=True), Axis(log=True))
    text = to_text(chart, 80, 24)
    assert "0.001" in text
    assert "1e3" in text.splitlines()[0] or "1000" in text.splitlines()[0]


@pytest.mark.parametrize("theme", [DARK, LIGHT, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_every_tone_can_be_read_on_every_theme(theme: Any) -> None:
    palette = Palette.from_theme(theme)
    ground = Color.parse(palette.colours[palettes.CUT] or "")
    for ink in [*range(1, len(TONES) + 1), palettes.AXIS, palettes.INK, palettes.TITLE]:
        assert contrast(Color.parse(palette.colours[ink] or ""), ground) >= 4.5
    for step in range(palettes.STEPS):
        shade = Color.parse(palette.colours[palettes.HEAT + step] or "")
        for tone in range(1, len(TONES) + 1):
            assert contrast(Color.parse(palette.colours[palettes.OVER + tone] or ""), shade) >= 4.5
    assert len({palette.colours[ink] for ink in range(1, len(TONES) + 1)}) == len(TONES)


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (19, 6), (20, 5), (5, 40)])
def test_too_small_is_said(size: tuple[int, int]) -> None:
    strips = draw(fit(), *size, Palette.plain())
    assert len(strips) == size[1]
    assert all(strip.cell_length == size[0] for strip in strips)
    if size[0] > 8:
        assert "chart" in strips[0].text


def test_the_public_door_loads_neither_numpy_nor_plotext() -> None:
    import subprocess
    import sys

    code = (
        "import sys, tutor.ui.plotting as p; assert not {'numpy', 'plotext'} & set(sys.modules);"
        "p.warm(); assert {'numpy', 'plotext'} <= set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
