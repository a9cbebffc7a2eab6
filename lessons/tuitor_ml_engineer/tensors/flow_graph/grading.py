"""What each node of the graph must hold, given what the learner put into the nodes before it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, nan
from typing import Any

from tutor.api import Criterion, Misconception

from .problem import NEEDS, Filled, Inputs

Numbers = Mapping[str, float]
Wrong = tuple[str, Callable[[Numbers], Any], str]
"""A known wrong way: its name, the value that it gives, and what to say."""


@dataclass(frozen=True)
class Rule:
    """A field, its name for the learner, its value from the numbers so far, what to ask for, and known wrong ways."""

    field: str
    name: str
    value: Callable[[Numbers], Any]
    ask: str
    wrong: Sequence[Wrong] = ()


BUILD = (
    Rule("p_is", "p", lambda n: "W · x", "the weight multiplies the input.",
         [("W is added", lambda n: "W + x", "the weight multiplies the input; it is not added.")]),
    Rule("s_is", "s", lambda n: "p + b", "the bias is added to what came before.",
         [("b scales", lambda n: "p · b", "the bias is added; it does not scale.")]),
    Rule("e_is", "e", lambda n: "s − y", "the miss is what the line says minus what is true.",
         [("y − s", lambda n: "y − s", "that is the other way round; here e = Wx + b − y.")]),
    Rule("L_is", "L", lambda n: "e²", "the loss is the miss squared.",
         [("2e", lambda n: "2e", "that is the slope of the square. The node holds the square itself.")]),
)
FORWARD = (
    Rule("p", "p", lambda n: n["W"] * n["x"], "multiply W and x.",
         [("W + x", lambda n: n["W"] + n["x"], "that is W + x. The node is a product.")]),
    Rule("s", "s", lambda n: n["p"] + n["b"], "add b to your p.",
         [("p · b", lambda n: n["p"] * n["b"], "that is p · b. The node is a sum.")]),
    Rule("e", "e", lambda n: n["s"] - n["y"], "subtract y from your s.",
         [("y − s", lambda n: n["y"] - n["s"], "that is y − s: the other way round.")]),
    Rule("L", "L", lambda n: n["e"] ** 2, "square your e.",
         [("no square", lambda n: n["e"], "that is e itself. The node is its square."),
          ("2e", lambda n: 2 * n["e"], "that is 2e. The square is e · e.")]),
)
OTHER = "the slope of a product along one factor is the other factor."
LOCAL = (
    Rule("p_W", "∂p/∂W", lambda n: n["x"], "raise W by one: by how much does W · x rise?",
         [("its own factor", lambda n: n["W"], OTHER)]),
    Rule("p_x", "∂p/∂x", lambda n: n["W"], "raise x by one: by how much does W · x rise?",
         [("its own factor", lambda n: n["x"], OTHER)]),
    Rule("s_p", "∂s/∂p", lambda n: 1.0, "a sum passes a change on as it is.",
         [("its value", lambda n: n["p"], "that is p's value. A sum passes a change on as it is.")]),
    Rule("s_b", "∂s/∂b", lambda n: 1.0, "a sum passes a change on as it is.",
         [("its value", lambda n: n["b"], "that is b's value. A sum passes a change on as it is.")]),
    Rule("e_s", "∂e/∂s", lambda n: 1.0, "raise s by one: by how much does s − y rise?",
         [("the sign of y", lambda n: -1.0, "that is the slope along y. s has no minus in front of it.")]),
    Rule("L_e", "∂L/∂e", lambda n: 2 * n["e"], "the slope of e² is twice your e.",
         [("no 2", lambda n: n["e"], "the 2 of the square's slope is missing."),
          ("no e", lambda n: 2.0, "that is the 2 alone. The slope of e² grows with e."),
          ("its value", lambda n: n["e"] ** 2, "that is the value e², not its slope.")]),
)


def _back(node: str, after: str, local: str) -> Rule:
    """∂L/∂node is what comes in from the node after it, times the local slope between the two."""
    into = f"g_{after}"
    return Rule(
        f"g_{node}", f"∂L/∂{node}", lambda n: n[into] * n[local],
        f"multiply what comes in from {after} by the local slope.",
        [("local slope only", lambda n: n[local],
          f"that is the local slope alone. Multiply it by what comes in from {after}."),
         ("added", lambda n: n[into] + n[local], "slopes along one path multiply; they do not add."),
         ("sign", lambda n: -n[into] * n[local], "the size is right, the sign is not."),
         ("own slope", lambda n: n[into] * n.get(f"own {local}", nan),
          "that follows from your local slope, which is not right. Put that right first.")],
    )


BACK = (
    Rule("g_L", "∂L/∂L", lambda n: 1.0, "raise L by one: by how much does L rise?",
         [("its value", lambda n: n["L"], "that is the loss. A slope says how far L moves, and L moves itself one for "
           "one."),
          ("zero", lambda n: 0.0, "a zero here would make every gradient zero. L moves itself one for one.")]),
    _back("e", "L", "L_e"), _back("s", "e", "e_s"), _back("p", "s", "s_p"), _back("b", "s", "s_b"),
    _back("W", "p", "p_W"), _back("x", "p", "p_x"),
)
SLOPES = frozenset(rule.field for rule in LOCAL)


def numbers(p: Inputs, state: Filled) -> Numbers:
    """The true numbers, with the learner's own in their place as far as they may be followed.

    A gradient of zero is not followed, nor a wrong local slope: all zeros, or all ones, would be right all the way.
    """
    own = {name: given for name in p.truth if isinstance(given := getattr(state, name), int | float)}
    followed = {name: v for name, v in own.items() if name not in SLOPES and (v or name[:2] != "g_")}
    return {**p.truth, **followed, **p.given, **{f"own {n}": v for n, v in own.items() if n in SLOPES}}


def right(rule: Rule, p: Inputs, state: Filled) -> bool:
    """Whether a field holds what is true, or what follows from the learner's own numbers before it."""
    given = getattr(state, rule.field)
    return any(_same(given, rule.value(known)) for known in (numbers(p, state), {**p.truth, **p.given}))


