"""The chart as a diagram with the way taken, the question asked, and the bars measured so far."""

from textwrap import wrap

from tutor import api
from tutor.api import (Axis, Bars, Diagram, Edge, Metric, Node, Note, View, ViewPart, estimator_imports, estimators,
                       validation)

from .models import FOLDS, deal, pipeline
from .problem import Briefs
from .walk import Chart


def picture(p: Briefs, state: Chart) -> View:
    """Brief, chart, bars, and what stands at this place."""
    story = f"Brief {state.brief + 1} of {len(p.briefs)}. {p.briefs[state.brief].story}"
    return View(Note(story, tone="accent"), neighbourhood(p.walk(state).way), *_bars(p, state),
                Note(_here(p, state), tone="accent"))


def _here(p: Briefs, state: Chart) -> str:
    """What is asked or offered at this place, and whether the last turn was wrong."""
    walk = p.walk(state)
    last = walk.way[-2] if len(walk.way) > 1 else ""
    slip = ""
    if last in walk.wrong:
        truth = "yes" if estimators.answer(last, p.facts[state.brief]) else "no"
        slip = f"The answer to “{estimators.text(last)}” is {truth}; the walk goes on from there. "
    if walk.at in estimators.ENDS:
        return f"{slip}The chart ends: {estimators.ENDS[walk.at]}."
    if walk.over:
        return f"{slip}This brief is done, with {estimators.text(walk.way[-1])}."
    if walk.at in estimators.QUESTIONS:
        return f"{slip}{estimators.text(walk.at)}"
    if p.unmeasured(state):
        return f"{slip}The chart says {estimators.text(walk.at)}. Fit it; the one that comes next is fitted alongside."
    following = estimators.after(walk.at, p.facts[state.brief])
    if not following:
        return f"The chart has nothing to try after {estimators.text(walk.at)}."
    return f"You are at {estimators.text(walk.at)}. Stop here, or try next: {estimators.text(following)}?"


def _bars(p: Briefs, state: Chart) -> list[ViewPart]:
    """Mean scores of this brief's estimators with one corrected standard error, as far as the folds are done."""
    mine = [(name, folds) for number, _, name, folds in state.scores if number == state.brief]
    if not mine:
        return []
    quantity = p.facts[state.brief].quantity
    means = [validation.mean(folds) for _, folds in mine]
    errors = [validation.corrected_se(folds, FOLDS) if len(folds) > 1 else 0.0 for _, folds in mine]
    label = "R²" if quantity else "accuracy"
    chart = api.Chart([Bars([name for name, _ in mine], means, errors, label=label)],
                      y=Axis(label, low=0, high=1), title="five folds each", legend=False)
    name, folds = mine[-1]
    if len(folds) < FOLDS:
        return [chart, Metric(f"{name}, {len(folds)} of {FOLDS} folds", means[-1], format=".3f")]
    return [chart, *(Metric(name, f"{m:.3f} ± {e:.3f}") for (name, _), m, e in zip(mine, means, errors, strict=True))]


def _lines(key: str) -> tuple[str, ...]:
    """A box's text, broken for a narrow box."""
    if key in estimators.BOXES:
        return estimators.BOXES[key].estimators
    return tuple(wrap(estimators.text(key), 16))


def neighbourhood(way: list[str]) -> Diagram:
    """Where one comes from, where one stands, and where each arrow from there leads."""
    at, arrows = way[-1], estimators.arrows()
    ahead = [(end, label) for start, end, label in arrows if start == at]
    nodes = [Node(at, _lines(at), 1, 0, tone="accent"),
             *(Node(end, _lines(end), 2, row, tone="muted") for row, (end, _) in enumerate(ahead))]
    edges = [Edge(at, end, label) for end, label in ahead]
    if len(way) > 1:
        nodes.append(Node(way[-2], _lines(way[-2]), 0, 0, tone="good"))
        edges += [Edge(*arrow, "good") for arrow in arrows if arrow[:2] == (way[-2], at)]
    return Diagram(nodes, edges, focus=at, title=" › ".join(map(estimators.text, way[:-1])))


def program(p: Briefs, state: Chart) -> str:
    """scikit-learn's own cross-validation of the last bar, with the same folds."""
    mine = [(box, name) for number, box, name, _ in state.scores if number == state.brief]
    brief = p.briefs[state.brief]
    if not mine or brief.table == "own":
        return ""
    loader = f"load_{brief.key.split('-')[0]}(return_X_y=True{', scaled=False' if 'diabetes' in brief.key else ''})"
    cut = f"X, y = X[:{brief.rows}], y[:{brief.rows}]\n" if brief.rows else ""
    model, folds = pipeline(*mine[-1]), deal(mine[-1][0])
    return f"""import numpy as np
from sklearn import datasets
{estimator_imports(f"{model} {folds} cross_val_score")}
X, y = datasets.{loader}
{cut}model = {model}
folds = {folds}
scores = cross_val_score(model, X, y, cv=folds)
se = scores.std(ddof=1) * np.sqrt(1 / {FOLDS} + 1 / {FOLDS - 1})
print(f"{{scores.mean():.3f}} ± {{se:.3f}}")
"""
