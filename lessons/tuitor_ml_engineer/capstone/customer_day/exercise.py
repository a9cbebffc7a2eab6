"""A customer's day on eight screens: the parts of one exercise, which share the file and all that was chosen."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import Answer, Criterion, Exercise, Misconception, Prediction, WrongAnswer, action, wrong_value

from . import grading, view
from .problem import GRID, Customer, open_day
from .report import written
from .state import ALL, AS_IS, DROP, GAP, KEEP, METRICS, MOMENTS, OPEN, ROW_IS, RULES, TARGETS, ZERO, Day


def _shown(p: Customer, s: Day) -> str:
    return (f"Cross-validated {p.cv(s)[0]:.3f}, sealed {p.accuracy(s):.3f}: report_code is filled after the diagnosis. In "
            "the sealed rows, as on the day, it is 0. Go back to the repair and drop it.")


SHIP_IT: Misconception[Customer, Day] = Misconception(
    "CV 1.000, ship it", lambda p, s: s.code == KEEP, _shown, lambda p: {"code": KEEP}, criterion="leak")


class CustomerDay(Exercise[Customer, Day]):
    """What the parts share; none shows it as such."""

    untouched = "Nothing has been chosen yet."
    needed: tuple[str, ...] = ()
    """Controls that must have been answered before there is something to judge."""

    setup = staticmethod(open_day)
    view = staticmethod(view.frame)

    def validate(self, p: Customer, s: Day) -> str:
        left = [name for name in self.needed if getattr(s, name) in (OPEN, None)]
        if left:
            labels = {"t": "threshold", "free": "score without model", "moment": "when it is told"}
            return f"Still open: {', '.join(labels.get(name, name) for name in left)}."
        return "" if self.part not in ("test", "report") or s.opened else "Open the seal first."

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return grading.whole(p, s)

    def solution(self, p: Customer, s: Day) -> Day:
        """The whole day done right, but for a seal that is open already."""
        b = p.best
        s = replace(s, row=ROW_IS[1], target=TARGETS[0], moment=MOMENTS[0], flags=tuple(sorted(p.truth)), cut=b.cut,
                    gaps=b.gaps, spelling=b.spelling, repeats=b.repeats, code=b.code, model=b.model, fitted=b.fitted,
                    t=b.t)
        s = s if s.opened else opened(p, replace(s, forecast=round(p.cv(s)[0], 3)))
        true = tuple(i for i, (_, is_limit) in enumerate(view.limits(p, s)) if is_limit)
        return replace(s, rows=float(len(p.used(s))), metric=METRICS[0], free=round(p.free, 3), limits=true)


def opened(p: Customer, s: Day) -> Day:
    """The seal broken: forecast and score as they were then, and by which pipeline."""
    return s if s.opened or s.forecast is None else replace(s, opened=((s.forecast, p.accuracy(s), s.pipeline),))


class Frame(CustomerDay, part="frame"):
    """What a row is, what is to be told, and when."""

    visible_controls = needed = ("row", "target", "moment")
    pass_at = 0.99
    misconceptions = (
        Misconception("the answer in another column", lambda p, s: s.target == TARGETS[1],
                      "report_code is for the invoice. The letter asks which samples are malignant.",
                      lambda p: {"target": TARGETS[1]}, criterion="target"),
        Misconception("predict what is known already", lambda p, s: s.moment in MOMENTS[1:],
                      "By then pathology has looked at the sample. The queue is there before.",
                      lambda p: {"moment": MOMENTS[1]}, criterion="moment"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [Criterion("row", float(s.row == ROW_IS[1]), says="A row is what is decided about once."),
                Criterion("target", float(s.target == TARGETS[0]), says="What should be known of each sample?"),
                Criterion("moment", float(s.moment == MOMENTS[0]))]


class Contract(CustomerDay, part="contract"):
    """Flag what is wrong with the file."""

    visible_controls = ("look", "flags")
    view = staticmethod(view.contract)
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
        Misconception("whatever is extreme is a defect", lambda p, s: len(s.flags) >= 12,
                      lambda p, s: f"{len(s.flags)} flags, and {len(set(s.flags) & p.truth)} of them hold. A large value "
                      "among others is a large cell.",
                      lambda p: {"flags": tuple((i, "sentinel") for i in range(1, 31))}, criterion="defects"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        line = grading.defects(p, s)
        return [replace(line, cap=0.4 if "leak" in grading.missed(p, s) else 1.0)]


class Repair(CustomerDay, part="repair"):
    """Put right what can be put right."""

    visible_controls = ("cut", "gaps", "spelling", "repeats", "code")
    view = staticmethod(view.repair)
    pass_at = 0.95
    predictions = (
        Prediction("Say you drop report_code and leave units and −999 as they are. What will the score do?",
                   ("fall to that of guessing", "fall by a tenth", "hardly change"), 2, see="code", steps=1,
                   why="29 other columns carry the answer. So a score does not prove that a file is clean."),
    )
    misconceptions = (
        SHIP_IT,
        Misconception("the score proves the cleaning", lambda p, s: s.cut == 0 and s.gaps == AS_IS, lambda p, s:
                      f"Cross-validation gives {p.cv(s)[0]:.3f}, as good as on a clean file: other columns make up for it. "
                      "But two units and −999 are still in it.", lambda p: {"cut": 0.0, "gaps": AS_IS}, criterion="repair"),
        Misconception("zero is neutral", lambda p, s: s.gaps == ZERO and s.cut > 0,
                      lambda p, s: f"0 is a measurement, too: no {p.gapped} is so low. What was not measured is missing.",
                      lambda p: {"gaps": ZERO}, criterion="repair"),
        Misconception("the higher the cut, the safer", lambda p, s: s.gaps == GAP and grading.repaired(p, s)[1] > 0,
                      lambda p, s: f"{grading.repaired(p, s)[1]} sound areas were multiplied by 100, too.",
                      lambda p: {"cut": p.cuts[1]}, criterion="repair"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [grading.leak(p, s), grading.cells(p, s)]


def _share(label: str) -> "object":
    return lambda p, s: p.labels(s).count(label) / len(p.labels(s))


class Baseline(CustomerDay, part="baseline"):
    """What is there for free."""

    visible_controls = ("rule", "share")
    view = staticmethod(view.baseline)
    answers = (
        Answer("rule", lambda p, s: RULES[0], "which rule is right most often, without looking?", name="baseline", wrong=[
            WrongAnswer("a coin is the baseline", lambda p, s: RULES[2], "a coin is right in half. One answer does better.")]),
        Answer("share", _share("B"), "rows labelled B, of all rows in use.", name="accuracy", within=0.005, wrong=[
            WrongAnswer("the rare class", _share("M"), "that is the share of M."),
            WrongAnswer("two classes, one half", lambda p, s: 0.5, "the classes are not of one size.")]),
    )
    criteria = Exercise.criteria  # type: ignore[assignment]
    solution = Exercise.solution
    validate = Exercise.validate


class Choose(CustomerDay, part="choice"):
    """Three models, five folds."""

    visible_controls = needed = ("model", "fitted")
    view = staticmethod(view.choice)
    misconceptions = (
        SHIP_IT,
        Misconception("a mean of all rows does no harm", lambda p, s: s.fitted == ALL, "The score hardly moves. But the "
                      "means have seen the sealed rows: move those away, and the means move.", lambda p: {"fitted": ALL},
                      criterion="procedure"),
    )

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [grading.leak(p, s), grading.gate(p, s), grading.chosen(p, s)]


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
    needed = ("forecast",)
    view = staticmethod(view.sealed)
    misconceptions = (SHIP_IT,)

    @action("Open the seal", key="o")
    def open(self, p: Customer, s: Day) -> Day:
        return opened(p, s)

    def enabled_controls(self, p: Customer, s: Day) -> Collection[str]:
        return () if s.opened else ("forecast",) if s.forecast is None else ("forecast", "open")

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return [grading.leak(p, s), grading.gate(p, s), grading.held(p, s, 80), grading.forecast(p, s, 20)]


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
        return f"{p.accuracy(s):.3f} on the sealed rows, {p.free:.3f} without a model. Press c: that is your report."
