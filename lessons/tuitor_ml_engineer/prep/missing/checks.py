"""How the imputer that is written is judged: fills of training rows, applied to others, nothing changed in place."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram

SOLUTION = '''import numpy as np


def impute(train, new):
    """train (n, p), new (m, p) -> new, its gaps filled: (m, p)."""
    fills = np.nanmean(train, axis=0)
    return np.where(np.isnan(new), fills, new)
'''


def tables(rng: np.random.Generator) -> tuple[Any, ...]:
    """Training rows and new ones with gaps; no column of the training rows is empty."""
    p = int(rng.integers(1, 5))
    train, new = rng.normal(10, 3, (int(rng.integers(3, 9)), p)), rng.normal(20, 3, (int(rng.integers(1, 6)), p))
    train[rng.random(train.shape) < 0.3] = np.nan
    train[0] = rng.normal(10, 3, p)
    new[rng.random(new.shape) < 0.4] = np.nan
    return train, new


def right(train: Any, new: Any) -> Any:
    """The reference."""
    return np.where(np.isnan(new), np.nanmean(train, axis=0), new)


def keeps(args: tuple[Any, ...], value: Any) -> bool | str:
    """What was there is there."""
    _, new = args
    there = ~np.isnan(new)
    found = np.asarray(value, dtype=float)
    if found.shape != new.shape:
        return f"new has shape {new.shape}, your result {found.shape}."
    return bool((found[there] == new[there]).all()) or "A value that was there has been changed."


def whole(args: tuple[Any, ...], value: Any) -> bool | str:
    """No gap is left."""
    return not np.isnan(np.asarray(value, dtype=float)).any() or "There are gaps left."


GAPS = (np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[np.nan, 50.0], [100.0, np.nan]]))

impute = CodeChecks(
    function="impute",
    solution=SOLUTION,
    properties=[
        Property("fills with the means of the training rows", inputs=tables, examples=[GAPS], expect=right, show=True,
                 says="A column is filled with the mean of its values that are there in the training rows."),
        Property("keeps what is there", inputs=tables, holds=keeps),
        Property("leaves no gap", inputs=tables, holds=whole),
    ],
    wrong=[
        WrongProgram("means of the new rows", {"nanmean(train,": "nanmean(np.vstack([new, train[:1]]),"},
                     expect="training rows"),
        WrongProgram("means of all rows", {"nanmean(train,": "nanmean(np.vstack([train, new]),"},
                     "These fills have seen the new rows. They must come from the training rows alone."),
        WrongProgram("zeros", {"np.nanmean(train, axis=0)": "0.0"}, "Nothing was measured there, and 0 is a "
                     "measurement. Fill with the training rows' mean."),
        WrongProgram("one mean for all columns", {", axis=0": ""}, "Each column has a mean of its own: axis=0."),
        WrongProgram("the mean with gaps in it", {"np.nanmean(train,": "np.mean(train,"},
                     "A mean over a gap is NaN. numpy has a mean that skips gaps: nanmean."),
    ],
)
