"""Say how much of six objectives you remember, then open the record and hold the two against each other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Annotated

from tutor.api import Axis, Cells, Chart, Criterion, Exercise, Line, Metric, Misconception, Note, OwnTable, Points
from tutor.api import Prediction, Slider, Table, Text, View, action, first_of, rubric

from .problem import COUNT, WEAK, Known, made_up, on_record

START = 50
COLUMNS = ("", "lesson", "recall", "days", "picked", "built")
SLIDERS = tuple(f"r{n}" for n in range(1, COUNT + 1))


@dataclass(frozen=True)
class Said:
    """The chance of recall that the learner gives each objective, in %, and the rows that they name afterwards."""

    r1: Annotated[int, Slider(0, 100, step=5, label="1", unit="%")] = START
    r2: Annotated[int, Slider(0, 100, step=5, label="2", unit="%")] = START
    r3: Annotated[int, Slider(0, 100, step=5, label="3", unit="%")] = START
    r4: Annotated[int, Slider(0, 100, step=5, label="4", unit="%")] = START
    r5: Annotated[int, Slider(0, 100, step=5, label="5", unit="%")] = START
    r6: Annotated[int, Slider(0, 100, step=5, label="6", unit="%")] = START
    weak: Annotated[tuple[int, ...], Cells(pick="rows", label="weakest", limit=WEAK)] = ()
    opened: bool = False

    @property
    def guesses(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in SLIDERS)

    @property
    def called(self) -> frozenset[int] | None:
        """The three rows with the lowest guesses; None while two compete for the third place."""
        ranked = sorted(range(COUNT), key=lambda at: self.guesses[at])
        third, fourth = (self.guesses[ranked[at]] for at in (WEAK - 1, WEAK))
        return None if third == fourth else frozenset(ranked[:WEAK])


class Spots(Exercise[Known, Said]):
    """What you think that you know, and what the record says."""

    on_record = staticmethod(on_record)

    def setup(self, seed: int, table: OwnTable | None) -> Known:
        return made_up(seed)


class Call(Spots, part="call"):
    """Six guesses, before the record is open."""

    visible_controls = SLIDERS
    pass_at = 1.0
    untouched = "Say for each objective how sure you are that you could do it now."

    def enabled_controls(self, p: Known, s: Said) -> Collection[str] | None:
        return () if s.opened else None

    def view(self, p: Known, s: Said) -> View:
        return View(*(Note(f"{n}  {row.title}: {row.objective}") for n, row in enumerate(p.rows, 1)), Note(p.told))

    def criteria(self, p: Known, s: Said) -> list[Criterion]:
        clear = s.called is not None
        return [Criterion("three lowest", float(clear), note="Your three weakest stand out: keep them in mind.",
                          says="Two share the third place from below. Decide which of them is the weaker.")]

    def solution(self, p: Known, s: Said) -> Said:
        return _guessing(s, range(30, 90, 10))


def _guessing(s: Said, guesses: Sequence[int]) -> Said:
    return replace(s, r1=guesses[0], r2=guesses[1], r3=guesses[2], r4=guesses[3], r5=guesses[4], r6=guesses[5])


def _recognised(p: Known, s: Said) -> str:
    at = max(s.weak, key=lambda at: p.rows[at].recall)
    row = p.rows[at]
    return (f"By what is picked from a list, that is. But {at + 1} stands at {row.recall:.0%} in all. To know an "
            "answer when you see it is less than to find it: go by recall.")


def _old(p: Known, s: Said) -> str:
    at = max(s.weak, key=lambda at: p.rows[at].recall)
    row = p.rows[at]
    return f"Those are the oldest. {at + 1} is {row.days} days old and still at {row.recall:.0%}: age is not recall."


class Name(Spots, part="name"):
    """The record beside the guesses."""

    visible_controls = ("weak", "open")
    untouched = "Open the record first."
    predictions = (
        Prediction("Are the three that you answered longest ago also the three that you remember least?",
                   ("yes", "no"), "by_age", see="open",
                   why="Age is one half of it. The other is how firmly a thing sat: one recalled often falls slowly."),
    )
    misconceptions = first_of(
        Misconception("the oldest are the weakest", lambda p, s: set(s.weak) == p.oldest, _old,
                      lambda p: {"weak": tuple(sorted(p.oldest))} if p.by_age else None, criterion="weakest"),
        Misconception("recognised, so remembered", lambda p, s: set(s.weak) == p.least("picked"), _recognised,
                      lambda p: {"weak": tuple(sorted(p.least("picked")))}
                      if p.least("picked") not in (p.oldest, frozenset(p.weakest)) else None, criterion="weakest"),
    )

    def enabled_controls(self, p: Known, s: Said) -> Collection[str] | None:
        return ("weak",) if s.opened else ("weak", "open")

    @action("Open", key="o")
    def open(self, p: Known, s: Said) -> Said:
        return replace(s, opened=True)

    def sealed(self, p: Known, s: Said) -> bool:
        return s.opened

    def view(self, p: Known, s: Said) -> View:
        if not s.opened:
            closed = [(n, row.title, "?", "?", "?", "?") for n, row in enumerate(p.rows, 1)]
            return View(Note(p.told), Table(COLUMNS, closed, control="weak", height=COUNT))
        measured = [100 * row.recall for row in p.rows]
        chart = Chart(
            [Line([0, 100], [0, 100], label="you know what you know", tone="muted"),
             Points(measured, s.guesses, label="objectives", tone="data"),
             *(Text(x, y, str(n)) for n, (x, y) in enumerate(zip(measured, s.guesses, strict=True), 1))],
            x=Axis("record", "%", low=0, high=100), y=Axis("you said", "%", low=0, high=100),
            legend=False, height=10,
        )
        table = Table(
            COLUMNS,
            [(n, row.title, _percent(row.recall), row.days, _percent(row.picked), _percent(row.built))
             for n, row in enumerate(p.rows, 1)],
            control="weak", height=COUNT,
        )
        off = fmean(mine - true for mine, true in zip(s.guesses, measured, strict=True))
        if s.guesses == (START,) * COUNT:
            return View(chart, Note("You have said nothing of your own: all six guesses are still at 50%."), table)
        return View(chart, Metric("you − record", off, "points on average", format="+.0f"), table)

    def validate(self, p: Known, s: Said) -> str:
        if not s.opened:
            return "Open the record first."
        return "" if len(s.weak) == WEAK else f"Mark three rows; {len(s.weak)} are marked."

    def criteria(self, p: Known, s: Said) -> list[Criterion]:
        found = rubric.share("weakest", p.hits(s.weak), WEAK, weight=0.8, noun="found",
                             says="Read down the column recall: which three are lowest?")
        if s.called is None:
            return [found]
        return [found, rubric.share("your call", p.hits(s.called), WEAK, weight=0.2, noun="foreseen")]

    def praise(self, p: Known, s: Said) -> str:
        return "These three are where an hour is worth most. Ask yourself something about each of them now."

    def solution(self, p: Known, s: Said) -> Said:
        if not s.opened and s.called != frozenset(p.weakest):
            s = _guessing(s, [20 if at in p.weakest else 80 for at in range(COUNT)])
        return replace(s, opened=True, weak=p.weakest)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
