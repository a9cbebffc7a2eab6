"""An alarm, and how often it is right: prior, sensitivity, specificity."""

from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import (Axis, Bars, Chart, Criterion, Diagram, Edge, Exercise, HeatMap, Held, Metric, Misconception, Node,
                       Number, OwnTable, Points, Prediction, Slider, View, rubric, wrong_value)

HOURS = 10_000


def posterior(prior: float, sens: float, spec: float) -> float:
    """True alarms, divided by all alarms; shares from 0 to 1."""
    true, false = prior * sens, (1 - prior) * (1 - spec)
    return true / (true + false) if true + false else prior


@dataclass(frozen=True)
class Detector:
    """Three numbers, and the learner's posterior in percent."""

    sens: Annotated[float, Slider(50, 100, step=0.5, label="sensitivity", unit="%")] = 95.0
    spec: Annotated[float, Slider(50, 100, step=0.5, label="specificity", unit="%")] = 95.0
    answer: Annotated[float | None, Number(label="intrusion, given alarm", unit="%", low=0, high=100)] = None


@dataclass(frozen=True)
class Site:
    """How rare an intrusion is."""

    prior: float

    def value(self, s: Detector) -> float:
        """The posterior in percent."""
        return 100 * posterior(self.prior, s.sens / 100, s.spec / 100)

    def counts(self, s: Detector) -> tuple[int, int, int, int]:
        """Bad hours, quiet hours, true alarms, false alarms."""
        bad = round(HOURS * self.prior)
        return bad, HOURS - bad, round(bad * s.sens / 100), round((HOURS - bad) * (100 - s.spec) / 100)

    @property
    def rings(self) -> int:
        """How likely an intrusion is once it rings: 0 about 95 %, 1 about 50 %, 2 below 25 %."""
        now = self.value(Detector())
        return 0 if now > 75 else 1 if now > 25 else 2


class Alarm(Exercise[Site, Detector]):
    """Bayes by counting hours."""

    def setup(self, seed: int, table: OwnTable | None) -> Site:
        return Site(Random(seed).choice([0.008, 0.01, 0.012, 0.016, 0.02]))

    def code(self, p: Site, s: Detector) -> str:
        return (
            f"prior, sens, spec = {p.prior}, {s.sens / 100}, {s.spec / 100}\n"
            "true, false = prior * sens, (1 - prior) * (1 - spec)\n"
            "print(f'posterior {100 * true / (true + false):.1f} %')\n"
        )


class Tree(Alarm, part="tree"):
    visible_controls = ("answer",)
    predictions = (
        Prediction("95 % sensitive, 95 % specific, and the alarm rings. How likely is an intrusion?",
                   ("about 95 %", "about 50 %", "below 25 %"), truth="rings",
                   evidence=lambda p, s: s.answer is not None and abs(s.answer - p.value(s)) <= 0.2,
                   why="Intrusions are so rare that the few false alarms of many quiet hours outnumber the true ones."),
    )
    misconceptions = (
        wrong_value("inverse", "answer", lambda p: 95.0, "That is P(alarm | intrusion). Asked is P(intrusion | alarm).",
                    score=0.0, within=0.002),
        wrong_value("prior", "answer", lambda p: 100 * p.prior, "That is the prior: the alarm has told you something.", score=0.0),
        wrong_value("joint", "answer", lambda p: 95 * p.prior, "That is P(both), of all hours. Divide by the hours that ring.",
                    score=0.3),
        wrong_value("odds", "answer", lambda p: 100 * p.counts(Detector())[2] / p.counts(Detector())[3],
                    "True to false are odds. Divide by all alarms, both heaps.", score=0.5),
    )

    def view(self, p: Site, s: Detector) -> View:
        bad, quiet, true, false = p.counts(s)
        return View(Held(Diagram(
            [Node("all", (f"{HOURS} hours",), 0, 0), Node("bad", (f"{bad} intrusion",), 1, 0, "bad"),
             Node("quiet", (f"{quiet} quiet",), 1, 1, "muted"), Node("true", (f"{true} true alarms",), 2, 0, "good"),
             Node("false", (f"{false} false alarms",), 2, 1, "error")],
            [Edge("all", "bad"), Edge("all", "quiet"), Edge("bad", "true", f"{s.sens:g}%"),
             Edge("quiet", "false", f"{100 - s.spec:g}%")], focus="all", title="hours counted")),
            Metric("sensitivity", s.sens, unit="%"), Metric("specificity", s.spec, unit="%"))

    def criteria(self, p: Site, s: Detector) -> list[Criterion]:
        return [rubric.number("posterior", s.answer, p.value(s), rel=0.0, absolute=0.2,
                              says="True alarms, divided by all alarms: read both off the tree.")]

    def praise(self, p: Site, s: Detector) -> str:
        _, _, true, false = p.counts(s)
        return f"{true} of {true + false} alarms: {p.value(s):.1f} %."

    def solution(self, p: Site, s: Detector) -> Detector:
        return replace(s, answer=round(p.value(s), 1))

    def code(self, p: Site, s: Detector) -> str:
        return ""


class Knob(Alarm, part="knob"):
    visible_controls = ("sens", "spec")
    misconceptions = (
        Misconception("missing most is precise", lambda p, s: s.sens < 60, "A detector that misses so much is no detector.",
                      lambda p: {"sens": 50.0}, score=0.3),
        Misconception("only sensitivity", lambda p, s: s.sens > 95 and s.spec <= 95 and p.value(s) < 50,
                      "It finds more of the few, and rings as often for nothing.", lambda p: {"sens": 100.0, "spec": 95.0},
                      score=0.0),
        Misconception("nearly", lambda p, s: s.sens >= 60 and not (s.sens > 95 and s.spec <= 95) and p.value(s) < 50,
                      lambda p, s: f"{p.value(s):.0f} %: still more false alarms than true ones.", lambda p: {"spec": 97.0}),
    )

    def view(self, p: Site, s: Detector) -> View:
        sens, spec = np.linspace(0.5, 1, 26), np.linspace(0.9, 1, 26)
        z = [[100 * posterior(p.prior, a, b) for a in sens] for b in spec]
        bad, _, true, false = p.counts(s)
        return View(
            Chart([HeatMap(z, (50, 100), (90, 100), contours=[50.0], label="posterior, %"),
                   Points([s.sens], [max(s.spec, 90)], label="yours", tone="accent")],
                  x=Axis("sensitivity", "%"), y=Axis("specificity", "%"), title="the two knobs"),
            Chart([Bars(("true", "false", "missed"), (true, false, bad - true), label="hours")],
                  y=Axis("hours", low=0, high=600), title="alarms", share=0.4),
            Metric("posterior", p.value(s), unit="%", goal=50.0, format=".1f"),
        )

    def criteria(self, p: Site, s: Detector) -> list[Criterion]:
        return [Criterion("posterior", min(1.0, p.value(s) / 50) if s.sens >= 60 else 0.3)]

    def praise(self, p: Site, s: Detector) -> str:
        return f"{p.value(s):.0f} % of the alarms are real."

    def solution(self, p: Site, s: Detector) -> Detector:
        return replace(s, spec=99.5)
