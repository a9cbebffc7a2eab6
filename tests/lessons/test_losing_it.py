"""The lesson `losing-it`: its exercises, the figures of its prose and questions, and what naive answers earn."""

import subprocess
import sys
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tuitor_ml_engineer.descent.losing_it import checks
from tuitor_ml_engineer.descent.losing_it.exercise import Search
from tuitor_ml_engineer.descent.losing_it.outlier import NAMES, OTHER, SAME, Outlier
from tuitor_ml_engineer.descent.losing_it.problem import GRID, MOST, quartet
from tuitor_ml_engineer.descent.losing_it.questions import (
    PLACES,
    from_sums,
    nothing,
    one_for_all,
    same_height,
    three_rows,
)
from tuitor_ml_engineer.descent.losing_it.slice import OneSlope
from tutor.core.errors import TutorError
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import HeatMap
from tutor.core.exercise.view import Metric
from tutor.ml import losses, nice, regression


def test_the_figures_of_the_prose():
    (x, y), (x3, y3) = quartet("I"), quartet("III")
    assert (len(x), x.sum(), y.sum(), x @ x, x @ y, y @ y) == pytest.approx((11, 99, 82.51, 1001, 797.6, 660.1727))
    best = regression.line(x, y)
    assert (best.slope, best.intercept, best.sse) == pytest.approx((0.5001, 3.0001, 13.7627), abs=5e-5)
    dx, dy = x - x.mean(), y - y.mean()
    assert (dx @ dy, dx @ dx, y.mean()) == pytest.approx((55.01, 110, 7.50), abs=5e-3)
    assert [round(losses.best_line(name, x3, y3)[0], 4) for name in ("SSE", "MAE")] == [0.4997, 0.345]
    ten = np.delete(np.arange(11), np.abs(y3 - 0.345 * x3 - 4.01).argmax())
    assert np.abs(y3 - 0.345 * x3 - 4.01)[ten].max() < 0.011
    assert losses.slice_along_slope([1, 2, 3], [2, 3, 7], 0)[:2] == pytest.approx((29 / 14, 1.93), abs=5e-3)
    assert regression.sse(y, x) == pytest.approx(65.9727)


def test_a_slice_asks_for_where_and_how_little(opened, seeds):
    for seed in seeds:
        one = opened(OneSlope, seed)
        curve, (low, high, step) = one.p.curve, one.p.m_range
        assert low + 5 * step < curve.argmin < high - 5 * step
        right = one.solution()
        assert one.grade(right).score == 1
        at = min(np.arange(low, high, step), key=one.p.loss)
        assert one.grade(right, argmin=nice.nearest(at, step), least=round(one.p.loss(at), 2)).score == 1, "read off"
        assert one.grade(right, argmin=curve.argmin + 1.1 * step).score == 0.5
        swapped = one.grade(argmin=curve.least, least=curve.argmin)
        assert swapped.score == 0.5
        assert swapped.outcome == "failed"
        assert "The argmin is the m where it does" in swapped.feedback
        assert "The min is how small" in swapped.feedback
        both = one.grade(argmin=0.5001, least=13.7627)
        assert both.score == 0
        assert both.feedback.count(f"Here b stays at {one.p.b:g}") == 2


def test_a_sweep_draws_the_parabola_and_tells_the_prediction(opened):
    play = opened(OneSlope).play
    assert sum(isinstance(part, Chart) for part in play.view().parts) == 1
    play.act("sweep")
    low, high, step = play.problem.m_range
    charts = [part for part in play.view().parts if isinstance(part, Chart)]
    tried = charts[1].layers[0]
    assert np.asarray(tried.y) == pytest.approx([play.problem.loss(m) for m in tried.x], rel=1e-9)
    assert np.asarray(tried.x) == pytest.approx(np.arange(low, high + step / 2, step), abs=1e-9)


def searched(attempt, seen):
    return attempt.grade(replace(attempt.start, seen=tuple(seen)))


