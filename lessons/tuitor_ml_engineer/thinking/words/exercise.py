"""Tag the things in a table and a model with the words for them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tutor.api import (Criterion, Exercise, Frames, Metric, Misconception, OwnTable, Prediction, Table, View, action,
                       rubric)

from .problem import FEATURE, HYPER, LABEL, METRIC, PARAMETER, PREDICTION, SAMPLE, TARGET, Tags, Things, fit, role
from .problem import things


def _took(truth: str, told: str) -> Callable[[Things, Any], bool]:
    """Whether something of the one role got the tag of the other."""
    return lambda p, s: any(tag == told and role(p.names[i]) == truth for i, tag in s.tags)


def _instead(*swaps: tuple[str, str]) -> Callable[[Things], dict[str, Any]]:
    """Everything right, but each `truth` tagged as `told`."""
    swapped = dict(swaps)
    return lambda p: {"tags": tuple(sorted((i, swapped.get(kind, kind)) for i, kind in p.roles))}


class Tagging(Exercise[Things, Tags]):
    """Nine things of a table and a fitted model, seven words."""

    pass_at = 0.85
    untouched = "Give a thing its word first: the number keys do it."
    predictions = (
        Prediction("Fit the model. Which of these will have changed afterwards?",
                   ("C and tol", "coef_ and intercept_", "all of them"), 1, see="fit",
                   why="What you set stays as you set it; what is learned ends with an underscore."),
    )
    misconceptions = (
        Misconception("hyperparameters are learned", lambda p, s: _took(HYPER, PARAMETER)(p, s)
                      or _took(PARAMETER, HYPER)(p, s), "Fit, and compare: settings stay as you set them, coef_ and "
                      "intercept_ are there only after the fit. What is learned is a parameter.",
                      _instead((HYPER, PARAMETER), (PARAMETER, HYPER)), criterion="tags"),
        Misconception("the label is a feature", lambda p, s: _took(LABEL, FEATURE)(p, s), f"“{TARGET}” is what the "
                      "model has to tell, so it cannot be an input: it is the label.",
                      _instead((LABEL, FEATURE), (SAMPLE, FEATURE)), criterion="tags"),
        Misconception("an answer is a label", lambda p, s: _took(PREDICTION, LABEL)(p, s),
                      "A label comes with the data. What the model says is a prediction, right or wrong.",
                      _instead((PREDICTION, LABEL), (METRIC, PREDICTION)), criterion="tags"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Things:
        return things(seed)

    @action("Fit", key="f", slow=True)
    def fit(self, p: Things, s: Tags) -> Frames[Tags]:
        """Fit logistic regression to all 150 rows."""
        yield replace(s, fitted=fit(p))

    def view(self, p: Things, s: Tags) -> View:
        after = dict(s.fitted)
        rows = [(name, after.get(name, p.value(name))) for name in p.names]
        return View(Table(("thing", "holds"), rows, control="tags", height=10),
                    Metric("tagged", len(s.tags), format="d"), Metric("of", len(p.names), format="d"))

    def criteria(self, p: Things, s: Tags) -> list[Criterion]:
        return [rubric.set_f1("tags", s.tags, p.roles, noun="tags right",
                              says="Ask of each: was it in the data, set by you, learned, or worked out afterwards?")]

    def praise(self, p: Things, s: Tags) -> str:
        return "In the data: feature, label, sample. Set: hyperparameter. Learned: parameter. Then: prediction, metric."

    def solution(self, p: Things, s: Tags) -> Tags:
        return replace(s, tags=tuple(sorted(p.roles)))
