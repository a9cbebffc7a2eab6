"""Fill in the flow graph of (Wx + b − y)²: values forward, local slopes, then gradients backward."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, cast

from tutor.api import Criterion, Exercise, Misconception, OwnTable, Prediction, View, action

from .grading import BACK, BUILD, FORWARD, LOCAL, Rule, criteria, early, misconceptions, order
from .problem import BACKWARD, Filled, Inputs, drawn
from .view import picture, program

class FlowGraph(Exercise[Inputs, Filled]):
    """One loss, eight nodes, filled in by hand."""

    name: ClassVar[str] = ""
    rules: ClassVar[Sequence[Rule]] = ()
    done: ClassVar[str] = ""
    pass_at = 0.95
    untouched = "Fill something in first, then check."

    def setup(self, seed: int, table: OwnTable | None) -> Inputs:
        return drawn(seed)

    def settle(self, p: Inputs, before: Filled, after: Filled) -> Filled:
        """Remember in which order gradients were filled in."""
        filled = [name for name in BACKWARD if getattr(after, name) is not None]
        kept = [name for name in after.order if name in filled]
        return replace(after, order=tuple(kept + [name for name in filled if name not in kept]))

    def view(self, p: Inputs, state: Filled) -> View:
        return picture(p, state, self.name)

    def validate(self, p: Inputs, state: Filled) -> str:
        empty = all(getattr(state, rule.field) in (None, "?") for rule in self.rules)
        return self.untouched if empty else ""

    def criteria(self, p: Inputs, state: Filled) -> list[Criterion]:
        return criteria(self.rules, p, state)

    def praise(self, p: Inputs, state: Filled) -> str:
        return self.done

    def solution(self, p: Inputs, state: Filled) -> Filled:
        """The numbers of this part from automatic differentiation, the gradients from the loss backward."""
        built = {"p_is": "W · x", "s_is": "p + b", "e_is": "s − y", "L_is": "e²"}
        right = {name: value for name, value in (built | p.truth).items() if name in {r.field for r in self.rules}}
        return replace(state, **cast("dict[str, Any]", right), order=BACKWARD if self.rules is BACK else state.order)


class Build(FlowGraph, part="build"):
    """What each node computes."""

    name, rules, done = "build", BUILD, "The graph computes (Wx + b − y)², one small step per node."
    visible_controls = tuple(rule.field for rule in BUILD)
    misconceptions = tuple(misconceptions(BUILD))


class Forward(FlowGraph, part="forward"):
    """Values, from the inputs to the loss."""

    name, rules, done = "forward", FORWARD, "Every value is right."
    visible_controls = (*(rule.field for rule in FORWARD), "raise_b")
    misconceptions = tuple(misconceptions(FORWARD))
    predictions = (
        Prediction("Raise b a little. What will the loss do?", ("rise", "fall"), truth="raising_b", see="raise_b",
                   why="b moves s one for one. Where s is above y, the miss grows; where it is below, it shrinks."),
    )

    @action("Raise b")
    def raise_b(self, p: Inputs, state: Filled) -> Filled:
        """See what the loss does."""
        return replace(state, tried=self.name)


class Local(FlowGraph, part="local"):
    """The slope of each node along each of its inputs."""

    name, rules, done = "local", LOCAL, "Every local slope is right."
    visible_controls = tuple(rule.field for rule in LOCAL)
    misconceptions = tuple(misconceptions(LOCAL))


class Backward(FlowGraph, part="backward"):
    """Gradients, from the loss to the inputs."""

    name, rules = "backward", BACK
    visible_controls = (*(rule.field for rule in BACK), "wiggle")
    predictions = (
        Prediction("A graph of a·a + a uses a three times. Which uses count for the slope along a?",
                   ("only the last one", "only the largest one", "all of them, added"), truth="reuse", see="wiggle",
                   why="A small change in a travels along every path at once, and the effects add up."),
    )
    misconceptions = (
        *misconceptions(BACK),
        Misconception("from the inputs on", lambda p, state: early(state) is not None,
                      lambda p, state: "∂L/∂{} was filled in before ∂L/∂{}, which it is made of. Clear it, and fill it "
                      "in again after that.".format(*(each[2:] for each in early(state) or ("", ""))),
                      lambda p: {"order": BACKWARD[::-1]}, criterion="order"),
    )

    @action("Wiggle a")
    def wiggle(self, p: Inputs, state: Filled) -> Filled:
        """See what a small change of a does."""
        return replace(state, tried=self.name)

    def criteria(self, p: Inputs, state: Filled) -> list[Criterion]:
        """Two thirds for the gradients, one third for an order in which each was ready when it was needed."""
        return [*criteria(BACK, p, state, weight=2 / 3), order(p, state)]

    def praise(self, p: Inputs, state: Filled) -> str:
        """Automatic differentiation beside central differences."""
        pairs = zip("Wxb", p.central(), strict=True)
        told = ", ".join(f"∂L/∂{name} {p.truth[f'g_{name}']:g} and {central:.6f}" for name, central in pairs)
        return f"Every gradient is right. The tutor's walk back and central differences say: {told}."

    def code(self, p: Inputs, state: Filled) -> str:
        return program(p)
