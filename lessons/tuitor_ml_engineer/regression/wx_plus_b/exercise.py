"""Take inputs into a model and out again, and call the R² of all of them before they are in."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import Criterion, Exercise, OwnData, OwnTable, Prediction, View

from .grading import criteria, misconceptions
from .problem import Model, Rows, rows
from .view import picture, program


class Inputs(Exercise[Rows, Model]):
    """Predict the progression of diabetes, or a column of your own table, from as many inputs as you like."""

    own_data = OwnData(x="", y="number", rows=(50, 5_000))
    untouched = "Take an input into the model first."
    predictions = (
        Prediction("The table lists the R² of each input alone. Take the two best: what will both together have?",
                   ("the sum of the two, or more", "more than the better one, less than the sum",
                    "no more than the better one"), truth="adding",
                   evidence=lambda p, s: set(s.inputs) == set(p.pair),
                   why="Inputs overlap: what both of them tell counts only once."),
    )
    misconceptions = tuple(misconceptions())

    def setup(self, seed: int, table: OwnTable | None) -> Rows:
        return rows(seed, table)

    def settle(self, p: Rows, before: Model, after: Model) -> Model:
        """A few inputs are free; one more opens all of them and closes the call."""
        if before.opened:
            return replace(after, call=before.call)
        if len(after.inputs) <= p.free:
            return after
        return before if after.call is None else replace(after, opened=True)

    def enabled_controls(self, p: Rows, s: Model) -> Collection[str] | None:
        return ["inputs"] if s.opened else None

    def view(self, p: Rows, s: Model) -> View:
        return picture(p, s)

    def code(self, p: Rows, s: Model) -> str:
        return program(p, s)

    def validate(self, p: Rows, s: Model) -> str:
        """All inputs have to be in, so that the call is held against what happens."""
        if s.call is None:
            return f"Call the R² of all {len(p.all)} inputs first."
        return "" if set(s.inputs) == set(p.all) else f"Now add all {len(p.all)} inputs and see."

    def criteria(self, p: Rows, s: Model) -> list[Criterion]:
        return criteria(p, s)

    def praise(self, p: Rows, s: Model) -> str:
        return (f"All {len(p.all)} inputs have R² {p.r2(p.all):.3f} on the rows they are fitted to, "
                f"{p.held_out(p.all):.3f} on rows that were held out. You called {s.call:.2f}.")

    def solution(self, p: Rows, s: Model) -> Model:
        """The R² itself, met with all inputs."""
        return replace(s, inputs=p.all, call=round(p.r2(p.all), 3), opened=True)
