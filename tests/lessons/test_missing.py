"""The lesson `missing`: reasons, the variance after filling, an honest pipeline and its gate."""

import numpy as np
import pytest

from tuitor_ml_engineer.prep.missing.fill import MEAN as FILL_MEAN
from tuitor_ml_engineer.prep.missing.fill import Fill
from tuitor_ml_engineer.prep.missing.mechanism import Mechanism
from tuitor_ml_engineer.prep.missing.pipeline import (
    ALL,
    BASELINE,
    DROP,
    INDICATOR,
    MEAN,
    MEDIAN,
    REFERENCE,
    SIMILAR,
    TRAIN,
    Honest,
    Pipeline,
    held_out,
)
from tuitor_ml_engineer.prep.missing.problem import CHANCE, HOLED, ITSELF, SEEN, UNTOLD, patients
from tuitor_ml_engineer.prep.missing.questions import dropped, sentinel, variance
from tuitor_ml_engineer.prep.missing.questions import rows as rows_left
from tutor.core.grade import Outcome


def test_masks_are_what_their_story_says():
    gaps = {kind: [] for kind in (CHANCE, SEEN, ITSELF)}
    for seed in range(12):
        p = patients(seed, (CHANCE, SEEN, ITSELF))
        age = p.X[:, 0]
        for i, kind in enumerate(p.why):
            hidden, column = p.masks[:, i], p.X[:, p.holed[i]]
            gaps[kind].append(
                (age[hidden].mean() - age[~hidden].mean(), (column[hidden].mean() - column.mean()) / column.std())
            )
    old, high = (np.array([np.mean(gaps[kind], axis=0)[i] for kind in (CHANCE, SEEN, ITSELF)]) for i in (0, 1))
    assert abs(old[0]) < 2
    assert old[1] > 8
    assert abs(high[0]) < 0.1
    assert high[2] > 0.5


def test_nobody_can_tell_without_a_story(opened, seeds):
    for seed in seeds:
        attempt = opened(Mechanism, seed)
        p = attempt.p
        right = dict(zip(HOLED, p.why, strict=True))
        assert attempt.grade(attempt.solution()).score == 1
        for name, why in right.items():
            for told in (CHANCE, SEEN, ITSELF, UNTOLD):
                verdict = attempt.grade(attempt.solution(**{name: told}))
                assert (verdict.outcome is Outcome.PASSED) == (told == why)
        for told in (CHANCE, SEEN, ITSELF, UNTOLD):
            assert attempt.grade(attempt.solution(bmi=told, bp=told, s5=told)).score <= 0.5


def test_the_variance_and_its_routes(opened, seeds):
    for seed in seeds:
        attempt = opened(Fill, seed)
        p = attempt.p
        filled = np.where(p.masks[:, 0], p.observed.mean(), p.truth)
        assert p.variance == pytest.approx(filled.var(), rel=1e-12)
        assert attempt.grade(how=FILL_MEAN, variance=p.variance * 1.0099).score == 1
        assert attempt.grade(how=FILL_MEAN, variance=p.variance * 1.03).score <= 0.5
        neutral = attempt.grade(how=FILL_MEAN, variance=float(p.observed.var()))
        assert neutral.score == 0.5
        assert "add to the count" in neutral.feedback


def test_a_fill_that_has_seen_test_rows_or_y_is_capped(opened, seeds):
    for seed in seeds[:6] if len(seeds) < 100 else seeds:
        attempt = opened(Honest, seed)
        p = attempt.p
        for rows in (ALL, SIMILAR):
            verdict = attempt.grade(attempt.solution(fitted=rows))
            assert verdict.score == pytest.approx(0.4)
        assert held_out(p, Pipeline(MEAN, MEAN, MEAN, SIMILAR)) > held_out(p, None) > held_out(p, REFERENCE)
        assert attempt.grade(first=DROP, fitted=TRAIN).score == 0
        for how in (MEAN, MEDIAN, INDICATOR):
            assert attempt.grade(first=how, second=how, third=how, fitted=TRAIN).score >= 0.85
        assert held_out(p, REFERENCE) > held_out(p, BASELINE) + 0.05


def test_one_column_alone_does_not_pass_and_all_three_do(opened):
    passed = [opened(Honest, seed).grade(first=MEAN, fitted=TRAIN).outcome is Outcome.PASSED for seed in range(8)]
    assert sum(passed) <= 3


def test_questions_are_computed(seeds):
    for seed in seeds:
        shown = variance(seed)
        assert shown["right"] == pytest.approx(shown["seen"] / shown["n"] * shown["before"])
        one = sentinel(seed)
        pulled = ((one["n"] - one["gaps"]) * one["mean"] - 999 * one["gaps"]) / one["n"]
        assert float(one["pulled"].replace("−", "-")) == pytest.approx(pulled, abs=0.05)
        assert pulled < 0.8 * one["mean"]


@pytest.mark.parametrize("share", [25, 30, 35, 40])
def test_rows_that_are_dropped_lower_the_mean_only_where_the_value_decides(share):
    for itself in (True, False):
        truth, left, se = dropped(share, itself)
        assert truth == pytest.approx(26.376, abs=1e-3)
        assert (left < truth - 4 * se) if itself else (abs(left - truth) < 2 * se)
    told = {rows_left(seed)["right"] for seed in range(20)}
    assert told == {"clearly lower", "about the same"}
