"""Twelve calls to a sealed function: sign its contract, then predict what it has not been asked."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np

from tutor.api import Criterion, Exercise, OwnTable, Prediction, action, rubric

from .grading import ABOUT_CONTRACT, ABOUT_PREDICTIONS
from .problem import CALLS, FIELDS, UNSEEN, Box, Calls, box
from .view import contract, predictions

PROBES = (5.0, 5.0, 5.0, 0.0, 10.0, 2.5, 7.5, 1.25, 3.75, 6.25, 8.75, 4.5)
"""Calls that a careful engineer might make: repeats, ends, midpoints."""


class Sealed(Exercise[Box, Calls]):
    """The calls, which both parts share."""

    def setup(self, seed: int, table: OwnTable | None) -> Box:
        return box(seed)

    def start(self, p: Box) -> Calls:
        low, high, _ = p.levels
        return Calls(guess=round((low + high) / 2, 6))

    @action("Ask", key="k")
    def ask(self, p: Box, s: Calls) -> Calls:
        """One call with this x."""
        return replace(s, asked=(*s.asked, s.x)) if len(s.asked) < CALLS and not s.pinned else s

    def sealed(self, p: Box, s: Calls) -> bool:
        return len(s.pinned) == UNSEEN

    def _open(self, s: Calls, *names: str) -> list[str]:
        """These controls, and those for asking as long as calls are left and nothing is pinned."""
        return [*names, *(("x", "ask") if len(s.asked) < CALLS and not s.pinned else ())]

    def _asked(self, p: Box, s: Calls) -> Calls:
        return s if s.asked or s.pinned else replace(s, asked=PROBES)


class Contract(Sealed, part="contract"):
    """Which of seven properties hold?"""

    pass_at = 0.9
    untouched = "Set x and ask with k. Then switch on what holds."
    visible_controls = ("x", *FIELDS, "ask", "show")
    predictions = (
        Prediction("You will ask one x twice. What comes back?", ("the same answer", "two answers"), "agrees",
                   evidence=lambda p, s: s.twice is not None,
                   why="Only a second call with the same x can tell. Chance and memory stay hidden without it."),
    )
    misconceptions = ABOUT_CONTRACT
    view = staticmethod(contract)

    @action("Rival", key="r")
    def show(self, p: Box, s: Calls) -> Calls:
        """Show or hide another function through the same points."""
        return replace(s, rival=not s.rival)

    def enabled_controls(self, p: Box, s: Calls) -> Collection[str] | None:
        return self._open(s, *FIELDS, "show")

    def validate(self, p: Box, s: Calls) -> str:
        return "" if s.promised else "Switch on at least one property: each of these functions has one."

    def criteria(self, p: Box, s: Calls) -> list[Criterion]:
        return [rubric.set_f1("contract", s.promised, p.truth, noun="properties right",
                               says="Repeat an x, try a midpoint, look between your points and near both ends.")]

    def praise(self, p: Box, s: Calls) -> str:
        return f"{', '.join(name for name in FIELDS.values() if name in p.truth)}: so dense probing found it, too."

    def solution(self, p: Box, s: Calls) -> Calls:
        held: dict[str, Any] = {field: name in p.truth for field, name in FIELDS.items()}
        return replace(self._asked(p, s), **held)


class Predict(Sealed, part="predict"):
    """What does it return for five inputs that were not asked?"""

    untouched = "Move f(x) to where you expect the answer, and pin it with i."
    visible_controls = ("x", "guess", "ask", "pin")
    misconceptions = ABOUT_PREDICTIONS
    view = staticmethod(predictions)

    @action("Pin", key="i")
    def pin(self, p: Box, s: Calls) -> Calls:
        """The guess for the next unseen input."""
        return replace(s, pinned=(*s.pinned, s.guess)) if len(s.pinned) < UNSEEN else s

    def enabled_controls(self, p: Box, s: Calls) -> Collection[str] | None:
        return self._open(s, "guess", "pin") if len(s.pinned) < UNSEEN else []

    def validate(self, p: Box, s: Calls) -> str:
        left = UNSEEN - len(s.pinned)
        return f"{left} of {UNSEEN} inputs are still without a prediction: pin it with i." if left else ""

    def criteria(self, p: Box, s: Calls) -> list[Criterion]:
        worst = int(np.argmax(np.abs(np.array(s.pinned) - p.targets(s)[: len(s.pinned)]))) if s.pinned else 0
        note = _error(p, s) if s.pinned else ""
        return [Criterion("predictions", p.earned(s, s.pinned), note=note, says="You were farthest off at "
                          f"x = {p.unseen[worst]:g}: it returns {p.targets(s)[worst]:.2f}.")]

    def praise(self, p: Box, s: Calls) -> str:
        return f"{_error(p, s)}. It was {p.f.kind}."

    def solution(self, p: Box, s: Calls) -> Calls:
        s = self._asked(p, s)
        rest = [float(y) for y in p.targets(s)[len(s.pinned):]]
        return replace(s, pinned=(*s.pinned, *rest))


def _error(p: Box, s: Calls) -> str:
    """RMSE beside sd(f)."""
    return f"RMSE {p.rmse(s, s.pinned):.2f}, sd(f) {p.f.spread:.2f}"
