"""How the two scalers that are written are judged: numbers of the training rows alone, applied to any rows."""

from typing import Any

import numpy as np

from tutor.api import Call, CodeChecks, Property, WrongProgram, scaling

STANDARD = '''import numpy as np


def standardise(train, new):
    """train (n, p), new (m, p) -> new, scaled by train: (m, p)."""
    mean, sd = train.mean(axis=0), train.std(axis=0)
    return (new - mean) / np.where(sd > 0, sd, 1.0)
'''
WHITEN = '''import numpy as np


def whiten(train, new):
    """train (n, p), new (m, p) -> new, whitened by train: (m, p)."""
    mean = train.mean(axis=0)
    values, U = np.linalg.eigh(np.cov(train.T))
    W = U @ np.diag(values ** -0.5) @ U.T
    return (new - mean) @ W.T
'''


def rows(rng: np.random.Generator, n: int, p: int, units: int = 2) -> Any:
    """n rows of p columns in units up to 10^units apart from 1; each shares a part with the one before."""
    own = rng.normal(size=(n, p))
    mixed = own + 0.7 * np.roll(own, 1, axis=1)
    return mixed * 10.0 ** rng.integers(-units, units + 1, p) + rng.normal(0, 5, p)


def two(rng: np.random.Generator) -> tuple[Any, ...]:
    """Training rows and new ones."""
    p = int(rng.integers(2, 5))
    both = rows(rng, 40, p)
    return both[:30], both[30:]


def mild(rng: np.random.Generator) -> tuple[Any, ...]:
    """Training rows and new ones in like units, so that rounding stays small."""
    both = rows(rng, 40, int(rng.integers(2, 5)), units=0)
    return both[:30], both[30:]


def alike(rng: np.random.Generator) -> tuple[Any, ...]:
    """Such training rows, scaled by themselves."""
    train, _ = mild(rng)
    return train, train


def flat(rng: np.random.Generator) -> tuple[Any, ...]:
    """A column of the training rows does not vary."""
    train, new = two(rng)
    train[:, 0] = new[0, 0]
    return train, new


def itself(rng: np.random.Generator) -> tuple[Any, ...]:
    """The training rows, scaled by themselves."""
    train, _ = two(rng)
    return train, train


def scaled(calls: tuple[Any, ...], value: Any) -> bool | str:
    """Mean 0 and sd 1 on the training rows."""
    z = np.asarray(value, dtype=float)
    if z.shape != calls[0].shape:
        return f"new has shape {calls[1].shape}, your result {z.shape}."
    off = max(float(np.abs(z.mean(axis=0)).max()), float(np.abs(z.std(axis=0) - 1).max()))
    return off < 1e-9 or f"On the training rows mean and sd miss 0 and 1 by {off:.2g}."


def white(args: tuple[Any, ...], value: Any) -> bool | str:
    """The covariance of the whitened training rows is I."""
    z = np.asarray(value, dtype=float)
    if z.shape != args[0].shape:
        return f"new has shape {args[1].shape}, your result {z.shape}."
    off = float(np.abs(np.cov(z.T) - np.eye(z.shape[1])).max())
    return off < 1e-8 or f"The covariance of your training rows misses the identity by {off:.2g}."


def honest(rng: np.random.Generator) -> list[Call]:
    """One new row by itself, and the same among others."""
    train, new = two(rng)
    return [Call("standardise", (train, new)), Call("standardise", (train, new[:1]))]


def alone(calls: tuple[Any, ...], values: Any) -> bool | str:
    """What becomes of a row does not hang on the rows beside it."""
    if np.shape(values[1]) != (1, *np.shape(values[0])[1:]):
        return "One new row has to give one row."
    same = np.allclose(np.asarray(values[0])[:1], values[1], rtol=1e-9, atol=1e-9)
    return bool(same) or "A row gets another result when it comes alone: the new rows have had a say."


standardise = CodeChecks(
    function="standardise",
    solution=STANDARD,
    properties=[
        Property("mean 0 and sd 1 on the training rows", inputs=itself, holds=scaled),
        Property("uses the training rows' numbers", inputs=two, show=False, says="Mean and sd are those of train.",
                 expect=lambda train, new: scaling.fit(train, "standard").transform(new), rtol=1e-7, atol=1e-9),
        Property("a row alone gives what it gives among others", inputs=honest, holds=alone),
        Property("a column that does not vary gives numbers", inputs=flat, says="An sd of 0 gives NaN or inf.",
                 holds=lambda args, value: bool(np.isfinite(np.asarray(value, dtype=float)).all())),
    ],
    wrong=[
        WrongProgram("scaled by the new rows", {"train.mean(axis=0), train.std": "new.mean(axis=0), new.std"},
                     "These are the new rows' own numbers. Remember the training rows'."),
        WrongProgram("all rows together", {"    mean, sd": "    train = np.vstack([train, new])\n    mean, sd"},
                     "Mean and sd of train *and* new: the new rows have had a say in their own scale."),
        WrongProgram("one mean for all", {"axis=0": ""}, "Every column has its own mean and sd: axis=0."),
        WrongProgram("divided by zero", {"return": "with np.errstate(all=\"ignore\"):\n        return",
                                         "np.where(sd > 0, sd, 1.0)": "sd"}, expect="NaN or inf"),
    ],
)

whiten = CodeChecks(
    function="whiten",
    solution=WHITEN,
    properties=[
        Property("the covariance of the training rows becomes I", inputs=alike, holds=white),
        Property("is the symmetric one, of train's numbers", inputs=mild, rtol=1e-6, atol=1e-8,
                 says="W = U Λ^(−1/2) Uᵀ of train's covariance, applied to new minus train's mean.",
                 expect=lambda train, new: scaling.fit(train, "zca").transform(new)),
    ],
    wrong=[
        WrongProgram("only standardised", {"(new - mean) @ W.T": "(new - mean) / train.std(axis=0, ddof=1)"},
                     "Standardised, not white: the columns are still correlated."),
        WrongProgram("PCA", {"W = U @ np.diag": "W = np.diag"},
                     "White, but turned: that is PCA whitening. Turn it back with U."),
        WrongProgram("divided by the eigenvalues", {"values ** -0.5": "1 / values"},
                     "Variances are squares: divide by the roots of the eigenvalues."),
        WrongProgram("not centred", {"(new - mean)": "new"}, "Subtract train's mean first."),
    ],
)
