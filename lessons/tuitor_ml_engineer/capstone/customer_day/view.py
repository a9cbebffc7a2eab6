"""What the eight screens show."""

from collections import Counter

import numpy as np

from tutor.api import (Axis, Bars, Chart, Line, Metric, Note, Points, Rule, Table, View, customer, nice_limits,
                       validation)

from .problem import GRID, WHOLE, Customer
from .state import MODELS, OPEN, Day

DICTIONARY = (
    ("mean_…, worst_…, …_error", "30 measures of the nuclei", "measured"), ("site", "which laboratory", "measured"),
    ("diagnosis", "M malignant, B benign", "reported"), ("report_code", "for the invoice", "reported"),
)


def frame(p: Customer, s: Day) -> View:
    """The customer's letter, and what each column is."""
    return View(
        Note(f"“Pathology is two weeks behind. Tell us which samples to look at first. A malignant one that waits is as "
             f"bad as {p.price} benign ones looked at early. We attach 420 samples.”", tone="accent"),
        Table(("column", "holds", "filled once it is"), DICTIONARY, height=4),
    )


def contract(p: Customer, s: Day) -> View:
    """Each column in one line, and the one that is looked at in a chart."""
    return View(_looked_at(p, p.names[s.look - 1]),
                Table(("", "column", "least", "median", "greatest", "values"), facts(p), control="flags", height=6))


def facts(p: Customer) -> list[tuple[int | str | float, ...]]:
    """(number, name, least, median, greatest, different values) of each column, and of the rows."""
    rows: list[tuple[int | str | float, ...]] = []
    for i, name in enumerate(p.names, 1):
        if name == WHOLE:
            rows.append((i, name, "", "", "", f"{customer.ROWS} of {len(p.file.labels)}"))
        elif name in ("site", "diagnosis"):
            told = sorted(set(_words(p, name)))
            rows.append((i, name, repr(told[0]), "", repr(told[-1]), len(told)))
        else:
            x = p.column(name)
            ends = (f"{value:.4g}" for value in (x.min(), float(np.median(x)), x.max()))
            rows.append((i, name, *ends, len(np.unique(x))))
    return rows


def _words(p: Customer, name: str) -> tuple[str, ...]:
    return p.file.labels if name == "diagnosis" else (p.file.site,) * len(p.file.labels)


def _looked_at(p: Customer, name: str) -> Chart:
    if name == WHOLE:
        return Chart([Bars(("different", "repeated"), (customer.ROWS, int(p.file.repeated.sum())), label="rows")],
                     y=Axis("rows", low=0), title=name, height=8)
    if name in ("site", "diagnosis"):
        counts = sorted(Counter(_words(p, name)).items())
        return Chart([Bars([repr(each) for each, _ in counts], [n for _, n in counts], label="rows")],
                     y=Axis("rows", low=0), title=name, height=8)
    y, x = p.column(name), p.column("mean_radius")
    sick = np.array([each.strip().upper() == "M" for each in p.file.labels])
    return Chart([Points(x[~sick], y[~sick], label="benign"), Points(x[sick], y[sick], label="malignant", tone="error")],
                 x=Axis("mean_radius", "px"), y=Axis(name), title=name, height=8)


def repair(p: Customer, s: Day) -> View:
    """The column of two units against the radius, and what is left of the other defects."""
    X, labels = p.used(s), Counter(p.labels(s))
    area, gapped = (X[:, p.names.index(name) - 1] for name in (p.units, p.gapped))
    seen = gapped[~np.isnan(gapped)]
    top = float(p.file.true_numbers[:, p.names.index(p.units) - 1].max())
    told = ", ".join(f"{name!r} {n}" for name, n in sorted(labels.items()))
    return View(
        Chart([Points(X[:, 0], area, label="rows"), Rule(y=s.cut, label="cut", tone="accent")],
              x=Axis("mean_radius", "px"), y=Axis(p.units, "px²", *nice_limits([0.0, top])), height=10),
        Metric("rows", len(X), format="d"), Metric("inputs", X.shape[1], format="d"),
        Note(f"{p.gapped}: {seen.min():.4g} to {seen.max():.4g}, {len(X) - len(seen)} missing · labels: {told}"),
    )


