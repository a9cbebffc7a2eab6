"""Forgetting, held against the tutor's own scheduler, which is held against the reference library."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.review import fsrs6
from tutor.ml import forgetting


def test_the_constants_are_those_of_the_scheduler():
    assert pytest.approx(fsrs6.first(fsrs6.GOOD), rel=1e-12) == (forgetting.FIRST, forgetting.DIFFICULTY)
    assert pytest.approx(fsrs6.FACTOR) == forgetting.FACTOR


@given(st.floats(0.1, 500), st.floats(0, 2000))
def test_recall_is_the_scheduler_s(stability: float, days: float):
    assert float(forgetting.recall(np.array(days), stability)) == pytest.approx(fsrs6.recall(stability, days))


@given(st.floats(0.5, 200), st.integers(1, 300))
def test_a_success_strengthens_as_the_scheduler_says(stability: float, days: int):
    held, _ = fsrs6.rated(stability, forgetting.DIFFICULTY, days, fsrs6.GOOD)
    assert forgetting.recalled(stability, days) == pytest.approx(held, rel=1e-12)
    assert held > stability


@given(st.floats(0.1, 0.99), st.floats(0.5, 100))
def test_days_until_is_the_inverse(chance: float, stability: float):
    days = forgetting.days_until(chance, stability)
    assert float(forgetting.recall(np.array(days), stability)) == pytest.approx(chance, rel=1e-9)


def test_the_stability_is_the_day_of_ninety_per_cent():
    assert forgetting.days_until(0.9, 7.0) == pytest.approx(7.0)
    assert forgetting.recalled(2.3065, 10) > forgetting.recalled(2.3065, 1)  # later, where it was recalled, wins more
