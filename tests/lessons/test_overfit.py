"""The lesson `overfit`: the figures of its prose, what each choice earns, and that a right procedure never loses."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.ml.test_polynomial import curve, overfit_data, validation
from tuitor_ml_engineer.regression.overfit.cure import Cure
from tuitor_ml_engineer.regression.overfit.exercise import Degree
from tuitor_ml_engineer.regression.overfit.gap import LETTERS, OVER, UNDER, WELL, Gap
from tuitor_ml_engineer.regression.overfit.patient import FREER, LAMBDAS, NOTHING, RIDGE
from tuitor_ml_engineer.regression.overfit.problem import DEGREES, MOST, Sample, sample
from tuitor_ml_engineer.regression.overfit.questions import KAPPAS, PRODUCTS, four_degrees, one_se
from tutor.core.exercise.view import Metric
from tutor.ml import polynomial, regression
from tutor.ml.validation import paired


def of_the_page() -> Sample:
    """The fifteen rows of the worked table."""
    (x, y), (new_x, new_y) = overfit_data(), validation()
    across = np.linspace(-1, 1, 2001)
    return Sample(x, y, new_x, new_y, across, np.sin(np.pi * across), 0.3, "y = sin πx")


def test_the_worked_table():
    p = of_the_page()
    table = {d: (round(p.training[d], 2), round(p.validation[d], 2)) for d in (1, 3, 5, 13)}
    assert table == {1: (0.64, 0.48), 3: (0.35, 0.33), 5: (0.33, 0.32), 13: (0.04, 1.31)}
    assert (p.best, p.ties) == (5, (3, 4, 5, 6))
    assert p.behind(3, 5) == pytest.approx(0.98, abs=0.005)
    assert p.last == pytest.approx([np.hypot(regression.rmse(p.last_y, curve(2, d, p.last_x)), 0.3) for d in DEGREES])
    assert p.scores[1] == p.scores[MOST] == 0


def test_the_ridge_of_the_hint():
    (x, y), (new_x, new_y) = overfit_data(), validation()

    def held_out(penalty):
        fit = polynomial.ridge(polynomial.chebyshev(x, 12), y, penalty)
        return round(regression.rmse(new_y, regression.predict(*fit, polynomial.chebyshev(new_x, 12))), 2)

    assert held_out(0) == 1.53
    assert [held_out(10.0**k) for k in range(-3, 3)] == [1.51, 1.34, 0.69, 0.38, 0.41, 0.67]


def test_a_right_procedure_does_not_lose_on_any_seed(seeds):
    """The simplest degree that ties is truly good, and every truly good degree earns all."""
    kinds = set()
    for seed in seeds:
        p = sample(seed, None)
        kinds.add(p.truth)
        assert p.last[p.ties[0]] <= 1.05 * min(p.last)
        assert all(p.scores[d] == 1 for d in DEGREES if p.last[d] <= 1.05 * min(p.last))
        assert p.training == tuple(sorted(p.training, reverse=True))
    assert len(kinds) > 2


def test_naive_degrees_get_half_at_most_and_no_degree_wins_often(opened, seeds):
    passed = np.zeros(len(DEGREES))
    for seed in seeds:
        attempt = opened(Degree, seed)
        scores = [attempt.grade(attempt.solution(degree=d, chosen=d)).score for d in DEGREES]
        assert scores == pytest.approx(attempt.p.scores)
        assert scores[0] <= 0.5
        assert scores[MOST] == 0
        passed += np.array(scores) >= 0.8
    assert passed.max() <= 0.7 * len(seeds)


def test_a_lower_validation_error_never_scores_less_by_its_standard_errors():
    p = of_the_page()
    by_gap = sorted(DEGREES, key=lambda d: p.behind(d, p.best))
    scores = [p.scores[d] for d in by_gap if p.validation[d] > 1.05 * p.validation[p.best]]
    assert scores == sorted(scores, reverse=True)
    gap, se = paired(*((p.curve(d, p.new_x) - p.new_y) ** 2 for d in (7, 5)))
    assert p.scores[7] == pytest.approx((3 - gap / se) / 2)


def test_the_truth_comes_last_and_the_choice_stays(opened):
    play = opened(Degree, 4).play
    tones = lambda: {layer.label for chart in play.view().parts[:2] for layer in chart.layers}  # noqa: E731
    assert play.enabled_controls() == ("degree",)
    play.set("degree", 3)
    assert "See the other 12 degrees" in play.grade().feedback
    for d in DEGREES:
        play.set("degree", d)
    assert "Decide on a degree" in play.grade().feedback
    assert not {"truth", "new rows"} & tones()
    play.set("degree", 3)
    play.act("decide")
    assert {"truth", "new rows"} <= tones()
    assert not play.can_undo
    play.set("degree", 9)
    play.restart()
    assert play.state.chosen == 3, "no way back to before the truth was drawn"
    play.set("degree", 9)
    assert (play.state.chosen, play.state.degree) == (3, 9)
    assert play.enabled_controls() == ("degree",)


def test_both_error_curves_have_the_degrees_seen(opened):
    play = opened(Degree, 0).play
    for d in (1, 2, 5):
        play.set("degree", d)
    errors = play.view().parts[1]
    lines = {layer.label: layer for layer in errors.layers if layer.label}
    assert [list(line.x) for line in lines.values()] == [[0, 1, 2, 5]] * 2
    assert list(lines["training"].y) == [play.problem.training[d] for d in (0, 1, 2, 5)]


@pytest.mark.parametrize("kind", [Degree, Gap, Cure])
def test_the_program_prints_what_is_on_screen(kind, opened):
    play = opened(kind, 5).play
    if kind is Degree:
        play.set("degree", 2)
        play.set("degree", 4)
    if kind is Cure:
        play.set("cure", RIDGE)
        play.set("penalty", 0.1)
    said = subprocess.check_output([sys.executable, "-c", play.code()], text=True)
    assert all(part.shown().split()[0] in said for part in play.view().parts if isinstance(part, Metric))


def test_verdicts_follow_from_the_two_ratios(opened, seeds):
    for seed in seeds:
        gap = opened(Gap, seed)
        for fit in gap.p.of.values():
            lowest = min(fit.sample.validation)
            assert (fit.verdict == WELL) == (fit.validation <= 1.1 * lowest)
            assert fit.verdict != OVER or fit.validation >= 2 * fit.training
            assert fit.verdict != UNDER or fit.validation <= 1.25 * fit.training
        right = {letter: fit.verdict for letter, fit in gap.p.of.items()}
        assert set(right.values()) == {UNDER, WELL, OVER}
        for verdict in (UNDER, WELL, OVER):
            assert gap.grade(gap.solution(**dict.fromkeys(LETTERS, verdict))).score <= 0.5
        one = next(letter for letter in LETTERS if right[letter] != WELL)
        assert gap.grade(gap.solution(**{one: WELL})).score == 0.75


def test_the_cure_is_ridge_or_rows_as_the_held_out_rows_say(opened, seeds):
    winners = []
    for seed in seeds:
        cure = opened(Cure, seed)
        p = cure.p
        winners.append(p.winner)
        best = min(p.held_out(*key) for key in p.offered)
        assert p.held_out(*p.best) == best
        wrong = [NOTHING, FREER, RIDGE if p.many else p.more]
        for name in wrong:
            assert cure.grade(cure.solution(cure=name, penalty=p.tuned)).score <= 0.5
        assert cure.grade(cure.solution(cure=RIDGE, penalty=LAMBDAS[0])).score <= 0.5
    assert {0, 1} == set(winners)
    assert 0.2 < np.mean(winners) < 0.8


def test_every_cure_has_to_be_tried(opened):
    play = opened(Cure, 1).play
    play.set("cure", RIDGE)
    assert "Not tried yet" in play.grade().feedback
    assert "degree 14" in play.grade().feedback


def test_drawn_errors_lead_each_rule_to_its_own_degree(seeds):
    for seed in seeds:
        q = four_degrees(seed)
        names = ("zero", "best", "over", "most")
        assert min(names, key=lambda n: round(q[f"val_{n}"], 2)) == "best"
        assert min(names, key=lambda n: round(q[f"train_{n}"], 2)) == "most"
        assert abs(q["val_zero"] - q["train_zero"]) < 0.12 < q["val_most"] - q["train_most"]


def test_the_simplest_that_ties_in_the_listed_gaps():
    for seed in range(100):
        q = one_se(seed)
        ties = [q["best"]]
        for d in {*range(1, 8)} - {q["best"]}:
            gap, se = float(q[f"gap{d}"]), float(q[f"se{d}"])
            assert gap <= 0.9 * se or gap >= 1.9 * se
            ties += [d] * (gap <= se)
        assert (min(ties), max(ties)) == (q["right"], q["last"])
        assert 1 < q["right"] < q["best"] < q["last"]


def test_the_products_of_the_diabetes_table_and_the_condition_numbers():
    reference = json.loads((Path(__file__).parents[1] / "ml" / "reference.json").read_text("utf-8"))["poly"]
    for degree, (_, k, train, cv, ridge_train, ridge_cv) in PRODUCTS.items():
        found = reference["diabetes_polynomial"][str(degree)]
        ols, ridge = found["ols"], found["ridge_100"]
        assert found["n_features"] == k
        assert (train, ridge_train, ridge_cv) == tuple(
            round(each, 3) for each in (ols["train_r2"], ridge["train_r2"], ridge["cv_r2"])
        )
        assert cv == f"{ols['cv_r2']:.3f}" if degree == 2 else ols["cv_r2"] < -10
    assert round(reference["diabetes_polynomial"]["1"]["ols"]["cv_r2"], 3) == 0.489
    for degree, (raw, scaled) in KAPPAS.items():
        found = reference["design_condition_numbers_30_equispaced"][str(degree)]
        assert f"{found['chebyshev_m1_1']:.1f}" == scaled
        assert 0.1 < found["raw_year"] / float("1e" + raw.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))[2:]) < 10
    assert f"{reference['design_condition_numbers_30_equispaced']['15']['raw_m1_1']:.0e}" == "3e+05"
