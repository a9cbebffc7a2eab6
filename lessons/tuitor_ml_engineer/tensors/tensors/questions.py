"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

import numpy as np

from tutor.api import forms, tensors

NUMBERS = (("float32", 4), ("float64", 8))
"""Kinds of numbers, and the bytes of one."""
MIB = 2**20


def batch(seed: int) -> dict[str, int | str]:
    """A batch of colour images and its bytes."""
    random = Random(seed)
    while True:
        n, side = random.choice([8, 16, 24, 32, 48, 64]), random.choice([64, 96, 128, 224, 256])
        dtype, each = random.choice(NUMBERS)
        shape = (n, side, side, 3)
        found = {"right": tensors.nbytes(shape, dtype), "count": tensors.size(shape),
                 "bits": 8 * tensors.nbytes(shape, dtype), "grey": tensors.nbytes(shape[:3], dtype),
                 "one": tensors.nbytes(shape[1:], dtype)}
        if forms.apart(found.values()):
            return {"n": n, "side": side, "dtype": dtype, "each": each, **found}


def memory(seed: int) -> dict[str, int | str | float]:
    """The same in MiB, and what other units would make of it."""
    random = Random(seed)
    while True:
        n, side = random.choice([16, 20, 32, 40, 64]), random.choice([96, 112, 160, 224, 320])
        found = tensors.nbytes((n, side, side, 3), np.float32)
        values = {"right": round(found / MIB, 4), "kib": round(found / 1024, 2), "numbers": round(found / 4 / MIB, 4),
                  "gib": round(found / 2**30, 6)}
        if 5 < values["right"] < 120 and forms.apart(values.values()):
            return {"n": n, "side": side, "bytes": found, **values}


RANKS = (("a grey image", "(28, 28)", 2, "an axis for rows and one for columns"),
         ("a batch of colour images", "(32, 224, 224, 3)", 4, "one axis each for image, row, column and colour"),
         ("the loss of a batch", "()", 0, "no axis at all: a scalar"),
         ("the heights of some patients", "(442,)", 1, "one axis, however long it is"),
         ("a table of some patients", "(442, 10)", 2, "an axis for rows and one for columns"),
         ("a minute of stereo video", "(1500, 1080, 1920, 3, 2)", 5,
          "one axis each for frame, row, column, colour and eye"))


def rank(seed: int) -> dict[str, int | str]:
    """An array with its shape; its size and its longest axis are wrong answers."""
    random = Random(seed)
    what, shape, right, why = random.choice(RANKS)
    wrong = random.sample([each for each in range(6) if each != right], 2)
    return {"what": what, "shape": shape, "right": right, "why": why, "one": wrong[0], "two": wrong[1]}


def both_stretch(seed: int) -> dict[str, str]:
    """(a, 1, c) + (b, 1): the 1 of each is stretched."""
    a, b, c = Random(seed).sample(range(2, 8), 3)
    return {"left": str((a, 1, c)), "right": str((b, 1)), "sum": str(tensors.broadcast((a, 1, c), (b, 1))),
            "added": str((a, b + 1, c + 1)), "kept": str((a, 1, c)), "a": str(a), "b": str(b), "c": str(c)}


def left_aligned(seed: int) -> dict[str, str]:
    """(a, b) + (a,): the lengths that are equal do not meet."""
    a, b = Random(seed).sample(range(2, 9), 2)
    return {"left": str((a, b)), "right": str((a,)), "turned": str((a, a)), "a": str(a), "b": str(b)}


def chain(seed: int) -> dict[str, str]:
    """The shapes that a batch of images takes on its way through a network."""
    random = Random(seed)
    n, side, hidden, classes = random.choice([16, 32, 64]), random.choice([8, 16, 28]), random.choice([24, 48, 96]), 10
    return {"n": str(n), "side": str(side), "hidden": str(hidden), "images": str((n, side, side)),
            "scores": str((n, classes)), "best": str((n,)), "W1": str((hidden, side * side)),
            "W2": str((classes, hidden))}


def folded(seed: int) -> dict[str, str]:
    """A small array, and the second row of its transpose and of its reshape."""
    rows, columns = Random(seed).choice([(2, 3), (2, 4), (3, 2), (3, 4), (4, 3), (2, 5)])
    A = np.arange(rows * columns).reshape(rows, columns)
    return {"A": str(A.tolist()), "shape": str((columns, rows)), "reshaped": str(A.reshape(columns, rows).tolist()),
            "turned": str(A.T.tolist()), "mirrored": str(A.reshape(columns, rows)[::-1].tolist())}


KINDS = (("x ↦ 3x", "linear", "f(0) = 0, and factors and sums pass through"),
         ("x ↦ 3x + 2", "affine", "f(0) = 2: it misses by 2(a + b − 1)"),
         ("x ↦ x²", "neither", "doubling x makes it four times as large"),
         ("(x, y) ↦ (y, x)", "linear", "exchanging entries is a matrix"),
         ("x ↦ max(x, 0)", "neither", "it has a kink at 0"),
         ("x ↦ x − mean(x)", "linear", "taking the mean away is a matrix"),
         ("x ↦ 1 − x", "affine", "f(0) = 1"),
         ("x ↦ 5", "affine", "W is 0, and c is 5"),
         ("x ↦ |x|", "neither", "it has a kink at 0"))


def three_maps(seed: int) -> dict[str, str]:
    """One map of each kind, and one more."""
    random = Random(seed)
    picked = [random.choice([each for each in KINDS if each[1] == kind]) for kind in ("linear", "affine", "neither")]
    picked.append(random.choice([each for each in KINDS if each not in picked]))
    random.shuffle(picked)
    return forms.numbered(picked, "map", "kind", "why")


SIGNS = (
    ("falls, and all predictions become equal, about the mean of y", "A flat line has the least loss over all pairs."),
    ("does not change when you shuffle the predictions", "Over all pairs it is no matter which prediction is whose."),
    ("is never below the variance of y, however well the model fits",
     "Over all pairs, the variance of y is always part of it."),
)


def sign(seed: int) -> dict[str, str]:
    """One sign of the silent bug, and why it is one."""
    return dict(zip(("what", "because"), Random(seed).choice(SIGNS), strict=True))


def rows(seed: int) -> dict[str, int]:
    """A number of rows."""
    return {"n": Random(seed).randint(3, 900)}


def offset(seed: int) -> dict[str, int | str]:
    """f(x) = Wx + c on numbers; f(u + v) against f(u) + f(v)."""
    random = Random(seed)
    W, c, u, v = random.randint(2, 6), random.randint(3, 9), random.randint(2, 5), random.randint(6, 9)
    return {"W": W, "c": c, "u": u, "v": v, "right": c, "sum": W * (u + v) + c, "apart": W * u + c + W * v + c}
