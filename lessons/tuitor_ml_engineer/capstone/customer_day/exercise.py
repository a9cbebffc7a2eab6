"""A customer's day on eight screens: the parts of one exercise, in their order."""

from collections.abc import Callable, Collection
from dataclasses import replace

from tutor.api import Answer, Criterion, Exercise, Misconception, Prediction, WrongAnswer, action, wrong_value

from . import grading, models, view
from .day import SHIP_IT, CustomerDay, opened
from .problem import GRID, Customer
from .report import written
from .state import ALL, AS_IS, DROP, GAP, MOMENTS, OPEN, ROW_IS, RULES, TARGETS, ZERO, Day


class Frame(CustomerDay, part="frame"):
    """What a row is, what is to be told, and when."""

    visible_controls = ("row", "target", "moment")
    pass_at = 0.99
    answers = (
        Answer("row", lambda p, s: ROW_IS[1], "what is decided about once?", name="row"),
        Answer("target", lambda p, s: TARGETS[0], "what should be known of each sample?", name="target", wrong=[
            WrongAnswer("the answer in another column", lambda p, s: TARGETS[1],
                        "report_code is for the invoice. The letter asks which samples are malignant.")]),
        Answer("moment", lambda p, s: MOMENTS[0], "when is there a queue to sort?", name="moment", wrong=[
            WrongAnswer("predict what is known already", lambda p, s: MOMENTS[1],
                        "by then pathology has looked at the sample. The queue was there before.")]),
    )
    criteria, solution, validate = Exercise.criteria, Exercise.solution, Exercise.validate  # type: ignore[assignment]


