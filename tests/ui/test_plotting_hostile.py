"""Whatever is in the data, a chart is drawn: nothing raises, and every strip is as wide as asked."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

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
    Text,
)
from tutor.ui.plotting.palette import TONES, Palette
from tutor.ui.plotting.render import Plotter, draw, to_text
from tutor.ui.themes import DARK

NAN, INF = float("nan"), float("inf")
WILD = [NAN, INF, -INF, 1e300, -1e300, 5e-324, 0.0, 1.0, 1.7976931348623157e308]
PALETTES = [Palette.from_theme(DARK), Palette.plain(), Palette.plain(ascii=True)]


def layers(a: Sequence[float], b: Sequence[float]) -> list[AnyLayer]:
    """One layer of each type, all made of the same numbers."""
    return [
        Points(a, b, label="p"),
        Line(a, b, label="l"),
        Path(a, b, label="w"),
        Segments(a, b, b, a, label="s"),
        Bars([str(at) for at in range(len(a))], a, b, label="b"),
        Histogram(a, 5, label="h"),
        Histogram(a, list(b), label="e"),
        Box([str(at) for at in range(len(a))], [a] * len(a), label="q"),
        ErrorBars(a, b, a, label="r"),
        HeatMap([list(a), list(b)], (a[0], b[0]), (b[-1], a[-1]), 3, label="z"),
        HeatMap([list(a), list(b)], (0, 1), (0, 1), list(a), True, label="z"),
        Band(a, b, a, label="u"),
        Squares(a, b, a, label="o"),
        Rule(x=a[0], label="e"),
        Region(a[0], b[0], a[-1], b[-1], label="band"),
        Text(a[0], b[0], "word"),
    ]


def check(chart: Chart, width: int, height: int, palette: Palette) -> None:
    strips = draw(chart, width, height, palette)
    assert len(strips) == height
    for strip in strips:
        assert sum(cell_len(segment.text) for segment in strip) == width == strip.cell_length


@pytest.mark.parametrize("number", range(16))
@pytest.mark.parametrize("palette", PALETTES, ids=["colour", "plain", "ascii"])
def test_no_number_breaks_a_layer(number: int, palette: Palette) -> None:
    for values in (WILD, [NAN] * 3, [INF] * 3, [1e300] * 3, [-INF, 2.0, INF]):
        layer = layers(values, values[::-1])[number]
        for log in (False, True):
            check(Chart([layer], Axis("x", log=log), Axis("y", log=log)), 60, 16, palette)
            check(Chart([Points([1, 2], [3, 4]), layer], Axis(low=0, high=5, log=log), Axis(high=4)), 60, 16, palette)


FLOATS = st.lists(st.floats(width=64), min_size=1, max_size=6)
AXES = st.builds(
    Axis, label=st.text(max_size=9), low=st.none() | st.floats(), high=st.none() | st.floats(), log=st.booleans()
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    a=FLOATS,
    b=FLOATS,
    x=AXES,
    y=AXES,
    pick=st.sets(st.integers(0, 15), min_size=1, max_size=4),
    size=st.tuples(st.integers(0, 90), st.integers(0, 30)),
    number=st.integers(0, len(PALETTES) - 1),
    title=st.text(max_size=30),
)
def test_any_numbers_in_any_layers(
    a: Any, b: Any, x: Axis, y: Axis, pick: set[int], size: tuple[int, int], number: int, title: str
) -> None:
    made = layers(a, b)
    check(Chart([made[which] for which in sorted(pick)], x, y, title), *size, PALETTES[number])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.integers(20, 50), st.sampled_from(PALETTES))
def test_any_words_keep_the_width(text: str, width: int, palette: Palette) -> None:
    chart = Chart(
        [
            Points([1, 2], [1, 2], label=text),
            Text(1, 1, text),
            Text(1.9, 2, text),
            Bars([text, "b"], [1, 2], label=text),
        ],
        Axis(text),
        Axis(text),
        text,
    )
    check(chart, width, 12, palette)
    check(
        Chart(
            [Line([0, 1], [0, 1], label=text), Text(0.3, 0.5, text), Line([1, 0], [0, 1])],
            Axis(text, text),
            Axis(text, text),
            text,
        ),
        width,
        12,
        palette,
    )


def test_wide_characters_count_twice_even_where_a_line_crosses_them() -> None:
    chart = Chart(
        [Text(0.2, 0.5, "日本語日本語"), Points(np.linspace(0, 1, 9), np.full(9, 0.5))],
        Axis("面積", low=0, high=1),
        Axis("価格", low=0, high=1),
        "題",
    )
    for palette in PALETTES[:2]:
        check(chart, 60, 15, palette)
    assert "日" in to_text(chart, 60, 15)
    assert "面積" in to_text(chart, 60, 15)


def test_foreign_text_cannot_command_the_terminal() -> None:
    bad = "a\x1b[31m\x07\u202e[b]x[/b]\nz"
    chart = Chart([Points([1], [1], label=bad), Text(1, 1, bad), Bars([bad], [1])], Axis(bad), Axis(bad), bad)
    text = to_text(chart, 80, 24)
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
    assert "[b]x[/b]" in text


def test_a_million_points_leave_one_frame_as_it_is_with_few() -> None:
    values = np.random.RandomState(0).standard_normal((2, 1_000_000))
    values[0, :5] = [NAN, INF, -INF, 1e300, 40.0]
    plotter = Plotter()
    chart = Chart(
        [
            Points(*values, label="many"),
            Line(np.sort(values[1]), values[1]),
            Path(*values),
            Histogram(values[0]),
            ErrorBars(*values[:, :100], values[1, :100]),
        ],
        Axis(low=-5, high=5),
        Axis(low=-5, high=5),
    )
    first = plotter.strips(chart, 80, 24, Palette.plain())
    plotter.strips(chart, 80, 24, Palette.plain())
    assert plotter.changed == []
    assert len(first) == 24
    # Every point counts, be there ever so many: one that stands alone is on the chart.
    lonely = values.copy()
    lonely[:, 123_456] = (4.9, -4.9)
    assert to_text(Chart([Points(*lonely)], *[Axis(low=-5, high=5)] * 2), 80, 24) != to_text(
        Chart([Points(*values)], *[Axis(low=-5, high=5)] * 2), 80, 24
    )


def test_what_is_worked_out_of_a_huge_array_is_remembered_until_it_changes() -> None:
    from tutor.ui.plotting.data import HUGE, Memory

    memory, calls = Memory(), []
    values = np.zeros(HUGE * 2)
    for _ in range(3):
        memory.of("sum", (values[:],), lambda: calls.append(1))
    assert len(calls) == 1
    values[0] = 7.0
    memory.of("sum", (values,), lambda: calls.append(1))
    assert len(calls) == 2
    memory.of("sum", ([1.0],), lambda: calls.append(1))
    memory.of("sum", ([1.0],), lambda: calls.append(1))
    assert len(calls) == 4


def test_what_is_no_number_is_left_out() -> None:
    odd: Any = [1, None, "x", 10**400, True, 2]
    assert to_text(Chart([Points(odd, odd, tone="model")]), 60, 20, ascii=True).count("*") == 2
    assert "o" not in to_text(Chart([Points(None, [1]), Line(3, 4)]), 60, 20, ascii=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_marks_of_its_own(tone: Any) -> None:
    others = [other for other in TONES if other != tone]
    for palette in PALETTES:
        assert palette.mark(tone) not in [palette.mark(other) for other in others]
