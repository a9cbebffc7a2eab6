"""What a degree says about how it was chosen."""

from typing import Any

from tutor.api import Criterion, Misconception, first_of

from .problem import DEGREES, MOST, Choosing, Sample


def criteria(p: Sample, s: Choosing) -> list[Criterion]:
    """Full within one standard error, or 5%, of the lowest validation error; nothing from three on."""
    chosen = s.chosen or 0
    behind = p.behind(chosen, p.best)
    return [Criterion("degree", p.scores[chosen],
                      note=f"Degree {chosen} is {behind:.1f} standard errors behind degree {p.best}")]


def _both(p: Sample, s: Choosing) -> str:
    """The errors of the degree that was chosen, and of the best."""
    d = s.chosen or 0
    here, best = (f"training {p.training[e]:.2g}, validation {p.validation[e]:.2g}" for e in (d, p.best))
    return f"Degree {d}: {here}; degree {p.best}: {best}."


def _decided(p: Sample, degree: int) -> dict[str, Any] | None:
    """Decided on this degree, if that is as good as wrong."""
    return {"degree": degree, "chosen": degree} if p.scores[degree] <= 0.5 else None


MISCONCEPTIONS = first_of(
    Misconception("the lowest training error wins", lambda p, s: s.chosen == MOST, lambda p, s:
                  f"{_both(p, s)} The freest curve always has the lowest training error.", lambda p: _decided(p, MOST)),
    Misconception("simple is safe", lambda p, s: (s.chosen or 0) < p.best, lambda p, s:
                  f"{_both(p, s)} The curve cannot bend enough, so both are higher.", lambda p: _decided(p, 0)),
    Misconception("more bend cannot hurt", lambda p, s: True, lambda p, s:
                  f"{_both(p, s)} Beyond it, a curve learns the noise of the fitted rows.", lambda p: _decided(
                      p, next((d for d in DEGREES[p.best + 1 :] if p.scores[d] <= 0.5), p.best))),
)
"""The lowest training error, or too little bend, or too much."""
