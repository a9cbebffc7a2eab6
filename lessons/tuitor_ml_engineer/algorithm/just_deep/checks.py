"""How `choose` is judged: the accepted set, by the corrected standard error of the best."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram, validation

NAMES = ("linear", "SVC", "forest", "net", "kNN")
SOLUTION = '''import numpy as np


def choose(scores):
    """scores: name -> array of k fold scores -> the set of names within one corrected SE of the best."""
    best = max(scores, key=lambda name: scores[name].mean())
    k = len(scores[best])
    se = scores[best].std(ddof=1) * np.sqrt(1 / k + 1 / (k - 1))
    return {name for name in scores if scores[name].mean() >= scores[best].mean() - se}
'''


def folds(rng: np.random.Generator) -> tuple[Any, ...]:
    """Scores of two to five models on 3 to 10 folds; no model lies just at the limit."""
    while True:
        k, names = int(rng.integers(3, 11)), NAMES[: int(rng.integers(2, 6))]
        scores = {name: rng.normal(0.8 + 0.03 * rng.normal(), 0.05, k).clip(0, 1) for name in names}
        if all(abs(validation.shortfall(scores, name, k) - 1) > 1e-6 for name in names):
            return (scores,)


def right(scores: Any) -> set[str]:
    """The reference."""
    return set(validation.accepted(scores, len(next(iter(scores.values())))))


def has_best(args: tuple[Any, ...], value: Any) -> bool | str:
    """The best itself belongs to the set."""
    return validation.best(args[0]) in value or "The best model itself is not in your set."


CLEAR = {"linear": np.array([0.90, 0.94, 0.92]), "net": np.array([0.91, 0.95, 0.93]), "kNN": np.array([0.7, 0.7, 0.8])}
NAIVE = {"net": np.array([0.80, 0.90, 1.00]), "linear": np.array([0.80, 0.82, 0.84])}
OWN = {"net": np.array([0.90, 0.91, 0.92]), "kNN": np.array([0.70, 0.85, 1.00])}

choose = CodeChecks(
    function="choose",
    solution=SOLUTION,
    properties=[
        Property("gives the models within one corrected SE of the best", inputs=folds,
                 examples=[(CLEAR,), (NAIVE,), (OWN,)], expect=right, show=True,
                 says="The limit is the best mean less s √(1/k + 1/(k − 1)), with the s of the best (ddof=1)."),
        Property("holds the best itself", inputs=folds, holds=has_best),
    ],
    wrong=[
        WrongProgram("only the highest bar", {"best].mean() - se": "best].mean()"},
                     "That is the highest bar alone. Others may be tied with it."),
        WrongProgram("the naive standard error", {"1 / k + 1 / (k - 1)": "1 / k"}, "s/√k takes the folds for "
                     "independent. Their training rows overlap: add 1/(k − 1) under the root."),
        WrongProgram("the standard deviation", {" * np.sqrt(1 / k + 1 / (k - 1))": ""}, "That is the spread of single "
                     "folds. The mean of them is steadier: times √(1/k + 1/(k − 1))."),
        WrongProgram("each model's own error", {
            "se = scores[best].std(ddof=1)": "se = {name: scores[name].std(ddof=1)",
            "1 / (k - 1))\n": "1 / (k - 1)) for name in scores}\n", "- se}": "- se[name]}"},
            "The limit hangs on the error of the best: else a model would be accepted for being unsteady."),
        WrongProgram("ddof left out", {"ddof=1": ""},
                     "numpy's std divides by k. The spread of a sample wants ddof=1."),
    ],
)