def test_five_evaluations_settle_the_bowl(opened, seeds):
    """Three along W, two more along b from the last of them, and a sixth at the bottom: as the lesson says."""
    for seed in seeds:
        attempt = opened(Search, seed)
        play, bottom = attempt.play, {}
        for field, (low, high, step), shares in (
            ("W", attempt.p.W_range, (0.1, 0.9, 0.5)),
            ("b", attempt.p.b_range, (0.45, 0.55)),
        ):
            for share in shares:
                play.set(field, nice.nearest(low + share * (high - low), step))
                play.act("evaluate")
            bottom[field] = nice.nearest(attempt.p.curve(play.state).argmin, step)
        assert len(play.state.seen) == 5
        for field, value in bottom.items():
            play.set(field, value)
        play.act("evaluate")
        assert play.grade().score == 1, (seed, play.grade())


def test_naive_searches_get_half_at_most(opened, seeds):
    for seed in seeds:
        attempt = opened(Search, seed)
        p = attempt.p
        spans = (p.W_range, p.b_range)
        grid = product(*(np.linspace(low, high, n + 2)[1:-1] for (low, high, _), n in zip(spans, GRID, strict=True)))
        assert searched(attempt, grid).score <= 0.5
        corners = product(*((low, high) for low, high, _ in spans))
        middle = [((low + high) / 2) for low, high, _ in spans]
        assert searched(attempt, [*corners, middle, p.first]).score <= 0.5
        assert searched(attempt, [(p.best.slope, p.first[1]), p.first]).score <= 0.5
        assert searched(attempt, [(p.first[0], p.mean[1]), p.first]).score <= 0.5
        assert attempt.grade(attempt.start).outcome == "unattempted"


def test_more_evaluations_never_score_less_and_fifteen_are_all(opened):
    attempt = opened(Search, 2)
    p, rng = attempt.p, np.random.RandomState(0)
    seen, before = [], 0.0
    for _ in range(MOST):
        seen.append((p.best.slope + rng.normal() * p.scale[0] / 3, p.mean[1] + rng.normal() * p.scale[1] / 3))
        score = searched(attempt, seen).score
        assert score >= before
        before = score
    play = attempt.play
    assert "evaluate" not in play.enabled_controls()
    with pytest.raises(TutorError, match="cannot be used now"):
        play.act("evaluate")


def test_a_known_place_costs_no_evaluation(opened):
    play = opened(Search).play
    play.act("evaluate")
    play.act("evaluate")
    assert len(play.state.seen) == 1
    for field in ("W", "b"):
        play.nudge(field, 1)
        play.act("evaluate")
    play.undo()
    play.restart()
    assert len(play.state.seen) == 3, "an evaluation is not given back"


def contours(play):
    return [
        layer
        for part in play.view().parts
        if isinstance(part, Chart)
        for layer in part.layers
        if isinstance(layer, HeatMap)
    ]


def test_the_map_is_covered_until_the_search_is_over(opened):
    attempt = opened(Search, 1)
    attempt.play.act("evaluate")
    assert not contours(attempt.play)
    attempt.play.put(attempt.solution())
    assert contours(attempt.play)
    attempt.play.put(replace(attempt.start, seen=tuple((float(n), 0.0) for n in range(MOST))))
    assert contours(attempt.play)


def test_each_fault_of_a_search_is_told_where_the_rest_is(opened, seeds):
    for seed in seeds:
        attempt = opened(Search, seed)
        p, (W, b) = attempt.p, attempt.p.nearest
        near_W, near_b = W + 0.4 * p.scale[0], b + 0.4 * p.scale[1]
        cases = {
            "b has stayed": [p.first, (W, p.first[1])],
            "W has stayed": [p.first, (p.first[0], b)],
            "along W": [p.first, (near_W, b)],
            "along b": [p.first, (W, near_b)],
        }
        for says, seen in cases.items():
            told = searched(attempt, seen)
            assert says.lower() in told.feedback.lower(), told
            assert told.feedback.endswith("You have 13 left.")
        worn = searched(attempt, [(near_W, b + n * p.steps[1]) for n in range(MOST)])
        assert "No evaluations left." in worn.feedback


