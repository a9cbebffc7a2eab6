"""One epoch, dealt out in batches: twenty rows to look at, and a larger table to count with."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import (Answer, Axis, Chart, Exercise, Metric, Note, Number, OwnTable, Points, Prediction, Slider, View,
                       WrongAnswer, action, forms, minibatch)

ROWS = 20
"""Rows of the small table that is dealt out on screen."""


@dataclass(frozen=True)
class Deal:
    """The size of a batch, how often the rows were shuffled, and what is claimed for the large table."""

    batch: Annotated[int, Slider(1, ROWS, step=1, label="B")] = 1
    steps: Annotated[int | None, Number(label="steps an epoch", low=0, integer=True)] = None
    last: Annotated[int | None, Number(label="rows in the last batch", low=0, integer=True)] = None
    shuffles: int = 0


@dataclass(frozen=True)
class Table:
    """A table of n rows that is read in batches of B, and the seed of the small one's shuffles."""

    n: int
    B: int
    seed: int

    @cached_property
    def steps(self) -> int:
        return minibatch.steps_per_epoch(self.n, self.B)

    @cached_property
    def last(self) -> int:
        return minibatch.last_batch(self.n, self.B)


class Epoch(Exercise[Table, Deal]):
    """Deal out rows in batches."""

    untouched = "Count for the larger table."
    answers = (
        Answer("steps", lambda p, s: p.steps, "how many batches does the table fill?", wrong=[
            WrongAnswer("what is left over is dropped", lambda p, s: p.n // p.B, lambda p, s:
                        f"{s.steps} full batches hold {s.steps * p.B} rows. The other {p.last} make one more step.",
                        0.5),
            WrongAnswer("a step is as many as a batch has rows", lambda p, s: p.B,
                        "that is B, the rows in a batch. How many such batches does the table fill?", 0.0),
            WrongAnswer("a step for each row", lambda p, s: p.n, "that is a step for each row, B = 1.", 0.0)]),
        Answer("last", lambda p, s: p.last, "take the full batches away: what is left?", name="last batch", wrong=[
            WrongAnswer("every batch is full", lambda p, s: p.B,
                        "that is a full batch. The full ones before it leave fewer rows than that.", 0.0),
            WrongAnswer("what is missing is what is left", lambda p, s: p.B - p.last,
                        "so many rows are missing from the last batch. How many are in it?", 0.5)]),
    )
    predictions = (
        Prediction("Batches of six from 20 rows: what becomes of the two rows that are left over?",
                   ("they are left out of this epoch", "they make a smaller batch",
                    "four rows are used twice to fill it"),
                   truth=1, see="batch", steps=5,
                   why="An epoch uses every row once. The step of a small batch is simply noisier."),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Table:
        """Rows and batch size such that something is left over, and no wrong route gives the right number."""
        random = Random(seed)
        draws = (Table(random.randint(300, 999), random.choice([16, 24, 32, 48, 64]), seed) for _ in count())
        return forms.first(draws, lambda p: p.last not in (p.B, p.B / 2) and len({p.steps, p.n // p.B, p.B, p.n}) == 4)

    def view(self, p: Table, s: Deal) -> View:
        """Which row is read in which step: a point in each column."""
        order = np.random.RandomState((p.seed + s.shuffles) % 2**32).permutation(ROWS)
        step = np.arange(ROWS) // s.batch + 1
        steps, last = minibatch.steps_per_epoch(ROWS, s.batch), minibatch.last_batch(ROWS, s.batch)
        full = step <= ROWS // s.batch
        return View(
            Chart([Points(order[full] + 1, step[full], label="full batch", tone="data"),
                   Points(order[~full] + 1, step[~full], label="smaller last one", tone="accent")],
                  x=Axis("row of the table", low=0, high=ROWS + 1, whole=True),
                  y=Axis("step", low=0, high=steps + 1, whole=True), title=f"an epoch of {ROWS} rows, B = {s.batch}"),
            Metric("steps in this epoch", steps, format="d"),
            Metric("rows in its last batch", last, format="d"),
            Note(f"Now without a picture, the larger table: {p.n} rows in batches of {p.B}.", tone="accent"),
        )

    @action("Next epoch", key="e")
    def shuffle(self, p: Table, s: Deal) -> Deal:
        return replace(s, shuffles=s.shuffles + 1)

    def praise(self, p: Table, s: Deal) -> str:
        return (f"{p.steps - 1} full batches are {(p.steps - 1) * p.B} rows, and the last one has {p.last}: {p.steps} "
                f"steps. Ten epochs would be {10 * p.steps}.")

    def code(self, p: Table, s: Deal) -> str:
        return f"""import numpy as np

order, B = np.random.RandomState({(p.seed + s.shuffles) % 2**32}).permutation({ROWS}), {s.batch}
batches = [order[first : first + B] for first in range(0, len(order), B)]
for step, rows in enumerate(batches, 1):
    print(step, rows + 1)
print(f"{{len(batches)}} steps in this epoch, {{len(batches[-1])}} rows in its last batch")
"""
