"""An alarm: how often it is right, and which of its numbers to improve."""

from dataclasses import replace

import numpy as np

from tutor.api import (Axis, Bars, Chart, Criterion, Diagram, Edge, HeatMap, Held, Line, Metric, Misconception, Node,
                       Note, Points, Prediction, View, first_of, rubric, wrong_value)

from .site import HALVING, HOURS, USUAL, USUALLY, Alarm, Detector, Site, price

GRID = np.linspace(80, 99.9, 32), np.linspace(94, 99.9, 32)
FOUND = 90.0
"""The least sensitivity that the team accepts, in %."""


class Tree(Alarm, part="tree"):
    """Count ten thousand hours along the branches."""

    visible_controls = ("posterior",)
    untouched = "Type the share of the alarms that are real."
    predictions = (
        Prediction("It finds 95 % of the intrusions, and is quiet in 95 % of the quiet hours. It rings. How likely is an intrusion?",
                   ("about 95 %", "about 50 %", "below 30 %"), truth="rings",
                   evidence=lambda p, s: s.posterior is not None and abs(s.posterior - p.value(s)) <= 0.2,
                   why="So few hours have an intrusion that the few false alarms of the many others outnumber the true ones."),
    )
    misconceptions = (
        wrong_value("the sentence turned round", "posterior", lambda p: USUAL,
                    "That is P(alarm | intrusion), which the maker promises. Asked is P(intrusion | alarm).", score=0.0, within=0.002),
        wrong_value("the prior", "posterior", lambda p: 100 * p.prior,
                    "That is how likely an intrusion is in any hour. The alarm has told you something.", score=0.1),
        wrong_value("the joint", "posterior", lambda p: USUAL * p.prior,
                    "That is P(intrusion and alarm), of all hours. Divide by the hours in which it rings.", score=0.3),
        wrong_value("the odds", "posterior", lambda p: 100 * p.counts(USUALLY)[2] / p.counts(USUALLY)[3],
                    "True to false alarms are odds. For a probability divide by all alarms, both heaps.", score=0.5),
        wrong_value("the false ones", "posterior", lambda p: 100 - p.value(USUALLY),
                    "That is the share of the alarms that are false. Asked is the rest.", score=0.5),
    )

    def view(self, p: Site, s: Detector) -> View:
        bad, quiet, true, false = p.counts(s)
        return View(
            Held(Diagram(
                [Node("all", (f"{HOURS} hours",), 0, 0), Node("bad", (f"{bad} intrusion",), 1, 0, "bad"),
                 Node("quiet", (f"{quiet} quiet",), 1, 1, "muted"), Node("true", (f"{true} true alarms",), 2, 0, "good"),
                 Node("false", (f"{false} false alarms",), 2, 1, "error")],
                [Edge("all", "bad"), Edge("all", "quiet"), Edge("bad", "true", f"{s.sens:g}%"),
                 Edge("quiet", "false", f"{100 - s.spec:g}%")], focus="all", title="hours counted")),
            Chart([Bars(("intrusion", "quiet"), (bad, quiet), label="hours")], y=Axis("hours", low=0, high=HOURS), title="ten thousand hours",
                  legend=False),
            Metric("hours with an intrusion", 100 * p.prior, unit="%", format="g"),
            Metric("sensitivity", s.sens, unit="%", format="g"), Metric("specificity", s.spec, unit="%", format="g"),
        )

    def validate(self, p: Site, s: Detector) -> str:
        return "Type a percentage first." if s.posterior is None else ""

    def criteria(self, p: Site, s: Detector) -> list[Criterion]:
        return [rubric.number("posterior", s.posterior, p.value(USUALLY), rel=0.0, absolute=0.2, partly=((0.1, 0.5),),
                              says="True alarms, divided by all alarms: read both off the tree.")]

    def praise(self, p: Site, s: Detector) -> str:
        _, _, true, false = p.counts(s)
        return f"{true} of {true + false} alarms are real: {p.value(s):.1f} %."

    def solution(self, p: Site, s: Detector) -> Detector:
        return replace(s, posterior=round(p.value(USUALLY), 1))


