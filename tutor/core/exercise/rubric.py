"""The ways of scoring that exercises share, each once: every function gives one line of a rubric, a Criterion.

A rubric adds up weighted lines, so that a half-right answer earns what it is worth and is told what is missing.
The rules are those of the course: a decision is judged by what the learner could see (within one standard error
counts as right), never by the luck of the draw.
"""

from collections.abc import Callable, Collection, Sequence
from itertools import combinations
from math import inf, isfinite, log10
from typing import Any, TypeVar

from tutor.core.grade import Criterion

T = TypeVar("T")

GATE_CAP = 0.4
"""The most that an answer can earn whose fit has seen held-out rows."""
EDGE = 1e-9
"""Relative slack of a comparison, so that the edge of a tolerance belongs to it."""


def excess(
    name: str, loss: float, *, best: float, baseline: float, weight: float = 1.0, note: str = "", says: str = ""
) -> Criterion:
    """How much of the avoidable loss is gone: full while at most 1% is left, half at 10%, nothing at the baseline.

    With ρ = (loss − best) / (baseline − best) the score is −log10(ρ) / 2, kept in 0..1; all in the unit of the loss.
    `best` is recomputed from the data, `baseline` the best answer that ignores the inputs. ValueError unless
    best < baseline.
    """
    if not best < baseline:
        raise ValueError(f"the best loss ({best:g}) must be below the baseline's ({baseline:g})")
    left = (loss - best) / (baseline - best)
    score = 1.0 if left <= 0.01 * (1 + EDGE) else max(0.0, -log10(left) / 2) if isfinite(left) else 0.0
    return Criterion(name, score, weight, note or f"{max(0.0, left):.1%} of the avoidable loss is left", says)


def within_se(
    name: str,
    score: float,
    best: float,
    se: float,
    *,
    higher_is_better: bool = True,
    tolerance: float = 0.0,
    weight: float = 1.0,
    note: str = "",
    says: str = "",
) -> Criterion:
    """A choice by its measured score: full within one standard error of the best, falling to nothing at three.

    `tolerance` is the share of |best| that counts as a tie too, for where the standard error is tiny.
    """
    behind = (best - score) if higher_is_better else (score - best)
    if behind <= max(se, tolerance * abs(best)) * (1 + EDGE) + 1e-15:
        points = 1.0
    else:
        points = max(0.0, (3 * se - behind) / (2 * se)) if se > 0 and isfinite(behind) else 0.0
    told = "a tie with the best" if behind > 0 else "the best"
    behind_by = f"{behind:.3g} behind the best; a tie ends at {max(se, tolerance * abs(best)):.3g}"
    return Criterion(name, points, weight, note or (told if points == 1.0 else behind_by), says)


def held_out(
    name: str,
    score: float,
    *,
    baseline: float,
    reference: float,
    se: float = 0.0,
    weight: float = 1.0,
    note: str = "",
    says: str = "",
) -> Criterion:
    """A score on sealed rows between the baseline's and a reference pipeline's less one standard error."""
    top = reference - se
    if not baseline < top:
        raise ValueError(f"the reference less its error ({top:g}) must be above the baseline ({baseline:g})")
    points = min(1.0, max(0.0, (score - baseline) / (top - baseline))) if isfinite(score) else 0.0
    told = f"{score:.3f} on held-out rows; the baseline has {baseline:.3f}, the reference {reference:.3f}"
    return Criterion(name, points, weight, note or told, says)


def set_f1(
    name: str,
    chosen: Collection[T],
    truth: Collection[T],
    *,
    weight: float = 1.0,
    noun: str = "found",
    says: str = "",
) -> Criterion:
    """F1 of the chosen set against the computed one: misses and false alarms cost alike; two empty sets agree."""
    ours, theirs = set(chosen), set(truth)
    right, both = len(ours & theirs), len(ours) + len(theirs)
    wrong = len(ours) - right
    alarms = f", {wrong} too many" if wrong else ""
    return Criterion(name, 2 * right / both if both else 1.0, weight, f"{right} of {len(theirs)} {noun}{alarms}", says)


def share(name: str, right: int, total: int, *, weight: float = 1.0, noun: str = "right", says: str = "") -> Criterion:
    """So many of so many."""
    return Criterion(name, right / total if total else 0.0, weight, f"{right} of {total} {noun}", says)


def number(
    name: str,
    given: float | None,
    truth: float,
    *,
    rel: float = 0.01,
    absolute: float = 0.0,
    partly: Sequence[tuple[float, float]] = (),
    weight: float = 1.0,
    note: str = "",
    says: str = "",
) -> Criterion:
    """A number inside its tolerance, edges included; wrong routes are `wrong_value` misconceptions with this name.

    `partly` are wider tolerances, of the kind that is given, and what a number inside them earns: ((0.2, 0.5),).
    """
    if given is None:
        return Criterion(name, 0.0, weight, note, "not answered yet.")
    off = abs(given - truth) if isfinite(given) else inf

    def near(share: float, amount: float) -> bool:
        return off <= max(amount, share * abs(truth)) * (1 + EDGE) + 1e-15

    wider = (score for wide, score in partly if near(wide if rel else 0.0, 0.0 if rel else wide))
    return Criterion(name, 1.0 if near(rel, absolute) else max(wider, default=0.0), weight, note, says)


def in_order(name: str, given: Sequence[T], right: Sequence[T], *, weight: float = 1.0, says: str = "") -> Criterion:
    """Pairs in the right order less pairs in the wrong one, of all pairs of `right`; nothing below zero."""
    spot = {thing: at for at, thing in enumerate(given)}
    pairs = list(combinations(right, 2))
    agree = sum(a in spot and b in spot and spot[a] < spot[b] for a, b in pairs)
    clash = sum(a in spot and b in spot and spot[a] > spot[b] for a, b in pairs)
    score = max(0.0, (agree - clash) / len(pairs)) if pairs else 1.0
    less = f", less the {clash} that clash" if clash else ""
    return Criterion(name, score, weight, f"{agree} of {len(pairs)} pairs in order{less}", says)


def invariance(
    name: str, fitted: Callable[[Any], Sequence[float]], rows: Any, corrupted: Any, *, step: str = "", says: str = ""
) -> Criterion:
    """The leakage gate: what is fitted must not hang on held-out rows, bit for bit.

    `fitted(table)` gives every number that the learner's pipeline fits; it is run on `rows` and on `corrupted`, the
    same with its held-out rows moved far away. Where one differs, the whole exercise earns at most GATE_CAP.
    """
    before, after = list(fitted(rows)), list(fitted(corrupted))
    moved = [
        at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two and not (one != one != two)
    ]
    honest = len(before) == len(after) and not moved
    where = f" in {step}" if step else ""
    told = "no fitted number moved" if honest else f"{max(1, len(moved))} fitted numbers moved{where}"
    advice = says or f"Held-out rows were changed, and what was fitted{where} changed with them: it has seen them."
    return Criterion(name, float(honest), 0.0, told, "" if honest else advice, 1.0 if honest else GATE_CAP)
