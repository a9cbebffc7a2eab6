"""What a claimed edge or a finished walk says about the idea behind it."""

from collections.abc import Callable
from typing import Any

from tutor.api import Answer, Misconception, WrongAnswer, bowl, first_of

from .problem import ENOUGH, Landscape, Walk, tidy


def _edge(field: str, name: str, ground: Callable[[Landscape], bowl.Bowl]) -> Answer:
    """A claim against 2/λmax: full within 5%, half within 20%, a quarter within a factor of about two."""
    def stable(p: Landscape) -> float:
        return ground(p).rates.stable

    return Answer(
        field, lambda p, walk: stable(p), name=name, within=0.05, partly=((0.2, 0.5), (0.525, 0.25)),
        wrong=[
            WrongAnswer("edge of the mean", lambda p, walk: len(p.y) * stable(p),
                        "that is the edge for the mean of the squares. This loss is their sum: divide by the number of "
                        "points.", 0.5),
            WrongAnswer("edge of the half-mean", lambda p, walk: 2 * len(p.y) * stable(p),
                        "that is the edge for half the mean of the squares. This loss is the sum: divide by twice the "
                        "number of points.", 0.5),
            WrongAnswer("1/λmax", lambda p, walk: 0.5 * stable(p),
                        "that is half of the edge: from there on a step swings across the bottom, but still comes "
                        "closer.", 0.25),
            WrongAnswer("stable is the edge",
                        lambda p, walk: claim if (claim := getattr(walk, field)) < stable(p) else None,
                        "that is stable, and so is a rate a little above it. Try higher.",
                        example=lambda p: {field: 0.8 * stable(p)}),
            WrongAnswer("beyond the edge", lambda p, walk: getattr(walk, field),
                        "that is beyond the edge: the loss grows there, and at a rate a little below. Try lower.",
                        example=lambda p: {field: 1.3 * stable(p)}),
        ])


EDGES = (_edge("edge", "x as it is", lambda p: p.raw), _edge("edge_scaled", "x standardised", lambda p: p.standard))


def _whole(p: Landscape, walk: Walk) -> str:
    """How long the whole way would take at this rate, beside what is allowed."""
    takes = f"{whole:,} steps" if (whole := p.whole(walk)) else "for ever"
    return f"the whole way would take {takes}, and {p.budget(p.ground(walk.scaled)):,} are allowed"


def _ran(scaled: bool, rate: float, steps: int) -> dict[str, Any]:
    """So many steps at one rate."""
    return {"scaled": scaled, "eta": tidy(rate), "runs": ((tidy(rate), steps),)}


IDEAS = first_of(
    Misconception("more steps will do", lambda p, walk: p.left_of(walk) <= ENOUGH, lambda p, walk:
                  f"You are there, in {walk.steps:,} steps; {p.budget(p.ground(walk.scaled)):,} are allowed. A better "
                  "rate or a better scale needs fewer.",
                  lambda p: _ran(True, p.standard.rates.best, 2 * p.budget(p.standard) + 8), score=0.5),
    Misconception("divergence is a bug", lambda p, walk: not p.left_of(walk) <= p.remaining(walk.scaled, ()),
                  lambda p, walk: "The loss grew. That is not a bug: a rate beyond the edge overshoots the bottom by "
                  f"more than it was away from it. η = {walk.eta:.4g} now. Go back to the start, take a smaller one.",
                  lambda p: _ran(False, 1.05 * p.raw.rates.stable, 300), score=0.0),
    Misconception("stopped early", lambda p, walk: 0 < (p.whole(walk) or 0) <= p.budget(p.ground(walk.scaled)),
                  lambda p, walk: f"The rate is fine, but {100 * p.left_of(walk):.2g}% of the avoidable loss is left. "
                  f"Run on: it takes about {p.whole(walk)} steps in all.",
                  lambda p: _ran(False, p.raw.rates.best, 10), score=0.25),
    Misconception("smaller is safer, so better", lambda p, walk: walk.eta < p.ground(walk.scaled).rates.best,
                  lambda p, walk: f"η = {walk.eta:.4g} is too small: {_whole(p, walk)}.",
                  lambda p: _ran(False, 0.1 * p.raw.rates.stable, 500), score=0.0),
    Misconception("as fast as it is stable", lambda p, walk: True, lambda p, walk:
                  f"η = {walk.eta:.4g} is too large: each step swings across the bottom and gives back most of what it "
                  f"gained; {_whole(p, walk)}.", lambda p: _ran(True, 1.9 * p.standard.rates.best, 3), score=0.0),
)
"""What keeps a walk from the bottom, or from reaching it in time."""