class Contract(CustomerDay, part="contract"):
    """Flag what is wrong with the file."""

    visible_controls = ("look", "flags")
    view = staticmethod(view.contract)
    pass_at = 0.95
    predictions = (
        Prediction("The customer says the file is clean. How many of its 33 columns have a defect?",
                   ("none", "one or two", "five"), 2, evidence=lambda p, s: len(set(s.flags) & p.truth) >= 5,
                   why="And there are rows that come twice. Nobody lied: nobody had looked."),
    )
    misconceptions = (
        Misconception("a strong input is a good one", lambda p, s: "leak" in grading.missed(p, s) and len(s.flags) < 12,
                      "Still there: a column that separates the colours alone. When is it filled?",
                      lambda p: {"flags": tuple(sorted(each for each in p.truth if each[1] != "leak"))},
                      criterion="defects"),
        Misconception("whatever is extreme is a defect", lambda p, s: len(s.flags) >= 12, lambda p, s:
                      f"{len(s.flags)} flags, and {len(set(s.flags) & p.truth)} of them hold. A large value may be "
                      "that of a large nucleus.", lambda p: {"flags": tuple((i, "sentinel") for i in range(1, 31))},
                      criterion="defects"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [replace(grading.defects(p, s), cap=0.4 if "leak" in grading.missed(p, s) else 1.0)]


class Repair(CustomerDay, part="repair"):
    """Put right what can be put right."""

    visible_controls = ("cut", "gaps", "spelling", "repeats", "code")
    view = staticmethod(view.repair)
    pass_at = 0.95
    misconceptions = (
        SHIP_IT,
        Misconception("the score proves the cleaning", lambda p, s: (s.cut, s.gaps, s.code) == (0, AS_IS, DROP),
                      lambda p, s: f"Two units and −999 are still in it. A model scores {models.cv(p, s)[0]:.3f} with "
                      f"them and {models.cv(p, p.best)[0]:.3f} without: a score does not see them.",
                      lambda p: {"cut": 0.0, "gaps": AS_IS}, criterion="repair"),
        Misconception("zero is neutral", lambda p, s: s.gaps == ZERO and s.cut > 0, lambda p, s:
                      f"0 is a measurement, too: no {p.gapped} is so low. What was not measured is missing.",
                      lambda p: {"gaps": ZERO}, criterion="repair"),
        Misconception("the higher the cut, the safer", lambda p, s: s.gaps == GAP and grading.repaired(p, s)[1] > 0,
                      lambda p, s: f"{grading.repaired(p, s)[1]} sound areas were multiplied by 100, too.",
                      lambda p: {"cut": p.cuts[1]}, criterion="repair"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [grading.leak(p, s), grading.cells(p, s)]


def _share(label: str) -> Callable[[Customer, Day], float]:
    return lambda p, s: p.labels(s).count(label) / len(p.labels(s))


class Baseline(CustomerDay, part="baseline"):
    """What is there for free."""

    visible_controls = ("rule", "share")
    view = staticmethod(view.baseline)
    answers = (
        Answer("rule", lambda p, s: RULES[0], "which rule is right most often, without looking?", name="baseline",
               wrong=[WrongAnswer("a coin is the baseline", lambda p, s: RULES[2], "a coin is right in half.")]),
        Answer("share", _share("B"), "rows labelled B, of all rows in use.", name="accuracy", within=0.005,
               wrong=[WrongAnswer("the rare class", _share("M"), "that is the share of M."),
                      WrongAnswer("two classes, one half", lambda p, s: 0.5, "the classes differ in size.")]),
    )
    criteria, solution, validate = Exercise.criteria, Exercise.solution, Exercise.validate  # type: ignore[assignment]


class Choose(CustomerDay, part="choice"):
    """Three models, five folds."""

    visible_controls = needed = ("model", "fitted")
    view = staticmethod(view.choice)
    misconceptions = (
        SHIP_IT,
        Misconception("a mean of all rows does no harm", lambda p, s: s.fitted == ALL,
                      "The score hardly moves. But the means have seen the sealed rows: move those, and they move.",
                      lambda p: {"fitted": ALL}, criterion="procedure"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [grading.leak(p, s), grading.gate(p, s), grading.chosen(p, s)]

    def praise(self, p: Customer, s: Day) -> str:
        mean, se = models.cv(p, s)
        return f"{s.model}: {mean:.3f} ± {se:.3f}, and nothing that was fitted has seen a sealed row."


class Threshold(CustomerDay, part="threshold"):
    """From which probability on a sample goes first."""

    visible_controls = ("t",)
    needed = ("model",)
    view = staticmethod(view.threshold)
    misconceptions = (
        wrong_value("one half is the natural threshold", "t", lambda p: 0.5, lambda p, s:
                    f"One half is right where both errors cost the same. A malignant sample that waits costs {p.price} "
                    "times as much.", score=None, criterion="cost", within=0.001),
        Misconception("the prices the wrong way round", lambda p, s: s.t > 0.6,
                      "So high a threshold lets malignant samples wait, the dear error.",
                      lambda p: {"t": float(GRID[-1])}, criterion="cost"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [grading.cost(p, s)]


class SealedTest(CustomerDay, part="test"):
    """Say it first, then look."""

    visible_controls = ("forecast", "open")
    view = staticmethod(view.test)
    misconceptions = (SHIP_IT,)

    @action("Open the seal", key="o")
    def open(self, p: Customer, s: Day) -> Day:
        return opened(p, s)

    def enabled_controls(self, p: Customer, s: Day) -> Collection[str]:
        if s.opened:
            return ()
        ready = s.forecast is not None and OPEN not in (s.model, s.fitted)
        return ("forecast", "open") if ready else ("forecast",)

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [grading.leak(p, s), grading.gate(p, s), grading.held(p, s, 80), grading.forecast(p, s, 20)]

    def praise(self, p: Customer, s: Day) -> str:
        told, came, _ = s.opened[0]
        return f"You said {told:.3f}, and it was {came:.3f}; always B would have had {p.free:.3f}."


class Report(CustomerDay, part="report"):
    """What you hand over."""

    visible_controls = needed = ("rows", "metric", "free", "limits")
    view = staticmethod(view.report)
    code = staticmethod(written)
    misconceptions = (
        SHIP_IT,
        Misconception("what was delivered was used", lambda p, s: s.rows == 420, "420 rows were delivered. Some came "
                      "twice.", lambda p: {"rows": 420.0, "flags": ()}, criterion="facts"),
        Misconception("the score proves that the file is clean", lambda p, s: 1 in s.limits and s.rows != 420,
                      "A score is no proof of clean data: with units and −999 left in, it is as high.",
                      lambda p: {"limits": (0, 1, 2, 3), "flags": ()}, criterion="facts"),
    )

    def praise(self, p: Customer, s: Day) -> str:
        return (f"{models.accuracy(p, s):.3f} on the sealed rows, {p.free:.3f} without a model. c shows your "
                "report.")
