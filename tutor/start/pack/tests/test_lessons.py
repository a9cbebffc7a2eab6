"""What `tutor check` cannot know: that the numbers of this pack are the right ones, and how its lesson plays."""

import pytest
from tuitor_newpack.basics.slope.exercise import Turn

from tutor.api import columns
from tutor.testing import Player, render


def test_the_best_slope_has_the_smallest_loss() -> None:
    walks = Turn().setup(1, None)
    assert walks.loss(walks.best()) < min(walks.loss(walks.best() - 0.1), walks.loss(walks.best() + 0.1))


def test_people_walk_about_as_fast_as_the_table_says() -> None:
    walks = columns("newpack/walks")
    assert all(4 < km / hours < 5 for hours, km in zip(walks["hours"], walks["km"], strict=True))


@pytest.mark.parametrize(("m", "outcome"), [(4.6, "passed"), (2.0, "failed"), (8.0, "failed")])
def test_only_a_slope_near_the_best_passes(play: Player, m: float, outcome: str) -> None:
    assert play("newpack/slope", {"turn": {"m": m}}).outcome("turn") == outcome


def test_a_learner_who_stops_early_is_told_so_and_sees_why(play: Player) -> None:
    played = play("newpack/slope", {"meaning": "1", "turn": {"m": 2.0}})
    assert played.grade("meaning").score == 1
    assert "too flat" in played.grade("turn").feedback
    assert "your line" in render(played.view("turn"), width=60, height=14)
