"""The lesson `prior-art`: its figures, what slips, calls and marks earn, and that the questions are computed."""

from dataclasses import replace

import numpy as np
import pytest

from tuitor_ml_engineer.algorithm.prior_art.cards import CHECKS, CODE, SIZE, WEIGHTS, Marked
from tuitor_ml_engineer.algorithm.prior_art.checklist import Checklist
from tuitor_ml_engineer.algorithm.prior_art.exercise import Transfer
from tuitor_ml_engineer.algorithm.prior_art.questions import cells, kernel, output, tasks, vgg, weighs
from tuitor_ml_engineer.algorithm.prior_art.tasks import (
    FIRST,
    HELPS,
    HURTS,
    LABELS,
    SAME,
    SECOND,
    draws,
    fewest,
    gain,
    measuring,
    source,
    trained,
)
from tuitor_ml_engineer.algorithm.prior_art.tasks import tasks as problem
from tuitor_ml_engineer.algorithm.prior_art.walker import Walker
from tutor.api import convolutions as cnn
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome

NONSENSE = 999_983
"""An answer that no known slip gives."""


def walked(problem, given):
    """The verdict after each answer was typed, as a learner does."""
    play = Play(Walker, problem)
    for answer in given:
        play.set("answer", answer)
    return play.grade("")


def test_a_wrong_shape_costs_once(opened, seeds):
    for seed in seeds:
        attempt = opened(Walker, seed)
        right = [one.truth for one in attempt.p.asked]
        assert len(right) == 12
        assert walked(attempt.p, right).score == 1
        for at, one in enumerate(attempt.p.asked):
            wrong = [*right[:at], NONSENSE, *right[at + 1 :]]
            assert walked(attempt.p, wrong).score == pytest.approx(11 / 12)
            for slip in one.slips.values():
                assert slip != one.truth
                half = walked(attempt.p, [*right[:at], slip, *right[at + 1 :]])
                assert half.score == pytest.approx(11.5 / 12), (seed, one)


def test_all_known_slips_together_are_naive(opened, seeds):
    for seed in seeds:
        attempt = opened(Walker, seed)
        assert walked(attempt.p, [next(iter(one.slips.values())) for one in attempt.p.asked]).score <= 0.5


def test_the_walk_of_the_papers():
    attempt = cnn.walk(cnn.unet(), 572, 1)
    assert [step.parameters for step in attempt[:3]] == [640, 36_928, 0]
    assert [(step.side, step.channels) for step in attempt[:3]] == [(570, 64), (568, 64), (284, 64)]
    slim = cnn.walk(cnn.unet(2, 16), 572, 1)
    assert [step.side for step in slim] == [step.side for step in attempt]
    assert slim[0].parameters == 9 * 16 + 16


def test_maps_of_the_u_net_can_be_halved(opened, seeds):
    for seed in seeds:
        p = opened(Walker, seed).p
        steps = p.steps["U-Net"]
        sides = [p.side, *(step.side for step in steps)]
        assert all(sides[at] % 2 == 0 for at, step in enumerate(steps) if step.layer.kind == "pool")
        assert p.mostly_dense == 1


def test_arrow_keys_answer_nothing(opened):
    play = opened(Walker, 0).play
    for stray in (0, 1):
        play.set("answer", stray)
        assert play.state.given == ()
    play.set("answer", "9*3*64+64")
    assert play.state.given == (1792,)
    assert play.state.answer is None


def test_after_the_last_answer_there_is_no_way_back(opened):
    attempt = opened(Walker, 1)
    for _ in range(12):
        attempt.play.set("answer", NONSENSE)
    attempt.play.undo()
    assert len(attempt.play.state.given) == 12


def test_padding_everywhere_is_told_so(opened):
    attempt = opened(Walker, 2)
    given = [one.slips.get("padded", NONSENSE) for one in attempt.p.asked]
    verdict = walked(attempt.p, given)
    assert verdict.outcome is Outcome.FAILED
    assert "no padding" in verdict.feedback


def test_pre_training_helps_the_first_task_and_the_second_by_what_it_has_learnt(seeds):
    called = set()
    for seed in (0, 1) if len(seeds) < 100 else seeds:
        p = problem(seed)
        assert gain(fewest(p, FIRST)) > 0.02, seed
        assert abs(p.gain()) > 0.02, seed
        assert (p.wins, p.wins_second, p.truth) == ((0, 1, HURTS) if p.apart else (0, 0, HELPS))
        assert p.apart or set(p.new) < set(p.known)
        called.add(p.truth)
    assert called == {HELPS, HURTS}, "no call is right for all seeds"


def test_no_row_is_judged_that_the_source_has_learnt_from():
    for seed in (0, 1):
        p = problem(seed)
        for task in (FIRST, SECOND):
            used = np.concatenate([rows for draw in draws(p, task, LABELS[-1], 3) for rows in draw])
            assert len(used)
            assert not np.isin(used, source(p, task)).any()


