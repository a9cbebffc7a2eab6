r"""How strongly two columns go together, from 0 to 1, whatever they hold.

For two quantities it is |r|, of the correlation coefficient. For a quantity x in classes it is the correlation ratio η,
the share of x's spread that lies between the classes:

    η² = Σ n_c (x̄_c − x̄)² / Σ (x − x̄)²        over classes c of n_c rows

Both are the root of an R²: of the line through the points, or of predicting each row by the mean of its class.
(R. A. Fisher, Statistical Methods for Research Workers, 1925, sections 34 and 45.)
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.defects import numbers
from tutor.ml.estimators import kind_of


def correlation_ratio(x: ArrayLike, classes: Sequence[Any]) -> float:
    """η of the quantity x (n,) in n classes; 0 where all means agree, 1 where no class has a spread of its own."""
    values, labels = np.asarray(x, dtype=float), np.array([str(each) for each in classes])
    mean = values.mean()
    groups = [values[labels == each] for each in set(labels)]
    between = sum(len(group) * (group.mean() - mean) ** 2 for group in groups)
    return float(np.sqrt(between / np.sum((values - mean) ** 2)))


def strength(values: Sequence[Any], target: Sequence[Any]) -> float:
    """How strongly a column goes with the target: |r| or η; 0 for a column of texts, with gaps, or constant."""
    x = numbers(values)
    if x is None or not np.isfinite(x).all() or np.ptp(x) == 0:
        return 0.0
    if kind_of(target) == "quantity":
        return abs(float(np.corrcoef(x, np.array(target, dtype=float))[0, 1]))
    return correlation_ratio(x, target)
