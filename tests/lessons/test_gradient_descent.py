"""The lesson `descent`: edges of stability, the walk to the bottom, and its numbers in Anscombe's own unit."""

from dataclasses import replace

import numpy as np
import pytest
from tuitor_ml_engineer.descent.descent.advice import edge_advice

from tuitor_ml_engineer.descent.descent.exercise import Descend, Walk
from tutor.ml import descent


@pytest.fixture
def in_own_unit(opened):
    """The attempt of the first seed that leaves x in Anscombe's own unit."""
    tries = (opened(Descend, seed) for seed in range(50))
    return next(each for each in tries if each.x.max() == 14)


def test_the_numbers_of_the_first_set(in_own_unit):
    raw, scaled = in_own_unit.raw.rates, in_own_unit.standard.rates
    assert raw.stable == pytest.approx(9.893125e-4, rel=1e-6)
    assert raw.kappa == pytest.approx(844.4, abs=0.1)
    assert descent.predicted_steps(raw.kappa) == pytest.approx(5833, abs=1)
    assert scaled.stable == pytest.approx(1 / 11)
    assert scaled.kappa == pytest.approx(1)
    assert in_own_unit.needed(in_own_unit.standard, scaled.best) == 1
    assert 11 * raw.stable == pytest.approx(0.01088244, rel=1e-6)
    assert 22 * raw.stable == pytest.approx(0.02176488, rel=1e-6)
    gradient = descent.gradient([0.2, 1.0], in_own_unit.x, in_own_unit.y)
    assert gradient == pytest.approx([-996.8, -103.42], abs=0.01)


@pytest.mark.parametrize("part", ["edge", "reach"])
def test_the_reference_passes_in_full_and_the_start_does_not(opened, seeds, part):
    for seed in seeds:
        walk = opened(Descend, seed, part)
        assert walk.grade(walk.solve(walk.start())).score >= 0.95
        assert walk.grade(walk.start()).outcome == "unattempted"


def test_the_naive_get_half_at_most(opened, seeds):
    for seed in seeds:
        walk = opened(Descend, seed, "edge")
        eta = walk.start().eta
        assert walk.grade(replace(walk.start(), edge=eta, edge_scaled=eta)).score <= 0.5
        walk.part = "reach"
        for rate, steps in ((eta, 2000), (2 * walk.raw.rates.stable, 100)):
            assert walk.grade(Walk(eta=rate, runs=((rate, steps),))).score <= 0.5


def test_a_claim_nearer_the_edge_never_scores_less(opened):
    rates = opened(Descend).raw.rates
    forms = (11, 22)
    for side in (np.linspace(1, 0.01, 300), np.linspace(1, 30, 3000)):
        told = [edge_advice(off * rates.stable, rates, 11) for off in side]
        plain = [score for score, route, _ in told if route not in ("mean", "half-mean")]
        assert plain == sorted(plain, reverse=True)
    for off in (0.95, 1.0, 1.05):
        assert edge_advice(off * rates.stable, rates, 11)[0] == 1
    for off in (0.8, 0.94, 1.06, 1.2):
        assert edge_advice(off * rates.stable, rates, 11)[0] == 0.5
    assert [edge_advice(off * rates.stable, rates, 11)[0] for off in forms] == [0.5, 0.5]


def test_what_is_said_of_a_claim_is_what_happens(opened, seeds):
    for seed in seeds:
        walk = opened(Descend, seed, "edge")
        for slope in (walk.raw, walk.standard):
            edge = slope.rates.stable
            for off, route in ((0.7, "too low"), (1.3, "too high")):
                _, said, text = edge_advice(off * edge, slope.rates, 11)
                ends = [descent.run(slope.start, slope.x, walk.y, each * off * edge, 4000)[-1] for each in (0.99, 1.01)]
                with np.errstate(over="ignore", invalid="ignore"):
                    fell = [bool(np.abs(end - slope.best).sum() < 1) for end in ends]
                assert said == route
                assert fell == [off < 1] * 2, text


def test_the_unit_of_x_changes_the_edge_and_not_the_score(opened):
    attempts = [opened(Descend, seed, "edge") for seed in range(30)]
    assert len({round(each.raw.rates.stable, 9) for each in attempts}) == 5
    claims = [replace(each.start(), edge=1.1 * each.raw.rates.stable) for each in attempts]
    assert {each.grade(claim).score for each, claim in zip(attempts, claims, strict=True)} == {0.25}


@pytest.mark.parametrize("part", ["edge", "reach"])
def test_each_mistake_has_its_own_sentence_and_the_right_answer_none(opened, seeds, part):
    for seed in seeds:
        walk = opened(Descend, seed, part)
        mistakes = [mistake for mistake in walk.mistakes() if mistake.part == part]
        right = walk.grade(walk.solve(walk.start())).feedback
        for mistake in mistakes:
            grade = walk.grade(mistake.state)
            assert grade.outcome == "failed"
            assert mistake.expect in grade.feedback
            assert mistake.expect not in right
        routes = [walk.grade(mistake.state).route for mistake in mistakes]
        assert len(set(routes) - {""}) >= len(mistakes) - 1


def test_more_of_a_good_walk_never_scores_less(opened):
    walk = opened(Descend, 3, "reach")
    rate = 0.9 * walk.raw.rates.stable
    budget = walk.budget(walk.raw)
    scores = [walk.grade(Walk(eta=rate, runs=((rate, steps),))).score for steps in range(50, budget, 50)]
    assert scores == sorted(scores)
    assert scores[-1] == 1.0


def test_predictions_come_true(opened, seeds):
    for seed in seeds:
        walk = opened(Descend, seed)
        assert walk.truth_of_doubling() == 2
        assert walk.truth_of_scaling() == 2
