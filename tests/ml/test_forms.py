"""Draws that are looked through until one is fair."""

from itertools import count

import pytest

from tutor.ml import forms


def test_the_first_fair_draw_is_taken_and_a_hopeless_search_ends():
    assert forms.first(count(3), lambda n: n % 5 == 0) == 5
    assert forms.first(count(), lambda n: n == forms.MOST - 1) == forms.MOST - 1
    with pytest.raises(ArithmeticError, match="none of 500 draws"):
        forms.first(count(), lambda n: n >= forms.MOST)


def test_a_seed_that_draws_nothing_fair_takes_the_next():
    assert forms.first(forms.seeds(3), lambda seed: seed > 3) == 3 + forms.STRIDE
    assert next(forms.seeds(2**31 + 5)) == 5


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (0.0817, [0.08, 0.08, 0.082, 0.081]),
        (66.8, [70, 60, 67, 66]),
        (-1.96, [-2, -1, -2, -1.9]),
        (10, [10] * 4),
    ],
)
def test_a_value_is_typed_rounded_and_cut_off(value, typed):
    assert forms.typed(value, 2) == pytest.approx(typed)
