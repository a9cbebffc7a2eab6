"""The lesson `just-deep`: choices against every model, reasons against the run, a budget that can be repeated."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tuitor_ml_engineer.algorithm.just_deep.exercise import OneTable, ThreeTables
from tuitor_ml_engineer.algorithm.just_deep.models import CLASSES, FOLDS, NUMBERS, PRICES, TIE, price, sources
from tuitor_ml_engineer.algorithm.just_deep.problem import (
    BUDGET,
    CHEAPEST,
    DEEP,
    HIGHEST,
    SCALING,
    Bench,
    own_table,
    tables,
)
from tuitor_ml_engineer.algorithm.just_deep.questions import UNITS, cheapest, corrected, share_se, within
from tutor.core.errors import DataError
from tutor.core.grade import Outcome
from tutor.core.own_data import OwnTable
from tutor.ml import validation

THREE = ("cancer", "wine", "diabetes")
deals = pytest.mark.parametrize("deal", [0, pytest.param(1, marks=pytest.mark.trust)])
"""Seeds, one for each of the deals."""


def run(p, models, tables_=None):
    """What a learner has who fitted these models on these tables; the seconds do not matter."""
    return tuple(
        (table, name, p.measured(table)[name], 0.01)
        for table in tables_ or p.tables
        for name in models
        if name in p.able(table)
    )


def bench(p, models=tuple(PRICES)[:-2], reason=CHEAPEST, **taken):
    return Bench(table=p.tables[0], reason=reason, runs=run(p, models), taken=tuple(taken.items()))


@deals
def test_cheap_models_are_enough_and_the_budget_holds(opened, deal):
    attempt = opened(ThreeTables, deal)
    solved = attempt.solution()
    assert attempt.grade(solved).score == 1
    assert solved.spent <= BUDGET
    assert {name for _, name, _, _ in solved.runs}.isdisjoint({"net", "forest"})
    for table, name in solved.taken:
        found = attempt.p.measured(table)
        assert name in validation.accepted(found, FOLDS, TIE)


@deals
def test_the_net_ties_everywhere_and_wins_nowhere(opened, deal):
    p = opened(ThreeTables, deal).p
    for table in THREE:
        found = p.measured(table)
        rest = {name: scores for name, scores in found.items() if name != "net"}
        assert validation.within_se(found, "net", FOLDS, TIE) >= 0.9
        gap = validation.mean(found["net"]) - validation.mean(rest[validation.best(rest)])
        assert gap < max(validation.corrected_se(found["net"], FOLDS), TIE)
    pair = {name: p.measured("cancer")[name] for name in ("net", "linear")}
    assert len(validation.accepted(pair, FOLDS)) == 2, "the prediction says that it is a tie"


def test_a_net_for_every_table_cannot_be_paid_and_gets_half_at_most(opened):
    attempt = opened(ThreeTables)
    p, play = attempt.p, attempt.play
    state = replace(bench(p), runs=run(p, ("dummy", "linear", "net"), ("cancer", "wine")), table="diabetes")
    play.put(state)
    assert "fit" not in play.enabled_controls()
    naive = replace(state, reason=DEEP, taken=tuple((table, "net") for table in THREE))
    assert attempt.grade(naive).score <= 0.5
    assert "never fitted on diabetes" in attempt.grade(naive).feedback


def test_what_a_choice_is_worth(opened):
    attempt = opened(ThreeTables)
    p, right = attempt.p, dict(attempt.solution().taken)
    for name in PRICES:
        state = bench(p, tuple(PRICES), **{**right, "wine": name})
        lines = {line.name: line for line in ThreeTables().criteria(p, state)}
        assert lines["wine"].score == pytest.approx(validation.within_se(p.measured("wine"), name, FOLDS, TIE))
        assert [lines[each].score for each in ("cancer", "diabetes")] == [1, 1]
    tie = bench(p, tuple(PRICES), **{**right, "cancer": "net"})
    line = ThreeTables().criteria(p, tie)[0]
    assert line.score == 1
    assert "linear is tied with it, 12 times as cheap" in line.note
    for name in ("dummy", "kNN raw", "Bayes"):
        assert attempt.grade(bench(p, tuple(PRICES), **{**right, "cancer": name})).outcome is Outcome.FAILED


def test_a_reason_is_checked_against_the_run(opened):
    attempt = opened(ThreeTables)
    solved = attempt.solution()
    for reason, said in (
        (HIGHEST, "within one standard error: linear, SVC"),
        (DEEP, "12 times as high"),
        (SCALING, "more than two standard errors"),
    ):
        verdict = attempt.grade(solved, reason=reason)
        assert verdict.outcome is Outcome.FAILED
        assert verdict.score == pytest.approx(0.75)
        assert said in verdict.feedback
    p = attempt.p
    dearer = bench(p, **{**dict(solved.taken), "cancer": "SVC"})
    assert attempt.grade(dearer).score == pytest.approx(0.75 + 0.25 * 2 / 3)
    thin = bench(p, ("dummy", "linear"), **dict.fromkeys(THREE, "linear"))
    verdict = attempt.grade(thin)
    assert verdict.outcome is Outcome.FAILED
    assert "needs 4 models besides the dummy" in verdict.feedback


@deals
def test_no_model_is_right_for_every_table(opened, deal):
    attempt = opened(ThreeTables, deal)
    for name in ("linear", "SVC", "kNN", "Bayes"):
        everywhere = {table: name if name in attempt.p.able(table) else "linear" for table in THREE}
        verdict = attempt.grade(bench(attempt.p, **everywhere))
        assert verdict.outcome is Outcome.FAILED, name
        assert "On wine " in verdict.feedback or "On cancer " in verdict.feedback
    told = attempt.grade(bench(attempt.p, **dict.fromkeys(THREE, "linear"))).feedback
    assert (
        "On wine Bayes is tied with linear, and costs less" in told
        if deal == 0
        else "On wine linear is not within one standard error of the best: SVC" in told
    )


def test_raw_inputs_are_named(opened):
    attempt = opened(ThreeTables)
    raw = bench(attempt.p, cancer="linear", wine="kNN raw", diabetes="linear")
    assert "On wine kNN goes from 0.720 to 0.961" in attempt.grade(raw).feedback


def test_fold_after_fold_is_paid_and_a_stopped_fit_goes_on(opened):
    play = opened(OneTable).play
    frames = play.frames("fit")
    for _ in range(7):
        next(frames)
    frames.close()
    assert [(name, len(scores)) for _, name, scores, _ in play.state.runs] == [("dummy", 5), ("linear", 2)]
    assert play.state.spent == pytest.approx(PRICES["dummy"] + 2 * price("linear"))
    assert "take" not in play.enabled_controls()
    play.act("fit")
    done = play.state.folds("iris")
    assert {name: len(scores) for name, scores in done.items()} == {"dummy": 5, "linear": 5, "net": 5}
    assert play.state.spent == pytest.approx(0.55)
    assert done["linear"] == play.problem.measured("iris")["linear"]
    assert "fit" not in play.enabled_controls()
    play.act("take")
    assert play.state.taken == (("iris", "net"),)
    play.set("show", "seconds")
    assert "price list" in "".join(part.words() for part in play.view().parts)


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("cancer", "forest"),
        ("wine", "kNN"),
        ("diabetes", "SVC"),
        pytest.param("cancer", "net", marks=pytest.mark.trust),
    ],
)
def test_the_program_prints_the_same_scores(opened, capsys, table, name):
    p = opened(ThreeTables).p
    state = replace(bench(p, (name,)), table=table, model=name)
    exec(ThreeTables().code(p, state), {})
    assert capsys.readouterr().out.strip() in "".join(part.words() for part in ThreeTables().view(p, state).parts)


def test_an_open_table_is_asked_for(opened):
    attempt = opened(ThreeTables)
    verdict = attempt.grade(bench(attempt.p, wine="linear"))
    assert verdict.outcome is Outcome.UNATTEMPTED
    assert "cancer, diabetes" in verdict.feedback


def test_nets_name_their_layers_and_nothing_takes_a_second_core():
    for source in (CLASSES["net"], NUMBERS["net"]):
        assert "hidden_layer_sizes=(32,)" in source
    assert all("n_jobs=1" in kind["forest"] for kind in (CLASSES, NUMBERS))
    assert set(sources(True)) == set(PRICES) - {"Bayes"}


def test_the_figures_of_the_prose():
    cv = json.loads((Path(__file__).parents[1] / "ml/reference.json").read_text("utf-8"))["cv"]
    check = cv["se_check_300_samples_n60"]
    assert [round(check[name], 3) for name in ("true_sd_of_cv_mean", "mean_naive_se", "mean_corrected_se")] == [
        0.068,
        0.052,
        0.079,
    ]
    for (_, _, raw, scaled), table in zip(UNITS, ("wine", "breast_cancer"), strict=True):
        means = cv[f"{table}_bakeoff_5x3"]
        assert (raw, scaled) == (f"{means['knn_raw']['mean']:.3f}", f"{means['knn_scaled']['mean']:.3f}")
        gap = means["knn_scaled"]["mean"] - means["knn_raw"]["mean"]
        assert gap > 3 * means["knn_scaled"]["corrected_se"]
    assert round(cv["diabetes_bakeoff_5x3"]["dummy"]["mean"], 3) == -0.007
    y = tables(0, ("wine",)).y[0]
    assert (len(y), max(np.unique(y, return_counts=True)[1])) == (178, 71)
    iris = opened_iris()
    assert [
        f"{validation.mean(iris[name]):.3f} ± {validation.corrected_se(iris[name], 5):.3f}"
        for name in ("linear", "kNN", "forest")
    ] == ["0.960 ± 0.010", "0.953 ± 0.025", "0.947 ± 0.020"]
    assert len(validation.accepted(iris, FOLDS, TIE)) == 6


def opened_iris():
    return OneTable().setup(0, None).measured("iris")


def test_keys_of_the_questions(seeds):
    assert validation.binomial_se(0.95, 50) == pytest.approx(0.030822070014844882)
    for seed in seeds:
        one = share_se(seed)
        assert one["right"] == pytest.approx(
            np.std([1] * round(one["p"] * 100) + [0] * round(100 - one["p"] * 100)) / one["n"] ** 0.5
        )
        two = corrected(seed)
        scores = np.linspace(-1, 1, two["k"])
        scores *= two["s"] / scores.std(ddof=1)
        assert two["right"] == pytest.approx(validation.corrected_se(scores, two["k"]))
        three = within(seed)
        limit = float(three["limit"])
        assert all(float(three[each]) >= limit for each in ("top", "bmean", "cmean"))
        assert all(float(three[each]) < limit for each in ("dmean", "emean"))
        four = cheapest(seed)
        assert float(four["gap"]) < float(four["se"]) < float(four["far"]) / 2
        assert PRICES[four["low"]] < PRICES[four["tie"]] < PRICES[four["dear"]]


def mine(target, n=60):
    rng = np.random.RandomState(0)
    columns = {"a": rng.randn(n).tolist(), "b": rng.randn(n).tolist(), "city": ["x"] * n, "target": target}
    return OwnTable("mine.csv", columns, {"target": "t"}, "none")


@pytest.mark.parametrize("target", [["yes", "no"] * 30, [0.1 * i * i for i in range(60)]])
def test_a_table_of_ones_own(target):
    p = own_table(mine(target))
    assert p.arrays("yours")[0].shape == (60, 2)
    assert p.quantity("yours") == (target[0] == 0.0)
    exercise = OneTable()
    solved = exercise.solution(p, exercise.start(p))
    assert sum(line.score * line.weight for line in exercise.criteria(p, solved)) >= exercise.pass_at
    assert solved.spent <= BUDGET


def test_a_table_that_will_not_do_is_told_so():
    with pytest.raises(DataError, match="2 rows have the target “rare”"):
        own_table(mine(["yes"] * 58 + ["rare"] * 2))
    bare = OwnTable("mine.csv", {"city": ["x", "y"] * 30, "target": ["a", "b"] * 30}, {"target": "t"}, "none")
    with pytest.raises(DataError, match="all numbers"):
        own_table(bare)
