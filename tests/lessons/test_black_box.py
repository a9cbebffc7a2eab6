"""The lesson `black-box`: twelve calls are enough for every kind, a straight line is not, and a budget comes first."""

import numpy as np
import pytest

from tuitor_ml_engineer.thinking.black_box.budget import CASES, GUARD, budget
from tuitor_ml_engineer.thinking.black_box.component import Component
from tuitor_ml_engineer.thinking.black_box.exercise import Sealed
from tuitor_ml_engineer.thinking.black_box.models import FOREST, TIMED, TREE, Measured
from tuitor_ml_engineer.thinking.black_box.problem import CALLS, FIELDS, UNSEEN, Box, Calls, box
from tuitor_ml_engineer.thinking.black_box.questions import fixed_by, in_contract, midpoint, p95, probes, twin
from tutor.core.grade import Outcome
from tutor.ml import sealed

EVEN = (4 * np.linspace(0, 10, CALLS)).round() / 4
"""On the slider's grid."""


def of_kind(kind):
    """The first problem of this kind."""
    return next(each for each in map(box, range(100)) if each.f.kind == kind)


def careful(p: Box) -> tuple[Calls, np.ndarray]:
    """What somebody who knows the kind can do with twelve calls."""
    asked = (0.4 * p.f.width * EVEN).round() / 4 if p.f.kind == "periodic" else EVEN
    if p.f.kind == "stateful":
        asked = np.random.RandomState(0).permutation(EVEN)
    s = Calls(asked=tuple(asked.tolist()))
    y, x = p.answers(s), np.array(p.unseen)
    if p.f.kind in ("stateful", "noisy"):
        A = np.column_stack([asked, np.arange(CALLS) * (p.f.kind == "stateful"), np.ones(CALLS)])
        later = np.column_stack([x, CALLS + np.arange(UNSEEN), np.ones(UNSEEN)])
        return s, later @ np.linalg.lstsq(A, y, rcond=None)[0]
    return s, np.interp(x % p.f.width if p.f.kind == "periodic" else x, asked, y)


def test_all_kinds_come_up_and_unseen_inputs_are_unseen(seeds):
    assert {box(seed).f.kind for seed in range(40)} == set(sealed.KINDS)
    for seed in seeds:
        p = box(seed)
        assert all(x % 0.25 for x in p.unseen)
        low, high, _ = p.levels
        everything = p.f.answer(sealed.GRID[:, None], np.arange(CALLS + UNSEEN))
        assert low <= everything.min()
        assert everything.max() <= high


@pytest.mark.parametrize("kind", ["affine", "clipped", "periodic", "noisy", "stateful"])
def test_twelve_calls_are_enough(kind):
    for p in filter(lambda p: p.f.kind == kind, map(box, range(60))):
        s, told = careful(p)
        assert p.earned(s, tuple(told.tolist())) >= 0.8


def test_steps_are_found_by_their_levels():
    p = of_kind("step")
    s = Calls(asked=tuple(EVEN.tolist()))
    levels = np.unique(p.answers(s).round(9))
    nearest = levels[np.abs(p.targets(s)[:, None] - levels).argmin(axis=1)]
    assert p.earned(s, tuple(nearest.tolist())) == pytest.approx(1)


def test_naive_predictions_fail(seeds):
    for seed in seeds:
        p = box(seed)
        s = Calls(asked=tuple(EVEN.tolist()))
        assert p.earned(s, (float(p.answers(s).mean()),) * UNSEEN) <= 0.5
        if p.f.kind in ("periodic", "stateful"):
            assert p.earned(s, p.line(s)) <= 0.5
        elif p.f.kind in ("clipped", "step"):
            assert p.earned(s, p.line(s)) < 0.85


def test_predictions_earn_one_less_rmse_over_sd(opened):
    attempt = opened(Sealed, 0, part="predict")
    right = attempt.solution()
    p = attempt.p
    room = p.f.noise
    for share in (0.0, 0.3, 2.0):
        pinned = tuple(y + room + share * p.f.spread for y in p.targets(right))
        assert attempt.grade(right, pinned=pinned).score == pytest.approx(max(0, 1 - share))


def test_the_noise_is_no_error():
    p = of_kind("noisy")
    s = Calls(asked=(5.0,))
    assert p.earned(s, tuple((p.targets(s) + p.f.noise).tolist())) == pytest.approx(1)


def test_memory_counts_the_learner_s_own_calls():
    p = of_kind("stateful")
    few, many = Calls(asked=(5.0,)), Calls(asked=(5.0,) * CALLS)
    assert p.targets(many) - p.targets(few) == pytest.approx([p.f.drift * (CALLS - 1)] * UNSEEN)


def test_one_contract_for_all_fails(opened, seeds):
    for seed in seeds:
        attempt = opened(Sealed, seed, part="contract")
        everything = attempt.grade(**dict.fromkeys(FIELDS, True))
        assert everything.outcome is Outcome.FAILED
        usual = attempt.grade(repeatable=True, affine=True)
        assert usual.outcome is Outcome.FAILED
        assert attempt.grade(attempt.solution()).score == 1


