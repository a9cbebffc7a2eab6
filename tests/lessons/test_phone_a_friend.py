"""The lesson `phone-a-friend`: turns against the route, decisions against what is measured."""

import pytest

from tuitor_ml_engineer.algorithm.phone_a_friend.briefs import facts, stories
from tuitor_ml_engineer.algorithm.phone_a_friend.exercise import PhoneAFriend
from tuitor_ml_engineer.algorithm.phone_a_friend.grading import WHY
from tuitor_ml_engineer.algorithm.phone_a_friend.models import FOLDS, SOURCES
from tuitor_ml_engineer.algorithm.phone_a_friend.walk import Chart
from tutor.ml import estimators

BRIEFS = [brief for group in stories().values() for brief in group]


def test_one_answer_to_everything_gets_half_at_most(opened, seeds):
    for seed in seeds:
        phone = opened(PhoneAFriend, seed)
        assert len(phone.p.briefs) == 8
        for one in phone.play.at("").declared.misconceptions:
            phone.play.example(one)
            assert phone.play.grade().score <= 0.5


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("iris", "linear_svc"),
        ("linnerud", "get_more_data"),
        ("diabetes", "ridge_svrlinear"),
        ("diabetes-few", "lasso_elasticnet"),
        ("clicks", "sgd_classifier"),
        ("flats", "sgd_regressor"),
        ("groups", "kmeans"),
        ("galaxies", "minibatch_kmeans"),
        ("segments", "meanshift_vbgmm"),
        ("crowd", "tough_luck"),
        ("grammar", "tough_luck"),
        ("look", "randomized_pca"),
    ],
)
def test_each_brief_ends_where_the_chart_sends_it(key, end):
    brief = next(each for each in BRIEFS if each.key == key)
    assert estimators.route(facts(brief))[-1] == end


def test_every_question_without_a_reason_of_its_own_is_about_rows():
    assert set(WHY) <= set(estimators.QUESTIONS)
    rest = [question.text for key, question in estimators.QUESTIONS.items() if key not in WHY]
    assert all("K" in text for text in rest), rest


def test_no_brief_stands_at_a_limit_of_the_chart():
    assert not {facts(brief).rows for brief in BRIEFS} & {50, 10_000, 100_000}


def test_one_wrong_turn_costs_something_and_the_walk_goes_on(opened, seeds):
    for seed in seeds:
        phone = opened(PhoneAFriend, seed)
        right = phone.solution()
        turns = [at for at, move in enumerate(right.moves) if move[2] in ("yes", "no") and move[1] != "structure"]
        number, spot, said = right.moves[turns[3]]
        slip = (number, spot, "no" if said == "yes" else "yes")
        grade = phone.grade(Chart(moves=(*right.moves[: turns[3]], slip, *right.moves[turns[3] + 1 :])))
        assert 0.8 <= grade.score < 1
        assert f"in brief {number + 1}" in grade.feedback


def test_what_must_be_decided_is_measured_first(opened):
    phone = opened(PhoneAFriend)
    play, p = phone.play, phone.p
    digits = next(number for number, brief in enumerate(p.briefs) if brief.key == "digits")
    play.put(Chart(brief=digits))
    while play.enabled_controls() == ("yes", "no"):
        play.act("yes" if estimators.answer(p.walk(play.state).at, p.facts[digits]) else "no")
    assert play.enabled_controls() == ("fit",)
    play.act("fit")
    assert {box for _, box, _, _ in play.state.scores} == {"linear_svc", "kneighbors"}
    assert all(len(folds) == FOLDS for *_, folds in play.state.scores)
    assert play.enabled_controls() == ("stop", "try_next")
    play.act("try_next")
    play.act("no")
    assert p.unmeasured(play.state) == ["svc_ensemble"]
    play.act("fit")
    assert {box for _, box, _, _ in play.state.scores} == set(SOURCES) & {"linear_svc", "kneighbors", "svc_ensemble"}


def test_taking_what_beats_luck_is_right_and_taking_a_tie_is_not(opened):
    p = opened(PhoneAFriend).p
    digits = next(number for number, brief in enumerate(p.briefs) if brief.key == "digits")
    assert p.judged(digits, "linear_svc", "next") == ""
    assert "more than its standard error" in p.judged(digits, "linear_svc", "stop")
    assert p.judged(digits, "kneighbors", "stop") == ""


def test_the_prediction_is_what_the_chart_says(opened, seeds):
    assert {opened(PhoneAFriend, seed).p.named for seed in seeds} == {1, 2}
