"""What a finished race says about the choice of B and η: noise, or way left to go."""

from collections.abc import Callable, Iterator
from typing import Any

from tutor.api import Criterion, Misconception, minibatch

from .problem import TICKS, WALKS, Runner, Track

SMALL = 8
"""Rows up to which a batch is called small."""


def criteria(p: Track, s: Runner) -> list[Criterion]:
    """The share of the walks that end within the goal."""
    inside = p.inside(s.batch, s.eta)
    return [Criterion("walks", inside / WALKS, note=f"{inside} of {WALKS} end within {p.goal:g}%")]


def fault(p: Track, s: Runner) -> str:
    """Why walks end outside: diverged, few, slow, swings, edge, small or floor; empty where none does."""
    if s.at < TICKS or p.inside(s.batch, s.eta) == WALKS:
        return ""
    ends, exact = p.above(s.batch, s.eta), float(p.exact(s.batch, s.eta)[-1])
    if not ends[-1].max() < ends[0].max():
        return "edge" if s.eta < p.edge else "diverged"
    if exact > p.goal:
        rate, nearest = p.rate_without_noise(p.steps(s.batch))
        return "few" if nearest > p.goal else "slow" if s.eta < rate else "swings"
    return "edge" if s.eta > p.edge / 2 else "small" if s.batch <= SMALL else "floor"


def _says(p: Track, s: Runner) -> str:
    steps, ends = p.steps(s.batch), p.above(s.batch, s.eta)[-1]
    worst, exact, at = _per_cent(ends.max()), _per_cent(p.exact(s.batch, s.eta)[-1]), f"B = {s.batch}, η = {s.eta:.3g}"
    told = f"the worst of your walks ends {worst} above" if ends.max() < p.first else "your walks run away"
    noise = f"{at}: exact gradients would end {exact} above the optimum, but {told}"
    return {
        "diverged": f"η = {s.eta:.3g} lies beyond the full batch's edge, {p.edge:.4g}: the steps grow. Go well below.",
        "few": f"{at}: {steps} steps are all that {p.epochs} epochs give. Even exact gradients at the best rate end "
               f"{_per_cent(p.rate_without_noise(steps)[1])} above. Smaller batches make more steps of the same rows.",
        "slow": f"{at}: even without noise, {steps:,} steps end {exact} above. Noise is not what stops you: raise η, "
                "or make more steps of the same rows with a smaller B.",
        "swings": f"{at}: so near the edge, {p.edge:.4g}, each step swings across the bottom; even without noise it "
                  f"ends {exact} above. Lower η.",
        "edge": f"{noise}. η is below the full batch's edge, {p.edge:.4g}, but that edge says nothing of noise, which "
                "grows with η and shrinks with B.",
        "small": f"{noise}. The rest is noise: {minibatch.steps_per_epoch(p.n, s.batch)} steps an epoch, each on the "
                 f"word of {_rows(s.batch)}. Lower η, or take larger batches.",
        "floor": f"{noise}. A constant η does not settle at the bottom, it keeps wandering about it; more epochs would "
                 "not help. Halve η, or double B.",
    }[fault(p, s)]


def _per_cent(value: float) -> str:
    return f"{value:,.0f}%" if value >= 100 else f"{value:.2g}%"


def _rows(batch: int) -> str:
    return "a single row" if batch == 1 else f"{batch} rows"


NAMES = {"few": "the full batch is best", "slow": "smaller steps are safer, so better",
         "swings": "as fast as it is stable", "edge": "the full batch's edge holds for batches",
         "small": "the smallest batch is best", "floor": "a constant η converges exactly",
         "diverged": "divergence is a bug"}
SPRINT = {"few": (442, 0.2), "slow": (32, 0.002), "edge": (8, 0.24), "small": (2, 0.04), "floor": (16, 0.12),
          "diverged": (8, 0.6)}
MARATHON = {"slow": (442, 0.01), "swings": (442, 0.24), "edge": (32, 0.2), "small": (8, 0.06), "floor": (16, 0.1),
            "diverged": (442, 0.4)}


def misconceptions(examples: dict[str, tuple[int, float]]) -> Iterator[Misconception[Track, Any]]:
    """Each way to end outside, met with a (B, η) that leads there on the shipped table."""
    for kind, (batch, eta) in examples.items():
        yield Misconception(NAMES[kind], _is(kind), _says, _ended(batch, eta))


def _is(kind: str) -> Callable[[Track, Runner], bool]:
    return lambda p, s: fault(p, s) == kind


def _ended(batch: int, eta: float) -> Callable[[Track], dict[str, Any] | None]:
    """The race at this pair, run to its end; none where four walks end inside by luck."""
    return lambda p: {"batch": batch, "eta": eta, "at": TICKS} if p.inside(batch, eta) < 0.8 * WALKS else None
