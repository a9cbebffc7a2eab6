"""What a called R² says about how inputs share the work."""

from collections.abc import Callable, Iterator
from typing import Any

from tutor.api import Criterion, Misconception

from .problem import Model, Rows

NEAR = 0.03
EPS = 1e-9


def criteria(p: Rows, s: Model) -> list[Criterion]:
    """The call against the R² of all inputs: full within 0.03, half within 0.06."""
    truth, call = p.r2(p.all), s.call or 0.0
    off = abs(call - truth)
    score = 1.0 if off <= NEAR + EPS else 0.5 if off <= 2 * NEAR + EPS else 0.0
    return [Criterion("R²", score, note=f"All {len(p.all)} inputs have R² {truth:.2f}; you called {call:.2f}")]


def fault(p: Rows, s: Model) -> str:
    """How a call is off; empty where it is near."""
    truth, call = p.r2(p.all), s.call
    if call is None or abs(call - truth) <= NEAR + EPS:
        return ""
    if call > truth:
        return "sum" if call >= p.sum_alone - NEAR - EPS else "high"
    return "fell" if call < max(s.seen, default=0.0) - 0.005 else "low"


def _says(p: Rows, s: Model) -> str:
    total = sum(r2 for r2, _ in p.alone)
    return {
        "sum": f"The R² of the single inputs add up to {total:.2f}. They overlap: what two "
        "of them both tell counts once.",
        "high": "An input adds only what those in the model do not tell already, so each one tends to add less.",
        "fell": f"You had seen R² {max(s.seen, default=0.0):.2f} with fewer inputs. On the rows that are fitted, "
        "adding an input can never lower R²: its weight may stay 0.",
        "low": "The other inputs overlap with the best ones, but not wholly: together they still added something.",
    }[fault(p, s)]


def misconceptions() -> Iterator[Misconception[Rows, Any]]:
    """Too high, because R² add up or grow steadily; too low, because inputs may hurt the fit or bring nothing."""

    def called(value: Callable[[Rows], float], *seen: int) -> Callable[[Rows], dict[str, Any] | None]:
        def example(p: Rows) -> dict[str, Any] | None:
            call, truth = value(p), p.r2(p.all)
            wrong = 0 <= call <= 1 and abs(call - truth) > NEAR + 0.001
            return {"call": call, "seen": tuple(p.r2(p.pair[:n]) for n in seen)} if wrong else None
        return example

    kinds: list[tuple[str, str, Callable[[Rows], dict[str, Any] | None]]] = [
        ("R² add up", "sum", called(lambda p: p.sum_alone)),
        ("each input adds as much as the last", "high", called(_halfway)),
        ("more inputs can lower the R² of the fit", "fell", called(lambda p: p.r2(p.pair) - 0.02, 0, 1, 2)),
        ("the other inputs bring nothing", "low", called(lambda p: p.r2(p.all) - 0.05)),
    ]
    for name, kind, example in kinds:
        yield Misconception(name, _is(kind), _says, example)


def _is(kind: str) -> Callable[[Rows, Any], bool]:
    return lambda p, s: fault(p, s) == kind


def _halfway(p: Rows) -> float:
    """Between the truth and the sum; below 0 where there is no room."""
    low, high = p.r2(p.all) + NEAR, p.sum_alone - NEAR
    return (low + high) / 2 if high > low + 0.01 else -1.0
