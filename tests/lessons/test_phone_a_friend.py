"""The lesson `phone-a-friend`: turns against the route, decisions against what is measured."""

import pytest

from tuitor_ml_engineer.algorithm.phone_a_friend.briefs import CLAIMED, CLASSES, DIGITS, FEW, QUANTITIES, facts
from tuitor_ml_engineer.algorithm.phone_a_friend.exercise import WHY, Chart, PhoneAFriend
from tuitor_ml_engineer.algorithm.phone_a_friend.models import FOLDS, SOURCES
from tutor.ml import estimators

BRIEFS = (DIGITS, *CLASSES, *QUANTITIES, *CLAIMED, *FEW)


def test_the_reference_passes_in_full_and_the_naive_get_half_at_most(opened, seeds):
    for seed in seeds:
        phone = opened(PhoneAFriend, seed)
        assert len(phone.briefs) == 8
        assert phone.grade(phone.solve(phone.start())).score == pytest.approx(1)
        assert phone.grade(phone.start()).outcome == "unattempted"
        for mistake in phone.mistakes():
            assert phone.grade(mistake.state).score <= 0.5


def test_each_mistake_is_named_and_the_right_walk_has_none(opened, seeds):
    for seed in seeds:
        phone = opened(PhoneAFriend, seed)
        right = phone.grade(phone.solve(phone.start())).feedback
        for mistake in phone.mistakes():
            said = phone.grade(mistake.state).feedback
            assert [other.expect in said for other in phone.mistakes()].count(True) == 1
            assert mistake.expect in said
            assert mistake.expect not in right


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


def test_every_question_that_can_be_met_has_a_reason():
    assert set(WHY) == set(estimators.QUESTIONS)


def test_no_brief_stands_at_a_limit_of_the_chart():
    assert not {facts(brief).rows for brief in BRIEFS} & {50, 10_000, 100_000}


def test_one_wrong_turn_costs_something_and_the_walk_goes_on(opened, seeds):
    for seed in seeds:
        phone = opened(PhoneAFriend, seed)
        right = phone.solve(phone.start())
        turns = [place for place, move in enumerate(right.moves) if move[2] in ("yes", "no") and move[1] != "structure"]
        number, place, said = right.moves[turns[3]]
        slip = (number, place, "no" if said == "yes" else "yes")
        one_wrong = Chart(moves=(*right.moves[: turns[3]], slip, *right.moves[turns[3] + 1 :]))
        grade = phone.grade(one_wrong)
        assert 0.8 <= grade.score < 1
        assert f"in brief {number + 1}" in grade.feedback


def test_what_must_be_decided_is_measured_first(opened):
    phone = opened(PhoneAFriend)
    digits = next(number for number, brief in enumerate(phone.briefs) if brief.key == "digits")
    state = Chart(brief=digits)
    while phone.enabled(state) == ["yes", "no"]:
        here = estimators.answer(phone.walk(state).at, phone.facts[digits])
        state = phone.yes(state) if here else phone.no(state)
    assert list(phone.enabled(state)) == ["fit"]
    *_, state = phone.fit(state)
    assert {box for _, box, _, _ in state.scores} == {"linear_svc", "kneighbors"}
    assert all(len(folds) == FOLDS for *_, folds in state.scores)
    assert list(phone.enabled(state)) == ["stop", "try_next"]
    at_neighbours = phone.no(phone.try_next(state))
    assert phone.unmeasured(at_neighbours) == ["svc_ensemble"]
    *_, last = phone.fit(at_neighbours)
    assert {box for _, box, _, _ in last.scores} == set(SOURCES) & {"linear_svc", "kneighbors", "svc_ensemble"}


def test_taking_what_beats_luck_is_right_and_taking_a_tie_is_not(opened):
    phone = opened(PhoneAFriend)
    digits = next(number for number, brief in enumerate(phone.briefs) if brief.key == "digits")
    assert phone._judged(digits, "linear_svc", "next") == (1.0, "")
    assert phone._judged(digits, "linear_svc", "stop")[0] == 0
    assert phone._judged(digits, "kneighbors", "stop") == (1.0, "")


def test_the_prediction_is_what_the_chart_says(opened, seeds):
    assert {opened(PhoneAFriend, seed).truth_of_named() for seed in seeds} == {1, 2}
