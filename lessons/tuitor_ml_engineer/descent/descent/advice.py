"""What a claimed edge or a finished walk says about the idea behind it."""

from math import isinf

from tutor.api import descent


def edge_advice(claim: float | None, rates: descent.Steps, n: int) -> tuple[float, str, str]:
    """(score, route, sentence) for a claimed largest stable rate of the sum of squares over n rows."""
    if claim is None:
        return 0.0, "", "not answered."
    off = claim / rates.stable
    if abs(off - 1) <= 0.05:
        return 1.0, "", f"{claim:.4g} is the edge, 2/λmax = {rates.stable:.4g}, to within 5 %."
    forms = {"mean": n, "half-mean": 2 * n}
    for form, factor in forms.items():
        if abs(off / factor - 1) <= 0.05:
            return (
                0.5,
                form,
                f"{claim:.4g} is the edge for the {form} of the squares. This loss is their sum: divide by {factor}.",
            )
    if abs(claim / rates.best - 1) <= 0.05:
        return (
            0.25,
            "best rate",
            f"{claim:.4g} is the best constant rate. Go on: the loss still falls above it, only in swings.",
        )
    if abs(off - 0.5) <= 0.025:
        return (
            0.25,
            "1/λmax",
            f"{claim:.4g} is 1/λmax, half of the edge: from there on a step swings across, but still closer.",
        )
    score = 0.5 if abs(off - 1) <= 0.2 else 0.0
    if off < 1:
        return score, "too low", f"{claim:.4g} is stable, and so is 1.01 times it: the loss falls at both. Try higher."
    return (
        score,
        "too high",
        f"{claim:.4g} is beyond the edge, and so is 0.99 times it: the loss grows at both. Try lower.",
    )


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
                f"The loss grew. That is not a bug: η = {eta:.4g} is beyond the edge, so each step overshoots by more "
                "than it was away. Go to the start and take less."
            ),
        )
    if left <= 1e-6:
        return (
            0.5,
            "budget",
            f"You are there, in {steps} steps; {budget} are allowed. A better rate, or a better scale, needs fewer.",
        )
    if needed is None or needed > budget:
        count = f"{needed} steps" if needed else "steps without end"
        small = "too small" if eta < rates.best else "too close to the edge"
        return 0.0, small, f"η = {eta:.4g} is {small}: the whole way would take {count}, and {budget} are allowed."
    return (
        0.25,
        "not there",
        f"The rate is fine, but {left:.2g} of the avoidable loss is left. Run on: about {needed} steps in all.",
    )
