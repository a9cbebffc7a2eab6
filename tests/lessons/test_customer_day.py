"""The lesson `customer-day`: the right way earns all, the naive one meets the leak and earns 0.4 at most."""

from dataclasses import replace

import numpy as np
import pytest

from tuitor_ml_engineer.capstone.customer_day import grading, models
from tuitor_ml_engineer.capstone.customer_day.day import opened as open_seal
from tuitor_ml_engineer.capstone.customer_day.exercise import CustomerDay
from tuitor_ml_engineer.capstone.customer_day.models import open_day
from tuitor_ml_engineer.capstone.customer_day.problem import Customer
from tuitor_ml_engineer.capstone.customer_day.report import written
from tuitor_ml_engineer.capstone.customer_day.state import ALL, AS_IS, KEEP, LOGISTIC, MODELS, NEAREST, TRAIN, Day
from tutor.core.grade import Outcome
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.store.memory import MemoryStore

PARTS = ("frame", "contract", "repair", "baseline", "choice", "threshold", "test", "report")
NAIVE = Day(spelling="fold", code=KEEP, model=LOGISTIC, fitted=TRAIN, forecast=1.0, rows=420.0,
            metric="best fold", free=0.5)  # fmt: skip


def naive(p: Customer) -> Day:
    """Fold the labels, since four classes do not fit; take all columns; believe cross-validation."""
    return replace(NAIVE, opened=((1.0, models.accuracy(p, NAIVE), NAIVE.pipeline),))


def test_the_right_way_passes_each_screen_in_full_and_the_next_one_goes_on_from_there(opened, seeds):
    for seed in seeds:
        attempt = opened(CustomerDay, seed)
        for part in PARTS:
            attempt.play.solve(part)
            verdict = attempt.play.grade(part)
            assert (verdict.outcome, verdict.score) == (Outcome.PASSED, pytest.approx(1)), (seed, part, verdict)


def test_the_naive_way_meets_the_leak_and_is_capped(opened, seeds):
    for seed in seeds:
        attempt = opened(CustomerDay, seed, "report")
        p = attempt.p
        verdict = attempt.grade(naive(p))
        assert verdict.outcome is Outcome.FAILED
        assert verdict.score <= 0.4
        assert f"sealed {models.accuracy(p, NAIVE):.3f}" in verdict.feedback
        assert models.cv(p, NAIVE)[0] > 0.99 > 0.8 > models.accuracy(p, NAIVE)


@pytest.mark.parametrize("spoil", [{"code": KEEP}, {"fitted": ALL}])
def test_all_else_right_does_not_lift_the_cap(opened, spoil):
    for seed in range(3):
        attempt = opened(CustomerDay, seed, "report")
        assert attempt.grade(attempt.solution(**spoil)).score == pytest.approx(0.4)


def test_a_leak_that_is_mended_after_the_seal_costs_the_forecast_and_is_told(opened):
    attempt = opened(CustomerDay, 3, "report")
    p = attempt.p
    mended = replace(attempt.solution(), opened=naive(p).opened, forecast=1.0, limits=(0, 2, 3, 4))
    verdict = attempt.grade(mended)
    assert verdict.score == pytest.approx(0.9)
    assert verdict.outcome is Outcome.PASSED
    assert "You said 1.000" in verdict.feedback
    assert "changed after the seal was opened | yes" in written(p, mended)
    assert attempt.grade(mended, limits=(0, 2, 3)).score == pytest.approx(0.875)


def test_points_are_those_of_the_course(opened):
    attempt = opened(CustomerDay, 1, "report")
    right = attempt.solution()
    weights = {line.name: line.weight for line in grading.whole(attempt.p, right)}
    assert weights == {"leak": 0, "procedure": 0, "defects": 25, "repair": 15, "sealed score": 25, "forecast": 10,
                       "cost": 15, "facts": 10}  # fmt: skip
    assert attempt.grade(right, flags=()).score == pytest.approx(0.75)
    assert attempt.grade(right, rows=1.0, free=0.5).score == pytest.approx(0.95)


