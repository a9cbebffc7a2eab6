"""Twelve expressions to say the shape of: drawn with their sizes, evaluated by numpy, explained axis by axis."""

import re
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import numpy as np

from tutor.api import tensors

ERROR = "error"
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """An expression of arrays A and B of these shapes; `slips` are the answers of known wrong ideas."""

    text: str
    A: Shape
    B: Shape | None
    why: str
    slips: dict[str, str]

    @property
    def arrays(self) -> dict[str, Shape]:
        """The shape of each array that occurs."""
        return {"A": self.A} if self.B is None else {"A": self.A, "B": self.B}

    @property
    def given(self) -> str:
        """The arrays, in words."""
        return " and ".join(f"{name} is {shape}" for name, shape in self.arrays.items())

    @cached_property
    def truth(self) -> str:
        """The shape that numpy finds, or that it raises an error."""
        arrays = {name: np.arange(tensors.size(shape), dtype=float).reshape(shape)
                  for name, shape in self.arrays.items()}
        try:
            value: Any = eval(self.text, {"np": np, **arrays})  # our own text: what is shown is what is run
        except ValueError:
            return ERROR
        return str(np.shape(value))


def outcome(shape: str) -> str:
    """What an expression of this shape does, in words."""
    return "raises an error" if shape == ERROR else f"has the shape {shape}"


def read(text: str) -> str:
    """What was typed as a shape in Python's writing, or as `error`; empty where it is neither."""
    said = text.strip().casefold().rstrip(".")
    if said in (ERROR, "valueerror", "raises", "an error"):
        return ERROR
    if said in ("()", "scalar"):
        return "()"
    body = said[1:-1] if said[:1] + said[-1:] in ("()", "[]") else said
    parts = [part for part in re.split(r"[\s,x×]+", body) if part]
    return str(tuple(map(int, parts))) if parts and all(re.fullmatch(r"[0-9]{1,6}", part) for part in parts) else ""


def steps(left: Shape, right: Shape) -> str:
    """How broadcasting gets to its result, from the right."""
    told = []
    for axis in reversed(tensors.align(left, right)):
        one, two = ("nothing" if each is None else str(each) for each in (axis.left, axis.right))
        told.append(f"{one} beside {two}" + (f" gives {axis.result}" if axis.result is not None else " does not fit"))
        if axis.result is None:
            break
    return "From the right: " + "; ".join(told) + "."


def twelve(seed: int) -> tuple[Asked, ...]:
    """The easy ones first; of most kinds one of several forms."""
    random = Random(seed)

    def sizes(count: int) -> list[int]:
        return random.sample(range(2, 8), count)

    def asked(text: str, A: Shape, B: Shape | None, why: str, **slips: Shape | str) -> Asked:
        return Asked(text, A, B, why, {name: str(shape) for name, shape in slips.items()})

    def summed() -> Asked:
        (i, j, k), axis = sizes(3), random.choice([0, 1, -1])
        left = {0: (j, k), 1: (i, k), -1: (i, j)}
        return asked(f"A.sum(axis={axis})", (i, j, k), None, "The axis that is named is summed up, and gone.",
                     axis=left[0 if axis else -1], kept={0: (1, j, k), 1: (i, 1, k), -1: (i, j, 1)}[axis])

    i, j, k = sizes(3)
    picked = random.choice([
        asked("A[0]", (i, j, k), None, "An index takes its axis away.", axis=(i, j), kept=(1, j, k)),
        asked("A[:, 0]", (i, j, k), None, "The index stands at the second axis, and takes it away.", axis=(j, k),
              kept=(i, 1, k))])
    (i, j), axis = sizes(2), random.choice([0, 1])
    kept = [(1, j), (i, 1)]
    mean = asked(f"A.mean(axis={axis}, keepdims=True)", (i, j), None, "With keepdims, the axis stays, of length 1.",
                 axis=kept[1 - axis], dropped=((j,), (i,))[axis])
    i, j, k = sizes(3)
    folded = random.choice([
        asked(f"A.reshape({i}, -1)", (i, j, k), None, f"−1 is worked out: {i * j * k} numbers in {i} rows.",
              dropped=(i, j, k)),
        asked(f"A.reshape({i}, {k + 1})", (i, k), None, f"{i * k} numbers do not fill {i * (k + 1)} places.",
              forced=(i, k + 1))])
    i, j, k = sizes(3)
    turned = random.choice([asked("A.T", (i, j, k), None, "T turns the order of all axes round.", last=(i, k, j)),
                            asked("A.transpose(0, 2, 1)", (i, j, k), None, "Axis 0 stays; 1 and 2 change places.",
                                  last=(k, j, i))])
    i, j, k = sizes(3)
    product = random.choice([
        asked("A @ B", (i, j), (j, k), f"The inner {j} meet and are summed up.", inner=(j, j), forced=ERROR),
        asked("A @ B", (i, j), (j,), f"The inner {j} meet and are summed up; no axis is left of B.", kept=(i, 1))])
    i, j, k, m = sizes(4)
    batch = asked("A @ B", (i, j, k), (k, m), f"@ works on the last two axes; each of the {i} matrices meets B.",
                  matrix=(j, m), forced=ERROR)
    i, j, k = sizes(3)
    named = random.choice([
        asked('np.einsum("ij,kj->ik", A, B)', (i, j), (k, j), "j is not right of the arrow, so it is summed up.",
              forced=ERROR, arrow=(i, j)),
        asked('np.einsum("ijk->ki", A)', (i, j, k), None, "Right of the arrow stand k, then i; j is summed up.",
              arrow=(i, k))])
    i, j, k = sizes(3)
    fits = random.choice([
        asked("A + B", (i, 1, k), (j, 1), steps((i, 1, k), (j, 1)), refused=ERROR),
        asked("A * B", (i, j), (j,), steps((i, j), (j,)), refused=ERROR)])
    i, j = sizes(2)
    clash = asked("A + B", (i, j), (i,), steps((i, j), (i,)), left=(i, j))
    n, m = sizes(2)
    silent = asked("A - B", (n,), (n, 1), steps((n,), (n, 1)), pairs=(n,), refused=ERROR)
    whole = asked("((A - B) ** 2).mean()", (m,), (m, 1), f"A − B is ({m}, {m}); its mean is a scalar. Nothing shows "
                  "that it was taken over all pairs.", refused=ERROR, kept=(1,))
    return picked, summed(), mean, folded, turned, product, batch, named, fits, clash, silent, whole
