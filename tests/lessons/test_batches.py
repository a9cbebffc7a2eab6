"""The lesson `batches`: the figures of its prose and questions, what is told of a race, what naive answers earn."""

from dataclasses import replace
from math import comb, sqrt

import numpy as np
import pytest

from tuitor_ml_engineer.descent.batches.cloud import ROUTES, AllBatches, Cloud
from tuitor_ml_engineer.descent.batches.epoch import Epoch
from tuitor_ml_engineer.descent.batches.exercise import Marathon, Sprint
from tuitor_ml_engineer.descent.batches.grading import MARATHON, NAMES, SPRINT, fault
from tuitor_ml_engineer.descent.batches.problem import TICKS, Runner, track
from tuitor_ml_engineer.descent.batches.questions import RATIOS, cuts, edge, epoch, floor, kinds, spread, unbiased
from tutor.core.datasets import columns
from tutor.core.errors import DataError
from tutor.core.exercise.view import Metric
from tutor.core.own_data import OwnTable
from tutor.ml import minibatch

POINTS = columns("core/anscombe", where={"set": "I"})


def run(attempt, batch, eta):
    """The verdict on this pair, after the whole race."""
    return attempt.grade(replace(attempt.start, batch=batch, eta=eta, at=TICKS))


def test_the_figures_of_the_races_in_the_prose():
    sprint, marathon = track(0, None, 2, 10.0), track(0, None, 20, 1.0)
    assert sprint.seeds == [0, 1, 2, 3, 4]
    assert sprint.edge == pytest.approx(0.2485, abs=5e-5)
    assert [round(float(x), 1) for x in (min(sprint.above(32, 0.1)[-1]), max(sprint.above(32, 0.1)[-1]))] == [1.4, 3.2]
    assert (sprint.steps(256), sprint.steps(32), sprint.steps(442)) == (4, 28, 2)
    assert [round(float(sprint.exact(256, eta)[-1])) for eta in (0.1, 0.2)] == [144, 17]
    assert sprint.above(442, 0.24)[-1].min() > sprint.constant
    assert marathon.inside(128, 0.05) == 3
    assert marathon.inside(1, 0.002) == 3
    assert marathon.above(442, 0.1)[-1] == pytest.approx([0.88] * 5, abs=0.005)
    assert marathon.inside(32, 0.02) == 5


def test_the_worked_examples():
    g = np.array([[1.0], [4.0], [7.0]])
    pairs = minibatch.every_batch(g, 2)
    assert pairs.ravel().tolist() == [2.5, 4.0, 5.5]
    assert (g.var(), pairs.var(), minibatch.variance(g, 2)[0]) == pytest.approx((6, 1.5, 1.5))
    assert (minibatch.steps_per_epoch(20, 8), minibatch.last_batch(20, 8)) == (3, 4)
    at_zero = minibatch.row_gradients((0, 0), POINTS["x"], POINTS["y"])
    assert [round(float(minibatch.variance(at_zero, B)[0])) for B in (1, 2)] == [6037, 2717]
    assert round(minibatch.noise_floor(0.1, 1, 2), 3) == 0.105


def test_each_way_to_lose_a_race_is_told_with_its_own_numbers(opened):
    for kind, examples in ((Sprint, SPRINT), (Marathon, MARATHON)):
        attempt = opened(kind, 0)
        for name, (batch, eta) in examples.items():
            verdict = run(attempt, batch, eta)
            assert verdict.misconception == NAMES[name]
            assert f"η = {eta:g}" in verdict.feedback
            assert verdict.score == attempt.p.inside(batch, eta) / 5 < 0.8
    few = run(opened(Sprint), 442, 0.2).feedback
    assert "2 steps are all that 2 epochs give" in few
    noisy = run(opened(Marathon), 32, 0.2)
    assert "below the full batch's edge, 0.2485" in noisy.feedback


def test_what_is_called_noise_goes_away_without_noise(opened):
    """For the ways that blame noise, exact gradients arrive; for those that do not, they do not either."""
    for kind, examples in ((Sprint, SPRINT), (Marathon, MARATHON)):
        for seed in (0, 1):
            p = opened(kind, seed).p
            for batch, eta in examples.values():
                name = fault(p, Runner(batch, eta, TICKS))
                arrives = bool(p.exact(batch, eta)[-1] <= p.goal)
                assert {"few": False, "slow": False, "swings": False}.get(name, arrives) == arrives
                assert name in {"", "edge", "diverged"} or arrives == (name in {"small", "floor"})