def test_a_contract_is_scored_by_f1(opened):
    seed = next(each for each in range(100) if box(each).f.kind == "step" and box(each).f.b < 0)
    attempt = opened(Sealed, seed, part="contract")
    assert attempt.grade(repeatable=True, flat=True).score == pytest.approx(0.8)
    assert "would return" in attempt.grade(repeatable=True, flat=True, jumps=True, affine=True).feedback


def test_what_a_learner_is_told_of_two_equal_calls(opened):
    seed = next(each for each in range(100) if box(each).f.kind == "noisy")
    attempt = opened(Sealed, seed, part="contract")
    graded = attempt.grade(repeatable=True, affine=True, asked=(1.0, 2.5, 2.5))
    y = attempt.p.f.answer(2.5, [1, 2])
    assert f"x = 2.5 returned {y[0]:.2f} at call 2 and {y[1]:.2f} at call 3" in graded.feedback


def test_what_a_learner_is_told_whose_own_calls_fall(opened):
    seed = next(each for each in range(100) if box(each).f.kind == "step" and box(each).f.b < 0)
    attempt = opened(Sealed, seed, part="contract")
    y = attempt.p.f.mean([1, 9])
    told = attempt.grade(repeatable=True, flat=True, jumps=True, rising=True, asked=(9.0, 1.0)).feedback
    assert f"f(1) = {y[0]:.2f} and f(9) = {y[1]:.2f}: it falls" in told


def test_calls_end_and_pins_end_them(opened):
    play = opened(Sealed, 1, part="predict").play
    for _ in range(CALLS):
        play.act("ask", "predict")
    assert len(play.state.asked) == CALLS
    assert set(play.enabled_controls("predict")) == {"guess", "pin"}
    play.restart()
    play.act("ask", "predict")
    play.act("pin", "predict")
    assert "ask" not in play.enabled_controls("predict")
    for _ in range(UNSEEN - 1):
        play.act("pin", "predict")
    assert play.enabled_controls("predict") == ()
    assert not play.can_undo


def measured(p, ms, sizes, scores):
    """What a machine might measure."""
    folds = ((score - 0.01, score, score + 0.01, score, score) for score in scores)
    rows = zip(p.names, folds, sizes, ms, strict=True)
    return tuple(Measured(name, each, size, (time,) * TIMED) for name, each, size, time in rows)


def test_a_budget_comes_before_a_score(opened):
    seed = next(
        each for each in range(100) if budget(each).names == (TREE, "logistic", FOREST) and budget(each).times < 20
    )
    attempt = opened(Component, seed)
    limit = attempt.p.times * 0.1
    found = measured(attempt.p, (0.1, 0.2, 1.3 * limit), (1700, 1700, 110_000), (0.85, 0.97, 0.98))
    forest = attempt.grade(measured=found, ship=FOREST)
    assert forest.score == 0
    assert "A budget comes before a score" in forest.feedback
    assert attempt.grade(measured=found, ship="logistic").score == 1
    tree = attempt.grade(measured=found, ship=TREE)
    assert tree.score == 0
    assert "earns nothing" in tree.feedback
    for near in (limit * GUARD * 0.99, limit / GUARD * 1.01):
        found = measured(attempt.p, (0.1, 0.2, near), (1700, 1700, 110_000), (0.85, 0.97, 0.98))
        for name in ("logistic", FOREST):
            assert attempt.grade(measured=found, ship=name).score == 1


def test_the_mean_is_not_the_p95(opened):
    attempt = opened(Component, 0)
    limit = attempt.p.times * 0.1
    found = list(measured(attempt.p, (0.1, 0.2, 0.3), (1000, 1000, 1000), (0.85, 0.9, 0.99)))
    slow = (0.1 * limit,) * (TIMED - 6) + (9 * limit,) * 6
    found[2] = Measured(FOREST, found[2].scores, 1000, slow)
    assert found[2].mean < limit < found[2].p95
    assert "one call in twenty" in attempt.grade(measured=tuple(found), ship=FOREST).feedback


def test_every_case_has_a_forest_and_today_s_tree(seeds):
    assert all(names[-1] == FOREST for names, _, _ in CASES)
    assert all(budget(seed).names[0] == TREE for seed in seeds)


def test_questions_are_computed(seeds):
    for seed in seeds:
        assert fixed_by(seed)["right"] == fixed_by(seed)["slopes"] + 1
        halfway = midpoint(seed)
        assert halfway["right"] == (halfway["fu"] + halfway["fv"]) / 2
        times = [float(each) for each in p95(seed)["times"].split(", ")]
        assert len(times) == 20
        assert p95(seed)["right"] == sorted(times)[18]
        assert len({probes(seed)[f"probe{i}"] for i in range(1, 5)}) == 4
        assert len({in_contract(seed)[f"says{i}"] for i in range(1, 6)}) == 5
        shown = twin(seed)
        for x in map(int, shown["calls"].split(", ")):
            assert np.sin(2 * np.pi * x / shown["step"]) == pytest.approx(0, abs=1e-12)
