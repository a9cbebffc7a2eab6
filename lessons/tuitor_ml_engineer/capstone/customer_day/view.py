"""What the eight screens show."""

from collections import Counter

import numpy as np

from tutor.api import Axis, Bars, Chart, Line, Metric, Note, Points, Rule, Table, View, nice_limits

from .models import accuracy, cost, curve, cv, sealed_se, trivial
from .problem import GRID, WHOLE, Customer
from .state import GAP, MODELS, OPEN, ZERO, Day

BEFORE = "First choose a model, and the rows that means come from: page 5."

DICTIONARY = (
    ("30 measures", "measured", "of cell nuclei: mean_…, worst_…, …_error"),
    ("site", "measured", "which laboratory"), ("diagnosis", "reported", "M malignant, B benign"),
    ("report_code", "reported", "for the invoice"),
)


def frame(p: Customer, s: Day) -> View:
    """The customer's letter, and what each column is."""
    return View(
        Note("“Pathology is two weeks behind. Tell us which samples to look at first. A malignant one that waits is "
             f"as bad as {p.price} benign ones looked at early. We attach {len(p.file.labels)} rows.”", tone="accent"),
        Table(("column", "filled once it is", "holds"), DICTIONARY, height=4),
    )


def contract(p: Customer, s: Day) -> View:
    """Each column in one line, and the one that is looked at in a chart."""
    rows = [(f"{i} {name}", *_facts(p, name)) for i, name in enumerate(p.names, 1)]
    table = Table(("column", "least", "median", "greatest", "different"), rows, control="flags", height=6)
    return View(_looked_at(p, p.names[s.look - 1]), table)


def _facts(p: Customer, name: str) -> tuple[str | int, ...]:
    """Least, median and greatest, and how many values differ; of the whole table, how many rows."""
    if name == WHOLE:
        return f"{len(p.file.labels)} rows", "", "", p.words(name)["different"]
    x = p.numbers(name)
    if x is None:
        told = list(p.words(name))
        return told[0], "", told[-1], len(told)
    return f"{x.min():.4g}", f"{np.median(x):.4g}", f"{x.max():.4g}", len(np.unique(x))


def _looked_at(p: Customer, name: str) -> Chart:
    x, y = p.numbers("mean_radius"), p.numbers(name)
    if x is None or y is None:
        return _counted(dict(p.words(name)), name)
    sick = np.array([each.strip().upper() == "M" for each in p.file.labels])
    return Chart([Points(x[~sick], y[~sick], label="benign"),
                  Points(x[sick], y[sick], label="malignant", tone="error")],
                 x=Axis("mean_radius", "px"), y=Axis(name), title=name, height=8)


def _counted(counts: dict[str, int], title: str) -> Chart:
    return Chart([Bars(list(counts), list(counts.values()), label="rows")], y=Axis("rows", low=0), title=title,
                 height=8)


def repair(p: Customer, s: Day) -> View:
    """The column of two units against the radius, and what is left of the other defects."""
    X = p.used(s)
    area, gapped = X[:, p.spoilt[0]], X[:, p.spoilt[1]]
    seen = gapped[~np.isnan(gapped)]
    top = float(p.file.true_numbers[:, p.spoilt[0]].max())
    told = ", ".join(f"{name!r} {n}" for name, n in sorted(Counter(p.labels(s)).items()))
    cut = [Rule(y=s.cut, label="cut", tone="accent")] if s.cut else []
    return View(
        Chart([Points(X[:, 0], area, label="rows"), *cut],
              x=Axis("mean_radius", "px"), y=Axis(p.units, "px²", *nice_limits([0.0, top])), height=10),
        Metric("rows", len(X), format="d"), Metric("inputs", X.shape[1], format="d"),
        Note(f"{p.gapped}: {seen.min():.4g} to {seen.max():.4g}, {len(X) - len(seen)} missing"),
        Note(f"labels: {told}"),
    )


