"""What each node of the graph must hold, given what the learner put into the nodes before it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isclose, nan
from typing import Any, TypeAlias

Numbers: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Rule:
    """A field, its name for the learner, its value from the numbers so far, and the known wrong routes.

    A route is (name, the value it gives, what to say). `ask` is said for any other wrong value.
    """

    field: str
    name: str
    value: Callable[[Numbers], Any]
    ask: str
    routes: tuple[tuple[str, Callable[[Numbers], Any], str], ...] = ()


def judged(rule: Rule, state: Any, inputs: Numbers, truth: Numbers) -> tuple[float, str, str]:
    """(score, sentence, route) of one field: right if it is true, or follows from the learner's own numbers before it.

    A gradient of zero is not followed, nor a wrong local slope: all zeros, or all ones, would be right all the way.
    """
    own = {name: given for name in truth if isinstance(given := getattr(state, name), int | float)}
    slopes = {rule.field for rule in LOCAL}
    followed = {name: given for name, given in own.items() if name not in slopes and (given or name[:2] != "g_")}
    numbers = {**truth, **followed, **inputs}
    numbers |= {f"own {name}": given for name, given in own.items() if name in slopes}
    given = getattr(state, rule.field)
    if given in (None, "?"):
        return 0.0, f"{rule.name}: not filled in.", ""
    if any(_same(given, rule.value(known)) for known in (numbers, {**truth, **inputs})):
        return 1.0, "", ""
    for route, value, says in rule.routes:
        if _same(given, value(numbers)):
            return 0.0, f"{rule.name}: {says}", route
    return 0.0, f"{rule.name}: {rule.ask}", ""


def _same(given: Any, right: Any) -> bool:
    if isinstance(given, str) or isinstance(right, str):
        return bool(given == right)
    return isclose(given, right, rel_tol=1e-6, abs_tol=1e-9)


BUILD = (
    Rule(
        "p_is",
        "p",
        lambda n: "W · x",
        "the weight multiplies the input.",
        (("sum", lambda n: "W + x", "the weight multiplies the input; it is not added."),),
    ),
    Rule(
        "s_is",
        "s",
        lambda n: "p + b",
        "the bias is added to what came before.",
        (("product", lambda n: "p · b", "the bias is added, it does not scale."),),
    ),
    Rule(
        "e_is",
        "e",
        lambda n: "s − y",
        "the miss is what the line says minus what is true.",
        (("sign", lambda n: "y − s", "that is the other way round; here e = Wx + b − y."),),
    ),
    Rule(
        "L_is",
        "L",
        lambda n: "e²",
        "the loss is the miss squared.",
        (("double", lambda n: "2e", "that is the slope of the square. The node holds the square itself."),),
    ),
)

FORWARD = (
    Rule(
        "p",
        "p",
        lambda n: n["W"] * n["x"],
        "multiply W and x.",
        (("sum", lambda n: n["W"] + n["x"], "that is W + x. The node is a product."),),
    ),
    Rule(
        "s",
        "s",
        lambda n: n["p"] + n["b"],
        "add b to your p.",
        (("product", lambda n: n["p"] * n["b"], "that is p · b. The node is a sum."),),
    ),
    Rule(
        "e",
        "e",
        lambda n: n["s"] - n["y"],
        "subtract y from your s.",
        (("sign", lambda n: n["y"] - n["s"], "that is y − s: the other way round."),),
    ),
    Rule(
        "L",
        "L",
        lambda n: n["e"] ** 2,
        "square your e.",
        (
            ("no square", lambda n: n["e"], "that is e itself. The node is its square."),
            ("double", lambda n: 2 * n["e"], "that is 2e. The square is e · e."),
        ),
    ),
)

LOCAL = (
    Rule(
        "p_W",
        "∂p/∂W",
        lambda n: n["x"],
        "raise W by one: by how much does W · x rise?",
        (("swapped", lambda n: n["W"], "the slope of a product along one factor is the other factor."),),
    ),
    Rule(
        "p_x",
        "∂p/∂x",
        lambda n: n["W"],
        "raise x by one: by how much does W · x rise?",
        (("swapped", lambda n: n["x"], "the slope of a product along one factor is the other factor."),),
    ),
    Rule(
        "s_p",
        "∂s/∂p",
        lambda n: 1.0,
        "a sum passes a change on as it is.",
        (("scales", lambda n: n["p"], "that is p's value. A sum passes a change on as it is."),),
    ),
    Rule(
        "s_b",
        "∂s/∂b",
        lambda n: 1.0,
        "a sum passes a change on as it is.",
        (("scales", lambda n: n["b"], "that is b's value. A sum passes a change on as it is."),),
    ),
    Rule(
        "e_s",
        "∂e/∂s",
        lambda n: 1.0,
        "raise s by one: by how much does s − y rise?",
        (("sign", lambda n: -1.0, "that is the slope along y. s stands there without a minus."),),
    ),
    Rule(
        "L_e",
        "∂L/∂e",
        lambda n: 2 * n["e"],
        "the slope of e² is twice your e.",
        (
            ("no 2", lambda n: n["e"], "the 2 of the square's slope is missing."),
            ("no e", lambda n: 2.0, "that is the 2 alone. The slope of e² grows with e."),
            ("value", lambda n: n["e"] ** 2, "that is the value e², not its slope."),
        ),
    ),
)


def _back(node: str, after: str, local: str) -> Rule:
    """∂L/∂node is what comes in from the node after it, times the local slope between the two."""
    return Rule(
        f"g_{node}",
        f"∂L/∂{node}",
        lambda n: n[f"g_{after}"] * n[local],
        f"multiply what comes in from {after} by the local slope.",
        (
            (
                "local only",
                lambda n: n[local],
                f"that is the local slope alone. Multiply it by what comes in from {after}.",
            ),
            ("added", lambda n: n[f"g_{after}"] + n[local], "slopes along one path multiply; they do not add."),
            ("sign", lambda n: -n[f"g_{after}"] * n[local], "the size is right, the sign is not."),
            (
                "own slope",
                lambda n: n[f"g_{after}"] * n.get(f"own {local}", nan),
                "that follows from your local slope, which is not right. Mend it first.",
            ),
        ),
    )


BACKWARD = (
    Rule(
        "g_L",
        "∂L/∂L",
        lambda n: 1.0,
        "raise L by one: by how much does L rise?",
        (
            (
                "value",
                lambda n: n["L"],
                "that is the loss. A slope says how far L moves, and L moves itself one for one.",
            ),
            ("zero", lambda n: 0.0, "a zero here would make every gradient zero. L moves itself one for one."),
        ),
    ),
    _back("e", "L", "L_e"),
    _back("s", "e", "e_s"),
    _back("p", "s", "s_p"),
    _back("b", "s", "s_b"),
    _back("W", "p", "p_W"),
    _back("x", "p", "p_x"),
)
