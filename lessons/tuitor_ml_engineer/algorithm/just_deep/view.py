"""Score over price, with one corrected standard error each: what overlaps, and what it costs."""

from tutor.api import Axis, Chart, ErrorBars, Metric, Note, Rule, Text, Tone, View, nice_limits, validation
from tutor.api import ViewPart

from .models import FOLDS, IMPORTS, PRICES, TIE, sources, tied
from .problem import BUDGET, COURSE, Bench, Tables

REACH = 8
"""The chart reaches down so many standard errors from the best; what lies lower is named below it."""


def picture(p: Tables, s: Bench) -> View:
    """Budget and choices, the chart of this table, the numbers of the model at hand."""
    left = BUDGET - s.spent
    taken = dict(s.taken)
    choices = ", ".join(f"{table}: {taken.get(table, '–')}" for table in p.tables)
    return View(Note(f"{left:.2f} of {BUDGET:.2f} fit-seconds left · taken: {choices}", tone="accent"),
                *_chart(p, s), Note(_here(p, s)))


def _chart(p: Tables, s: Bench) -> list[ViewPart]:
    done = s.folds(s.table)
    score = "held-out R²" if p.quantity(s.table) else "held-out accuracy"
    if not done:
        return [Chart([Text(0.07, 0.5, "nothing is fitted yet")], x=_price(), y=Axis(score, low=0, high=1),
                      title=s.table)]
    means = {name: validation.mean(found) for name, found in done.items()}
    errors = {name: validation.corrected_se(found, FOLDS) if len(found) > 1 else 0.0 for name, found in done.items()}
    best = max(means, key=means.__getitem__)
    bar = means[best] - max(errors[best], TIE)
    floor = means[best] - REACH * max(errors[best], TIE)
    within = set(tied(done)) if min(map(len, done.values())) > 1 else set()
    chosen, layers = dict(s.taken).get(s.table), []
    inside = [name for name in done if means[name] >= floor]
    groups: tuple[tuple[str, Tone, list[str]], ...] = (
        ("further down", "data", [name for name in inside if name not in within and name != chosen]),
        ("within one SE of the best", "good", [name for name in inside if name in within and name != chosen]),
        ("taken", "accent", [name for name in inside if name == chosen]))
    for label, tone, names in groups:
        if names:
            layers.append(ErrorBars([PRICES[name] for name in names], [means[name] for name in names],
                                    [errors[name] for name in names], label=label, tone=tone))
    words = [Text(PRICES[name] * 1.06, means[name], name, tone="muted") for name in inside]
    low, high = nice_limits([means[name] - errors[name] for name in inside],
                            [means[name] + errors[name] for name in inside], bar)
    outside = ", ".join(f"{name} {means[name]:.3f}" for name in done if name not in inside)
    return [Chart([*layers, Rule(y=bar, label="one SE below the best", tone="muted"), *words], x=_price(),
                  y=Axis(score, low=low, high=high), title=s.table),
            *([Note(f"Below the chart: {outside}.")] if outside else []),
            *(Metric(name, f"{means[name]:.3f} ± {errors[name]:.3f}") for name in (s.model, best) if name in done)][:4]


def _price() -> Axis:
    return Axis("price of five folds", "s", low=0.007, high=1, log=True)


def _here(p: Tables, s: Bench) -> str:
    """What a fit would cost, or what it took."""
    took = {name: (len(found), seconds) for table, name, found, seconds in s.runs if table == s.table}
    if s.model not in p.able(s.table):
        return f"{s.model} predicts classes, and {s.table} asks for a number."
    due, cost = p.due(s), p.due_price(s)
    if not due:
        return f"{s.model}: five folds for {PRICES[s.model]:.2f} s by the list; here they took {took[s.model][1]:.3f} s."
    if s.spent + cost > BUDGET + 1e-9:
        return f"{' and '.join(due)} would cost {cost:.2f} s: more than is left. u takes the last fit back."
    return f"Next: {', '.join(due)}, five folds each, for {cost:.2f} s."


def program(p: Tables, s: Bench) -> str:
    """scikit-learn's own cross-validation of the model at hand, with the same folds."""
    if p.own or s.model not in p.finished(s, s.table):
        return ""
    quantity = p.quantity(s.table)
    loader = f"load_{COURSE[s.table][0].split('/')[1]}(return_X_y=True{', scaled=False' if quantity else ''})"
    return f"""import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris, load_wine
{IMPORTS}
X, y = {loader}
model = {sources(quantity)[s.model]}
folds = {'KFold' if quantity else 'StratifiedKFold'}({FOLDS}, shuffle=True, random_state={p.deal})
scores = cross_val_score(model, X, y, cv=folds)
se = scores.std(ddof=1) * np.sqrt(1 / {FOLDS} + 1 / {FOLDS - 1})
print(f"{{scores.mean():.3f}} ± {{se:.3f}}")
"""
