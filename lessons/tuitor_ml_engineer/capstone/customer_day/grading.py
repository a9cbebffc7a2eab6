"""The lines of the rubric: each is recomputed from the file and the learner's choices."""

import numpy as np

from tutor.api import Criterion, customer, rubric, validation

from .problem import Customer, prepared
from .state import ALL, DROP, KINDS, METRICS, MODELS, Day
from .view import limits

CAP = rubric.GATE_CAP
WHERE = {
    "leak": "a column that knows the answer. Look for one that splits the two colours alone.",
    "mixed units": "a column whose points lie on two curves.",
    "sentinel": "a number that is no measurement. Compare least and median.",
    "duplicates": "look at the last line of the table: how many rows are different?",
    "spelling": "labels that are written in more ways than there are classes.",
    "constant": "a column with one value.",
}


def missed(p: Customer, s: Day) -> list[str]:
    """Kinds of defect that are not flagged where they are, the worst first."""
    left = {kind for _, kind in p.truth - set(s.flags)}
    return [kind for kind in WHERE if kind in left]


def defects(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The flags against the manifest."""
    says = f"Still there: {WHERE[missed(p, s)[0]]}" if missed(p, s) else "Some flags are on sound columns."
    return rubric.set_f1("defects", s.flags, p.truth, weight=weight, noun="defects", says=says)


def repaired(p: Customer, s: Day) -> tuple[int, int, int]:
    """(right again, harmed, spoilt) cells and rows; a sentinel is right once it counts as missing."""
    f, n = p.file, customer.ROWS
    i, j = (p.names.index(name) - 1 for name in (p.units, p.gapped))
    X, labels, rows = p.used(s)[:n], p.labels(s)[:n], len(p.used(s))
    units, gaps = f.numbers[:n, i] != f.true_numbers[:n, i], f.numbers[:n, j] == customer.SENTINEL
    slips = np.array(f.labels[:n]) != np.array(f.true_labels[:n])
    same = np.isclose(X[:, i], f.true_numbers[:n, i])
    told = np.array(labels) == np.array(f.true_labels[:n])
    right = int((units & same).sum() + (gaps & np.isnan(X[:, j])).sum() + (slips & told).sum())
    right += customer.DOUBLED if rows == n else 0
    return right, int((~units & ~same).sum()), int(units.sum() + gaps.sum() + slips.sum()) + customer.DOUBLED


def cells(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """Repaired cells and rows against the truth, less those that were right before."""
    right, harmed, spoilt = repaired(p, s)
    lost = f", {harmed} sound ones harmed" if harmed else ""
    return Criterion("repair", max(0.0, (right - harmed) / spoilt), weight,
                     f"{right} of {spoilt} spoilt cells and rows are right again{lost}",
                     f"{right} of {spoilt} spoilt cells and rows are right again{lost}.")


def leak(p: Customer, s: Day) -> Criterion:
    """With the leak among the inputs the whole is worth little."""
    dropped = s.code == DROP
    return Criterion("leak", float(dropped), 0.0, cap=1.0 if dropped else CAP, says="report_code is still an input.")


def gate(p: Customer, s: Day) -> Criterion:
    """Fills, means and spreads must not hang on the sealed rows."""
    S = p.sealed_rows(s)

    def fitted(rows: np.ndarray) -> list[float]:
        X = p.used(s)
        imputer, scaler = prepared(np.vstack([X, rows]) if s.fitted == ALL else X)
        return [*imputer.fills.tolist(), *scaler.center.tolist(), *np.diag(scaler.W).tolist()]

    return rubric.invariance("procedure", fitted, S, validation.corrupted(S, np.arange(len(S))), step="means and fills")


def chosen(p: Customer, s: Day) -> Criterion:
    """The model within one standard error of the best, on the same folds."""
    best = max(MODELS, key=lambda model: p.cv(s, model)[0])
    return rubric.within_se("model", p.cv(s)[0], *p.cv(s, best),
                            says=f"“{best}” scores higher on the same folds, by more than its standard error.")


def cost(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The cost of a hundred samples, between the reference's least and the cheaper trivial policy."""
    base, now = min(p.trivial(p.best)), p.cost(s, s.t)
    return rubric.excess("cost", now, best=p.least, baseline=base, weight=weight,
                         note=f"{now:.1f} for 100 samples; {p.least:.1f} is possible, without a model it is {base:.1f}",
                         says=f"{now:.1f} for 100 samples; {p.least:.1f} is possible.")


def held(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The sealed score between always B and the reference pipeline."""
    top, n = p.accuracy(p.best), len(p.sealed_malignant)
    return rubric.held_out("sealed score", p.accuracy(s), baseline=p.free, reference=top,
                           se=validation.binomial_se(top, n), weight=weight,
                           says=f"{p.accuracy(s):.3f} on the sealed rows; the reference has {top:.3f}.")


def forecast(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """The forecast as it was made, within two standard errors of what the seal then showed."""
    told, came, _ = s.opened[0]
    off = abs(told - came)
    return Criterion("forecast", float(off <= 2 * p.error(s) + 1e-9), weight, f"off by {off:.3f}",
                     f"You said {told:.3f}, it was {came:.3f}: more than two standard errors ({2 * p.error(s):.3f}) off.")


def facts(p: Customer, s: Day, weight: float = 1.0) -> Criterion:
    """Rows used, what is promised, the score without a model, and the limits: a quarter each."""
    true = {i for i, (_, is_limit) in enumerate(limits(p, s)) if is_limit}
    right = {"rows used": s.rows == len(p.used(s)), "what you promise": s.metric == METRICS[0],
             "the score without a model": s.free is not None and abs(s.free - p.free) <= 0.0051,
             "limits": set(s.limits) == true}
    wrong = [name for name, holds in right.items() if not holds]
    return Criterion("facts", 1 - len(wrong) / 4, weight, f"{4 - len(wrong)} of 4 facts", f"Not as in your run: {', '.join(wrong)}.")


def whole(p: Customer, s: Day) -> list[Criterion]:
    """The day as a whole, out of 100."""
    return [leak(p, s), gate(p, s), defects(p, s, 25), cells(p, s, 15), held(p, s, 25), forecast(p, s, 10),
            cost(p, s, 15), facts(p, s, 10)]


