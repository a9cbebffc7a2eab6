"""The lesson `line`: its two exercises and the numbers of Anscombe's quartet."""

from dataclasses import replace
from random import Random

import pytest

from tuitor_ml_engineer.regression.line.exercise import Fit, FitLine
from tuitor_ml_engineer.regression.line.judge import VERDICTS, Judge, Verdicts
from tuitor_ml_engineer.regression.line.questions import new_x, three_points


def test_the_numbers_of_the_first_set(opened):
    line = opened(FitLine)
    assert line.baseline == pytest.approx(41.27269, abs=1e-5)
    assert line.best.sse == pytest.approx(13.76269, abs=1e-9)
    assert (line.best.slope, line.best.intercept) == pytest.approx((0.5000909, 3.0000909), abs=1e-7)
    assert line.sse(Fit(m=0.5, b=3.0)) == pytest.approx(13.763, abs=5e-4)
    assert line.sse(Fit(m=0, b=0)) == pytest.approx(660.17, abs=0.01)
    assert (line.mean_x, line.mean_y) == pytest.approx((9, 7.50), abs=1e-3)


def test_the_reference_passes_in_full_and_the_naive_do_not(opened, seeds):
    for seed in seeds:
        line = opened(FitLine, seed)
        start = line.start()
        assert line.grade(line.solve(start)).score >= 0.95
        assert line.grade(start).outcome == "unattempted"
        for naive in (Fit(m=0.0, b=7.5), Fit(m=0.0, b=0.0), replace(start, b=start.b + 0.1)):
            assert line.grade(naive).score <= 0.5


def test_a_smaller_loss_never_scores_less(opened):
    line, random = opened(FitLine), Random(1)
    tries = [Fit(m=random.uniform(-1, 2), b=random.uniform(-4, 14)) for _ in range(400)]
    near = [Fit(m=0.5 + random.gauss(0, 0.05), b=3 + random.gauss(0, 0.4)) for _ in range(400)]
    scores = [line.grade(state).score for state in sorted([*tries, *near], key=line.sse)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] == 0.0


def test_each_mistake_of_the_line_has_its_own_sentence_and_the_right_line_none(opened, seeds):
    for seed in seeds:
        line = opened(FitLine, seed)
        mistakes = line.mistakes()
        right = line.grade(line.solve(line.start())).feedback
        for mistake in mistakes:
            said = line.grade(mistake.state).feedback
            heard = {other.expect for other in mistakes if other.expect in said}
            assert heard == {mistake.expect}
            assert mistake.expect not in right


def test_the_prediction_is_what_happens(opened, seeds):
    for seed in seeds:
        line = opened(FitLine, seed)
        start = line.start()
        raised = line.sse(replace(start, b=start.b + line.b_step))
        assert line.truth_of_raising_b() == (0 if raised < line.sse(start) else 1)


def test_the_quartet_agrees_in_numbers_and_not_in_verdicts(opened):
    judge = opened(Judge)
    assert sorted(judge.truth.values()) == ["curve", "leverage", "outlier"]
    (table,) = judge.view(judge.start()).parts
    assert len(judge.view(replace(judge.start(), plots=True)).parts) == 4
    assert {tuple(row[1:4]) for row in table.rows} == {("0.50", "3.00", "0.82")}


def test_verdicts_count_a_third_each_wherever_the_seed_puts_them(opened, seeds):
    orders = set()
    for seed in seeds:
        judge = opened(Judge, seed)
        right = judge.solve(judge.start())
        orders.add(tuple(judge.truth.values()))
        assert judge.grade(right).score == 1.0
        assert judge.grade(replace(right, b=VERDICTS["line"])).score == pytest.approx(2 / 3)
        assert judge.grade(replace(right, b=VERDICTS["line"])).outcome == "failed"
        assert judge.grade(Verdicts(**dict.fromkeys("abc", VERDICTS["line"]))).score == 0
        assert judge.grade(judge.start()).outcome == "unattempted"
    assert len(orders) == 6


def test_each_wrong_verdict_is_answered_with_the_number_that_speaks_against_it(opened):
    judge = opened(Judge)
    for letter, truth in judge.truth.items():
        for name, words in VERDICTS.items():
            said = judge.grade(replace(judge.solve(judge.start()), **{letter: words})).feedback
            assert (name == truth) == said.startswith("All three")
            assert VERDICTS[truth] not in said


def test_the_drawn_points_lie_where_the_residuals_say():
    for seed in range(300):
        drawn = three_points(seed)
        m, b = drawn["line"].replace("−", "-").split("x + ")
        slope = {"": 1, "-": -1}.get(m) or int(m)
        misses = [drawn[f"y{i}"] - slope * drawn[f"x{i}"] - int(b) for i in (1, 2, 3)]
        assert [f"{miss}".replace("-", "−") for miss in misses] == [drawn["r1"], drawn["r2"], drawn["r3"]]
        assert drawn["loss"] == sum(miss * miss for miss in misses)


def test_the_prediction_at_ten_is_eight():
    at = {drawn["x"]: drawn["right"] for drawn in map(new_x, range(100))}
    assert at[10] == pytest.approx(8.00, abs=0.05)
