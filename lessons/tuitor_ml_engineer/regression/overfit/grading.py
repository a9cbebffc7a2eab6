"""What a degree says about how it was chosen."""

from collections.abc import Callable, Iterator
from typing import Any

from tutor.api import Criterion, Misconception

from .problem import DEGREES, MOST, Choosing, Sample


def criteria(p: Sample, s: Choosing) -> list[Criterion]:
    """Full within one standard error, or 5 %, of the lowest validation error; nothing from three on."""
    chosen = s.chosen or 0
    behind = p.behind(chosen, p.best)
    return [Criterion("degree", p.scores[chosen],
                      note=f"Degree {chosen} is {behind:.1f} standard errors behind degree {p.best}")]


def fault(p: Sample, s: Choosing) -> str:
    """How the chosen degree is off; empty where it is not."""
    if s.chosen is None or p.scores[s.chosen] == 1:
        return ""
    return "training" if s.chosen == MOST else "stiff" if s.chosen < p.best else "loose"


def _says(p: Sample, s: Choosing) -> str:
    d = s.chosen or 0
    here, best = (f"training {p.training[e]:.2g}, validation {p.validation[e]:.2g}" for e in (d, p.best))
    both = f"Degree {d}: {here}; degree {p.best}: {best}."
    return {
        "training": f"{both} The freest curve always has the lowest training error.",
        "stiff": f"{both} The curve cannot bend enough, so both are higher.",
        "loose": f"{both} Beyond it, a curve learns the noise of the fitted rows.",
    }[fault(p, s)]


def misconceptions() -> Iterator[Misconception[Sample, Any]]:
    """The lowest training error, or too little bend, or too much."""
    def example(degree: Callable[[Sample], int]) -> Callable[[Sample], dict[str, Any] | None]:
        return lambda p: {"degree": d, "chosen": d} if p.scores[d := degree(p)] <= 0.5 else None

    def beyond(p: Sample) -> int:
        return next((d for d in DEGREES[p.best + 1 :] if p.scores[d] <= 0.5), p.best)

    kinds = [
        ("the lowest training error wins", "training", lambda p: MOST),
        ("simple is safe", "stiff", lambda p: 0),
        ("more bend cannot hurt", "loose", beyond),
    ]
    for name, kind, degree in kinds:
        yield Misconception(name, _is(kind), _says, example(degree))


def _is(kind: str) -> Callable[[Sample, Any], bool]:
    return lambda p, s: fault(p, s) == kind