def baseline(p: Customer, s: Day) -> View:
    """How many rows have each label."""
    counts = sorted(Counter(p.labels(s)).items())
    return View(Chart([Bars([repr(name) for name, _ in counts], [n for _, n in counts], label="rows")],
                      y=Axis("rows", low=0), title="labels of the rows in use", height=9),
                Note(" · ".join(f"{name!r}: {n} rows" for name, n in counts)))


def choice(p: Customer, s: Day) -> View:
    """Three models on the same five folds."""
    scores = [p.cv(s, model) for model in MODELS]
    bars = Bars(MODELS, [mean for mean, _ in scores], errors=[se for _, se in scores], label="accuracy ± 1 SE")
    rest = [] if s.model == OPEN else [Metric("cross-validated", p.cv(s)[0], format=".3f"),
                                       Metric("SE", p.cv(s)[1], format=".3f")]
    return View(Chart([bars], y=Axis("accuracy", low=0, high=1), title="five folds", height=10), *rest)


def threshold(p: Customer, s: Day) -> View:
    """What a hundred samples cost at each threshold, held out."""
    now, high = p.cost(s, s.t), 1.3 * max(min(p.trivial(s)), p.cost(s, s.t))
    rules = [Rule(y=y, label=label, tone="muted")
             for y, label in zip(p.trivial(s), ("none first", "all first"), strict=True) if y <= high]
    return View(
        Chart([Line(GRID, p.curve(s), label="cost", tone="model"), *rules,
               Points([s.t], [now], label="now", tone="accent")],
              x=Axis("threshold", low=0, high=1), y=Axis("cost", low=0, high=high), height=12),
        Metric("cost of 100 samples", now, "false alarms", format=".1f"))


def sealed(p: Customer, s: Day) -> View:
    """The forecast, and what the seal hid."""
    malignant = int(p.sealed_malignant.sum())
    if not s.opened:
        mean, se = p.cv(s)
        return View(Metric("cross-validated", mean, format=".3f"), Metric("SE", se, format=".3f"),
                    Metric("sealed rows", len(p.sealed_malignant), format="d"),
                    Note("Nobody has seen them. They come as on the day itself: measured, not yet reported."))
    return View(scores(p, s, 10), Metric("sealed accuracy", p.accuracy(s), format=".3f"),
                Note(f"{len(p.sealed_malignant)} sealed rows: {malignant} M, {len(p.sealed_malignant) - malignant} B."))


def scores(p: Customer, s: Day, height: int) -> Chart:
    """Forecast, cross-validated and sealed accuracy, each with what is not known about it."""
    mean, se = p.cv(s)
    sealed = p.accuracy(s)
    bars = Bars(("your forecast", "cross-validated", "sealed"), (s.opened[0][0], mean, sealed),
                errors=(0.0, se, validation.binomial_se(sealed, len(p.sealed_malignant))), label="accuracy ± 1 SE")
    return Chart([bars], y=Axis("accuracy", low=0, high=1), title="what was promised, what came", height=height)


def report(p: Customer, s: Day) -> View:
    """The scores, and the statements of which some are limits of this run."""
    if not s.opened:
        return View(Note("The seal is still on. Open it one page back."))
    table = Table(("", "which of these are limits of your run?"),
                  [(i, text) for i, (text, _) in enumerate(limits(p, s), 1)], control="limits", height=5)
    return View(scores(p, s, 7), table)


def limits(p: Customer, s: Day) -> tuple[tuple[str, bool], ...]:
    """Statements, and whether each is a limit of this run."""
    n, gaps = len(p.sealed_malignant), int(np.isnan(p.used(s)).sum())
    spread = 2 * validation.binomial_se(p.accuracy(s), n)
    changed = bool(s.opened) and s.opened[0][2] != s.pipeline
    return (
        (f"{n} sealed rows leave the score open by ±{spread:.3f}", True),
        ("so high a score shows that no defect is left", False),
        ("all rows come from one site", True),
        (f"values of {p.gapped} were filled, not measured", gaps > 0),
        ("the model was changed after the seal was opened", changed),
    )
