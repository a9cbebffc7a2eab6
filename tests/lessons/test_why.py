"""The lesson `why`: its figures, what a choice, a statement and a what-if earn, and which answers are naive."""

from dataclasses import replace

import pytest

from tuitor_ml_engineer.algorithm.why.exercise import Ranking
from tuitor_ml_engineer.algorithm.why.problem import DROPPED, NO, PER_SD, RANKINGS, RAW, SHUFFLED, YES, model
from tuitor_ml_engineer.algorithm.why.questions import diabetes, keep, per_sd, stands_in
from tuitor_ml_engineer.algorithm.why.whatif import WhatIf
from tutor.core.errors import DataError
from tutor.core.grade import Outcome
from tutor.core.own_data import OwnTable


def test_the_figures_of_the_prose():
    names, W, sds, _, _ = diabetes()
    bp = names.index("bp")
    assert (round(float(W[bp]), 3), round(float(sds[bp]), 1)) == (1.117, 13.8)
    assert round(float(W[bp] * sds[bp]), 1) == 15.4
    assert round(float(W[bp]) * 7.5006, 1) == 8.4  # mmHg in a kPa


def test_who_is_first_by_each_ranking():
    p = model(0, None)
    assert [p.first(by) for by in RANKINGS] == ["s5", "s1", "s1", "bmi"]
    assert p.shuffled_first == "s1"
    assert p.truths == (YES, NO)


def test_what_is_dear_fails_and_what_is_cheap_passes(opened, seeds):
    for seed in seeds[:6] if len(seeds) < 100 else seeds:
        attempt = opened(Ranking, seed)
        right = attempt.solution()
        for name in ("bmi", "bp", "s5", "sex"):
            verdict = attempt.grade(right, without=name)
            assert verdict.outcome is Outcome.FAILED, (seed, name)
        assert attempt.grade(right, without="bmi").score <= 0.4
        for name in ("age", "s6"):
            assert attempt.grade(right, without=name).score >= 0.85
        naive = attempt.grade(right, without="s1", one=NO, two=YES)
        assert naive.score <= 0.6


def test_cheaper_is_never_worth_less(opened):
    attempt = opened(Ranking, 3)
    p = attempt.p
    costs = sorted(p.names, key=lambda name: p.behind(name)[0])
    scores = [attempt.grade(attempt.solution(), without=name).score for name in costs]
    assert scores[0] == 1
    assert scores[-1] == min(scores)


def test_refitting_is_shown_once_a_feature(opened):
    play = opened(Ranking, 1).play
    play.act("refit")
    assert play.state.tried == ()
    play.set("without", "bmi")
    play.act("refit")
    play.act("refit")
    assert play.state.tried == ("bmi",)
    assert "without bmi" in "".join(part.words() for part in play.view().parts)


def test_routes_of_the_what_if(opened, seeds):
    for seed in seeds:
        attempt = opened(WhatIf, seed)
        p = attempt.p
        name, moved = p.asked
        truth = p.effect(name, moved)
        weight = float(p.fit.W[p.names.index(name)])
        assert attempt.grade(change=truth * 1.009).score == 1
        assert attempt.grade(change=truth * 1.02).score == 0
        assert attempt.grade(change=-truth).score == 0.5
        assert "signs" in attempt.grade(change=-truth).feedback
        assert "multiply by the sd" in attempt.grade(change=weight * moved).feedback
        assert name not in p.others
        assert attempt.grade(change=weight).score <= 0.5


@pytest.mark.parametrize("unit", [1000.0, 0.01])
def test_only_the_raw_ranking_hangs_on_the_unit(unit):
    p = model(0, None)
    scaled = replace(p, X=p.X * [1, 1, unit, 1, 1, 1, 1, 1, 1, 1])
    for by in (PER_SD, SHUFFLED, DROPPED):
        assert scaled.ranking(by) == pytest.approx(p.ranking(by), rel=1e-6, abs=1e-9)
    assert scaled.ranking(RAW)[2] == pytest.approx(p.ranking(RAW)[2] / unit)


def test_questions_are_computed(seeds):
    for seed in seeds:
        shown = per_sd(seed)
        assert shown["right"] == pytest.approx(float(shown["w"].replace("−", "-")) * shown["sd"])
        assert shown["name"] != "bp"  # the page works that one out
        one = keep(seed)
        _, _, _, shuffle, drop = (dict(zip(diabetes()[0], values, strict=True)) for values in diabetes())
        four = [one["right"], one["trap"], one["other1"], one["other2"]]
        assert len(set(four)) == 4
        assert one["right"] == max(four, key=drop.get)
        assert one["trap"] == max(four, key=shuffle.get)
        assert f"{one['trap']} {shuffle[one['trap']]:.3f} and {drop[one['trap']]:.4f}" in one["told"]
        twin = stands_in(seed)
        assert twin["dropped"] < 0.05 * twin["shuffled"]
        assert abs(twin["r"]) > 0.85
    assert {stands_in(seed)["twin"] for seed in range(8)} == {"s1", "s2"}


def test_a_table_with_too_few_columns_is_told_so():
    rows = [float(i % 7) for i in range(60)]
    table = OwnTable("mine.csv", {"a": rows, "b": rows, "y": rows}, {"y": "b"}, "none")
    with pytest.raises(DataError, match="three columns"):
        model(0, table)
