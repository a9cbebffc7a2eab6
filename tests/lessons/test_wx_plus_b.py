"""The lesson `wx-plus-b`: the figures that its prose and questions give, and what naive answers earn."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuitor_ml_engineer.regression.wx_plus_b import checks
from tuitor_ml_engineer.regression.wx_plus_b.cases import LETTERS, STABLE, UNSTABLE, four
from tuitor_ml_engineer.regression.wx_plus_b.exercise import Inputs
from tuitor_ml_engineer.regression.wx_plus_b.problem import Model, rows
from tuitor_ml_engineer.regression.wx_plus_b.questions import SIGNS, count, one_row, r_squared, together
from tuitor_ml_engineer.regression.wx_plus_b.shapes import PRODUCTS, RIGHT, Puzzle, Shapes, numpy_says
from tuitor_ml_engineer.regression.wx_plus_b.trust import Trust
from tutor.core.datasets import columns
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Metric
from tutor.ml import regression
from tutor.ml.collinear import HARMFUL


def all_patients():
    return replace(rows(0, None), fitted=442)


def test_the_diabetes_figures_of_the_prose():
    p = all_patients()
    bmi, bp, s5 = (p.names.index(name) for name in ("bmi", "bp", "s5"))
    assert p.alone[bmi] == pytest.approx((0.3439237602253804, 10.233127870100773), rel=1e-9)
    assert p.r2(p.all) == pytest.approx(0.5177484222203498, rel=1e-9)
    weights = p.model(p.all)[0]
    assert (weights[bmi], weights[s5]) == pytest.approx((5.602962091923715, 68.48312496478795), rel=1e-8)
    assert [round(p.r2(these), 3) for these in ((bmi,), (bmi, s5), (bmi, s5, bp))] == [0.344, 0.459, 0.480]
    assert round(sum(r2 for r2, _ in p.alone), 2) == 1.46


def test_an_input_never_lowers_the_r2_of_the_fit_and_may_lower_that_of_held_out_rows(seeds):
    fell = 0
    for seed in seeds:
        p = rows(seed, None)
        for n in range(10):
            assert p.r2(p.all[: n + 1]) >= p.r2(p.all[:n]) - 1e-12
            fell += p.held_out(p.all[: n + 1]) < p.held_out(p.all[:n])
    assert fell > len(seeds)


def test_three_inputs_are_free_and_a_fourth_closes_the_call(opened):
    play = opened(Inputs).play
    play.set("inputs", (2, 3, 8))
    play.set("inputs", (2, 3, 4, 8))
    assert play.state.inputs == (2, 3, 8)
    assert "before you add another" in "".join(part.words() for part in play.view().parts)
    play.set("call", 0.52)
    assert "add all 10" in play.grade().feedback
    play.set("inputs", (2, 3, 4, 8))
    assert (play.state.inputs, play.state.opened) == ((2, 3, 4, 8), True)
    assert play.enabled_controls() == ("inputs",)
    assert not play.can_undo
    assert not play.undo()
    play.restart()
    assert (play.state.call, play.state.opened) == (0.52, True)
    play.set("inputs", play.problem.all)
    assert play.grade().score == float(abs(0.52 - play.problem.r2(play.problem.all)) <= 0.03)


def test_a_call_that_was_met_stays_closed_in_a_later_session(opened):
    play = opened(Inputs).play
    play.set("call", 0.52)
    play.set("inputs", (2, 3, 4, 8))
    again = Play.open(Inputs, 0, saved=play.dump())
    assert again.state == play.state
    assert not again.undo()
    assert not again.rewind()


def test_a_nearer_call_never_scores_less(opened):
    attempt = opened(Inputs, 3)
    truth = attempt.p.r2(attempt.p.all)
    scores = [
        attempt.grade(attempt.solution(call=max(0.0, truth + off * sign))).score
        for sign in (1, -1)
        for off in (0, 0.02, 0.03, 0.04, 0.06, 0.061, 0.2, 0.4)
    ]
    assert scores == [1, 1, 1, 0.5, 0.5, 0, 0, 0] * 2


def test_naive_calls_get_half_at_most(opened, seeds):
    for seed in seeds:
        attempt = opened(Inputs, seed)
        best = max(r2 for r2, _ in attempt.p.alone)
        for call in (0.0, 1.0, attempt.p.sum_alone, best):
            assert attempt.grade(attempt.solution(call=call)).score <= 0.5


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(-12, 12), min_size=10, max_size=10))
def test_r2_does_not_hang_on_units(seed, powers):
    p = rows(seed, None)
    scaled = replace(p, X=p.X * 10.0 ** np.array(powers))
    assert scaled.r2(p.all) == pytest.approx(p.r2(p.all), rel=1e-8)
    assert scaled.held_out(p.all) == pytest.approx(p.held_out(p.all), rel=1e-8)


def test_the_prediction_is_what_happens(seeds):
    for seed in seeds:
        p = rows(seed, None)
        one, two = (p.alone[i][0] for i in p.pair)
        assert p.adding == 1
        assert max(one, two) < p.r2(p.pair) < one + two


def test_numpy_tries_the_shapes_of_the_learner(opened, seeds):
    for seed in seeds:
        puzzle = opened(Puzzle, seed)
        right, m = puzzle.solution(), puzzle.p
        assert numpy_says(right) == f"numpy: {RIGHT} has shape {m.shape('nk')}"
        assert "mismatch" in numpy_says(replace(right, product="X @ W + b"))
        assert puzzle.grade(right, product="X @ W + b").score == pytest.approx(0.8)
        for shape in m.shapes[1:]:
            for product in PRODUCTS:
                assert puzzle.grade(Shapes(shape, shape, shape, shape, product)).score <= 0.5
    assert numpy_says(Shapes()) == ""


def test_on_linnerud_x_w_runs_as_well_and_is_wrong():
    table = np.array(list(columns("core/linnerud").values()), float).T
    X, Y = table[:, :3], table[:, 3:]
    W, b = regression.least_squares(X, Y)
    assert W.shape == (3, 3)
    np.testing.assert_allclose(W[0], [-0.4750263586637996, -0.21771646975131523, 0.09308837062185533], rtol=1e-8)
    np.testing.assert_allclose(b, [208.23351880696038, 40.597875418664636, 52.043621051724365], rtol=1e-8)
    assert regression.sse(Y, X @ W + b) == pytest.approx(10389.2, abs=0.1)
    assert regression.sse(Y, X @ W.T + b) == pytest.approx(9481.5, abs=0.1)


def longley():
    p = four(0)
    return p.of[p.letter("trend")]


def test_longley_as_the_prose_has_it():
    case = longley()
    assert case.kappa == pytest.approx(110.54415344231354, rel=1e-3)
    assert regression.condition_number(case.X) == pytest.approx(4859257015.454873, rel=1e-3)
    assert round(case.r2, 3) == 0.995
    assert case.digits("normal") == pytest.approx(7.4, abs=1.5)
    assert case.digits("qr") >= 10.9 - 1.5
    assert case.digits("qr") >= case.digits("normal") + 3


def test_a_year_left_out_moves_longleys_weights():
    case = longley()
    years = dict(zip(case.names, case.X.T, strict=True))["year"]
    assert years[4] == 1951
    prices = case.weights[:, case.names.index("gnp_deflator")]
    assert prices[0] > 0 > prices[1 + years.tolist().index(1950)]
    assert abs(case.weights[5] - case.weights[0]).max() == pytest.approx(case.jump * abs(case.weights[0]).max())
    assert case.jump > 0.5


def test_the_tables_lie_far_from_the_edge_and_two_of_four_are_stable(seeds):
    for seed in seeds:
        kappas = sorted(case.kappa for case in four(seed).cases)
        assert kappas[1] < HARMFUL / 5
        assert kappas[2] > 2 * HARMFUL


def test_naive_verdicts_get_half_at_most(opened, seeds):
    for seed in seeds:
        trust = opened(Trust, seed)
        by_r2 = {letter: STABLE if case.r2 > 0.5 else UNSTABLE for letter, case in trust.p.of.items()}
        for said in (dict.fromkeys(LETTERS, STABLE), dict.fromkeys(LETTERS, UNSTABLE), by_r2):
            assert trust.grade(trust.solution(**said)).score <= 0.5


def test_a_bmi_model_and_all_ten_are_among_the_r2_that_are_asked_for():
    asked = {drawn["inputs"]: drawn["right"] for drawn in map(r_squared, range(200))}
    assert asked["bmi"] == pytest.approx(0.344, abs=5e-4)
    assert asked["all ten inputs"] == pytest.approx(0.518, abs=5e-4)
    assert asked.keys() == {"bmi", "s5", "bmi and s5", "bmi, bp and s5", "all ten inputs"}


def test_drawn_answers_are_what_their_routes_give():
    for seed in range(300):
        q = one_row(seed)
        told = regression.predict([[q["a"], q["c"]], [q["d"], q["e"]]], [q["b1"], q["b2"]], [[q["x1"], q["x2"]]])
        assert told.tolist() == [[q["y1"], q["right"]]]
        n = count(seed)
        W, b = regression.least_squares(np.eye(n["p"] + 2, n["p"]), np.ones((n["p"] + 2, n["k"])))
        assert W.size + b.size == n["right"]


def test_the_programs_take_tables_without_full_rank():
    rng = np.random.default_rng(0)
    deficient = [
        np.linalg.matrix_rank(regression.design(X)) < X.shape[1] + 1 for X, _ in (checks._thin(rng) for _ in range(50))
    ]
    assert all(deficient)


@pytest.mark.parametrize("letter", [LETTERS[0], *(pytest.param(each, marks=pytest.mark.trust) for each in LETTERS[1:])])
def test_the_program_of_each_table_prints_its_metrics(opened, letter):
    trust = opened(Trust, 2)
    trust.play.set("table", letter)
    said = subprocess.check_output([sys.executable, "-c", trust.play.code()], text=True)
    assert all(part.shown() in said for part in trust.play.view().parts if isinstance(part, Metric))


def test_an_untouched_model_says_what_to_do(opened):
    assert opened(Inputs).grade(Model(seen=(0.0,))).feedback == "Take an input into the model first."


def test_the_weights_that_are_said_to_change_their_sign_do():
    case = longley()
    years = case.X[:, case.names.index("year")].tolist()
    for name, year in SIGNS:
        weights = case.weights[:, case.names.index("gnp_deflator" if name == "price index" else name)]
        assert (weights[0] > 0) == (name == "price index")
        assert weights[0] * weights[1 + years.index(year)] < 0


def test_a_weight_is_smaller_beside_the_others():
    drawn = {each["input"]: each for each in map(together, range(60))}
    assert (drawn["bmi"]["alone"], drawn["bmi"]["beside"]) == pytest.approx((10.233, 5.603), abs=1e-3)
    assert all(0 < each["beside"] < 0.9 * each["alone"] for each in drawn.values())
