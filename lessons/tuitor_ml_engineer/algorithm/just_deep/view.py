"""The models from cheap to dear, with one corrected standard error each: what overlaps, and what it costs."""

from tutor.api import (Axis, Chart, ErrorBars, Metric, Note, Points, Rule, Text, Tone, View, ViewPart,
                       estimator_imports, nice_limits, validation)

from .models import FOLDS, PRICES, TIE, dealt, sources, tied
from .problem import BUDGET, COURSE, SECONDS, Bench, Tables

REACH = 8
"""The chart reaches down so many standard errors from the best; what lies lower is a number below it."""
PLACE = {name: place for place, name in enumerate(PRICES, 1)}


def picture(p: Tables, s: Bench) -> View:
    """Budget and choices, the chart of this table, the numbers of the model at hand."""
    taken = dict(s.taken)
    choices = ", ".join(f"{table}: {taken.get(table, '–')}" for table in p.tables)
    return View(Note(f"{BUDGET - s.spent:.2f} of {BUDGET:.2f} s left · {choices}", tone="accent"),
                *(_seconds(p, s) if s.show == SECONDS else _scores(p, s)), Note(_here(p, s)))


def _scores(p: Tables, s: Bench) -> list[ViewPart]:
    done = s.folds(s.table)
    score = "held-out R²" if p.quantity(s.table) else "held-out accuracy"
    if not done:
        return [Chart([Text(3, 0.5, "nothing is fitted yet"), *_names(p.able(s.table), 0)], x=_order(),
                      y=Axis(score, low=0, high=1), title=s.table)]
    means = {name: validation.mean(found) for name, found in done.items()}
    errors = {name: validation.corrected_se(found, FOLDS) if len(found) > 1 else 0.0 for name, found in done.items()}
    best = max(means, key=means.__getitem__)
    unit = max(errors[best], TIE)
    inside = [name for name in done if means[name] >= means[best] - REACH * unit]
    chosen = dict(s.taken).get(s.table)
    within = set(tied(done)) if min(map(len, done.values())) > 1 else set()
    groups: tuple[tuple[str, Tone, list[str]], ...] = (
        ("below", "data", [name for name in inside if name not in within and name != chosen]),
        ("tied", "good", [name for name in inside if name in within and name != chosen]),
        ("taken", "accent", [name for name in inside if name == chosen]))
    layers = [ErrorBars([PLACE[name] for name in names], [means[name] for name in names],
                        [errors[name] for name in names], label=label, tone=tone)
              for label, tone, names in groups if names]
    ends = [means[name] + sign * errors[name] for name in inside for sign in (-1, 1)]
    low, high = min(*ends, means[best] - unit), max(*ends, means[best] + TIE)
    low, high = nice_limits([low - (high - low) / 6, high])
    told = [name for name in done if name not in inside or name == s.model]
    return [Chart([*layers, Rule(y=means[best] - unit, label="best − 1 SE", tone="muted"), *_names(inside, low)],
                  x=_order(), y=Axis(score, low=low, high=high), title=s.table),
            *(Metric(name, f"{means[name]:.3f} ± {errors[name]:.3f}") for name in told)]


def _seconds(p: Tables, s: Bench) -> list[ViewPart]:
    """The price list, and what the folds of this table really took."""
    able = p.able(s.table)
    took = {name: seconds * FOLDS / len(found) for table, name, found, seconds in s.runs
            if table == s.table and seconds > 0}
    here = [Points([PLACE[name] for name in took], list(took.values()), label="here", tone="accent")] if took else []
    prices = Points([PLACE[name] for name in able], [PRICES[name] for name in able], label="price list")
    return [Chart([prices, *here, *_names(able, 0.0002)], x=_order(), title=s.table,
                  y=Axis("five folds", "s", low=0.0002, high=10, log=True))]


def _names(names: list[str], low: float) -> list[Text]:
    """Each model's name at the bottom of the chart, in the middle under its bar."""
    return [Text(PLACE[name] - 0.055 * len(name), low, name, tone="muted") for name in names]


def _order() -> Axis:
    return Axis("cheap to dear", low=0.4, high=len(PRICES) + 0.6, whole=True)


def _here(p: Tables, s: Bench) -> str:
    """What a fit would cost, or what it took."""
    took = {name: (len(found), seconds) for table, name, found, seconds in s.runs if table == s.table}
    if s.model not in p.able(s.table):
        return f"{s.model} predicts classes, and {s.table} asks for a number."
    due, cost = p.due(s), p.due_price(s)
    if not due:
        return f"{s.model}: {PRICES[s.model]:.2f} s by the list, {took[s.model][1]:.3f} s here."
    if s.spent + cost > BUDGET + 1e-9:
        return f"{' and '.join(due)} would cost {cost:.2f} s: more than is left. u takes the last fit back."
    return f"Next: {', '.join(due)}, five folds each, for {cost:.2f} s."


def program(p: Tables, s: Bench) -> str:
    """scikit-learn's own cross-validation of the model at hand, with the same folds."""
    if p.own or s.model not in p.finished(s, s.table):
        return ""
    quantity = p.quantity(s.table)
    loader, folds = COURSE[s.table][0].replace("core/", "load_"), dealt(quantity, p.deal)
    model = sources(quantity)[s.model]
    read = (f"X, y = {loader}(return_X_y=True, scaled=False)" if quantity else
            f"data = {loader}()\nX, y = data.data, data.target_names[data.target]")
    return f"""import numpy as np
from sklearn.datasets import {loader}
{estimator_imports(f"{model} {folds} cross_val_score")}
{read}
model = {model}
folds = {folds}
scores = cross_val_score(model, X, y, cv=folds)
se = scores.std(ddof=1) * np.sqrt(1 / {FOLDS} + 1 / {FOLDS - 1})
print(f"{{scores.mean():.3f}} ± {{se:.3f}}")
"""