def test_the_far_point_pulls_the_squares_only(opened, seeds):
    for seed in seeds:
        p = opened(Outlier, seed).p
        assert p.follows == 1
        low, high, _ = p.pulls
        still = [p.line("MAE", pull) for pull in np.linspace(low + 0.1 * (high - low), high, 5)]
        np.testing.assert_allclose(still, [still[0]] * 5, rtol=1e-9)
        slopes = [p.line("SSE", pull)[0] for pull in (low, high)]
        assert abs(slopes[1] - slopes[0]) > 0.3 * abs(slopes[0])


def test_verdicts_on_four_losses(opened, seeds):
    for seed in seeds:
        attempt = opened(Outlier, seed)
        assert {name: attempt.p.right(name) for name in NAMES} == {
            "MSE": SAME,
            "RMSE": SAME,
            "SAE": OTHER,
            "MAE": OTHER,
        }
        assert attempt.grade(attempt.solution()).score == 1
        for one in (SAME, OTHER):
            assert attempt.grade(**dict.fromkeys(NAMES, one)).score == 0.5
        for name, verdict in zip(NAMES, (OTHER, OTHER, SAME, SAME), strict=True):
            told = attempt.grade(attempt.solution(**{name: verdict}))
            assert (told.score, told.outcome) == (0.75, "failed")
            assert told.misconception == f"{name}: {NAMES[name]}"


@pytest.mark.parametrize("kind", [OneSlope, Search, Outlier])
def test_programs_print_what_is_on_screen(kind, opened):
    attempt = opened(kind, 3)
    for state in (attempt.start, attempt.solution()):
        attempt.play.put(state)
        said = subprocess.check_output([sys.executable, "-c", attempt.play.code()], text=True)
        shown = [part.shown() for part in attempt.play.view().parts if isinstance(part, Metric)]
        assert shown
        assert all(each in said for each in shown), (shown, said)


def test_drawn_answers_are_what_their_routes_give():
    x, y = quartet("I")
    asked = set()
    for seed in range(60):
        q = three_rows(seed)
        rest = [q[f"y{i}"] - q[f"told{i}"] for i in (1, 2, 3)]
        assert (q["right"], q["plain"], q["of_sum"]) == (sum(r * r for r in rest), sum(rest), sum(rest) ** 2)
        q = from_sums(seed)
        asked.add((q["W"], q["b"]))
        assert q["right"] == pytest.approx(regression.sse(y, q["W"] * x + q["b"]), abs=1e-4)
        assert q["right"] == pytest.approx(q["t1"] + q["t2"] + q["t3"] - q["t4"] - q["t5"] + q["t6"], abs=1e-3)
        q = same_height(seed)
        assert q["right"] == pytest.approx((q["low"] + q["high"]) / 2)
        assert len({q["right"], q["apart"], q["half"]}) == 3
        q = one_for_all(seed)
        values = [float(each) for each in q["sorted"].split(", ")]
        tried = np.arange(0, 100, 0.5)
        assert tried[np.argmin([np.abs(np.array(values) - c).sum() for c in tried])] == q["right"] == values[2]
    assert asked == set(PLACES)
    known = {nothing(seed)["right"]: nothing(seed) for seed in range(40)}
    assert 660.1727 in known
    assert known[660.1727]["spread"] == 41.27
    assert from_sums(next(s for s in range(40) if from_sums(s)["W"] == 0.5 and from_sums(s)["b"] == 3))[
        "right"
    ] == pytest.approx(13.763, abs=5e-3)


def test_the_reference_of_the_program_is_the_loss():
    rng = np.random.default_rng(1)
    for _ in range(20):
        x, y, b, slopes = checks._draw(rng)
        at, low = checks._best(x, y, b, slopes)
        found = [regression.sse(y, m * x + b) for m in slopes]
        assert (at, low) == pytest.approx((slopes[int(np.argmin(found))], min(found)))
