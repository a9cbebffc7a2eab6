"""The graph of (Wx + b − y)²: four inputs, and every number that belongs into it."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated

from tutor.api import Choice, Number, OwnTable, graph

NEEDS = {"g_e": "g_L", "g_s": "g_e", "g_p": "g_s", "g_b": "g_s", "g_W": "g_p", "g_x": "g_p"}
"""Which gradient each one is computed from."""
BACKWARD = ("g_L", *NEEDS)
OPTIONS = ("?", "W · x", "W + x", "p + b", "p · b", "s − y", "y − s", "e²", "2e")


@dataclass(frozen=True)
class Filled:
    """What the learner has written into the graph; None is not filled yet."""

    p_is: Annotated[str, Choice(OPTIONS, label="p")] = "?"
    s_is: Annotated[str, Choice(OPTIONS, label="s")] = "?"
    e_is: Annotated[str, Choice(OPTIONS, label="e")] = "?"
    L_is: Annotated[str, Choice(OPTIONS, label="L")] = "?"
    p: Annotated[float | None, Number(label="p = W · x")] = None
    s: Annotated[float | None, Number(label="s = p + b")] = None
    e: Annotated[float | None, Number(label="e = s − y")] = None
    L: Annotated[float | None, Number(label="L = e²")] = None
    p_W: Annotated[float | None, Number(label="∂p/∂W")] = None
    p_x: Annotated[float | None, Number(label="∂p/∂x")] = None
    s_p: Annotated[float | None, Number(label="∂s/∂p")] = None
    s_b: Annotated[float | None, Number(label="∂s/∂b")] = None
    e_s: Annotated[float | None, Number(label="∂e/∂s")] = None
    L_e: Annotated[float | None, Number(label="∂L/∂e")] = None
    g_W: Annotated[float | None, Number(label="∂L/∂W")] = None
    g_x: Annotated[float | None, Number(label="∂L/∂x")] = None
    g_b: Annotated[float | None, Number(label="∂L/∂b")] = None
    g_p: Annotated[float | None, Number(label="∂L/∂p")] = None
    g_s: Annotated[float | None, Number(label="∂L/∂s")] = None
    g_e: Annotated[float | None, Number(label="∂L/∂e")] = None
    g_L: Annotated[float | None, Number(label="∂L/∂L")] = None
    order: tuple[str, ...] = ()
    """Gradients in the order they were first filled."""
    tried: str = ""
    """The part whose prediction was tried last."""


@dataclass(frozen=True)
class Inputs:
    """Small whole numbers whose answers cannot be confused with one another."""

    W: int
    x: int
    b: int
    y: int

    @cached_property
    def given(self) -> dict[str, float]:
        return {"W": self.W, "x": self.x, "b": self.b, "y": self.y}

    @cached_property
    def truth(self) -> dict[str, float]:
        """Every number of the graph, from the tutor's own automatic differentiation."""
        W, x, b, y = (graph.Value(self.given[name]) for name in "Wxby")
        s = (p := W * x) + b
        L = (e := s - y) ** 2
        graph.backward(L)
        local = dict(zip(("p_W", "p_x", "s_p", "s_b", "e_s", "L_e"),
                         (*p.slopes, *s.slopes, e.slopes[0], L.slopes[0]), strict=True))
        nodes = {"W": W, "x": x, "b": b, "p": p, "s": s, "e": e, "L": L}
        return {name: nodes[name].value for name in "pseL"} | local | {
            f"g_{name}": node.gradient for name, node in nodes.items()}

    @property
    def raising_b(self) -> int:
        """What a larger b does to the loss: 0 it rises, 1 it falls."""
        return 0 if self.truth["g_b"] > 0 else 1

    @property
    def reuse(self) -> int:
        """2 if the slope of a·a + a at 3 is the sum over all three uses of a."""
        a = graph.Value(3)
        graph.backward(a * a + a)
        return 2 if a.gradient == 3 + 3 + 1 else 0

    def central(self) -> list[float]:
        """∂L/∂W, ∂L/∂x and ∂L/∂b by central differences."""
        return list(graph.central_difference(lambda W, x, b: (W * x + b - self.y) ** 2, [self.W, self.x, self.b]))


def inputs(seed: int, table: OwnTable | None) -> Inputs:
    """Inputs at which no two wrong ways meet."""
    random = Random(seed)
    while True:
        W, x, b = random.choice([-3, -2, 2, 3, 4]), random.choice([2, 3, 4, 5]), random.choice([-3, -2, 2, 3, 4])
        y = random.choice([-9, -7, -5, -4, 3, 5, 8, 11, 12, 14])
        e = W * x + b - y
        if abs(e) >= 3 and e not in (4, y) and x != W and (W, x, b, y) != (2, 3, 1, 10):
            return Inputs(W, x, b, y)