def test_a_call_of_harm_is_answered_where_the_source_knew_the_digits(opened):
    attempt = opened(Transfer, 0)
    assert attempt.p.truth == HELPS
    verdict = attempt.grade(attempt.solution(), call=HURTS, points=10)
    assert verdict.score == 0
    assert "the five digits asked for are among them" in verdict.feedback


def test_what_a_call_earns(opened):
    attempt = opened(Transfer, 1)
    right, size = attempt.solution(), 100 * abs(attempt.p.gain())
    for off, score in ((0, 1), (3.9, 1), (-3.9, 1), (6.9, 0.8), (7.1, 0.6)):
        assert attempt.grade(right, points=max(0.6, size + off)).score == pytest.approx(score), off
    for call in (HELPS, SAME):
        verdict = attempt.grade(right, call=call, points=round(size))
        assert verdict.score == 0
        assert verdict.feedback
    assert "always helps" in attempt.grade(right, call=HELPS, points=5.0).misconception
    assert "5 points" in attempt.grade(right, points=size / 100).feedback


def test_the_call_stays_once_it_is_answered(opened):
    play = opened(Transfer, 1).play
    play.put(replace(play.state, first=(fewest(play.problem, FIRST),)))
    play.act("trial")
    assert len(play.state.trials) == 1
    first = next(measuring(play.problem, SECOND, trained(play.problem, SECOND), 1))
    assert play.state.trials[0] == pytest.approx(gain(first))
    play.set("call", HURTS)
    play.set("points", 8)
    play.act("run_second")
    assert len(play.state.second) == len(LABELS)
    assert np.mean(play.state.second[0][2]) - np.mean(play.state.second[0][1]) == pytest.approx(play.problem.gain())
    assert play.kind().settle(play.problem, play.state, play.state).call == HURTS
    with pytest.raises(Exception, match="call"):
        play.set("call", HELPS)


def test_marks(opened, seeds):
    for seed in seeds:
        attempt = opened(Checklist, seed)
        p = attempt.p
        assert sum(not p.against(card) for card in p.cards) == 1
        assert {WEIGHTS, SIZE} <= {row for row, _ in p.truth}
        assert CODE not in {row for row, _ in p.truth}
        everything = tuple((row, column) for row in range(len(CHECKS)) for column in (2, 3, 4))
        assert attempt.grade(Marked(everything)).score <= 0.5
        assert attempt.grade(Marked(tuple(sorted(p.truth)))).score == 1
        for card in p.cards:
            assert (SIZE in p.against(card)) == (card.millions * 4 > p.megabytes)
            assert card.millions < p.megabytes, "who takes parameters for megabytes sees no obstacle"
        for check in (WEIGHTS, SIZE):
            left = tuple(each for each in sorted(p.truth) if each[0] != check)
            assert attempt.grade(Marked(left)).outcome is Outcome.FAILED, "a check left out"
        left = tuple(each for each in sorted(p.truth) if each[0] != WEIGHTS)
        assert "may not be sold" in attempt.grade(Marked(left)).feedback or len(p.truth) > 4


def test_questions_are_computed(seeds):
    total, unet, side, numbers = 138_357_544, 31_030_658, 388, 1470
    assert total in {vgg(seed)["right"] for seed in range(20)}
    assert {weighs(seed)["n"] for seed in range(40)} > {total, unet}
    assert any(one["right"] == side for one in map(output, range(30)) if one["side"] == 572)
    assert numbers in {cells(seed)["right"] for seed in range(8)}
    assert {round(weighs(seed)["right"]) for seed in range(40)} >= {553, 124}
    for seed in seeds:
        one = kernel(seed)
        assert one["right"] == one["k"] ** 2 * one["channels"] * one["out"] + one["out"]
        full = vgg(seed)
        c = full["classes"]
        by_hand = 25088 * 4096 + 4096 + 4096 * 4096 + 4096 + 4096 * c + c
        assert (full["dense"], full["right"]) == (by_hand, by_hand + 14_714_688)
        assert full["unflat"] == full["right"] - 25088 * 4096 + 512 * 4096
        through = output(seed)
        n = through["side"]
        for _ in range(4):
            n = (n - 4) // 2
        assert through["bottom"] == n - 4
        n -= 4
        for _ in range(4):
            n = 2 * n - 4
        assert through["right"] == n
        assert len(set(tasks(seed).values())) == 3


def test_the_figures_of_the_prose():
    steps = cnn.walk(cnn.vgg16(), 224, 3)
    assert cnn.parameters(steps, "conv") == 14_714_688
    assert round(cnn.parameters(steps, "dense") / cnn.parameters(steps), 3) == 0.894