class Knob(Alarm, part="knob"):
    """Two knobs, and money for one."""

    visible_controls = ("sens", "spec")
    untouched = "This is the detector as it is. Move a knob."
    pass_at = 0.9
    predictions = (
        Prediction("Which halving makes more of the alarms real: of the intrusions missed, or of the false alarms?",
                   ("of the intrusions missed", "of the false alarms", "both alike"), truth="helps", see="spec", steps=25,
                   why="It misses few hours of few. False alarms come from all the quiet ones."),
    )
    misconceptions = (
        *first_of(
            Misconception("only sensitivity", lambda p, s: s.sens > USUAL and s.spec <= USUAL, lambda p, s:
                          f"It finds more of the few intrusions, and rings as often for nothing: {p.value(s):.0f} % are real.",
                          lambda p: {"sens": 97.5, "spec": USUAL}, criterion="posterior"),
            Misconception("both a little", lambda p, s: s.sens > USUAL and s.spec > USUAL, lambda p, s:
                          f"{p.value(s):.0f} %. What you pay for sensitivity hardly moves this. Put it where the false alarms come from.",
                          lambda p: {"sens": 97.0, "spec": 96.0}, criterion="posterior"),
            Misconception("stopped early", lambda p, s: True, lambda p, s:
                          f"{p.value(s):.0f} %: there are still more false alarms than true ones.",
                          lambda p: {"spec": 96.0}, criterion="posterior"),
        ),
        Misconception("rings hardly ever", lambda p, s: s.sens < FOUND, lambda p, s:
                      f"It misses {100 - s.sens:.0f} % of the intrusions. Alarms are rarer so, and hardly more of them are real.",
                      lambda p: {"sens": 89.0, "spec": p.enough_at(89.0)}, criterion="intrusions found"),
        Misconception("money is no object", lambda p, s: price(s) > p.budget, lambda p, s:
                      f"That costs {price(s):.0f} thousand euros, and there are {p.budget}. Which of the two could stay as it was?",
                      lambda p: {"sens": 99.9, "spec": 99.9}, criterion="budget"),
    )

    def view(self, p: Site, s: Detector) -> View:
        sens, spec = GRID
        z = [[p.posterior(a, b) for a in sens] for b in spec]
        bad, _, true, false = p.counts(s)
        # Where the budget is spent to the last euro: the halvings of one knob are not there for the other.
        rest = 100 - (100 - USUAL) / 2 ** (p.budget / HALVING - np.maximum(0, np.log2((100 - USUAL) / (100 - sens))))
        layers = [HeatMap(z, (80, 99.9), (94, 99.9), contours=[50.0], label="real, %"),
                  Line(sens, rest, label="the budget", tone="model"), Points([s.sens], [s.spec], label="yours", tone="accent")]
        return View(
            Chart(layers, x=Axis("sensitivity", "%", 80, 99.9), y=Axis("specificity", "%", 94, 99.9)),
            Chart([Bars(("true", "false", "missed"), (true, false, bad - true), label="hours")],
                  y=Axis("hours", low=0, high=1000), title="alarms", share=0.4),
            Metric("real alarms", p.value(s), unit="%", goal=50.0, format=".1f"),
            Metric("price", price(s), unit="k€", format=".0f"),
            Note(f"Budget {p.budget} k€; each halving of an error costs {HALVING} k€."),
        )

    def criteria(self, p: Site, s: Detector) -> list[Criterion]:
        return [Criterion("posterior", 1.0 if p.value(s) >= 50 - 1e-9 else 0.8 * p.value(s) / 50, weight=2),
                Criterion("intrusions found", 1.0 if s.sens >= FOUND else 0.0),
                Criterion("budget", 1.0 if price(s) <= p.budget + 1e-9 else 0.0)]

    def praise(self, p: Site, s: Detector) -> str:
        return f"{p.value(s):.0f} % of the alarms are real, and {s.sens:g} % of the intrusions are found, for {price(s):.0f} k€."

    def solution(self, p: Site, s: Detector) -> Detector:
        return replace(s, sens=USUAL, spec=min(99.9, np.ceil(10 * p.enough_at(USUAL)).item() / 10))

    def code(self, p: Site, s: Detector) -> str:
        return (
            "from math import log2\n\n"
            f"prior, sens, spec = {p.prior}, {s.sens / 100:g}, {s.spec / 100:g}\n"
            "true, false = prior * sens, (1 - prior) * (1 - spec)\n"
            "print(f'real alarms {100 * true / (true + false):.1f} %')\n"
            f"print('price', round(sum({HALVING} * max(0, log2(0.05 / (1 - each))) for each in (sens, spec))))\n"
        )
