"""The lesson `line`: its two exercises and the numbers of Anscombe's quartet."""

from dataclasses import replace
from random import Random

import pytest

from tuitor_ml_engineer.regression.line.exercise import FitLine
from tuitor_ml_engineer.regression.line.judge import VERDICTS, Judge, Verdicts
from tuitor_ml_engineer.regression.line.problem import Fit
from tuitor_ml_engineer.regression.line.questions import new_x, one_big_miss, sums, three_points


def test_the_numbers_of_the_first_set(opened):
    p = opened(FitLine).p
    assert p.baseline == pytest.approx(41.27269, abs=1e-5)
    assert p.best.sse == pytest.approx(13.76269, abs=1e-9)
    assert (p.best.slope, p.best.intercept) == pytest.approx((0.5000909, 3.0000909), abs=1e-7)
    assert p.sse(0.5, 3.0) == pytest.approx(13.763, abs=5e-4)
    assert p.sse(0, 0) == pytest.approx(660.17, abs=0.01)
    assert p.mean == pytest.approx((9, 7.50), abs=1e-3)


def test_the_naive_get_half_at_most(opened, seeds):
    for seed in seeds:
        line = opened(FitLine, seed)
        for m, b in ((0.0, 7.5), (0.0, 0.0), (line.start.m, line.start.b + 0.1)):
            assert line.grade(m=m, b=b).score <= 0.5


def test_a_smaller_loss_never_scores_less(opened):
    line, random = opened(FitLine), Random(1)
    tries = [Fit(m=random.uniform(-1, 1.2), b=random.uniform(-4, 14)) for _ in range(400)]
    near = [Fit(m=0.5 + random.gauss(0, 0.05), b=3 + random.gauss(0, 0.4)) for _ in range(400)]
    scores = [line.grade(state).score for state in sorted([*tries, *near], key=line.p.loss)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] == 0.0


def test_over_a_grid_of_lines_the_advice_names_the_worse_fault_and_the_right_way(opened):
    """A step as advised, of the very control that is named, lowers the loss."""
    line = opened(FitLine)
    p, seen = line.p, set()
    m_low, m_high, m_step = p.m_range
    for i in range(-30, 31, 4):
        for j in range(0, 160, 5):
            m, b = round(i * 0.04, 2), round(p.b_range[0] + j * 0.2, 1)
            if not (m_low <= m <= m_high and b <= p.b_range[1]) or (m, b) == p.first:
                continue
            verdict = line.grade(m=m, b=b)
            turn, lift = abs(p.turn(m)), abs(p.lift(m, b))
            move = {
                "stopped turning early": (m_step if p.best.slope > 0 else -m_step, 0.0),
                "slope of the wrong sign": (m_step, 0.0),
                "turned too far": (-m_step, 0.0),
                "b makes it steeper": (0.0, -p.b_range[2]),
                "turned, but not lifted": (0.0, p.b_range[2]),
            }.get(verdict.misconception)
            seen.add(verdict.misconception)
            if move is None:
                continue
            assert (move[1] == 0) == (turn >= lift), (m, b, verdict)
            about_the_mean = -move[0] * p.mean[0] if move[0] else move[1]
            assert p.sse(m + move[0], b + about_the_mean) < p.sse(m, b), (m, b, verdict)
    assert len(seen) >= 5
    assert line.grade(m=1.2, b=3.0).misconception == "b makes it steeper"


def test_the_prediction_is_what_happens(opened, seeds):
    for seed in seeds:
        line = opened(FitLine, seed)
        raised = line.p.loss(replace(line.start, b=line.start.b + line.p.b_range[2]))
        assert line.p.raising_b == (0 if raised < line.p.loss(line.start) else 1)


def test_the_quartet_agrees_in_numbers_and_not_in_verdicts(opened):
    judge = opened(Judge)
    assert {judge.p.truth(letter) for letter in "abc"} == {
        VERDICTS[kind][0] for kind in ("curve", "leverage", "outlier")
    }
    (table,) = judge.play.view().parts
    assert {tuple(table.cell(row, column) for column in (1, 2, 3)) for row in range(3)} == {("0.50", "3.00", "0.82")}
    judge.play.set("plots", True)
    assert len(judge.play.view().parts) == 4


def test_verdicts_count_a_third_each_wherever_the_seed_puts_them(opened):
    orders = set()
    for seed in range(12):
        judge = opened(Judge, seed)
        orders.add(tuple(map(judge.p.truth, "abc")))
        assert judge.grade(judge.solution()).score == 1.0
        assert judge.grade(judge.solution(b=VERDICTS["line"][0])).score == pytest.approx(2 / 3)
        assert judge.grade(judge.solution(b=VERDICTS["line"][0])).outcome == "failed"
        assert judge.grade(Verdicts(**dict.fromkeys("abc", VERDICTS["line"][0]))).score == 0
    assert len(orders) == 6


def test_no_feedback_to_a_wrong_verdict_gives_the_right_one_away(opened):
    judge = opened(Judge)
    for letter in "abc":
        truth = judge.p.truth(letter)
        for words, _ in VERDICTS.values():
            said = judge.grade(judge.solution(**{letter: words})).feedback
            assert (words == truth) == said.startswith("All three")
            assert truth not in said


def test_the_drawn_points_lie_where_the_residuals_say():
    for seed in range(300):
        drawn = three_points(seed)
        m, b = drawn["line"].replace("−", "-").split("x + ")
        slope = {"": 1, "-": -1}.get(m) or int(m)
        misses = [drawn[f"y{i}"] - slope * drawn[f"x{i}"] - int(b) for i in (1, 2, 3)]
        assert [f"{miss}".replace("-", "−") for miss in misses] == [drawn["r1"], drawn["r2"], drawn["r3"]]
        assert drawn["loss"] == sum(miss * miss for miss in misses)


def test_the_numbers_shown_give_the_answers():
    for seed in range(100):
        shown = sums(seed)
        assert shown["right"] == pytest.approx(shown["sxy"] / shown["sxx"], rel=5e-3)
        assert shown["b"] == pytest.approx(shown["my"] - shown["right"] * shown["mx"], abs=0.02)
        at = new_x(seed)
        assert at["right"] == pytest.approx(at["w"] * at["x"] + at["b"])
        misses = one_big_miss(seed)
        assert misses["n"] * float(misses["small"]) ** 2 == float(misses["b"]) < misses["a"] == misses["big"] ** 2
