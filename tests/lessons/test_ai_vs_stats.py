"""The lesson `ai-vs-stats`: its figures, what calls earn, and that a near-copy widens and never spoils."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import cross_val_score

from tuitor_ml_engineer.thinking.ai_vs_stats.exercise import Turning
from tuitor_ml_engineer.thinking.ai_vs_stats.problem import NARROWER, SAME, SCORE, TURNS, WEIGHT, WIDER, copy
from tuitor_ml_engineer.thinking.ai_vs_stats.questions import POOL, asked, half_width, significant
from tutor.core.datasets import columns
from tutor.core.grade import Outcome
from tutor.ml import validation
from tutor.ml.inference import t_quantile


def test_the_figures_of_the_prose():
    first = copy(0).readings[0]
    assert (round(first.weight, 2), round(first.half, 2)) == (5.60, 1.41)
    assert (round(first.weight - first.half, 2), round(first.weight + first.half, 2)) == (4.19, 7.01)


def test_the_interval_moves_and_held_out_r2_does_not(seeds):
    kinds = set()
    for seed in seeds:
        p = copy(seed)
        assert p.hurt == 0
        assert {score for _, score in p.truths} == {SAME}
        kinds |= {width for width, _ in p.truths}
        assert SAME in {width for width, _ in [p.truth(1), *p.truths]}
    assert kinds == {WIDER, SAME, NARROWER}


def test_each_right_call_earns_a_tenth(opened):
    attempt = opened(Turning, 2)
    right = attempt.p.truths
    wrong = [(WIDER if width != WIDER else NARROWER, score) for width, score in right]
    for n in range(5):
        made = (*wrong[:n], *right[n:])
        assert attempt.grade(attempt.solution(made=made)).score == pytest.approx(1 - 0.1 * n)


def test_a_turn_waits_for_both_calls(opened):
    play = opened(Turning, 1).play
    assert play.enabled_controls() == ("turn",)
    play.act("turn")
    play.act("turn")
    assert play.state.turns == 1
    play.set("interval", WIDER)
    play.act("turn")
    assert play.state.turns == 1
    play.set("r2", SAME)
    play.act("turn")
    assert (play.state.turns, play.state.made, play.state.interval) == (2, ((WIDER, SAME),), "?")
    assert "3 turns to go" in play.grade().feedback
    assert play.grade().outcome is Outcome.UNATTEMPTED


def test_naive_calls_fail(opened, seeds):
    for seed in seeds:
        attempt = opened(Turning, seed)
        for pair in ((WIDER, "worse"), (SAME, SAME), (NARROWER, "better")):
            swapped = attempt.grade(attempt.solution(made=(pair,) * 4, doctor=SCORE, clinic=WEIGHT))
            assert swapped.score <= 0.6
            assert swapped.outcome is Outcome.FAILED
        assert len(attempt.solution().made) == TURNS - 1


def test_questions_are_computed(seeds):
    assert len(POOL) == 10
    for seed in seeds:
        shown = asked(seed)
        assert len({shown[f"ask{i}"] for i in range(1, 6)}) == 5
        half = half_width(seed)
        assert half["right"] == pytest.approx(half["t"] * half["se"])
        sure = significant(seed)
        assert sure["ratio"] > 3
        assert 0 < sure["full"] - sure["without"] < 0.05 * 0.6
        assert sure["full"] == pytest.approx(float(np.mean(_held_out(sure["name"], keep=True))))
        assert sure["without"] == pytest.approx(float(np.mean(_held_out(sure["name"], keep=False))))
        assert half["over"] / half["se"] < t_quantile(0.75, half["rows"] - 11)  # SE/t covers fewer than half


def _held_out(name, keep):
    """R² over ten folds by scikit-learn, with an input or without it."""
    table = dict(columns("core/diabetes"))
    y = np.array(table.pop("progression"), dtype=float)
    X = np.array([values for each, values in table.items() if keep or each != name], dtype=float).T
    return cross_val_score(LinearRegression(), X, y, cv=validation.folds(len(y), 10))