def test_the_reference_walks_are_the_courses_and_partial_credit_is_a_share(opened):
    marathon = opened(Marathon, 0)
    assert run(marathon, 1, 0.002).score == pytest.approx(0.6)
    assert run(marathon, 128, 0.05).score == pytest.approx(0.6)
    assert run(marathon, 32, 0.05).score == pytest.approx(0.8)
    assert run(marathon, 442, 0.1).score == 1.0
    assert run(opened(Sprint, 0), 32, 0.1).score == 1.0


@pytest.fixture
def races(seeds):
    """A few seeds, as each is a marathon of B = 1 or two; all of them with `-m trust`."""
    return seeds if len(seeds) > 25 else seeds[:4]


def test_naive_races_get_half_at_most(opened, races):
    """The full batch at its best in the sprint, the race as it begins, the winner of the sprint in the marathon."""
    for seed in races:
        sprint, marathon = opened(Sprint, seed), opened(Marathon, seed)
        for eta in (0.1, 0.2, sprint.start.eta):
            assert run(sprint, 442, eta).score <= 0.5
        assert run(sprint, 1, 1e-4).score <= 0.5
        assert run(marathon, 4, marathon.start.eta).score <= 0.5
        assert run(marathon, 1, 0.02).score <= 0.5
        assert run(marathon, 442, marathon.p.edge).score <= 0.5


def test_the_predictions_are_what_happens(opened, races):
    for seed in races:
        sprint, marathon = opened(Sprint, seed), opened(Marathon, seed)
        assert [each.play.truth(each.play.predictions()[0]) for each in (sprint, marathon)] == [2, 1]


def test_a_race_can_be_stopped_and_run_on(opened):
    play = opened(Sprint).play
    frames = Sprint().run(play.problem, play.state)
    for _ in range(30):
        state = next(frames)
    play.put(state)
    assert (play.state.at, play.state.ran) == (30, ())
    assert "to its end" in play.grade().feedback
    play.act("run")
    assert (play.state.at, play.state.ran) == (TICKS, ((442, 0.24, 0),))
    play.set("batch", 32)
    assert (play.state.at, len(play.state.ran)) == (0, 1)


def test_the_program_of_a_race_prints_its_metrics_also_where_it_was_stopped(opened, capsys):
    play = opened(Sprint, 3).play
    for batch, eta, at in ((442, 0.2, 1), (442, 0.2, TICKS), (32, 0.05, 37), (32, 0.05, TICKS), (1, 0.002, 61)):
        play.put(Runner(batch, eta, at))
        exec(play.code(), {})
        steps, worst, inside = (part for part in play.view().parts if isinstance(part, Metric))
        said = capsys.readouterr().out
        assert f"steps {steps.value}, worst walk {worst.value:.3g}% above" in said
        assert f": {inside.value}" in said


def test_the_cloud_holds_every_batch_and_its_middle_is_the_full_gradient(opened, seeds):
    for seed in seeds[:10]:
        p = opened(AllBatches, seed).p
        for batch in range(1, 12):
            assert len(p.cloud(batch)) == comb(11, batch)
            np.testing.assert_allclose(p.cloud(batch).mean(axis=0), p.full, atol=1e-11)
            assert p.measured(batch) == pytest.approx(p.formula(batch), rel=1e-9, abs=1e-20)
        assert sqrt(p.measured(4) / p.measured(1)) == pytest.approx(0.42, abs=0.005)


def test_the_wrong_routes_to_a_variance(opened):
    attempt = opened(AllBatches)
    given = Cloud(np.array(POINTS["x"]), np.array(POINTS["y"]), (0.0, 0.0), 5)
    assert given.formula(5) == pytest.approx(724.45198, abs=1e-5)
    worth = [attempt.grade(variance=value(attempt.p)).score for _, value, _ in ROUTES]
    assert worth == [0.5, 0.5, 0.5, 0.5, 0]
    truth = attempt.p.formula(attempt.p.asked)
    assert [attempt.grade(variance=share * truth).score for share in (0.979, 0.98, 1, 1.02, 1.021)] == [0, 1, 1, 1, 0]


def test_the_variance_that_is_asked_for_stands_nowhere(opened, capsys):
    for seed in range(5):
        play = opened(AllBatches, seed).play
        play.set("batch", play.problem.asked)
        shown = f"{play.problem.measured(play.problem.asked):.5g}"
        said = "\n".join(part.words() for part in play.view().parts)
        assert shown not in said
        exec(play.code(), {})
        assert shown not in capsys.readouterr().out


