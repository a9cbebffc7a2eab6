"""Three components are measured; one is shipped: inside the budget first, then as good as the best."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import numpy as np

from tutor.api import (Axis, Chart, Criterion, Exercise, Frames, Line, Misconception, Note, OwnTable, Prediction, Rule,
                       Table, Tone, View, action, estimator_imports, first_of, validation)

from .budget import GUARD, OPEN, Budget, Shipped, budget
from .models import FOLDS, FOREST, SOURCES, TIMED, Measured, measured, measuring

TONES: tuple[Tone, ...] = ("data", "second", "model")


def _one(s: Shipped) -> Measured:
    return next(each for each in s.measured if each.name == s.ship)


def _mean_fits(p: Budget, s: Shipped) -> bool:
    one = _one(s)
    return one.mean <= p.limit(s) < one.p95 / GUARD and one.size <= 1000 * p.kilobytes


def _over(p: Budget, s: Shipped) -> str:
    one = _one(s)
    return (f"The {one.name} takes {one.p95:.2f} ms of {p.limit(s):.2f} and {one.size / 1000:.1f} kB of {p.kilobytes}. "
            "A budget comes before a score.")


def _weak(p: Budget, s: Shipped) -> str:
    one, best = _one(s), next(each for each in s.measured if each.name == p.best(s))
    return (f"It has {validation.mean(one.scores):.3f}; the {best.name} has {validation.mean(best.scores):.3f} ± "
            f"{validation.corrected_se(best.scores, FOLDS):.3f}, and is inside the budget too. What lies unused in a "
            "budget earns nothing.")


def _shaped(times: tuple[float, ...], size: int, score: float, name: str) -> Callable[[Budget], Any]:
    """An example with made-up timings for one candidate: its own are never known beforehand."""
    def example(p: Budget) -> Any:
        if name not in p.names:
            return None

        def changed(s: Shipped) -> dict[str, Any]:
            limit = p.limit(s)
            made = Measured(name, (score,) * FOLDS, size, tuple(limit * each for each in times))
            return {"measured": tuple(made if each.name == name else each for each in s.measured), "ship": name}
        return changed
    return example


class Component(Exercise[Budget, Shipped]):
    """Tree, and two that want its place."""

    slow_grade = True
    untouched = "Measure first: e."
    predictions = (
        Prediction("The three are pickled. Which file will be by far the largest?",
                   ("the one with fifty trees", "the one with the best score", "they are about alike"), 0,
                   see="measure", evidence=lambda p, s: p.complete(s),
                   why="A pickle holds what was learned. Of this forest that is fifty trees, node by node."),
    )
    misconceptions = first_of(
        Misconception("the mean latency is enough", _mean_fits, lambda p, s: f"Its mean is {_one(s).mean:.2f} "
                      f"ms, inside the limit of {p.limit(s):.2f}. But the limit is for the p95, and that is "
                      f"{_one(s).p95:.2f} ms: one call in twenty takes that long or longer.",
                      _shaped((0.2,) * 90 + (4.0,) * 10, 1000, 1.0, FOREST), criterion="choice"),
        Misconception("the highest score wins", lambda p, s: not p.fits(s, _one(s), 1 / GUARD), _over,
                      _shaped((4.0,) * 100, 1000, 1.0, FOREST), criterion="choice"),
        Misconception("the smallest is enough", lambda p, s: p.earned(s, s.ship) < 0.8, _weak,
                      _shaped((0.1,) * 100, 1000, 0.2, "kNN"), criterion="choice"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Budget:
        return budget(seed)

    @action("Measure", key="e", slow=True)
    def measure(self, p: Budget, s: Shipped) -> Frames[Shipped]:
        """Fit and time the three, one after the other."""
        done: tuple[Measured, ...] = ()
        for name in p.names:
            for found in measuring(name, p.folds):
                yield replace(s, measured=(*done, found))
            done = (*done, found)

    def enabled_controls(self, p: Budget, s: Shipped) -> Collection[str] | None:
        return ["measure", "ship"] if p.complete(s) else ["measure"]

    def view(self, p: Budget, s: Shipped) -> View:
        timed = [each for each in s.measured if each.times]
        share = {each.name: np.arange(1, len(each.times) + 1) / len(each.times) for each in timed}
        lines = [Line(sorted(each.times), share[each.name], label=each.name, tone=tone)
                 for each, tone in zip(timed, TONES, strict=False)]
        ms = f" ({p.limit(s):.2f} ms)" if timed else ""
        limit = [Rule(x=p.limit(s), label="limit", tone="bad")] if timed else []
        return View(
            Note(f"Budget: p95 at most {p.times} times the tree’s{ms}, at most {p.kilobytes} kB.", tone="accent"),
            Chart([*lines, *limit, Rule(y=0.95, label="95%", tone="muted")], x=Axis("ms per call", log=True),
                  y=Axis("share of calls", low=0, high=1), height=10),
            Table(("component", "accuracy", "± SE", "mean ms", "p95 ms", "kB"), [_row(each) for each in s.measured],
                  formats=("", ".3f", ".3f", ".2f", ".2f", ".1f"), height=4),
        )

    def validate(self, p: Budget, s: Shipped) -> str:
        if not p.complete(s):
            return "Measure all three first: e."
        return "Choose what to ship." if s.ship == OPEN else ""

    def criteria(self, p: Budget, s: Shipped) -> list[Criterion]:
        return [Criterion("choice", p.earned(s, s.ship), says="First the budget, then the score with its error.")]

    def praise(self, p: Budget, s: Shipped) -> str:
        return f"The {s.ship}: inside the budget, and no other that is inside is better by more than its error."

    def solution(self, p: Budget, s: Shipped) -> Shipped:
        if not p.complete(s):
            s = replace(s, measured=tuple(measured(name, p.folds) for name in p.names))
        return replace(s, ship=p.best(s))

    def code(self, p: Budget, s: Shipped) -> str:
        if not p.complete(s):
            return ""
        made = "\n".join(f"    {name!r}: {SOURCES[name]}," for name in p.names)
        return f"""import pickle
from time import perf_counter

import numpy as np
from sklearn.datasets import load_wine
{estimator_imports(made)}
X, y = load_wine(return_X_y=True)
for name, model in {{
{made}
}}.items():
    model.fit(X, y)
    times = []
    for row in X[:{TIMED}]:
        start = perf_counter()
        model.predict(row[None])
        times.append(1000 * (perf_counter() - start))
    p95 = sorted(times)[-(-95 * len(times) // 100) - 1]         # nearest rank
    print(f"{{name}}: mean {{np.mean(times):.2f}} ms, p95 {{p95:.2f}} ms, {{len(pickle.dumps(model)) / 1000:.1f}} kB")
"""


def _row(one: Measured) -> tuple[str | float | None, ...]:
    """What is known of a component so far."""
    error = validation.corrected_se(one.scores, FOLDS) if len(one.scores) > 1 else None
    score = validation.mean(one.scores) if one.scores else None
    if not one.times:
        return one.name, score, error, None, None, None
    return one.name, score, error, one.mean, one.p95, one.size / 1000
