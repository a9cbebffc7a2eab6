r"""Tensors, practically arrays: a block of numbers, and a shape that says how it is folded into axes.

    rank = number of axes        size = d₁ · d₂ · … · dᵣ        bytes = size · bytes of one number

**Strides.** In memory there is one row of numbers, the last axis running fastest. One step along axis k skips
strideₖ = (bytes of one number) · dₖ₊₁ · … · dᵣ bytes, so entry (i₁, …, iᵣ) lies at i₁·stride₁ + … + iᵣ·strideᵣ.
`reshape` keeps the row and folds it anew; `transpose` keeps the entries and exchanges strides. They differ.

**Broadcasting.** Two shapes are laid one below the other, aligned at the *right*; a missing axis counts as 1.
Along each axis the lengths must be equal, or one of them 1; the 1 is repeated until it fits (so 1 beside 0 gives 0).

**Linear.** f(a·u + b·v) = a·f(u) + b·f(v) for all vectors u, v and numbers a, b. *Affine*, f(x) = Wx + c, has it
only where a + b = 1: in general it misses by (a + b − 1)·c.
Source: the NumPy User Guide, "Broadcasting" and "Internal organization of NumPy arrays"; Axler, Linear Algebra Done
Right (2024), chapter 3.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Array: TypeAlias = NDArray[np.float64]
Shape: TypeAlias = tuple[int, ...]
Map: TypeAlias = Callable[[Array], ArrayLike]
Kind: TypeAlias = Literal["linear", "affine", "neither"]


class Axis(NamedTuple):
    """Two lengths that meet; None where a shape has no such axis, and as the result where they do not fit."""

    left: int | None
    right: int | None
    result: int | None


def size(shape: Shape) -> int:
    """How many numbers; the empty product is 1, so a scalar has one."""
    return int(np.prod(shape, dtype=np.int64))


def nbytes(shape: Shape, dtype: DTypeLike = np.float64) -> int:
    """Bytes that the numbers take: float64 has 8 for each, float32 4, uint8 1."""
    return size(shape) * np.dtype(dtype).itemsize


def strides(shape: Shape, dtype: DTypeLike = np.float64) -> Shape:
    """Bytes from one entry to the next along each axis, the last axis running fastest."""
    return tuple(nbytes(shape[axis + 1 :], dtype) for axis in range(len(shape)))


def position(index: Shape, shape: Shape) -> int:
    """Which number of the row in memory the entry at `index` is, from 0: Σ iₖ · dₖ₊₁ · … · dᵣ."""
    return sum(i * size(shape[axis + 1 :]) for axis, i in enumerate(index))


def align(left: Shape, right: Shape) -> list[Axis]:
    """The axes of two shapes as broadcasting pairs them, from left to right."""
    rank = max(len(left), len(right))
    one, two = ((None,) * (rank - len(shape)) + tuple(shape) for shape in (left, right))
    return [Axis(a, b, _met(a, b)) for a, b in zip(one, two, strict=True)]


def _met(a: int | None, b: int | None) -> int | None:
    a, b = 1 if a is None else a, 1 if b is None else b
    return b if a == 1 else a if b in (a, 1) else None


def broadcast(left: Shape, right: Shape) -> Shape:
    """The shape of left + right. ValueError names the first axis, from the right, whose lengths do not fit."""
    axes = align(left, right)
    for back, axis in enumerate(reversed(axes), start=1):
        if axis.result is None:
            raise ValueError(f"{left} and {right}: axis {-back} has {axis.left} beside {axis.right}")
    return tuple(axis.result for axis in axes if axis.result is not None)


def silent_mse(y: ArrayLike, predicted: ArrayLike) -> float:
    """What ((y − p)²).mean() is where y is (n,) and p (n, 1): each prediction meets *each* target, n² of them.

    It equals var p + var y + (p̄ − ȳ)², as a mean over all pairs splits into both variances and the gap of the means
    (ddof 0). So it does not matter which prediction belongs to which row, and the least value is at p = ȳ for all.
    """
    y, p = np.ravel(np.asarray(y, dtype=float)), np.ravel(np.asarray(predicted, dtype=float))
    return float(p.var() + y.var() + (p.mean() - y.mean()) ** 2)


def gap(f: Map, u: ArrayLike, v: ArrayLike, a: float, b: float) -> Array:
    """f(a·u + b·v) − (a·f(u) + b·f(v)): zero for a linear map, (1 − a − b)·f(0) for an affine one."""
    u, v = np.asarray(u, dtype=float), np.asarray(v, dtype=float)
    missed: Array = np.asarray(f(a * u + b * v)) - (a * np.asarray(f(u)) + b * np.asarray(f(v)))
    return missed


def kind(f: Map, inputs: int, tries: int = 50, seed: int = 0, atol: float = 1e-9) -> Kind:
    """What probing says of f: vectors and factors are drawn, first with any a and b, then with a + b = 1.

    One gap is a disproof; no gap in `tries` draws is evidence, not a proof: a map may misbehave where none fell.
    """
    random = np.random.RandomState(seed)
    found: Kind = "linear"
    for _ in range(tries):
        u, v = random.normal(0, 2, (2, inputs))
        a, b = random.normal(0, 2, 2)
        if not _closes(f, u, v, a, 1 - a, atol):
            return "neither"
        if not _closes(f, u, v, a, b, atol):
            found = "affine"
    return found


def _closes(f: Map, u: Any, v: Any, a: float, b: float, atol: float) -> bool:
    scale = 1 + float(np.abs(np.asarray(f(a * u + b * v))).max())
    return bool(np.abs(gap(f, u, v, a, b)).max() <= atol * scale)
