"""The lesson `normalise`: its figures, what calls earn, and that a look comes after them."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from tuitor_ml_engineer.prep.normalise.exercise import Scale
from tuitor_ml_engineer.prep.normalise.problem import NONE, STANDARD, ZCA, wine
from tuitor_ml_engineer.prep.normalise.questions import condition, ddof, new_row
from tutor.core.datasets import columns
from tutor.core.errors import TutorError
from tutor.core.grade import Outcome
from tutor.ml import scaling


def test_the_figures_of_the_prose():
    p = wine(0)
    assert p.effect(NONE).kappa == pytest.approx(1.2089e7, rel=1e-3)
    assert p.effect(STANDARD).kappa == pytest.approx(45.5, abs=0.1)
    table = dict(columns("core/iris"))
    table.pop("species")
    iris = np.array(list(table.values()), dtype=float).T
    assert scaling.mean_square_move(iris, "zca") == pytest.approx(2.6, abs=0.05)
    mean, (values, axes) = iris.mean(axis=0), np.linalg.eigh(np.cov(iris.T))
    moves = []
    for signs in product([1, -1], repeat=4):
        white = (iris - mean) @ (axes[:, ::-1] * signs) / np.sqrt(values[::-1])
        moves.append(((white - (iris - mean)) ** 2).sum(axis=1).mean())
    assert (round(min(moves)), round(max(moves))) == (6, 11)


def test_what_standardising_does_to_wine(seeds):
    for seed in seeds:
        p = wine(seed)
        assert p.truths == ("better", "fewer", "same", "stay")
        assert p.effect(STANDARD).knn.mean() - p.effect(NONE).knn.mean() > 0.15
        assert (p.effect(STANDARD).tree == p.effect(NONE).tree).all()
        assert p.effect(ZCA).r < 1e-6
        assert p.effect(ZCA).kappa == pytest.approx(1, abs=1e-6)


def test_calls_come_before_the_look_and_stay(opened):
    play = opened(Scale, 1).play
    play.set("knn", "worse")
    with pytest.raises(TutorError, match="cannot be used now"):
        play.set("kind", STANDARD)
    for name, call in (("descent", "fewer"), ("tree", "same"), ("r", "stay")):
        play.set(name, call)
    assert play.grade().outcome is Outcome.UNATTEMPTED
    play.set("kind", STANDARD)
    assert play.state.kind == STANDARD
    with pytest.raises(TutorError, match="cannot be used now"):
        play.set("knn", "better")
    assert play.state.knn == "worse"
    assert play.enabled_controls() == ("kind",)
    assert play.grade().score == 0.75
    play.set("kind", NONE)
    assert play.enabled_controls() == ("kind",), "going back to none opens no call"
    play.rewind()
    assert play.state.seen, "and no undo leads to before the look"
    assert play.state.knn == "worse"


@pytest.mark.parametrize("calls", [("same",) * 3 + ("stay",), ("better", "fewer", "better", "vanish")])
def test_naive_calls_fail(opened, calls):
    for seed in range(4):
        attempt = opened(Scale, seed)
        verdict = attempt.grade(
            attempt.solution(**dict(zip(("knn", "descent", "tree", "r"), calls, strict=True))), kind=STANDARD
        )
        assert verdict.score <= 0.5


def test_the_tree_and_the_neighbours_forget_the_unit_once_standardised():
    p = wine(0)
    scaled = replace(p, X=p.X * 10.0 ** (np.arange(13) % 5 - 2))
    assert scaled.effect(STANDARD).knn == pytest.approx(p.effect(STANDARD).knn)
    assert scaled.effect(NONE).tree == pytest.approx(p.effect(NONE).tree)


def test_questions_are_computed(seeds):
    for seed in seeds:
        shown = new_row(seed)
        assert shown["right"] > 1
        assert shown["right"] == pytest.approx((shown["x"] - shown["low"]) / (shown["high"] - shown["low"]))
        told = ddof(seed)
        X = np.random.RandomState(0).randn(9, 2)
        if "standardised" in told["asked"]:
            assert StandardScaler().fit(X).var_ == pytest.approx(X.var(axis=0, ddof=0))
            assert told["right"] == "n"
        else:
            assert PCA(whiten=True).fit(X).explained_variance_.sum() == pytest.approx(X.var(axis=0, ddof=1).sum())
            assert told["right"] == "n − 1"
        kappa = condition(seed)
        assert kappa["right"] == pytest.approx(kappa["large"] / kappa["small"])
