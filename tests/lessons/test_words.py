"""The lesson `words`: roles are those of the objects themselves, counts those of scikit-learn's models."""

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from tuitor_ml_engineer.thinking.words.count import Counting, count, weights
from tuitor_ml_engineer.thinking.words.exercise import Tagging
from tuitor_ml_engineer.thinking.words.problem import (
    FEATURE,
    HYPER,
    LABEL,
    METRIC,
    PARAMETER,
    PREDICTION,
    ROLES,
    SAMPLE,
    SETTINGS,
    fit,
    role,
    settings,
    things,
)
from tuitor_ml_engineer.thinking.words.questions import FRIENDS, PAIRS, logistic, network
from tutor.core.grade import Outcome


def test_settings_are_scikit_learn_s_and_what_is_learned_is_not_among_them():
    model = LogisticRegression(max_iter=1000)
    before = model.get_params()
    assert {name: before[name] for name in SETTINGS} == settings()
    model.fit(np.arange(6.0).reshape(-1, 1), [0, 0, 0, 1, 1, 1])
    assert model.get_params() == before
    for name in ("coef_", "intercept_"):
        assert hasattr(model, name)
        assert not hasattr(LogisticRegression(), name)


def test_a_role_follows_from_where_a_thing_stands():
    names = {"sepal_width": FEATURE, "species": LABEL, "row 7": SAMPLE, "model.coef_": PARAMETER}
    names |= {"model.intercept_": PARAMETER, "model.predict(row 7)": PREDICTION, "model.score(X, y)": METRIC}
    names |= {f"model.{each}": HYPER for each in SETTINGS}
    assert {name: role(name) for name in names} == names


def test_every_role_is_there_and_only_what_is_learned_appears_with_the_fit(seeds):
    for seed in seeds:
        p = things(seed)
        assert {kind for _, kind in p.roles} == set(ROLES)
        after = dict(fit(p)) if seed == 0 else {}
        for name in after:
            changed = p.value(name) != after[name]
            assert changed == (role(name) != HYPER), name
    assert "(3, 4)" in dict(fit(things(0)))["model.coef_"]


def test_one_tag_for_everything_earns_little_and_a_slip_is_forgiven(opened, seeds):
    for seed in seeds:
        attempt = opened(Tagging, seed)
        n = len(attempt.p.names)
        for tag in ROLES:
            assert attempt.grade(tags=tuple((i, tag) for i in range(n))).score <= 0.5
        right = dict(attempt.solution().tags)
        first = next(i for i, tag in right.items() if tag == PARAMETER)
        slip = attempt.grade(tags=tuple(sorted({**right, first: HYPER}.items())))
        assert slip.score == pytest.approx(0.9)
        assert "settings stay" in slip.feedback


def test_counts_are_those_of_fitted_models(reference):
    expected = reference["facts"]["parameter_counts"]
    assert count((4, 3)) == expected["logreg_iris_3x4+3"]
    assert count((10, 1)) == expected["linear_10_features"]
    assert count((64, 32, 10)) == expected["mlp_64_32_10"]
    assert count((3, 3)) == expected["linnerud_3x3+3"]
    rs = np.random.RandomState(0)
    X, y = rs.randn(30, 5), np.arange(30) % 3
    model = MLPClassifier((4,), tol=10, n_iter_no_change=1, random_state=0).fit(X, y)
    assert sum(each.size for each in [*model.coefs_, *model.intercepts_]) == count((5, 4, 3))


@pytest.fixture
def reference():
    """The course's reference values."""
    return json.loads((Path(__file__).parents[1] / "ml" / "reference.json").read_text(encoding="utf-8"))


def test_bars_and_count_keep_what_is_asked_to_themselves(opened, seeds):
    for seed in seeds:
        attempt = opened(Counting, seed)
        play = attempt.play
        inputs, outputs = attempt.p.models[1]
        play.set("inputs", inputs)
        play.set("classes", outputs + 1)
        assert str(count((inputs, outputs + 1))) in _words(play)
        play.set("classes", outputs)
        assert play.state.layers == attempt.p.models[1]
        assert str(attempt.p.counts[1]) not in _words(play)
        assert str(weights((inputs, outputs))) not in _words(play)
        a, b, c = attempt.p.models
        bare = attempt.grade(first=weights(a), second=weights(b), third=weights(c))
        assert bare.score == 0.5
        assert bare.outcome is Outcome.FAILED
        assert "has a bias" in bare.feedback


def _words(play):
    """What the view tells, but for the note that names the three models."""
    return " ".join(part.words() for part in play.view().parts if "A: " not in part.words())


def test_a_false_friend_is_answered_for_its_own_meaning():
    for each in FRIENDS:
        assert len({each["right"], each["wrong1"], each["wrong2"]}) == 3
        assert len({each["why"], each["not1"], each["not2"]}) == 3


def test_questions_are_computed(seeds):
    assert len(PAIRS) == 18
    for seed in seeds:
        shown = logistic(seed)
        assert shown["right"] == count((shown["p"], shown["k"]))
        net = network(seed)
        assert net["right"] == count((net["a"], net["b"], net["c"])) == net["first"] + net["second"]
