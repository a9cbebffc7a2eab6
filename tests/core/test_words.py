import sys
import types

import numpy as np
import pytest

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.chart_words import chart_facts
from tutor.core.exercise.layers import (
    Bars,
    Box,
    ErrorBars,
    HeatMap,
    Histogram,
    Line,
    Path,
    Points,
    Region,
    Segments,
    Text,
)
from tutor.core.exercise.view import Diagram, Edge, Formula, Metric, Node, Note, Table, View, ViewPart


def words(part: ViewPart) -> str:
    return part.words()


def fact(layer: object):  # type: ignore[no-untyped-def]
    return chart_facts(Chart([layer]))[0]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("y", "trend"),
    [([1, 2, 3], "rising"), ([3, 2, 1], "falling"), ([2, 2, 2], "flat"), ([1, 5, 1], "no trend"), ([1], "")],
)
def test_the_trend_is_the_sign_of_the_least_squares_slope(y: list[float], trend: str) -> None:
    assert fact(Points(range(len(y)), y)).trend == trend


def test_a_series_has_its_ranges_and_its_extremes_with_their_places() -> None:
    said = fact(Points([4, 14, 10], [4.26, 9.96, 10.5], label="flats"))
    assert (said.count, said.x, said.y) == (3, (4, 14), (4.26, 10.5))
    assert (said.low, said.high, said.trend) == ((4, 4.26), (10, 10.5), "rising")


def test_non_finite_values_are_counted_and_said() -> None:
    chart = Chart([Line([0, 1, 2, 3], [1, np.nan, np.inf, 2], label="loss")])
    assert chart_facts(chart)[0].non_finite == 2
    assert "2 values are not finite: the model diverged" in words(chart)
    assert "nothing to draw; 1 value is not finite" in words(Chart([Line([0], [np.nan])]))


def test_a_heat_map_names_the_place_of_its_least_value() -> None:
    z = [[9, 9, 9], [9, 1, 9], [9, 9, np.nan]]
    said = fact(HeatMap(z, (-1, 1), (10, 20)))
    assert said.low == (0, 15)
    assert said.values == (("least", 1.0), ("greatest", 9.0))
    assert "least 1 at x = 0, y = 15" in words(Chart([HeatMap(z, (-1, 1), (10, 20))]))


def test_bars_boxes_histograms_tell_their_values() -> None:
    assert "ridge 0.48, lasso 0.5; error bars: lasso ±0.02" in words(
        Chart([Bars(["ridge", "lasso"], [0.48, 0.5], errors=[0, 0.02])])
    )
    assert "medians a 2, b 5; a from 1 to 3; b from 5 to 5" in words(Chart([Box(["a", "b"], [[1, 2, 3], [5]])]))
    said = words(Chart([Histogram([0, 1, 1, 2], bins=2)]))
    assert "4 values in bins 0 to 1 1, 1 to 2 3; mean 1, median 1" in said


def test_every_layer_has_words() -> None:
    chart = Chart(
        [
            Segments([0, 1], [0, 0], [0, 1], [3, 5], label="residuals"),
            Path([0, 1, 2], [3, 2, 1], label="descent"),
            ErrorBars([1, 2], [3, 4], [0.1, 0.2]),
            Region(x0=1, label="test set"),
            Text(1, 2, "here"),
        ],
        x=Axis("area", "m²"),
        y=Axis("price", "k€", log=True),
        title="Flats",
    )
    said = words(chart)
    assert "Chart “Flats”: across is area (m²), up is price (k€) (logarithmic)." in said
    assert "Segments “residuals”: 2; the longest is 5, the mean 4." in said
    assert "error bars up to ±0.2" in said
    assert "x from 1 to the edge, y everywhere" in said
    assert "“here” at x = 1 m², y = 2 k€" in said
    assert len(said.splitlines()) == 6
    assert "Nothing is drawn" in words(Chart([]))


def test_long_series_are_sampled_with_both_ends() -> None:
    said = words(Chart([Line(range(1000), range(1000))]))
    assert "some of its values" in said
    assert "(0, 0)" in said
    assert "(999, 999)" in said
    assert said.count("(") < 15


def test_formula_metric_note_table_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    maths = types.ModuleType("tutor.core.lesson.maths")
    maths.words = lambda tex: f"<{tex}>"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tutor.core.lesson.maths", maths)
    monkeypatch.setattr("tutor.core.lesson.maths", maths, raising=False)
    assert words(Formula("y = x", "3 = 3")) == "<y = x>. With the numbers: <3 = 3>."
    assert words(Metric("loss", 16.91, unit="k€", best=13.7627, format=".2f")) == ("loss: 16.91 k€ (best 13.76 k€)")
    assert words(Note("So it is.")) == "So it is."
    table = Table(["size", "price"], [[1, 2.0], [None, "x"]], marks=[(0, 1, "bad"), (1, -1, "good"), (-1, 0, "bad")])
    assert words(table).splitlines() == [
        "Table: 2 rows, 2 columns.",
        "Row 1: size 1, price 2",
        "Row 2: size empty, price x",
        "Set apart: row 1, price (bad).",
        "Set apart: row 2 (good).",
        "Set apart: column size (bad).",
    ]
    diagram = Diagram([Node("a", ("W", "3"), 0, 0), Node("b", ("·",), 1, 0)], [Edge("a", "b", "dW")], focus="b")
    assert words(diagram).splitlines() == [
        "Diagram: 2 boxes.",
        "In focus: ·.",
        "Box: W 3.",
        "Box: ·.",
        "From W 3 to ·, dW.",
    ]
    assert View(Note("a"), Note("b")).words() == "a\n\nb"


def test_huge_values_do_not_break_the_words() -> None:
    assert "rising" in words(Chart([Line([0, 1, 2], [1, 1e300, 1.7e308])]))
    assert fact(Points([1e300, -1e300], [1e300, -1e300])).count == 2


def test_a_bar_in_a_cell_is_not_read() -> None:
    told = words(Table(("column", "different"), [("hue", "▇▇▇▇ 56"), ("cultivar", " 3")]))
    assert "hue, different 56" in told
    assert "▇" not in told
