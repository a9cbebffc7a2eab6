"""The shared ways of scoring, on the course's reference values and at their edges."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.exercise import rubric
from tutor.core.grade import Criterion, Grade, Outcome


@pytest.mark.parametrize(
    ("loss", "score"),
    [(10, 1), (10.1, 1), (11, 0.5), (20, 0), (25, 0), (math.inf, 0), (math.nan, 0), (9.9999999, 1)],
)
def test_excess_is_full_at_one_percent_half_at_ten_and_nothing_at_the_baseline(loss: float, score: float) -> None:
    assert rubric.excess("loss", loss, best=10, baseline=20).score == pytest.approx(score, abs=1e-9)


def test_excess_says_what_is_left_and_needs_something_to_win() -> None:
    assert rubric.excess("loss", 11, best=10, baseline=20).note == "10.0% of the avoidable loss is left"
    with pytest.raises(ValueError, match="below the baseline"):
        rubric.excess("loss", 3, best=3, baseline=3)


def test_excess_of_the_cost_curve_as_the_course_states_it() -> None:
    """Costs of a threshold on breast_cancer at 10:1: t* = 1/11 costs 64 and is the reference, 0.5 costs 93."""
    curve = rubric.excess("cost", 93, best=64, baseline=357)
    assert curve.score == pytest.approx(0.50, abs=0.005)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_smaller_loss_never_scores_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    better, worse = (rubric.excess("loss", each, best=0, baseline=1).score for each in (low, high))
    assert better >= worse


@pytest.mark.parametrize(
    ("score", "points"), [(0.95, 1), (0.93, 1), (0.92, 0.75), (0.91, 0.5), (0.89, 0), (0.5, 0), (math.nan, 0)]
)
def test_within_one_standard_error_is_a_tie_and_three_are_lost(score: float, points: float) -> None:
    assert rubric.within_se("accuracy", score, 0.95, 0.02).score == pytest.approx(points, abs=1e-9)


def test_within_se_the_other_way_round_and_with_a_tolerance() -> None:
    assert rubric.within_se("rmse", 0.33, 0.324, 0.001, higher_is_better=False, tolerance=0.05).score == 1
    assert rubric.within_se("rmse", 0.367, 0.324, 0.001, higher_is_better=False, tolerance=0.05).score == 0
    assert rubric.within_se("rmse", 0.324, 0.324, 0.0, higher_is_better=False).score == 1


def test_held_out_on_the_capstones_numbers() -> None:
    def line(score: float) -> float:
        return rubric.held_out("sealed", score, baseline=0.633, reference=0.970, se=0.013).score

    assert line(0.957) == pytest.approx(1)
    assert line(0.976) == 1
    assert line(0.686) == pytest.approx((0.686 - 0.633) / (0.957 - 0.633))
    assert line(0.5) == 0
    with pytest.raises(ValueError, match="above the baseline"):
        rubric.held_out("sealed", 1, baseline=0.97, reference=0.97)


@pytest.mark.parametrize(
    ("chosen", "truth", "score", "note"),
    [
        ("abc", "abc", 1, "3 of 3 flags"),
        ("ab", "abcd", 2 / 3, "2 of 4 flags"),
        ("abx", "abc", 2 / 3, "2 of 3 flags, 1 too many"),
        ("xyz", "abc", 0, "0 of 3 flags, 3 too many"),
        ("", "", 1, "0 of 0 flags"),
        ("", "a", 0, "0 of 1 flags"),
    ],
)
def test_set_f1(chosen: str, truth: str, score: float, note: str) -> None:
    line = rubric.set_f1("flags", chosen, truth, noun="flags")
    assert (line.score, line.note) == (pytest.approx(score), note)


@pytest.mark.parametrize(
    ("given_number", "score"), [(2.0, 1), (2.02, 1), (1.98, 1), (2.0201, 0), (None, 0), (math.nan, 0), (math.inf, 0)]
)
def test_a_number_inside_its_tolerance_edges_included(given_number: float | None, score: float) -> None:
    assert rubric.number("edge", given_number, 2.0, rel=0.01).score == score


def test_a_number_that_is_missing_is_said_to_be_missing() -> None:
    assert rubric.number("edge", None, 2.0, says="Try again.").says == "not answered yet."
    assert rubric.number("zero", 0.0, 0.0).score == 1


@pytest.mark.parametrize(
    ("order", "score"), [("abcd", 1), ("bacd", 4 / 6), ("dcba", 0), ("ab", 1 / 6), ("", 0), ("abdc", 4 / 6)]
)
def test_order_counts_pairs_less_pairs_the_other_way(order: str, score: float) -> None:
    line = rubric.in_order("order", order, "abcd")
    assert line.score == pytest.approx(score)


def test_the_gate_finds_a_mean_that_saw_held_out_rows_and_passes_the_honest_one() -> None:
    rows = np.random.RandomState(0).normal(size=(20, 3))
    corrupted = rows.copy()
    corrupted[15:] += 1e6
    leaky = rubric.invariance("gate", lambda table: table.mean(0), rows, corrupted, step="scaling")
    honest = rubric.invariance("gate", lambda table: table[:15].mean(0), rows, corrupted)
    assert (leaky.score, leaky.cap, honest.score, honest.cap) == (0, 0.4, 1, 1)
    assert "3 fitted numbers moved in scaling" in leaky.note
    assert "has seen them" in leaky.says
    capped = Grade.rubric([Criterion("score", 1.0), leaky], "")
    assert (capped.score, capped.outcome) == (0.4, Outcome.FAILED)
    assert Grade.rubric([Criterion("score", 1.0), honest], "").score == 1


def test_the_gate_is_bit_for_bit_and_nan_is_equal_to_nan() -> None:
    assert rubric.invariance("gate", lambda x: [math.nan, x], 1.0, 1.0).score == 1
    assert rubric.invariance("gate", lambda x: [x], 1.0, np.nextafter(1.0, 2)).score == 0
    assert rubric.invariance("gate", lambda x: [1.0] * x, 1, 2).score == 0


def test_a_share() -> None:
    assert rubric.share("turns", 3, 4).score == 0.75
    assert rubric.share("turns", 0, 0).score == 0