def test_a_score_does_not_see_the_dirt_but_the_cells_do(opened, seeds):
    for seed in seeds:
        p = open_day(seed, None)
        dirty = replace(p.best, cut=0.0, gaps=AS_IS)
        assert models.accuracy(p, dirty) >= models.accuracy(p, p.best) - 2 * models.sealed_se(p, p.best)
        assert models.cv(p, dirty)[0] >= models.cv(p, p.best)[0] - models.cv(p, p.best)[1]
        right, harmed, spoilt = grading.repaired(p, dirty)
        assert (right, harmed) == (p.file.manifest["spelling"] + 20, 0)
        assert spoilt == sum(p.file.manifest.values()) - 2
        assert grading.repaired(p, p.best) == (spoilt, 0, spoilt)


def test_repairs_recount_and_harm_counts_against(opened):
    p = open_day(4, None)
    high = replace(p.best, cut=p.cuts[1])
    areas = p.file.true_numbers[:400, p.spoilt[0]]
    sound = p.file.numbers[:400, p.spoilt[0]] == areas
    assert grading.repaired(p, high)[1] == np.sum(sound & (areas < p.cuts[1])) > 20
    assert grading.cells(p, high).score < grading.cells(p, p.best).score == 1


def test_the_gate_and_the_scores(opened):
    p = open_day(2, None)
    assert grading.gate(p, p.best).cap == 1
    assert grading.gate(p, replace(p.best, fitted=ALL)).cap == 0.4
    means = [models.cv(p, p.best, model)[0] for model in MODELS]
    assert means[0] < means[1] <= means[2]
    assert grading.held(p, replace(p.best, model=NEAREST)).score < 1.0001
    assert grading.held(p, p.best).score == 1


def test_a_cheaper_threshold_never_earns_less(opened):
    p = open_day(5, None)
    days = [replace(p.best, t=float(t)) for t in np.arange(0.01, 1, 0.01).round(2)]
    scores = [score for _, score in sorted((models.cost(p, s), grading.cost(p, s).score) for s in days)]
    assert scores == sorted(scores, reverse=True)
    assert grading.cost(p, replace(p.best, t=0.5)).score < 0.5


def test_nothing_is_shown_or_unsealed_of_a_model_that_nobody_chose(opened):
    play = opened(CustomerDay, 6).play
    play.set("forecast", 0.9, "test")
    assert play.enabled_controls("test") == ("forecast",)
    assert "page 5" in play.grade("test").feedback
    assert open_seal(play.problem, play.state) == play.state
    for part in ("threshold", "test"):
        assert "page 5" in "".join(each.words() for each in play.view(part).parts)


def test_a_defect_left_out_fails_the_contract(opened):
    attempt = opened(CustomerDay, 1, "contract")
    flags = sorted(attempt.p.truth)
    for left in flags:
        assert attempt.grade(flags=tuple(each for each in flags if each != left)).outcome is Outcome.FAILED


def test_the_seal_opens_once_and_undo_does_not_close_it(opened):
    play = opened(CustomerDay, 6).play
    assert play.enabled_controls("test") == ("forecast",)
    play.put(replace(play.start, model=LOGISTIC, fitted=TRAIN))
    play.set("forecast", 0.9, "test")
    play.act("open", "test")
    first = play.state.opened
    assert first[0][0] == 0.9
    assert play.enabled_controls("test") == ()
    play.undo()
    assert play.state.opened == first


def test_the_report_is_a_program_that_prints_the_run(opened, capsys):
    attempt = opened(CustomerDay, 7, "report")
    right = attempt.solution()
    program = attempt.play.at("report").code(right)
    exec(program, {})
    told = capsys.readouterr().out
    assert told.startswith("# A customer's day")
    assert f"| sealed accuracy | {models.accuracy(attempt.p, right):.3f}; always B {attempt.p.free:.3f} |" in told
    assert "| rows delivered, used | 420, 400 |" in told
    assert "| report_code | drop |" in told


def test_it_is_asked_on_its_pages_alone_and_no_final_misses_it():
    shelf = ItemIndex(load_catalog([]))
    assert not any(entry.sits for entry in shelf.entries("ml-engineer/customer-day"))
    for kind in ("placement", "final"):
        sitting = open_sitting(QuizRequest(kind, "ml-engineer"), MemoryStore(), shelf).sitting
        assert not any("customer-day" in each.item for each in sitting.asked)
        assert "Capstone" not in " ".join(sitting.notes)
