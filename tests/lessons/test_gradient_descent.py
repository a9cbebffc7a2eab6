"""The lesson `descent`: edges of stability, the walk to the bottom, and its numbers in Anscombe's own unit."""

import re

import numpy as np
import pytest

from tuitor_ml_engineer.descent.descent.exercise import Descend
from tuitor_ml_engineer.descent.descent.valley import OneNumber
from tutor.ml import descent


@pytest.fixture
def own_unit(opened):
    """The problem of the first seed that leaves x in Anscombe's own unit."""
    tries = (opened(Descend, seed).p for seed in range(50))
    return next(each for each in tries if each.x.max() == 14)


def test_the_numbers_of_the_first_set(own_unit):
    raw, scaled = own_unit.raw.rates, own_unit.standard.rates
    assert raw.stable == pytest.approx(9.893125e-4, rel=1e-6)
    assert raw.kappa == pytest.approx(844.4, abs=0.1)
    assert descent.predicted_steps(raw.kappa) == pytest.approx(5833, abs=1)
    assert scaled.stable == pytest.approx(1 / 11)
    assert scaled.kappa == pytest.approx(1)
    assert own_unit.needed(own_unit.standard, scaled.best) == 1
    assert 11 * raw.stable == pytest.approx(0.01088244, rel=1e-6)
    assert 22 * raw.stable == pytest.approx(0.02176488, rel=1e-6)
    gradient = descent.gradient([0.2, 1.0], own_unit.x, own_unit.y)
    assert gradient == pytest.approx([-996.8, -103.42], abs=0.01)


def test_the_naive_get_half_at_most(opened, seeds):
    for seed in seeds:
        walk = opened(Descend, seed, "edge")
        eta = walk.start.eta
        assert walk.grade(edge=eta, edge_scaled=eta).score <= 0.5
        walk.part = "reach"
        for rate, steps in ((eta, 2000), (2 * walk.p.raw.rates.stable, 100)):
            assert walk.grade(eta=rate, runs=((rate, steps),)).score <= 0.5


def test_a_claim_nearer_the_edge_never_scores_less(opened):
    walk = opened(Descend, 0, "edge")
    stable = walk.p.raw.rates.stable

    def told(off: float) -> tuple[float, str]:
        verdict = walk.grade(edge=off * stable)
        return verdict.parts[0].score, verdict.misconception

    for side in (np.linspace(1, 0.01, 100), np.linspace(1, 30, 600)):
        plain = [score for score, route in map(told, side) if "mean" not in route]
        assert plain == sorted(plain, reverse=True)
    assert [told(off)[0] for off in (0.95, 1.0, 1.05)] == [1, 1, 1]
    assert [told(off)[0] for off in (0.8, 0.94, 1.06, 1.2)] == [0.5] * 4
    assert [told(off)[0] for off in (11, 22)] == [0.5, 0.5]


def test_what_is_said_of_a_claim_is_what_happens(opened, seeds):
    for seed in seeds:
        walk = opened(Descend, seed, "edge")
        for field, ground in (("edge", walk.p.raw), ("edge_scaled", walk.p.standard)):
            edge = ground.rates.stable
            for off, word in ((0.7, "stable is the edge"), (1.3, "beyond the edge")):
                route = walk.grade(**{field: off * edge}).misconception
                ends = [
                    descent.run(ground.start, ground.x, walk.p.y, each * off * edge, 4000)[-1] for each in (0.99, 1.01)
                ]
                with np.errstate(over="ignore", invalid="ignore"):
                    fell = [bool(np.abs(end - ground.best).sum() < 1) for end in ends]
                assert word in route
                assert fell == [off < 1] * 2


def test_a_rate_a_little_above_the_best_is_never_called_close_to_the_edge(opened, seeds):
    for seed in seeds:
        walk = opened(Descend, seed, "reach")
        eta = 1.05 * walk.p.standard.rates.best
        verdict = walk.grade(eta=eta, scaled=True, runs=((eta, 1),))
        assert "edge" not in verdict.feedback
        assert "too large" in verdict.feedback or "The rate is fine" in verdict.feedback


def test_the_unit_of_x_changes_the_edge_and_not_the_score(opened):
    attempts = [opened(Descend, seed, "edge") for seed in range(30)]
    assert len({round(each.p.raw.rates.stable, 9) for each in attempts}) == 5
    assert {each.grade(edge=1.1 * each.p.raw.rates.stable).score for each in attempts} == {0.25}


def test_more_of_a_good_walk_never_scores_less(opened):
    walk = opened(Descend, 3, "reach")
    rate = 0.9 * walk.p.raw.rates.stable
    budget = walk.p.budget(walk.p.raw)
    scores = [walk.grade(eta=rate, runs=((rate, steps),)).score for steps in (*range(50, budget, 200), budget - 1)]
    assert scores == sorted(scores)
    assert scores[-1] == 1.0


def test_predictions_come_true(opened, seeds):
    for seed in seeds:
        p = opened(Descend, seed).p
        assert p.raising_eta == 2
        assert p.scaling == 2


def test_the_valley_is_passed_between_creeping_and_swinging(opened, seeds):
    for seed in seeds:
        valley = opened(OneNumber, seed)
        lam = valley.p.curvature
        assert valley.grade(valley.solution()).score == 1.0
        for part, words in ((0.1, "Too small"), (1.9, "Too large"), (2.3, "Far too large")):
            verdict = valley.grade(eta=part / lam)
            assert (verdict.score, verdict.feedback.startswith(words)) == (0.0, True)


def test_the_code_of_a_walk_has_numbers_that_a_person_would_write(opened, seeds):
    for seed in seeds:
        walk = opened(Descend, seed, "reach")
        walk.play.put(walk.solution())
        assert not re.search(r"\d\.\d{6}|\d{7}", walk.play.code("reach"))
