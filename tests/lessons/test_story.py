"""The lesson `story`: what a frame and a threshold earn, and the figures that its prose gives."""

import numpy as np
import pytest

from tuitor_ml_engineer.thinking.story.cases import GRID, cases, near
from tuitor_ml_engineer.thinking.story.frame import Customers, Machines, Ward
from tuitor_ml_engineer.thinking.story.questions import RULES, TASKS, rule, threshold
from tuitor_ml_engineer.thinking.story.stories import BASELINES, CUSTOMERS, MACHINES, WARD, story
from tuitor_ml_engineer.thinking.story.threshold import Threshold
from tutor.core.grade import Outcome
from tutor.ml import costs

FRAMES = (Customers, Ward, Machines)


@pytest.mark.parametrize("cards", [CUSTOMERS, WARD, MACHINES])
def test_what_is_known_follows_from_the_moments(cards, seeds):
    for seed in seeds:
        p = story(cards, seed)
        for i, (_, _, moment) in enumerate(p.fields):
            assert (i in p.known) == (p.moments.index(moment) <= p.decision)
        assert len(p.known) == (5 if p.decision == 2 else 4)
        assert p.how_many == (1 if p.decision == 2 else 2)
        assert {p.rows[0], p.targets[0]} <= {*p.row_options, *p.target_options}
    assert {story(cards, seed).decision for seed in range(20)} == {1, 2}


@pytest.mark.parametrize("kind", FRAMES)
def test_naive_frames_earn_half_at_most(kind, opened, seeds):
    for seed in seeds:
        attempt = opened(kind, seed)
        p = attempt.p
        every = tuple(range(len(p.fields)))
        naive = {"row": p.row_options[1], "target": p.targets[1], "baseline": BASELINES[1]}
        assert attempt.grade(inputs=every, **naive).score <= 0.5
        assert attempt.grade(attempt.solution(inputs=every)).outcome is Outcome.FAILED
        late = [i for i in every if i not in p.known]
        one, two = (attempt.grade(attempt.solution(inputs=(*p.known, *late[:n]))) for n in (1, 2))
        assert (one.outcome, two.outcome) == (Outcome.PASSED, Outcome.FAILED)


def test_a_late_field_is_named_with_its_moment(opened):
    attempt = opened(Customers, 3)
    late = next(i for i in range(9) if i not in attempt.p.known)
    verdict = attempt.grade(attempt.solution(inputs=(*attempt.p.known, late)))
    assert attempt.p.fields[late][0] in verdict.feedback
    assert attempt.p.fields[late][2] in verdict.feedback
    assert verdict.score == pytest.approx(0.5 * 2 * len(attempt.p.known) / (2 * len(attempt.p.known) + 1) + 0.5)


def test_an_open_frame_is_told_what_is_open(opened):
    verdict = opened(Ward, 1).grade(inputs=(0,), row="a bed")
    assert verdict.outcome is Outcome.UNATTEMPTED
    assert "target, baseline" in verdict.feedback


def test_one_half_never_earns_more_than_half_and_the_rule_always_all(opened, seeds):
    for seed in seeds:
        attempt = opened(Threshold, seed)
        price = attempt.p.price
        assert attempt.grade(miss=price, t=0.5).score <= 0.5
        assert attempt.grade(miss=price, t=attempt.p.most_accurate).score <= 0.5
        assert attempt.grade(miss=price, t=near(attempt.p.rule)).score == 1
        for t in (0.005, 0.995):
            assert attempt.grade(miss=price, t=t).score <= 0.5


def test_a_cheaper_threshold_never_earns_less(opened):
    attempt = opened(Threshold, 4)
    scores = [(attempt.p.cost(t, attempt.p.price), attempt.grade(miss=attempt.p.price, t=float(t)).score) for t in GRID]
    assert [score for _, score in sorted(scores)] == sorted((score for _, score in scores), reverse=True)


def test_the_price_comes_first(opened):
    attempt = opened(Threshold, 4)
    verdict = attempt.grade(miss=1 + attempt.p.price % 30, t=0.1)
    assert verdict.outcome is Outcome.UNATTEMPTED
    assert f"as much as {attempt.p.price} false alarms" in verdict.feedback


def test_accuracy_falls_while_the_cost_falls(seeds):
    for seed in seeds:
        p = cases(seed)
        lost = costs.accuracy(p.yes, p.p, p.most_accurate) - costs.accuracy(p.yes, p.p, near(p.rule))
        assert 0.01 < lost < 0.12
        assert p.cost(near(p.rule), p.price) < 0.8 * p.cost(0.5, p.price)
        against = costs.accuracy(p.yes, p.p, 0.5) - costs.accuracy(p.yes, p.p, near(p.rule))
        assert 0.045 < against < 0.115  # "5 to 11 points", says the lesson
        assert 0.24 < 1 - p.cost(near(p.rule), p.price) / p.cost(0.5, p.price) < 0.72  # "a quarter to two thirds"


def test_the_threshold_question_keeps_its_routes_apart(seeds):
    for seed in seeds:
        shown = threshold(seed)
        assert shown["right"] == pytest.approx(shown["fp"] / shown["sum"])
        wrong = np.array([shown["swapped"], shown["ratio"], 0.5])
        assert (np.abs(wrong / shown["right"] - 1) > 0.02).all()


def test_one_task_needs_no_model_and_three_do(seeds):
    for seed in seeds:
        shown = rule(seed)
        assert (shown["right"], shown["rule"]) in RULES
        assert {(shown[f"wrong{i}"], shown[f"not{i}"]) for i in (1, 2, 3)} <= set(TASKS)


def test_the_price_is_on_the_screen(opened):
    attempt = opened(Threshold, 4)
    assert any(f"as much as {attempt.p.price} false alarms" in part.words() for part in attempt.play.view().parts)
