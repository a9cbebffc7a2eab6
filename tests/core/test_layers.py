"""Layers as an author meets them: what is refused, told in words, drawn by the report; and limits for axes."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor import api
from tutor.core.exercise import layers
from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart, checked_chart
from tutor.core.exercise.chart_words import chart_words
from tutor.core.exercise.layers import AnyLayer, Band, Histogram, Points, Rule, Squares
from tutor.core.exercise.layers.base import Layer
from tutor.core.exercise.limited import Wrong
from tutor.core.exercise.nice import nice_limits
from tutor.core.report.svg import svg

UNITS = Axis("area", "m²"), Axis("price", "k€")


def told(layer: Any) -> str:
    return chart_words(checked_chart(Chart([layer], *UNITS), "part 1")).splitlines()[1]


def test_a_layer_is_a_module_and_a_line_of_the_table() -> None:
    kinds = get_args(AnyLayer)
    assert {kind.__name__ for kind in kinds} == set(layers.__all__)
    assert all(getattr(api, kind.__name__) is kind for kind in kinds)
    shared = {"__init__", "base", "facts", "names"}
    assert {path.stem for path in Path(layers.__file__).parent.glob("*.py")} - shared == {
        kind.__module__.rpartition(".")[2] for kind in kinds
    }


def test_a_layer_that_cannot_be_drawn_or_told_is_none() -> None:
    class Half(Layer):
        pass

    with pytest.raises(TypeError, match="abstract"):
        Half()  # type: ignore[abstract]


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (Rule(), "needs either x (an upright line) or y (a level one)"),
        (Rule(x=1, y=2), "needs either x (an upright line) or y (a level one)"),
        (Band([1, 2], [1, 2], [1]), "its columns differ in length"),
        (Squares([1], [1, 2], [1]), "its columns differ in length"),
        (Points([1], [1], tone="loud"), "there is no tone 'loud'"),  # type: ignore[arg-type]
    ],
)
def test_what_is_wrong_with_a_layer_is_said(layer: Any, said: str) -> None:
    with pytest.raises(Wrong) as error:
        checked_chart(Chart([layer]), "part 1")
    assert said in str(error.value)
    assert f"{type(layer).__name__}, layer 1 of part 1" in str(error.value)


def test_rules_bands_and_squares_in_words() -> None:
    assert told(Rule(y=13.76, label="best possible")) == "- Rule “best possible”: across the chart at y = 13.76 k€."
    assert told(Rule(x=60)) == "- Rule: across the chart at x = 60 m²."
    assert told(Band([0, 1, 2], [1, 1, 1.5], [3, 4, 2], label="5 seeds")) == (
        "- Band “5 seeds”: 2 k€ wide at x = 0 m², 0.5 k€ wide at x = 2 m²; widest at x = 1 m²: 3 k€; "
        "lowest at x = 0 m², y = 1 k€, highest at x = 1 m², y = 4 k€."
    )
    assert told(Squares([0, 1], [1, 1], [3, 4])) == "- Squares: 2; areas add up to 13; the largest is 9."
    assert "nothing to draw" in told(Band([np.nan], [1], [2]))


def test_histograms_of_one_chart_share_their_bins_in_words_and_pictures() -> None:
    both = [Histogram([0, 1, 2], 4), Histogram([4.0, 8.0], 4)]
    made = checked_chart(Chart(both), "part 1")
    assert [layer.bins for layer in made.layers] == [(0.0, 2.0, 4.0, 6.0, 8.0)] * 2  # type: ignore[union-attr]
    assert "2 to 4 1" in chart_words(made)
    alone = checked_chart(Chart(both[:1]), "part 1")
    assert alone.layers[0].bins == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("layer", "element"),
    [
        (Rule(y=2), "line"),
        (Rule(x=2), "line"),
        (Band([0, 4], [1, 1], [2, 3]), "polygon"),
        (Squares([1], [1], [3]), "rect"),
    ],
)
def test_the_report_draws_the_same(layer: Any, element: str) -> None:
    with_it, without = (
        ET.fromstring(svg(Chart([Points([0, 4], [0, 4]), *more], *UNITS))) for more in ([layer], list[Any]())
    )
    counts = [sum(each.tag.endswith(element) for each in root.iter()) for root in (with_it, without)]
    assert counts[0] > counts[1]


def test_limits_are_round_and_hold_the_data() -> None:
    assert nice_limits([4.26, 10.84]) == (4.0, 11.5)
    assert nice_limits([0, 1, 2.3]) == (0.0, 2.5)
    assert nice_limits([3.1, 9.7], 12) == (2.5, 12.5)
    assert nice_limits([0.03, 4, 70], log=True) == (0.02, 100.0)
    assert nice_limits() == nice_limits([np.nan]) == (0.0, 1.0)
    assert nice_limits([-1], log=True) == (1.0, 10.0)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=6), st.booleans())
def test_limits_hold_any_data(values: list[float], log: bool) -> None:
    low, high = nice_limits(values, np.array(values), log=log)
    assert low < high
    assert all(low <= value <= high for value in values if value > 1e-300 or not log)
