"""One table, two answers: rates that turn round when a table is split."""

from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

from tutor.api import (Axis, Bars, Cells, Chart, Choice, Criterion, Exercise, Metric, Misconception, Note, OwnTable, Prediction,
                       Slider, Table, Toggle, View, first_of)

SIZES = ("small", "large")
UNDECIDED = "not yet"


@dataclass(frozen=True)
class Routing:
    """What is looked at, what is recommended, and who is sent where."""

    split: Annotated[bool, Toggle(label="split by size of stone")] = False
    recommend: Annotated[str, Choice((UNDECIDED, "A", "B"), label="recommend")] = UNDECIDED
    large_a: Annotated[int, Slider(0, 100, step=5, label="A: large stones", unit="%")] = 75
    large_b: Annotated[int, Slider(0, 100, step=5, label="B: large stones", unit="%")] = 20
    looked: bool = False


@dataclass(frozen=True)
class Ward:
    """Cure rates in % of A and B for (small, large) stones, and how many each treats."""

    rates: dict[str, tuple[int, int]]
    treated: int

    @property
    def leads(self) -> int:
        """How many sizes A leads in."""
        return sum(a > b for a, b in zip(self.rates["A"], self.rates["B"], strict=True))

    def share(self, treatment: str, s: Routing) -> float:
        return (s.large_a if treatment == "A" else s.large_b) / 100

    def count(self, treatment: str, s: Routing) -> list[tuple[int, int]]:
        """(treated, cured) for small and for large stones."""
        large = round(self.treated * self.share(treatment, s))
        return [(n, round(n * rate / 100)) for n, rate in zip((self.treated - large, large), self.rates[treatment], strict=True)]

    def total(self, treatment: str, s: Routing) -> float:
        """The cure rate of all its patients, in %."""
        share, (small, large) = self.share(treatment, s), self.rates[treatment]
        return (1 - share) * small + share * large

    def gap(self, s: Routing) -> float:
        return self.total("A", s) - self.total("B", s)


class Hospital(Exercise[Ward, Routing]):
    """Treatment A is better for small stones and for large ones, and looks worse in total."""

    def setup(self, seed: int, table: OwnTable | None) -> Ward:
        random = Random(seed)
        small, large = random.randint(90, 95), random.randint(68, 74)
        rates = {"A": (small, large), "B": (small - random.randint(4, 8), large - random.randint(3, 6))}
        return Ward(rates, 10 * random.randint(30, 60))

    def settle(self, p: Ward, before: Routing, after: Routing) -> Routing:
        return replace(after, looked=after.looked or after.split)


class Decide(Hospital, part="decide"):
    visible_controls = ("split", "recommend")
    pass_at = 1.0
    done = "A cures more of the small and more of the large stones."
    predictions = (
        Prediction("In total B cures a larger share. Split the same patients by the size of their stone: who leads then?",
                   ("B in both sizes", "B in one, A in the other", "A in both sizes"), truth="leads", see="split",
                   why="The total also compares who was sent where."),
    )
    misconceptions = (
        Misconception("believed the total", lambda p, s: s.recommend == "B", "B leads in the total only: it was given the easy "
                      "cases. Whatever your stone, A cures more.", lambda p: {"recommend": "B"}),
        Misconception("A without looking", lambda p, s: s.recommend == "A" and not s.looked, "Right, but the table you looked "
                      "at says the other: split it.", lambda p: {"looked": False, "split": False}),
    )

    def validate(self, p: Ward, s: Routing) -> str:
        return "Recommend A or B first." if s.recommend == UNDECIDED else ""

    def view(self, p: Ward, s: Routing) -> View:
        rows = []
        for at, size in enumerate(SIZES if s.split else ("all",)):
            for treatment in "AB":
                cells = [p.count(treatment, s)[at]] if s.split else p.count(treatment, s)
                n, cured = sum(a for a, _ in cells), sum(b for _, b in cells)
                rows.append((size, treatment, n, cured, 100 * cured / n if n else None))
        best = {size: max(row[4] or 0 for row in rows if row[0] == size) for size in (*SIZES, "all") if
                any(row[0] == size for row in rows)}
        marks = [(i, 4, "good") for i, row in enumerate(rows) if row[4] is not None and row[4] == best[row[0]]]
        bars = Bars([f"{row[1]} {row[0]}" for row in rows], [row[4] or 0 for row in rows], label="cured")
        return View(
            Table(("stones", "treatment", "treated", "cured", "cured %"), rows, marks=marks, formats=("", "", "d", "d", ".1f")),
            Chart([bars], x=Axis("treatment"), y=Axis("cured", "%", low=0, high=100)),
        )

    def criteria(self, p: Ward, s: Routing) -> list[Criterion]:
        return [Criterion("looked at both tables", float(s.looked)),
                Criterion("the better treatment", float(s.recommend == "A"), weight=3)]

    def solution(self, p: Ward, s: Routing) -> Routing:
        return replace(s, split=True, looked=True, recommend="A")


