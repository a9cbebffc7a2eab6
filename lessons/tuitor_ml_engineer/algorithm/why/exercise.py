"""Rank the inputs of one model in four ways, and find the one to do without."""

from dataclasses import replace

from tutor.api import (Axis, Bars, Chart, Criterion, Exercise, Metric, Misconception, Note, OwnData, OwnTable,
                       Prediction, View, action, nice_limits, rubric)

from .problem import DROPPED, NO, OPEN, PER_SD, RAW, SHUFFLED, YES, Choices, Model, model

ASKS = {RAW: "|W|, per unit of each input", PER_SD: "|W · sd|", SHUFFLED: "R² lost", DROPPED: "R² lost"}


def statements(p: Model) -> tuple[str, str]:
    """About the input that is first by shuffling."""
    name = p.shuffled_first
    return (f"1: shuffling {name} costs this model more than dropping {name} and fitting again",
            f"2: in another unit of {name}, its bar “per sd” would be another")


def _choice(p: Model, s: Choices) -> Criterion:
    """The error without the input against that without the cheapest one, row by row: full within one standard error."""
    if s.without == OPEN:
        return Criterion("choice", 0.0, 0.6)
    gap, se = p.behind(s.without)
    moved = f"{p.held_out(s.without) - p.held_out():+.4f}".replace("-", "−")
    return rubric.within_se("choice", gap, 0.0, se, higher_is_better=False, weight=0.6,
                            note=f"held-out R² changes by {moved} without {s.without}",
                            says="Refit without other inputs as well: some cost less.")


class Ranking(Exercise[Model, Choices]):
    """Four rankings of one model, and one feature less."""

    own_data = OwnData(x="", y="number", rows=(50, 5_000))
    pass_at = 0.85
    untouched = "Look at another ranking first."
    predictions = (
        Prediction("One input costs most R² when its column is shuffled. What does it cost to drop it and fit again?",
                   ("about as much", "less than half of that", "more"), truth="costs_less", see="by", steps=3,
                   evidence=lambda p, s: s.by == DROPPED,
                   why="After a refit, inputs that vary with it stand in. Shuffling gives them no chance to."),
    )
    misconceptions = (
        Misconception("what matters most goes first", lambda p, s: s.without in (p.first(PER_SD), p.first(DROPPED))
                      and _choice(p, s).score < 1, lambda p, s:
                      f"{_lost(p, s)} That is one to keep: the question is which can be spared.",
                      lambda p: {"without": p.first(DROPPED)}, criterion="choice"),
        Misconception("shuffling and dropping ask the same", lambda p, s: s.one not in (OPEN, p.truths[0]),
                      lambda p, s: f"Shuffling {p.shuffled_first} costs {_of(p, SHUFFLED):.3f}, dropping it "
                      f"{_of(p, DROPPED):.3f}: after a refit, others stand in for it.",
                      lambda p: {"one": NO if p.truths[0] == YES else YES}, criterion="statements"),
        Misconception("per sd depends on the unit", lambda p, s: s.two not in (OPEN, p.truths[1]),
                      "W changes with the unit and sd changes the other way: their product stays.",
                      lambda p: {"two": YES}, criterion="statements"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Model:
        return model(seed, table)

    @action("Refit without it", key="f")
    def refit(self, p: Model, s: Choices) -> Choices:
        """Fit the model anew without the chosen input."""
        return s if s.without in (OPEN, *s.tried) else replace(s, tried=(*s.tried, s.without))

    def view(self, p: Model, s: Choices) -> View:
        bars = p.ranking(s.by)
        costs = [p.held_out() - p.held_out(name) for name in s.tried]
        low, high = nice_limits([0, 0.02, *costs])
        return View(
            Chart([Bars(p.names, bars, label=s.by)], y=Axis(ASKS[s.by], low=0), title=f"by {s.by}", legend=False),
            Chart([Bars(s.tried or ("none yet",), costs or (0.0,), label="cost", tone="model")],
                  y=Axis("held-out R² lost", low=low, high=high), title="refitted without", legend=False),
            Metric("held-out R² with all", p.held_out(), format=".3f"),
            Metric(f"without {s.tried[-1]}", p.held_out(s.tried[-1]), format=".3f") if s.tried else None,
            *(Note(text) for text in statements(p)),
        )

    def validate(self, p: Model, s: Choices) -> str:
        left = [label for label, value in (("what to stop collecting", s.without), ("statement 1", s.one),
                                           ("statement 2", s.two)) if value == OPEN]
        return f"Still open: {', '.join(left)}." if left else ""

    def criteria(self, p: Model, s: Choices) -> list[Criterion]:
        right = (s.one == p.truths[0]) + (s.two == p.truths[1])
        return [_choice(p, s), rubric.share("statements", right, 2, weight=0.4)]

    def praise(self, p: Model, s: Choices) -> str:
        return (f"Without {s.without} held-out R² goes from {p.held_out():.3f} to {p.held_out(s.without):.3f}. "
                f"Most would be lost with {p.first(DROPPED)}.")

    def solution(self, p: Model, s: Choices) -> Choices:
        return replace(s, by=DROPPED, without=p.cheapest, one=p.truths[0], two=p.truths[1])


def _lost(p: Model, s: Choices) -> str:
    return f"Without {s.without} held-out R² goes from {p.held_out():.3f} to {p.held_out(s.without):.3f}."


def _of(p: Model, by: str) -> float:
    return float(p.ranking(by)[p.names.index(p.shuffled_first)])
