"""The lines of the rubric: each is recomputed from the file and the learner's choices."""

import numpy as np

from tutor.api import Criterion, customer, rubric, validation

from . import models
from .problem import Customer
from .state import ALL, DROP, METRICS, MODELS, Day
from .view import limits

WHERE = {
    "leak": "a column that knows the answer. Look for one that splits the two colours alone.",
    "units": "a column whose points lie on two curves.",
    "sentinel": "a number that is no measurement. Compare least and median.",
    "duplicates": "rows. How many of them are different? The last line of the table says it.",
    "spelling": "labels that are written in more ways than there are classes.",
    "constant": "a column with one value.",
}
"""Kinds of defect, the worst first, and how to find each."""


def missed(p: Customer, s: Day) -> list[str]:
    """Kinds of defect that are not flagged where they are, the worst first."""
    left = {kind for _, kind in p.truth - set(s.flags)}
    return [kind for kind in WHERE if kind in left]


def defects(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The flags against the manifest."""
    left = missed(p, s)
    says = f"Still there: {WHERE[left[0]]}" if left else "Some flags are on sound columns."
    return rubric.set_f1("defects", s.flags, p.truth, weight=weight, noun="defects", says=says)


def repaired(p: Customer, s: Day) -> tuple[int, int, int]:
    """(right again, harmed, spoilt) cells and rows; a sentinel is right once it counts as missing."""
    f, n, (i, j) = p.file, customer.ROWS, p.spoilt
    X, told, true = p.used(s)[:n], np.array(p.labels(s)[:n]), np.array(f.true_labels[:n])
    units, gaps = f.numbers[:n, i] != f.true_numbers[:n, i], f.numbers[:n, j] == customer.SENTINEL
    slips, same = np.array(f.labels[:n]) != true, np.isclose(X[:, i], f.true_numbers[:n, i])
    again = [units & same, gaps & np.isnan(X[:, j]), slips & (told == true)]
    dropped = customer.DOUBLED if len(p.used(s)) == n else 0
    return (int(np.sum(again)) + dropped, int((~units & ~same).sum()),
            int(np.sum([units, gaps, slips])) + customer.DOUBLED)


def cells(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """Repaired cells and rows against the truth, less those that were right before."""
    right, harmed, spoilt = repaired(p, s)
    lost = f", {harmed} sound ones harmed" if harmed else ""
    told = f"{right} of {spoilt} spoilt cells and rows are right again{lost}"
    return Criterion("repair", max(0.0, (right - harmed) / spoilt), weight, told, f"{told}.")


def leak(p: Customer, s: Day) -> Criterion:
    """With the leak among the inputs the whole is worth little."""
    cap = 1.0 if s.code == DROP else rubric.GATE_CAP
    return Criterion("leak", float(s.code == DROP), 0.0, cap=cap, says="report_code is still an input.")


def gate(p: Customer, s: Day) -> Criterion:
    """Fills, means and spreads must not hang on the sealed rows."""
    X, S = p.used(s), p.sealed_rows(s)

    def fitted(rows: np.ndarray) -> list[float]:
        imputer, scaler = models.prepared(np.vstack([X, rows]) if s.fitted == ALL else X)
        return [*imputer.fills.tolist(), *scaler.center.tolist(), *np.diag(scaler.W).tolist()]

    return rubric.invariance("procedure", fitted, S, validation.corrupted(S, range(len(S))), step="means and fills")


def chosen(p: Customer, s: Day) -> Criterion:
    """The model within one standard error of the best, on the same folds."""
    best = max(MODELS, key=lambda model: models.cv(p, s, model)[0])
    return rubric.within_se("model", models.cv(p, s)[0], *models.cv(p, s, best),
                            says=f"“{best}” scores higher on the same folds, by more than its standard error.")


def cost(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The cost of a hundred samples, between the reference's least and the cheaper trivial policy."""
    now, best, base = models.cost(p, s), models.least(p), min(models.trivial(p, p.best))
    told = f"{now:.1f} for 100 samples; {best:.1f} is possible, without a model it is {base:.1f}"
    return rubric.excess("cost", now, best=best, baseline=base, weight=weight, note=told, says=f"{told}.")


def held(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The sealed score between always B and the reference pipeline."""
    mine, top = models.accuracy(p, s), models.accuracy(p, p.best)
    return rubric.held_out("sealed score", mine, baseline=p.free, reference=top, se=models.sealed_se(p, p.best),
                           weight=weight, says=f"{mine:.3f} on the sealed rows; the reference has {top:.3f}.")


def forecast(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The forecast as it was made, within two standard errors of what the seal then showed."""
    told, came, _ = s.opened[0]
    far, error = abs(told - came), 2 * models.error(p, s)
    return Criterion("forecast", float(far <= error + 1e-9), weight, f"off by {far:.3f}",
                     f"You said {told:.3f}, it was {came:.3f}: more than two standard errors ({error:.3f}) off.")


def facts(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """Rows used, what is promised, the score without a model, and the limits: a quarter each."""
    true = {i for i, holds in enumerate(limits(p, s).values()) if holds}
    right = {"rows used": s.rows == len(p.used(s)), "what you promise": s.metric == METRICS[0],
             "the score without a model": s.free is not None and abs(s.free - p.free) <= 0.0051,
             "limits": set(s.limits) == true}
    wrong = [name for name, holds in right.items() if not holds]
    return Criterion("facts", 1 - len(wrong) / 4, weight, f"{4 - len(wrong)} of 4 facts",
                     f"Not as in your run: {', '.join(wrong)}.")


def whole(p: Customer, s: Day) -> list[Criterion]:
    """The day as a whole, out of 100."""
    return [leak(p, s), gate(p, s), defects(p, s, 25), cells(p, s, 15), held(p, s, 25), forecast(p, s, 10),
            cost(p, s, 15), facts(p, s, 10)]
