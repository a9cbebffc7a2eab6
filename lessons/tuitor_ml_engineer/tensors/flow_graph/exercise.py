"""Fill in the flow graph of (Wx + b − y)²: values forward, local slopes, then gradients backward."""

from collections.abc import Sequence
from dataclasses import replace

from tutor.api import Answer, Criterion, Exercise, Misconception, Prediction, View, action

from .grading import BACK, BUILD, FORWARD, LOCAL, early, order
from .problem import BACKWARD, Filled, Inputs, inputs
from .view import picture, program


def _fields(answers: Sequence[Answer], *actions: str) -> tuple[str, ...]:
    return (*(answer.field for answer in answers), *actions)


class FlowGraph(Exercise[Inputs, Filled]):
    """One loss, eight nodes, filled in by hand."""

    pass_at = 0.95
    untouched = "Fill something in first, then check."
    setup = staticmethod(inputs)

    def settle(self, p: Inputs, before: Filled, after: Filled) -> Filled:
        """Remember in which order gradients were filled in."""
        filled = [name for name in BACKWARD if getattr(after, name) is not None]
        kept = [name for name in after.order if name in filled]
        return replace(after, order=tuple(kept + [name for name in filled if name not in kept]))

    def view(self, p: Inputs, state: Filled) -> View:
        return picture(p, state, self.part)


class Build(FlowGraph, part="build"):
    """What each node computes."""

    answers, visible_controls = BUILD, _fields(BUILD)
    done = "The graph computes (Wx + b − y)², one small step per node."


class Forward(FlowGraph, part="forward"):
    """Values, from the inputs to the loss."""

    answers, visible_controls = FORWARD, _fields(FORWARD, "raise_b")
    done = "Every value is right."
    predictions = (
        Prediction("Raise b a little. What will the loss do?", ("rise", "fall"), truth="raising_b", see="raise_b",
                   why="b moves s one for one. Where s is above y, the miss grows; where it is below, it shrinks."),
    )
    raise_b = action("Raise b")(lambda self, p, state: replace(state, tried=self.part))


class Local(FlowGraph, part="local"):
    """The slope of each node along each of its inputs."""

    answers, visible_controls = LOCAL, _fields(LOCAL)
    done = "Every local slope is right."


class Backward(FlowGraph, part="backward"):
    """Gradients, from the loss to the inputs: two thirds for them, one third for an order in which each was ready."""

    answers, visible_controls = BACK, _fields(BACK, "wiggle")
    predictions = (
        Prediction("A graph of a·a + a uses a three times. Which uses count for the slope along a?",
                   ("only the last one", "only the largest one", "all of them, added"), truth="reuse", see="wiggle",
                   why="A small change in a travels along every path at once, and the effects add up."),
    )
    misconceptions = (
        Misconception("from the inputs on", lambda p, state: early(state) is not None,
                      lambda p, state: "∂L/∂{} was filled in before ∂L/∂{}, which it is made of. Clear it, and fill it "
                      "in again after that.".format(*(each[2:] for each in early(state) or ("", ""))),
                      lambda p: {"order": BACKWARD[::-1]}, criterion="order"),
    )
    wiggle = action("Wiggle a")(lambda self, p, state: replace(state, tried=self.part))
    code = staticmethod(program)

    def criteria(self, p: Inputs, state: Filled) -> list[Criterion]:
        return [*super().criteria(p, state), order(p, state)]

    def solution(self, p: Inputs, state: Filled) -> Filled:
        return replace(super().solution(p, state), order=BACKWARD)

    def praise(self, p: Inputs, state: Filled) -> str:
        pairs = zip("Wxb", p.central(), strict=True)
        told = ", ".join(f"∂L/∂{name} {p.truth[f'g_{name}']:g} and {central:.6f}" for name, central in pairs)
        return f"Every gradient is right. The tutor's walk back and central differences say: {told}."