def test_naive_variances_get_half_at_most(opened, seeds):
    for seed in seeds:
        attempt = opened(AllBatches, seed)
        for near in (attempt.p.asked - 1, attempt.p.asked + 1):
            assert attempt.grade(variance=attempt.p.measured(near)).score <= 0.5
        assert all(attempt.grade(variance=value(attempt.p)).score <= 0.5 for _, value, _ in ROUTES)
        assert 1 <= attempt.p.against(1) <= 4, "some rows contradict the others, but not most"


def test_counts_of_an_epoch(opened, seeds):
    for seed in seeds:
        attempt = opened(Epoch, seed)
        n, B = attempt.p.n, attempt.p.B
        sizes = [len(range(n)[first : first + B]) for first in range(0, n, B)]
        assert attempt.grade(steps=len(sizes), last=sizes[-1]).score == 1
        assert attempt.grade(steps=n // B, last=sizes[-1]).score == pytest.approx(0.75)
        assert attempt.grade(steps=n // B, last=B - sizes[-1]).score == pytest.approx(0.5)
        assert attempt.grade(steps=n // B, last=B).score == pytest.approx(0.25)
        assert attempt.grade(steps=B, last=B).score == 0


def test_drawn_answers_are_what_their_routes_give():
    counted = {(q["n"], q["B"]): (q["right"], q["last"]) for q in map(epoch, range(200))}
    assert counted[442, 32] == (14, 26)
    for (n, B), (steps, last) in counted.items():
        assert n == (steps - 1) * B + last
        assert 0 < last < B
    for seed in range(40):
        q = spread(seed)
        g = minibatch.row_gradients((float(q["W"]), q["b"]), POINTS["x"], POINTS["y"])
        cloud = minibatch.every_batch(g, q["B"])
        assert q["right"] == pytest.approx(cloud[:, 0].var(), rel=1e-3)
        assert unbiased(seed)["batches"] == comb(11, unbiased(seed)["B"])
        f = floor(seed)
        assert f["right"] == pytest.approx(minibatch.noise_floor(f["eta"], f["lam"], f["sigma2"]), abs=1e-5)
    assert spread(0)["right"] == pytest.approx(724.4, abs=0.1)
    assert kinds(0)["says1"] == "steps an epoch: 1; noise: none"


def test_batches_at_a_rate_below_the_edge_end_as_far_off_as_is_said():
    asked = {(q["B"], q["eta"]): (q["low"], q["high"]) for q in map(edge, range(60))}
    assert asked["32", "0.2"] == ("10", "42")
    assert len(asked) == 3
    assert all(float(low) > 1 for low, _ in asked.values())


def test_the_noise_of_the_same_ratio_of_rate_and_batch_has_about_the_same_floor():
    p = track(1, None, 20, 1.0)

    def level(batch, eta):
        return float((p.above(batch, eta).mean(axis=1) - p.exact(batch, eta))[TICKS // 2 :].mean())

    for B, eta, times in RATIOS:
        same, kept, less = level(B * times, eta * times), level(B, eta), level(B * times, eta)
        assert same == pytest.approx(kept, rel=0.35)
        assert less < 0.75 * kept


def test_ways_to_cut_noise_are_not_the_same_each_time():
    assert len({frozenset(cuts(seed).values()) for seed in range(50)}) > 10


def own(**columns_):
    return OwnTable("my.csv", columns_, {"y": "b"}, "0", (), "")


def test_an_own_table_has_a_goal_that_can_be_reached():
    rng = np.random.RandomState(1)
    x = 1e6 + 1e3 * rng.randn(60)
    y = -3e9 + 1e-3 * (x + 2e3 * rng.randn(60))
    table = own(a=x.tolist(), words=["w"] * 60, y=y.tolist(), b=y.tolist())
    for epochs, nominal in ((2, 10.0), (20, 1.0)):
        p = track(0, replace(table, columns={"a": table.columns["a"], "y": table.columns["y"]}), epochs, nominal)
        assert p.inputs == ("a",)
        assert p.inside(*p.best) == 5
        assert p.goal >= nominal


def test_a_table_without_noise_is_refused():
    x = np.arange(60.0)
    with pytest.raises(DataError, match="almost exactly"):
        track(0, own(a=x.tolist(), y=(3 * x).tolist()), 2, 10.0)
    with pytest.raises(DataError, match="column of numbers"):
        track(0, own(a=[1.0] * 60, y=x.tolist()), 2, 10.0)