def criteria(rules: Sequence[Rule], p: Inputs, state: Filled, weight: float = 1.0) -> list[Criterion]:
    """A line a node; each is judged from the numbers that the learner gave the nodes before it."""
    empty = {rule.field: getattr(state, rule.field) in (None, "?") for rule in rules}
    return [Criterion(rule.name, float(right(rule, p, state)), weight / len(rules),
                      says="not filled in." if empty[rule.field] else rule.ask) for rule in rules]


def misconceptions(rules: Sequence[Rule]) -> Iterator[Misconception[Inputs, Any]]:
    """Every known wrong way at every node."""
    for rule in rules:
        for wrong in rule.wrong:
            yield _misconception(rule, wrong)


def _misconception(rule: Rule, wrong: Wrong) -> Misconception[Inputs, Any]:
    name, value, says = wrong

    def applies(p: Inputs, state: Any) -> bool:
        given = getattr(state, rule.field)
        known = numbers(p, state)
        first = next((title for title, of, _ in rule.wrong if _same(given, of(known))), "")
        return first == name and not right(rule, p, state)

    def example(p: Inputs) -> dict[str, Any] | None:
        if name == "own slope":
            local = next(other for other in LOCAL if _same(rule.value({**p.truth, **p.given, other.field: nan}), nan))
            return {local.field: p.truth[local.field] + 5, rule.field: p.truth[NEEDS[rule.field]]
                    * (p.truth[local.field] + 5)}
        true = {**p.truth, **p.given}
        made, others = value(true), [rule.value(true), *(of(true) for title, of, _ in rule.wrong if title != name)]
        return None if any(_same(made, other) for other in others) else {rule.field: made}

    return Misconception(f"{rule.name}: {name}", applies, says, example, criterion=rule.name)


def early(state: Filled) -> tuple[str, str] | None:
    """The first gradient that was filled in before the one it is made of, and that one."""
    spot = {name: number for number, name in enumerate(state.order)}
    return next(((name, need) for name, need in NEEDS.items() if spot.get(name, 99) < spot.get(need, 98)), None)


def order(p: Inputs, state: Filled) -> Criterion:
    """Each gradient was ready when it was needed. It earns only as far as the gradients are right."""
    share = sum(right(rule, p, state) for rule in BACK) / len(BACK)
    complete = len(state.order) == len(BACK)
    return Criterion("order", share * (complete and early(state) is None), 1 / 3, says="not complete yet.")


def _same(given: Any, wanted: Any) -> bool:
    if isinstance(given, str) or isinstance(wanted, str):
        return bool(given == wanted)
    if given is None:
        return False
    return isclose(given, wanted, rel_tol=1e-6, abs_tol=1e-9) or (given != given and wanted != wanted)
