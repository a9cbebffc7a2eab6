"""Graduate admissions at Berkeley in 1973: one total, six departments."""

from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

from tutor.api import (Axis, Bars, Cells, Chart, Criterion, Exercise, Metric, Misconception, Note, OwnTable, Points,
                       Prediction, Table, Text, Toggle, View, columns, first_of, rubric)

MANY = "women", "men"


@dataclass(frozen=True)
class Department:
    """How many applied and were admitted, as (women, men)."""

    letter: str
    applied: tuple[int, int]
    admitted: tuple[int, int]

    def rate(self, sex: int) -> float:
        """The share admitted, in %."""
        return 100 * self.admitted[sex] / self.applied[sex]


@dataclass(frozen=True)
class School:
    """The departments in some order, and whom those to be marked admit at the higher rate."""

    rows: tuple[Department, ...]
    asked: int

    def ahead(self, sex: int) -> tuple[int, ...]:
        """The departments that admit this sex at the higher rate."""
        return tuple(at for at, row in enumerate(self.rows) if row.rate(sex) > row.rate(1 - sex))

    @property
    def right(self) -> tuple[int, ...]:
        return self.ahead(self.asked)

    @property
    def counts(self) -> tuple[int, ...]:
        """Those that admit more people of that sex, which is another question."""
        return tuple(at for at, row in enumerate(self.rows) if row.admitted[self.asked] > row.admitted[1 - self.asked])

    def total(self, sex: int) -> float:
        """The share admitted by all six, in %."""
        return 100 * sum(row.admitted[sex] for row in self.rows) / sum(row.applied[sex] for row in self.rows)

    @property
    def women_ahead(self) -> int:
        """How many departments admit women at the higher rate: 0 none or one, 1 two or three, 2 four or more."""
        return min(2, len(self.ahead(0)) // 2)


@dataclass(frozen=True)
class Marked:
    """Whether the table is split, and the rows that the learner marked."""

    split: Annotated[bool, Toggle(label="split by department")] = False
    rows: Annotated[tuple[int, ...], Cells(pick="rows", label="departments")] = ()


def wrong(p: School, s: Marked) -> list[int]:
    return sorted(set(s.rows) - set(p.right))


def inverse(p: School) -> tuple[int, ...]:
    return p.ahead(1 - p.asked)


class Departments(Exercise[School, Marked]):
    """Mark the rows that answer, where the total says something else."""

    pass_at = 1.0
    untouched = "Split the table, then mark a row."
    predictions = (
        Prediction("In total 45 % of the men and 30 % of the women were admitted. In how many of the six departments were women "
                   "admitted at the higher rate?", ("in none, or in one", "in two or three", "in four or more"),
                   truth="women_ahead", see="split", why="Women applied more where few are admitted, whoever applies."),
    )
    misconceptions = first_of(
        Misconception("the other way round", lambda p, s: bool(s.rows) and set(s.rows) == set(inverse(p)), lambda p, s:
                      f"Just the other way round: these admit {MANY[1 - p.asked]} at the higher rate.",
                      lambda p: {"rows": inverse(p)}, score=0.0),
        Misconception("numbers, not rates", lambda p, s: bool(s.rows) and set(s.rows) == set(p.counts), lambda p, s:
                      f"These admit more {MANY[p.asked]}. Divide by how many applied: asked is the rate.",
                      lambda p: {"rows": p.counts}, score=0.3),
        Misconception("one too many", lambda p, s: bool(wrong(p, s)), lambda p, s:
                      f"{p.rows[wrong(p, s)[0]].letter} does not belong: compare its two rates.",
                      lambda p: {"rows": tuple(range(len(p.rows)))}),
        Misconception("stopped early", lambda p, s: len(s.rows) < len(p.right),
                      "Each of these is right. There is another one.", lambda p: {"rows": p.right[:1]}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> School:
        random, found = Random(seed), columns("statistics/admissions")
        rows: dict[str, dict[str, tuple[int, int]]] = {}
        for letter, sex, applied, admitted in zip(*found.values(), strict=True):
            rows.setdefault(letter, {})[sex] = (applied, admitted)
        departments = []
        for letter, of in rows.items():
            applied, admitted = zip(*(of[sex] for sex in MANY), strict=True)
            departments.append(Department(letter, applied, admitted))
        random.shuffle(departments)
        return School(tuple(departments), random.randrange(2))

    def view(self, p: School, s: Marked) -> View:
        totals = [Metric(f"{name} admitted in total", p.total(sex), unit="%", format=".1f") for sex, name in enumerate(MANY)]
        if not s.split:
            bars = Bars(MANY, (p.total(0), p.total(1)), label="admitted")
            return View(Chart([bars], y=Axis("admitted", "%", low=0, high=100), title="six departments in one sum"), *totals)
        rows = [(row.letter, *(each for sex in (0, 1) for each in (row.applied[sex], row.admitted[sex], row.rate(sex))))
                for row in p.rows]
        heads = ("dept", "women", "admitted", "women %", "men", "admitted ", "men %")
        everyone = [(100 * sum(row.admitted) / sum(row.applied), 100 * row.applied[0] / sum(row.applied), row.letter)
                    for row in p.rows]
        x, y, _ = zip(*everyone, strict=True)
        return View(
            Chart([Points(x, y, label="departments"), *(Text(*each) for each in everyone)], legend=False,
                  x=Axis("admitted of all who applied", "%", 0, 80), y=Axis("women among them", "%", 0, 100)),
            Table(heads, rows, control="rows", formats=("", "d", "d", ".1f", "d", "d", ".1f")),
            Note(f"Mark those that admit {MANY[p.asked]} at the higher rate.", tone="accent"),
        )

    def validate(self, p: School, s: Marked) -> str:
        return "" if s.rows else "Mark a department first."

    def criteria(self, p: School, s: Marked) -> list[Criterion]:
        return [rubric.set_f1("departments", s.rows, p.right)]

    def praise(self, p: School, s: Marked) -> str:
        return (f"{len(p.ahead(0))} of six admit women at the higher rate. In total it is {p.total(0):.0f} % of the women and "
                f"{p.total(1):.0f} % of the men: women applied more where few are admitted.")

    def solution(self, p: School, s: Marked) -> Marked:
        return replace(s, split=True, rows=p.right)

    def code(self, p: School, s: Marked) -> str:
        rows = [(row.letter, *row.applied, *row.admitted) for row in p.rows]
        return (
            "import pandas as pd\n\n"
            f"rows = {rows}\n"
            "table = pd.DataFrame(rows, columns=['dept', 'women', 'men', 'women admitted', 'men admitted']).set_index('dept')\n"
            "for sex in ('women', 'men'):\n"
            "    print(f\"{sex} admitted in total {100 * table[f'{sex} admitted'].sum() / table[sex].sum():.1f} %\")\n"
            "    print(100 * table[f'{sex} admitted'] / table[sex])\n"
        )
