"""What each node of the graph must hold, given what the learner put into the nodes before it."""

from collections.abc import Callable, Mapping
from math import nan
from typing import Any

from tutor.api import Answer, Criterion, WrongAnswer

from .problem import NEEDS, Filled, Inputs

Numbers = Mapping[str, float]
Wrong = tuple[str, Callable[[Numbers], float], str]
"""A known wrong way: its name, the value that it gives, and what to say."""
SLOPES = ("p_W", "p_x", "s_p", "s_b", "e_s", "L_e")
UNANSWERED = "not filled in."


def numbers(p: Inputs, state: Filled) -> Numbers:
    """The true numbers, with the learner's own in their place as far as they may be followed.

    A gradient of zero is not followed, nor a wrong local slope: all zeros, or all ones, would be right all the way.
    """
    own = {name: given for name in p.truth if isinstance(given := getattr(state, name), int | float)}
    followed = {name: v for name, v in own.items() if name not in SLOPES and (v or name[:2] != "g_")}
    return {**p.truth, **followed, **p.given, **{f"own {n}": v for n, v in own.items() if n in SLOPES}}


def _kind(field: str, right: str, ask: str, name: str, wrong: str, says: str) -> Answer:
    """What a node computes."""
    return Answer(field, lambda p, s: right, ask, [WrongAnswer(name, wrong, says)], field[0], unanswered=UNANSWERED)


def _node(field: str, name: str, value: Callable[[Numbers], float], ask: str, *wrong: Wrong, own: str = "") -> Answer:
    """A number: what is true, or what follows from the learner's own numbers before it."""
    ways = [WrongAnswer(title, lambda p, s, of=of: of(numbers(p, s)), says) for title, of, says in wrong]
    if own:
        ways.append(_own_slope(field, own))
    return Answer(field, lambda p, s: [value({**p.truth, **p.given}), value(numbers(p, s))], ask, ways, name,
                  weight=2 / 21 if field[:2] == "g_" else 1, unanswered=UNANSWERED)


def _own_slope(field: str, local: str) -> WrongAnswer:
    """A gradient made from the learner's own local slope, which is wrong."""
    into = NEEDS[field]

    def example(p: Inputs) -> dict[str, float]:
        return {local: p.truth[local] + 5, field: p.truth[into] * (p.truth[local] + 5)}

    return WrongAnswer("own slope", lambda p, s: (n := numbers(p, s))[into] * n.get(f"own {local}", nan),
                       "that follows from your local slope, which is not right. Put that right first.", example=example)


BUILD = (
    _kind("p_is", "W · x", "the weight multiplies the input.",
          "W is added", "W + x", "the weight multiplies the input; it is not added."),
    _kind("s_is", "p + b", "the bias is added to what came before.",
          "b scales", "p · b", "the bias is added; it does not scale."),
    _kind("e_is", "s − y", "the miss is what the line says minus what is true.",
          "y − s", "y − s", "that is the other way round; here e = Wx + b − y."),
    _kind("L_is", "e²", "the loss is the miss squared.",
          "2e", "2e", "that is the slope of the square. The node holds the square itself."),
)
FORWARD = (
    _node("p", "p", lambda n: n["W"] * n["x"], "multiply W and x.",
          ("W + x", lambda n: n["W"] + n["x"], "that is W + x. The node is a product.")),
    _node("s", "s", lambda n: n["p"] + n["b"], "add b to your p.",
          ("p · b", lambda n: n["p"] * n["b"], "that is p · b. The node is a sum.")),
    _node("e", "e", lambda n: n["s"] - n["y"], "subtract y from your s.",
          ("y − s", lambda n: n["y"] - n["s"], "that is y − s: the other way round.")),
    _node("L", "L", lambda n: n["e"] ** 2, "square your e.",
          ("no square", lambda n: n["e"], "that is e itself. The node is its square."),
          ("2e", lambda n: 2 * n["e"], "that is 2e. The square is e · e.")),
)
OTHER, SUM = "the slope of a product along one factor is the other factor.", "a sum passes a change on as it is."
LOCAL = (
    _node("p_W", "∂p/∂W", lambda n: n["x"], "raise W by one: by how much does W · x rise?",
          ("its own factor", lambda n: n["W"], OTHER)),
    _node("p_x", "∂p/∂x", lambda n: n["W"], "raise x by one: by how much does W · x rise?",
          ("its own factor", lambda n: n["x"], OTHER)),
    _node("s_p", "∂s/∂p", lambda n: 1.0, SUM, ("its value", lambda n: n["p"], "that is p's value. A sum passes a "
                                               "change on as it is.")),
    _node("s_b", "∂s/∂b", lambda n: 1.0, SUM, ("its value", lambda n: n["b"], "that is b's value. A sum passes a "
                                               "change on as it is.")),
    _node("e_s", "∂e/∂s", lambda n: 1.0, "raise s by one: by how much does s − y rise?",
          ("the sign of y", lambda n: -1.0, "that is the slope along y. s has no minus in front of it.")),
    _node("L_e", "∂L/∂e", lambda n: 2 * n["e"], "the slope of e² is twice your e.",
          ("no 2", lambda n: n["e"], "the 2 of the square's slope is missing."),
          ("no e", lambda n: 2.0, "that is the 2 alone. The slope of e² grows with e."),
          ("its value", lambda n: n["e"] ** 2, "that is the value e², not its slope.")),
)


def _back(field: str, local: str) -> Answer:
    """What comes in from the node after it, times the local slope between the two."""
    into, node, after = NEEDS[field], field[2:], NEEDS[field][2:]
    alone: Wrong = ("local slope only", lambda n: n[local],
                    f"that is the local slope alone. Multiply it by what comes in from {after}.")
    return _node(
        field, f"∂L/∂{node}", lambda n: n[into] * n[local],
        f"multiply what comes in from {after} by the local slope.",
        *([alone] if after != "L" else []),  # 1 comes in from L: there the local slope is the gradient
        ("added", lambda n: n[into] + n[local], "slopes along one path multiply; they do not add."),
        ("sign", lambda n: -n[into] * n[local], "the size is right, the sign is not."), own=local)


BACK = (
    _node("g_L", "∂L/∂L", lambda n: 1.0, "raise L by one: by how much does L rise?",
          ("its value", lambda n: n["L"],
           "that is the loss. A slope says how far L moves, and L moves itself one for one."),
          ("zero", lambda n: 0.0, "a zero here would make every gradient zero. L moves itself one for one.")),
    *map(_back, NEEDS, ("L_e", "e_s", "s_p", "s_b", "p_W", "p_x")),
)


def early(state: Filled) -> tuple[str, str] | None:
    """The first gradient that was filled in before the one it is made of, and that one."""
    spot = {name: number for number, name in enumerate(state.order)}
    return next(((name, need) for name, need in NEEDS.items() if spot.get(name, 99) < spot.get(need, 98)), None)


def order(p: Inputs, state: Any) -> Criterion:
    """Each gradient was ready when it was needed. It earns only as far as the gradients are right."""
    share = sum(answer.is_right(p, state) for answer in BACK) / len(BACK)
    complete = len(state.order) == len(BACK)
    return Criterion("order", share * (complete and early(state) is None), 1 / 3, says="not complete yet.")