def baseline(p: Customer, s: Day) -> View:
    """How many rows have each label."""
    counts = {repr(name): n for name, n in sorted(Counter(p.labels(s)).items())}
    return View(_counted(counts, "labels of the rows in use"),
                Note(" · ".join(f"{name}: {n} rows" for name, n in counts.items())))


def choice(p: Customer, s: Day) -> View:
    """Three models on the same five folds."""
    scores = [cv(p, s, model) for model in MODELS]
    bars = Bars(MODELS, [mean for mean, _ in scores], errors=[se for _, se in scores], label="accuracy ± 1 SE")
    chart = Chart([bars], y=Axis("accuracy", low=0, high=1), title="five folds", height=10)
    told = (f"{model} {mean:.3f}±{se:.3f}" for model, (mean, se) in zip(MODELS, scores, strict=True))
    return View(chart, Note(" · ".join(told)))


def _crossed(p: Customer, s: Day) -> tuple[Metric, Metric]:
    mean, se = cv(p, s)
    return Metric("cross-validated", mean, format=".3f"), Metric("SE", se, format=".3f")


def threshold(p: Customer, s: Day) -> View:
    """What a hundred samples cost at each threshold, held out."""
    if OPEN in (s.model, s.fitted):
        return View(Note(BEFORE))
    now, both = cost(p, s), trivial(p, s)
    high = 1.3 * max(min(both), now)
    rules = [Rule(y=y, label=label, tone="muted") for y, label in zip(both, ("none first", "all first"), strict=True)
             if y <= high]
    return View(
        Chart([Line(GRID, curve(p, s), label="cost", tone="model"), *rules,
               Points([s.t], [now], label="now", tone="accent")],
              x=Axis("threshold", low=0, high=1), y=Axis("cost", low=0, high=high), height=12),
        Metric("cost of 100 samples", now, "false alarms", format=".1f"))


def test(p: Customer, s: Day) -> View:
    """The forecast, and what the seal hid."""
    if OPEN in (s.model, s.fitted):
        return View(Note(BEFORE))
    n, sick = len(p.sealed_malignant), int(p.sealed_malignant.sum())
    if not s.opened:
        return View(*_crossed(p, s), Metric("sealed rows", n, format="d"),
                    Note("Nobody has seen them. They come as on the day itself: measured, not yet reported."))
    return View(_came(p, s, 10), Metric("sealed accuracy", accuracy(p, s), format=".3f"),
                Note(f"{n} sealed rows: {sick} M, {n - sick} B."))


def _came(p: Customer, s: Day, height: int) -> Chart:
    mean, se = cv(p, s)
    bars = Bars(("your forecast", "cross-validated", "sealed"), (s.opened[0][0], mean, accuracy(p, s)),
                errors=(0.0, se, sealed_se(p, s)), label="accuracy ± 1 SE")
    return Chart([bars], y=Axis("accuracy", low=0, high=1), title="what was promised, what came", height=height)


def report(p: Customer, s: Day) -> View:
    """The scores, and the statements of which some are limits of this run."""
    if not s.opened:
        return View(Note("The seal is still on. Open it one page back."))
    rows = [(i, text) for i, text in enumerate(limits(p, s), 1)]
    return View(_came(p, s, 7), Table(("", "is it a limit of your run?"), rows, control="limits", height=5))


def limits(p: Customer, s: Day) -> dict[str, bool]:
    """Statements, and whether each is a limit of this run."""
    return {
        f"{len(p.sealed_malignant)} sealed rows leave the score open by ±{2 * sealed_se(p, s):.3f}": True,
        "so high a score shows that no defect is left": False,
        "all rows come from one site": True,
        f"values of {p.gapped} were filled, not measured": s.gaps in (ZERO, GAP),
        "the model was changed after the seal was opened": bool(s.opened) and s.opened[0][2] != s.pipeline,
    }
