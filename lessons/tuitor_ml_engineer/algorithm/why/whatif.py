"""Move one input, the others held, and work out what becomes of the prediction."""

from dataclasses import replace

from tutor.api import (Axis, Chart, Criterion, Exercise, Line, Metric, Misconception, Note, OwnData, OwnTable, Points,
                       Prediction, Rule, View, rubric, wrong_value)

from .problem import Model, Move, model


def _weight(p: Model) -> float:
    return float(p.fit.W[p.names.index(p.asked[0])])


def _move(p: Model) -> str:
    return f"{p.asked[1]:+g}".replace("-", "−")


def _far(p: Model, value: float) -> float | None:
    """A wrong route's value, unless it is the right one by chance."""
    truth = p.effect(*p.asked)
    return None if abs(value - truth) <= 0.03 * abs(truth) else value


class WhatIf(Exercise[Model, Move]):
    """What an input does to the answer, in the units of the table."""

    own_data = OwnData(x="", y="number", rows=(50, 5_000))
    untouched = "First move an input, and watch ŷ."
    predictions = (
        Prediction("You move one input by one sd, the others held. Then by two. What does the change of ŷ do?",
                   ("it doubles", "it grows, but less than that", "it depends on the patient"), 0, see="sds", steps=2,
                   why="In a linear model an input adds its weight for each unit, wherever you start."),
    )
    misconceptions = (
        wrong_value("forgot the sd", "change", lambda p: _far(p, _weight(p) * p.asked[1]),
                    "That is for so many units, not so many sd: multiply by the sd as well.", criterion="change"),
        wrong_value("wrong sign", "change", lambda p: -p.effect(*p.asked),
                    "The right size with the wrong sign: look at the signs of the weight and of the move.",
                    criterion="change"),
        wrong_value("one sd", "change", lambda p: _far(p, p.effect(p.asked[0], 1)),
                    lambda p, s: f"That is the change for one sd, and {_move(p)} sd are asked.", criterion="change"),
        Misconception("the weight itself", lambda p, s: s.change is not None
                      and abs(s.change - _weight(p)) < 0.01 * abs(_weight(p)) and _far(p, _weight(p)) is not None
                      and abs(p.asked[1] - 1) > 0, "That is the weight: the change of ŷ for one unit.",
                      lambda p: {"change": _weight(p)} if _far(p, _weight(p)) is not None else None,
                      criterion="change"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Model:
        return model(seed, table)

    def start(self, p: Model) -> Move:
        return Move(feature=p.others[0])

    def view(self, p: Model, s: Move) -> View:
        j = p.names.index(s.feature)
        reach = 1.1 * max(abs(p.effect(name, 3)) for name in p.others)
        sds = (-3.0, 3.0)
        name = p.asked[0]
        return View(
            Note(f"Asked: {name} moves by {_move(p)} sd. You can try all the others.", tone="accent"),
            Chart([Rule(y=0, label="ŷ before", tone="muted"),
                   Line(sds, [p.effect(s.feature, each) for each in sds], label=f"moved {s.feature}", tone="model"),
                   Points([s.sds], [p.effect(s.feature, s.sds)], label="now", tone="accent")],
                  x=Axis("moved", "sd", low=-3, high=3), y=Axis("change of ŷ", low=-reach, high=reach)),
            Metric(f"{s.feature} moved by", s.sds * float(p.sd[j]), format="+.4g"),
            Metric("change of ŷ", p.effect(s.feature, s.sds), format="+.4g"),
            Metric(f"weight of {name}", _weight(p)), Metric(f"sd of {name}", float(p.sd[p.names.index(name)])),
        )

    def validate(self, p: Model, s: Move) -> str:
        return "Type the change of ŷ." if s.change is None else ""

    def criteria(self, p: Model, s: Move) -> list[Criterion]:
        return [rubric.number("change", s.change, p.effect(*p.asked), rel=0.01,
                              says="Multiply the weight by the sd, and by the number of sd.")]

    def praise(self, p: Model, s: Move) -> str:
        name, moved = p.asked
        sd = float(p.sd[p.names.index(name)])
        told = f"{_weight(p):.4g} · {sd:.4g} · {moved:g} = {p.effect(*p.asked):.4g}, for every row alike."
        return told.replace("-", "−")

    def solution(self, p: Model, s: Move) -> Move:
        return replace(s, change=p.effect(*p.asked))
