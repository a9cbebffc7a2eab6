"""What a claimed edge or a finished walk says about the idea behind it."""

from math import isinf

from tutor.api import descent

ROUNDING = 1e-9
"""So that the edges of a tolerance belong to it."""


def edge_advice(claim: float | None, rates: descent.Steps, n: int) -> tuple[float, str, str]:
    """(score, route, sentence) for a claimed largest stable rate of the sum of squares over n rows."""
    if claim is None:
        return 0.0, "", "not answered."
    if claim <= 0:
        return 0.0, "zero", "at a rate of 0 nothing moves: try a rate at which the loss falls."
    off, stable = claim / rates.stable, rates.stable
    if abs(off - 1) <= 0.05 + ROUNDING:
        at = f"At 0.99 times {stable:.4g} the loss falls, at 1.01 times it grows."
        return 1.0, "", f"{claim:.4g} is the edge, 2/λmax, to within 5 %. {at}"
    for form, factor in {"mean": n, "half-mean": 2 * n}.items():
        if abs(off / factor - 1) <= 0.05:
            says = f"is the edge for the {form} of the squares. This loss is their sum: divide by {factor}."
            return 0.5, form, f"{claim:.4g} {says}"
    return (0.5 if abs(off - 1) <= 0.2 + ROUNDING else 0.25 if 0.475 <= off <= 2 else 0.0, *_missed(claim, rates))


def _missed(claim: float, rates: descent.Steps) -> tuple[str, str]:
    """(route, sentence) for a rate that is not the edge of any form of the loss."""
    if abs(claim / rates.best - 1) <= 0.05:
        says = "is the best constant rate, not the largest: above it the loss still falls, only in swings."
        return "best rate", f"{claim:.4g} {says}"
    if abs(claim / rates.stable - 0.5) <= 0.025:
        says = "is 1/λmax, half of the edge: from there on a step swings across the bottom, but still comes closer."
        return "1/λmax", f"{claim:.4g} {says}"
    if claim < rates.stable:
        return "too low", f"{claim:.4g} is stable, and so is 1.01 times it: the loss falls at both. Try higher."
    return "too high", f"{claim:.4g} is beyond the edge, and so is 0.99 times it: the loss grows at both. Try lower."


def reach_advice(
    left: float, steps: int, budget: int, eta: float, rates: descent.Steps, needed: int | None
) -> tuple[float, str, str]:
    """(score, route, sentence) for a walk not at the bottom within its budget.

    `left` is inf for a walk that is farther off than it began.
    """
    if isinf(left):
        return (
            0.0,
            "diverged",
            (
                "The loss grew. That is not a bug: a rate beyond the edge overshoots the bottom by more than it was "
                f"away. η is {eta:.4g} now. Go back to the start and take a smaller one."
            ),
        )
    if left <= 1e-6:
        return (
            0.5,
            "budget",
            f"You are there, in {steps} steps; {budget} are allowed. A better rate or a better scale needs fewer.",
        )
    if needed is None or needed > budget:
        count = f"{needed} steps" if needed else "for ever"
        small = "too small" if eta < rates.best else "too close to the edge"
        return 0.0, small, f"η = {eta:.4g} is {small}: the whole way would take {count}, and {budget} are allowed."
    return (
        0.25,
        "not there",
        f"The rate is fine, but {left:.2g} of the avoidable loss is left. Run on: it takes about {needed} in all.",
    )
