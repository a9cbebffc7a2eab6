"""The lesson `bins`: its figures, what each cut and decision earns, and what naive answers do."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tuitor_ml_engineer.prep.bins.exercise import Sine, Table
from tuitor_ml_engineer.prep.bins.problem import BINS, COUNT, LINE, MOST, OPEN, WIDTH, sine, table
from tuitor_ml_engineer.prep.bins.questions import WAVES, bmi, first_edge
from tutor.core.grade import Outcome
from tutor.ml import bins, regression


def test_the_wave_of_the_reference_is_the_exercise_s(reference_bins):
    (x, y), fresh = bins.sine(7, 120), bins.sine(1007, 4000)
    for k, expected in reference_bins.items():
        p = replace(sine(7), x=x, y=y, fresh=fresh)
        assert p.rmse(int(k), WIDTH) == pytest.approx(expected["uniform"], rel=1e-9)
        assert p.rmse(int(k), COUNT) == pytest.approx(expected["quantile"], rel=1e-9)


@pytest.fixture
def reference_bins():
    """Validation RMSE on 4,000 fresh points, from the course's reference values."""
    return {
        "2": {"uniform": 0.43881625652473816, "quantile": 0.43983566408994357},
        "3": {"uniform": 0.5020849920874892, "quantile": 0.4714601295226115},
    }


def test_bins_beat_the_line_on_the_wave_and_tie_with_it_on_bmi(seeds):
    for seed in seeds[:8] if len(seeds) < 100 else seeds:
        wave, patients = sine(seed), table(seed, None)
        assert not wave.line_wins
        assert patients.line_wins
        assert wave.from_ten_to_sixty == 2
        assert 1.2 * wave.rmse(*wave.best) < wave.line_rmse
        assert patients.line_rmse < 1.02 * patients.rmse(*patients.best)


@pytest.mark.parametrize("kind", [Sine, Table])
def test_naive_answers_earn_half_at_most(kind, opened, seeds):
    for seed in seeds[:8] if len(seeds) < 100 else seeds:
        attempt = opened(kind, seed)
        for k, how, keep in ((MOST, COUNT, BINS), (1, WIDTH, BINS), (1, COUNT, LINE), (2, WIDTH, LINE)):
            assert attempt.grade(k=k, strategy=how, keep=keep).score <= 0.5, (seed, k, keep)


def test_a_better_cut_never_earns_less(opened):
    attempt = opened(Sine, 3)
    p = attempt.p
    cuts = sorted(((k, COUNT) for k in range(1, MOST + 1)), key=lambda cut: p.rmse(*cut))
    scores = [attempt.grade(k=k, strategy=how, keep=BINS).score for k, how in cuts]
    assert scores[0] == 1
    # Standard errors are those of each pair of cuts, so neighbours may swap by a little, never by much.
    assert all(after <= before + 0.25 for before, after in pairwise(scores))
    assert scores[-1] == pytest.approx(0.3)


def test_undecided_is_told_what_is_missing(opened):
    verdict = opened(Sine, 1).grade(k=12, keep=OPEN)
    assert verdict.outcome is Outcome.UNATTEMPTED
    assert "decide" in verdict.feedback


def test_sixty_bins_are_told_of_the_noise_and_one_of_what_it_hides(opened):
    attempt = opened(Sine, 2)
    many, one = attempt.grade(k=MOST, keep=BINS), attempt.grade(k=1, keep=BINS)
    assert "60 bins hold 2.0 rows each" in many.feedback
    assert f"{attempt.p.train_rmse(MOST, COUNT):.4g} on training rows" in many.feedback
    assert "same answer everywhere" in one.feedback


def test_a_tie_goes_to_the_line(opened):
    attempt = opened(Table, 5)
    line, cut = attempt.grade(attempt.solution()), attempt.grade(attempt.solution(keep=BINS))
    assert line.score == 1
    assert cut.outcome is Outcome.FAILED
    assert "luckiest of 120 cuts" in cut.feedback


def test_the_error_does_not_hang_on_units_or_on_the_order_of_rows():
    p = table(4, None)
    scaled = replace(p, x=1000 * p.x + 7, y=p.y / 50)
    assert scaled.rmse(9, COUNT) == pytest.approx(p.rmse(9, COUNT) / 50, rel=1e-9)
    assert scaled.line_rmse == pytest.approx(p.line_rmse / 50, rel=1e-9)
    order = np.random.RandomState(1).permutation(len(p.x))
    assert replace(p, x=p.x[order], y=p.y[order]).train_rmse(9, COUNT) == pytest.approx(p.train_rmse(9, COUNT))


def test_no_row_is_judged_by_bins_that_have_seen_it():
    p = table(2, None)
    test = p.folds[0][1]
    moved = np.array(p.y)
    moved[test] += 1e6
    others = p.folds[0][0]
    assert (bins.fit(p.x[others], moved[others], 8).means == bins.fit(p.x[others], p.y[others], 8).means).all()
    assert np.sqrt(replace(p, y=moved).errors(8, COUNT)[test]).min() > 9e5


def test_edges_of_the_question(seeds):
    for seed in seeds:
        shown = first_edge(seed)
        x = [int(each) for each in str(shown["listed"]).split(",")]
        assert shown["right"] == pytest.approx(np.quantile(x, 0.25))
        assert shown["right"] == pytest.approx(shown["low"] + 0.75 * (shown["high"] - shown["low"]))


def test_what_the_questions_say_of_waves_and_bmi():
    x = np.linspace(0, 1, 100_001)
    y = np.sin(2 * np.pi * x)
    two, three = (regression.rmse(y, bins.fit(x, y, k, "uniform").predict(x)) for k in (2, 3))
    assert three > two
    assert bins.fit(x, y, 3, "uniform").means[1] == pytest.approx(0, abs=1e-3)
    v = np.abs(2 * x - 1)
    one, two = (regression.rmse(v, bins.fit(x, v, k, "uniform").predict(x)) for k in (1, 2))
    assert two == pytest.approx(one, rel=1e-3)
    assert len(WAVES) == 2
    for k in (3, 4, 20, 30):
        line, cut = bmi(k)
        assert cut < line - 0.01
        assert line == pytest.approx(0.33, abs=0.01)
