"""What `tutor check` cannot know: that the numbers of these lessons are the right ones."""

from dataclasses import replace
from itertools import combinations
from statistics import median, stdev

import numpy as np
import pytest
from tuitor_statistics.column.spread.pull import Pull
from tuitor_statistics.column.spread.times import Times, service, wanted
from tuitor_statistics.column.spread.widen import Widen
from tuitor_statistics.evidence.base_rates.site import Detector, Site, price
from tuitor_statistics.evidence.permutation.groups import groups
from tuitor_statistics.evidence.simpson.departments import Departments
from tuitor_statistics.evidence.simpson.ward import ward

from tutor.api import columns

SEEDS = range(30)


def score(exercise, problem, state) -> float:
    lines = exercise().criteria(problem, state)
    return sum(line.weight * line.score for line in lines) / sum(line.weight for line in lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_mean_median_and_spread_are_those_of_python(seed):
    times = service(seed, None).start
    assert times.mean == pytest.approx(np.mean(times.times))
    assert times.median == median(times.times)
    assert times.sd == pytest.approx(stdev(times.times))


@pytest.mark.parametrize("seed", SEEDS)
def test_two_of_the_upper_points_may_share_what_one_would_have_to_rise(seed):
    p = service(seed, None)
    upper = sorted(range(5), key=p.measured.__getitem__)[3:]
    shared = list(p.measured)
    for at, by in zip(upper, (2 * p.rise, 3 * p.rise), strict=True):
        shared[at] += by
    assert score(Pull, p, Times(tuple(shared))) == 1
    assert score(Pull, p, p.start) < Pull.pass_at


@pytest.mark.parametrize("seed", SEEDS)
def test_buttons_alone_never_lead_to_the_wanted_spread(seed):
    p = wanted(seed, None)
    times = p.measured
    while min(times) >= 0 and max(times) <= 80:
        assert score(Widen, p, Times(times)) < Widen.pass_at
        times = p.wider(times)


@pytest.mark.parametrize("distances", [(-1, -1, 0, 1, 1), (-1.5, -0.5, 0, 0.5, 1.5), (2**0.5, -(2**0.5), 0, 0, 0)])
def test_any_shape_with_the_wanted_spread_is_right(distances):
    p = wanted(3, None)
    scale = p.sd / stdev(distances)
    assert score(Widen, p, Times(p.about(*(scale * each for each in distances)))) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_total_turns_round_and_any_common_mix_turns_it_back(seed):
    p = ward(seed, None)
    assert p.total(p.other, p.sent) > p.total(p.better, p.sent)
    assert all(a > b for a, b in zip(p.rates[p.better], p.rates[p.other], strict=True))
    assert all(p.gap(p.routed(mix, mix)) > 0 for mix in range(0, 101, 5))


def test_the_better_treatment_is_not_always_the_same_letter():
    assert {ward(seed, None).better for seed in SEEDS} == {"A", "B"}


def test_berkeley_is_as_it_was_published():
    table = columns("statistics/admissions")
    assert sum(table["applied"]) == 4526
    assert sum(table["admitted"]) == 1755
    school = Departments().setup(0, None)
    assert (round(school.total(0)), round(school.total(1))) == (30, 45)
    assert {school.rows[at].letter for at in school.ahead(0)} == set("ABDF")


@pytest.mark.parametrize("seed", range(5))
def test_the_share_of_shuffles_comes_close_to_that_of_all_924_deals(seed):
    p = groups(seed, None)
    deals = [np.isin(np.arange(12), at) for at in combinations(range(12), 6)]
    gaps = np.array([p.values[deal].mean() - p.values[~deal].mean() for deal in deals])
    exact = np.mean(np.abs(gaps) >= abs(p.observed) - 1e-9)
    assert len(deals) == 924
    assert p.exact == pytest.approx(exact)
    assert p.p(2000) == pytest.approx(exact, abs=4 * (exact * (1 - exact) / 2000) ** 0.5)


@pytest.mark.parametrize("prior", [0.006, 0.01, 0.02])
def test_half_of_the_alarms_are_real_where_true_and_false_ones_are_as_many(prior):
    site = Site(prior)
    s = Detector(spec=site.enough_at(95))
    assert site.value(s) == pytest.approx(50)
    assert prior * s.sens == pytest.approx((1 - prior) * (100 - s.spec))
    assert price(s) <= site.budget
    both = replace(s, sens=99.9, spec=99.9)
    assert price(both) > site.budget, "money for both knobs"
    assert site.value(Detector(sens=99.9)) < 50, "sensitivity alone will do"
