"""What a claimed edge or a finished walk says about the idea behind it."""

from collections.abc import Callable, Iterator
from typing import Any

from tutor.api import Criterion, Misconception, bowl, wrong_value

from .problem import ENOUGH, Landscape, Walk, tidy

EDGES = {"x as it is": "edge", "x standardised": "edge_scaled"}
"""The criterion of each claim, and the field that holds it."""
NEAR = 0.05 * (1 + 1e-9)


def edges(p: Landscape, walk: Walk) -> list[Criterion]:
    """Each claim against 2/λmax: full within 5 %, half within 20 %, a quarter within a factor of about two."""
    lines = []
    for name, field in EDGES.items():
        claim, stable = getattr(walk, field), _ground(p, field).rates.stable
        off = 0.0 if claim is None else claim / stable
        score = 1.0 if abs(off - 1) <= NEAR else 0.5 if abs(off - 1) <= 4 * NEAR else 0.25 if 0.475 <= off <= 2 else 0.0
        note = f"{claim:.4g} is the edge, 2/λmax, to within 5 %" if score == 1.0 else ""
        lines.append(Criterion(name, score, note=note, says="not answered yet." if claim is None else ""))
    return lines


def _ground(p: Landscape, field: str) -> bowl.Bowl:
    return p.raw if field == "edge" else p.standard


def edge_misconceptions() -> Iterator[Misconception[Landscape, Any]]:
    """The wrong edges that have a reason, for x as it is and for x standardised; then too low and too high."""
    for name, field in EDGES.items():
        yield from _of_edge(name, field)


def _of_edge(name: str, field: str) -> Iterator[Misconception[Landscape, Any]]:
    def times(factor: Callable[[Landscape], float]) -> Callable[[Landscape], float]:
        return lambda p: factor(p) * _ground(p, field).rates.stable

    named: list[tuple[str, Callable[[Landscape], float | None], str, float]] = [
        ("edge of the mean", times(lambda p: len(p.y)),
         "that is the edge for the mean of the squares. This loss is their sum: divide by the number of points.", 0.5),
        ("edge of the half-mean", times(lambda p: 2 * len(p.y)),
         "that is the edge for half the mean of the squares. This loss is the sum: divide by twice the number of "
         "points.", 0.5),
        ("1/λmax", times(lambda p: 0.5),
         "that is half of the edge: from there on a step swings across the bottom, but still comes closer.", 0.25),
    ]
    for title, value, says, score in named:
        yield wrong_value(f"{title}, {name}", field, value, says, score=score, criterion=name, within=0.05)

    def unnamed(p: Landscape, walk: Any, low: bool) -> bool:
        claim, stable = getattr(walk, field), _ground(p, field).rates.stable
        if claim is None or abs(claim / stable - 1) <= NEAR or (claim < stable) is not low:
            return False
        return not any((wrong := value(p)) and abs(claim / wrong - 1) <= NEAR for _, value, _, _ in named)

    yield Misconception(f"stable is the edge, {name}", lambda p, walk: unnamed(p, walk, True),
                        "that is stable, and so is a rate a little above it. Try higher.",
                        lambda p: {field: 0.8 * _ground(p, field).rates.stable}, criterion=name)
    yield Misconception(f"beyond the edge, {name}", lambda p, walk: unnamed(p, walk, False),
                        "that is beyond the edge: the loss grows there, and at a rate a little below. Try lower.",
                        lambda p: {field: 1.3 * _ground(p, field).rates.stable}, criterion=name)


def state_of(p: Landscape, walk: Walk) -> str:
    """Where a walk stands: there, over budget, diverged, or how its rate is wrong."""
    ground, left = p.ground(walk.scaled), p.left_of(walk)
    if left <= ENOUGH:
        return "there" if walk.steps <= p.budget(ground) else "over budget"
    if not left <= p.remaining(walk.scaled, ()):
        return "diverged"
    whole = p.needed(ground, walk.eta)
    if whole is not None and whole <= p.budget(ground):
        return "on the way"
    return "too small" if walk.eta < ground.rates.best else "too large"


def _whole(p: Landscape, walk: Walk) -> str:
    """How long the whole way would take at this rate, beside what is allowed."""
    ground = p.ground(walk.scaled)
    whole = p.needed(ground, walk.eta)
    takes = f"{whole:,} steps" if whole else "for ever"
    return f"the whole way would take {takes}, and {p.budget(ground):,} are allowed"


def _says(p: Landscape, walk: Walk) -> str:
    ground, at = p.ground(walk.scaled), f"η = {walk.eta:.4g}"
    return {
        "diverged": f"The loss grew. That is not a bug: a rate beyond the edge overshoots the bottom by more than it "
        f"was away from it. {at} now. Go back to the start and take a smaller one.",
        "over budget": f"You are there, in {walk.steps:,} steps; {p.budget(ground):,} are allowed. A better rate or a "
        "better scale needs fewer.",
        "too small": f"{at} is too small: {_whole(p, walk)}.",
        "too large": f"{at} is too large: each step swings across the bottom and gives back most of what it gained; "
        f"{_whole(p, walk)}.",
        "on the way": f"The rate is fine, but {100 * p.left_of(walk):.2g} % of the avoidable loss is left. Run on: it "
        f"takes about {p.needed(ground, walk.eta)} steps in all.",
    }[state_of(p, walk)]


def _ran(part: float, steps: int) -> Callable[[Landscape], dict[str, Any]]:
    """So many steps on x as it is, at this share of its edge."""
    def made(p: Landscape) -> dict[str, Any]:
        rate = tidy(part * p.raw.rates.stable)
        return {"scaled": False, "eta": rate, "runs": ((rate, steps),)}
    return made


def reach_misconceptions() -> Iterator[Misconception[Landscape, Any]]:
    """What keeps a walk from the bottom, or from reaching it in time."""
    kinds: list[tuple[str, str, float, Callable[[Landscape], dict[str, Any]]]] = [
        ("smaller is safer, so better", "too small", 0.0, _ran(0.1, 500)),
        ("divergence is a bug", "diverged", 0.0, _ran(1.05, 300)),
        ("as fast as it is stable", "too large", 0.0, lambda p: _standard(p, 1.9, 3)),
        ("more steps will do", "over budget", 0.5, lambda p: _standard(p, 1.0, 2 * p.budget(p.standard) + 8)),
        ("stopped early", "on the way", 0.25, _stopped),
    ]
    for name, kind, score, example in kinds:
        yield Misconception(name, _is(kind), _says, example, score=score)


def _is(kind: str) -> Callable[[Landscape, Walk], bool]:
    return lambda p, walk: state_of(p, walk) == kind


def _stopped(p: Landscape) -> dict[str, Any]:
    """Ten steps at the best rate for x as it is."""
    rate = tidy(p.raw.rates.best)
    return {"scaled": False, "eta": rate, "runs": ((rate, 10),)}


def _standard(p: Landscape, part: float, steps: int) -> dict[str, Any]:
    """So many steps on standardised x, at this multiple of the best rate."""
    rate = tidy(part * p.standard.rates.best)
    return {"scaled": True, "eta": rate, "runs": ((rate, steps),)}