class Mix(Hospital, part="mix"):
    visible_controls = ("large_a", "large_b")
    misconceptions = first_of(
        Misconception("all large to B", lambda p, s: s.large_b > s.large_a, "Now B has the harder cases: A leads by more than it "
                      "deserves.", lambda p: {"large_a": 0, "large_b": 100}, score=0.3),
        Misconception("ahead, not equal", lambda p, s: p.gap(s) > 0, "A leads, but part of the gap is "
                      "still routing: A has the harder cases.", lambda p: {"large_a": 30, "large_b": 20}, score=0.5),
        Misconception("a little will do", lambda p, s: True, "A has the harder cases, and "
                      "still pays for it in the total.", lambda p: {"large_a": 70, "large_b": 20}, score=0.0),
    )

    def view(self, p: Ward, s: Routing) -> View:
        a, b = p.total("A", s), p.total("B", s)
        rows = [(name, *p.rates[name], p.total(name, s)) for name in "AB"]
        lead = "A leads" if a > b else "B leads" if b > a else "a tie"
        return View(
            Table(("treatment", "small, cured %", "large, cured %", "total, cured %"), rows, formats=("", "d", "d", ".1f")),
            Chart([Bars(("A", "B"), (a, b), label="total cured")], x=Axis("treatment"), y=Axis("cured", "%", low=0, high=100)),
            Metric("A − B", a - b, unit="%", format="+.1f"),
            Note(f"In total: {lead}.", tone="good" if a > b else "bad"),
        )

    def criteria(self, p: Ward, s: Routing) -> list[Criterion]:
        return [Criterion("one mix", float(s.large_a == s.large_b))]

    def praise(self, p: Ward, s: Routing) -> str:
        return f"One mix for both: A − B = {p.gap(s):+.1f} points, and that is the treatment alone."

    def solution(self, p: Ward, s: Routing) -> Routing:
        return replace(s, large_a=50, large_b=50)

    def code(self, p: Ward, s: Routing) -> str:
        return (
            f"rates = {p.rates}\nlarge = {{'A': {s.large_a / 100}, 'B': {s.large_b / 100}}}\n"
            "total = {t: (1 - large[t]) * rates[t][0] + large[t] * rates[t][1] for t in rates}\n"
            "print(f\"A − B {total['A'] - total['B']:+.1f}\")\n"
        )


@dataclass(frozen=True)
class School:
    """Rows: letter, men who applied, % admitted, women who applied, % admitted."""

    rows: tuple[tuple[str, int, int, int, int], ...]

    @property
    def right(self) -> tuple[int, ...]:
        return tuple(i for i, row in enumerate(self.rows) if row[4] > row[2])

    def rate(self, applied: int, percent: int) -> float:
        """The total of one sex, from columns of the table."""
        return sum(r[applied] * r[percent] for r in self.rows) / sum(r[applied] for r in self.rows)


@dataclass(frozen=True)
class Marked:
    """The rows that the learner marked."""

    rows: Annotated[tuple[int, ...], Cells(pick="rows", label="departments")] = ()


def _false(p: School, s: Marked) -> list[int]:
    return sorted(set(s.rows) - set(p.right))


class Departments(Exercise[School, Marked]):
    """Mark the rows that say the opposite of the total."""

    pass_at = 1.0
    untouched = "Mark a row first."
    misconceptions = first_of(
        Misconception("inverted", lambda p, s: set(s.rows) == set(range(6)) - set(p.right), "Just the other way round: "
                      "these admit men at a higher rate.", lambda p: {"rows": tuple(sorted(set(range(6)) - set(p.right)))},
                      score=0.0),
        Misconception("all of them", lambda p, s: bool(_false(p, s)),
                      lambda p, s: f"{p.rows[_false(p, s)[0]][0]} does not belong: compare its two rates.",
                      lambda p: {"rows": tuple(range(6))}),
        Misconception("stopped early", lambda p, s: True,
                      "Each of these is right. There is another one.", lambda p: {"rows": p.right[:1]}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> School:
        random, rows = Random(seed), []
        higher = random.sample(range(6), 4)
        for at, letter in enumerate("PQRSTU"):
            hard = at >= 3
            rate = random.randint(20, 30) if hard else random.randint(60, 75)
            men, women = (random.randint(10, 20), random.randint(30, 60)) if hard else (80, random.randint(10, 25))
            gap = random.randint(4, 9) * (1 if at in higher else -1)
            rows.append((letter, 10 * men, rate, 10 * women, rate + gap))
        return School(tuple(rows))

    def view(self, p: School, s: Marked) -> View:
        heads = ("dept", "men applied", "admitted %", "women applied", "admitted % ")
        return View(
            Table(heads, p.rows, control="rows"),
            Metric("men admitted in total", p.rate(1, 2), unit="%", format=".0f"),
            Metric("women", p.rate(3, 4), unit="%", format=".0f"),
        )

    def criteria(self, p: School, s: Marked) -> list[Criterion]:
        right, wrong = len(set(s.rows) & set(p.right)), len(_false(p, s))
        return [Criterion("rows", max(0.0, right - wrong) / len(p.right))]

    def praise(self, p: School, s: Marked) -> str:
        return f"{len(p.right)} of 6 departments prefer women, and the total still prefers men."

    def solution(self, p: School, s: Marked) -> Marked:
        return replace(s, rows=p.right)
