r"""The flow graph: arithmetic that remembers how it was done, so that one walk back gives every slope.

Each node holds its value, the name of its operation, its parents, and the local slope along each parent.
For a loss L, going through the nodes so that each comes after all of its uses,

    ∂L/∂parent  +=  ∂L/∂node · ∂node/∂parent

The += is the point: a node that is used twice gets a share from each use (a·a + a at 3 has slope 7, not 3).
One walk serves any number of inputs, where central differences (f(x + h) − f(x − h)) / 2h need two runs for
each; their error is about h² + ε/h, least near h = ε^(1/3) ≈ 6e-6.
Source: Griewank and Walther, Evaluating Derivatives (2008), chapter 3.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias, Union

Operand: TypeAlias = Union["Value", float, int]


class Value:
    """A node: a number, where it came from, and (after `backward`) the slope of the loss along it."""

    def __init__(
        self, value: float, op: str = "", parents: "Sequence[Value]" = (), slopes: Sequence[float] = ()
    ) -> None:
        self.value, self.op, self.parents, self.slopes = float(value), op, tuple(parents), tuple(slopes)
        self.gradient = 0.0

    def __add__(self, other: Operand) -> "Value":
        other = node(other)
        return Value(self.value + other.value, "+", (self, other), (1.0, 1.0))

    def __mul__(self, other: Operand) -> "Value":
        other = node(other)
        return Value(self.value * other.value, "·", (self, other), (other.value, self.value))

    def __sub__(self, other: Operand) -> "Value":
        other = node(other)
        return Value(self.value - other.value, "−", (self, other), (1.0, -1.0))

    def __truediv__(self, other: Operand) -> "Value":
        other = node(other)
        slopes = (1 / other.value, -self.value / other.value**2)
        return Value(self.value / other.value, "/", (self, other), slopes)

    def __pow__(self, power: float) -> "Value":
        return Value(self.value**power, f"^{power:g}", (self,), (power * self.value ** (power - 1),))

    def __neg__(self) -> "Value":
        return Value(-self.value, "neg", (self,), (-1.0,))

    def __radd__(self, other: float) -> "Value":
        return node(other) + self

    def __rmul__(self, other: float) -> "Value":
        return node(other) * self

    def __rsub__(self, other: float) -> "Value":
        return node(other) - self

    def __rtruediv__(self, other: float) -> "Value":
        return node(other) / self

    def __repr__(self) -> str:
        return f"Value({self.value:g}, {self.op or 'input'}, gradient {self.gradient:g})"


def node(number: Operand) -> Value:
    """The number as a node of its own, unless it is one."""
    return number if isinstance(number, Value) else Value(number)


def sin(a: Value) -> Value:
    """sin a, whose slope is cos a."""
    return Value(math.sin(a.value), "sin", (a,), (math.cos(a.value),))


def exp(a: Value) -> Value:
    """eᵃ, which is its own slope."""
    value = math.exp(a.value)
    return Value(value, "exp", (a,), (value,))


def relu(a: Value) -> Value:
    """max(a, 0), whose slope is 1 above 0 and taken as 0 at it."""
    return Value(max(a.value, 0.0), "relu", (a,), (1.0 if a.value > 0 else 0.0,))


def order(loss: Value) -> list[Value]:
    """Every node that `loss` depends on, parents before children, `loss` last (without recursion)."""
    done: dict[int, Value] = {}
    stack = [(loss, False)]
    while stack:
        at, ready = stack.pop()
        if ready:
            done.setdefault(id(at), at)
        elif id(at) not in done:
            stack.append((at, True))
            stack.extend((parent, False) for parent in reversed(at.parents))
    return list(done.values())


def backward(loss: Value) -> list[Value]:
    """Fill in `gradient` = ∂loss/∂node of every node; returns them in the order they were visited."""
    walk = order(loss)[::-1]
    for each in walk:
        each.gradient = 0.0
    loss.gradient = 1.0
    for each in walk:
        for parent, slope in zip(each.parents, each.slopes, strict=True):
            parent.gradient += each.gradient * slope
    return walk


def central_difference(f: Callable[..., float], at: Sequence[float], h: float = 6e-6) -> list[float]:
    """The slope of f along each argument at `at`, from 2 · len(at) runs of f."""
    slopes = []
    for i in range(len(at)):
        up, down = list(at), list(at)
        up[i] += h
        down[i] -= h
        slopes.append((f(*up) - f(*down)) / (2 * h))
    return slopes
