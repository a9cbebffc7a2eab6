"""Take inputs into a model and out again, and call the R² of all of them before they are in."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from tutor.api import Criterion, Exercise, Misconception, OwnData, Prediction, first_of, rubric

from .problem import Model, Rows, rows
from .view import picture, program

NEAR = 0.03


def _called(value: Callable[[Rows], float], *seen: int) -> Callable[[Rows], dict[str, Any] | None]:
    """All inputs in after this call; so many of the best pair were seen before."""
    def example(p: Rows) -> dict[str, Any] | None:
        call = value(p)
        wrong = 0 <= call <= 1 and abs(call - p.r2(p.all)) > NEAR + 0.001
        return {"call": call, "seen": tuple(p.r2(p.pair[:n]) for n in seen)} if wrong else None
    return example


def _halfway(p: Rows) -> float:
    """Between the truth and the sum; below 0 where there is no room."""
    low, high = p.r2(p.all) + NEAR, p.sum_alone - NEAR
    return (low + high) / 2 if high > low + 0.01 else -1.0


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
    misconceptions = first_of(
        Misconception("R² add up", lambda p, s: s.call > p.r2(p.all) and s.call >= p.sum_alone - NEAR - 1e-9,
                      lambda p, s: f"The R² of the single inputs add up to {sum(r2 for r2, _ in p.alone):.2f}. They "
                      "overlap: what two of them both tell counts once.", _called(lambda p: p.sum_alone)),
        Misconception("each input adds as much as the last", lambda p, s: s.call > p.r2(p.all),
                      "An input adds only what those in the model do not tell already, so each one tends to add less.",
                      _called(_halfway)),
        Misconception("more inputs can lower the R² of the fit", lambda p, s: s.call < max(s.seen, default=0) - 0.005,
                      lambda p, s: f"You had seen R² {max(s.seen):.2f} with fewer inputs. On the rows that are fitted, "
                      "adding an input can never lower R²: its weight may stay 0.",
                      _called(lambda p: p.r2(p.pair) - 0.02, 0, 1, 2)),
        Misconception("the other inputs bring nothing", lambda p, s: True, "The other inputs overlap with the best "
                      "ones, but not wholly: together they still added something.",
                      _called(lambda p: p.r2(p.all) - 0.05)),
    )
    setup = staticmethod(rows)
    view = staticmethod(picture)
    code = staticmethod(program)

    def settle(self, p: Rows, before: Model, after: Model) -> Model:
        """A few inputs are free; one more opens all of them and closes the call."""
        if before.opened:
            return replace(after, call=before.call)
        if len(after.inputs) <= p.free:
            return after
        return before if after.call is None else replace(after, opened=True)

    def sealed(self, p: Rows, s: Model) -> bool:
        return s.opened

    def enabled_controls(self, p: Rows, s: Model) -> Collection[str] | None:
        return ["inputs"] if s.opened else None

    def validate(self, p: Rows, s: Model) -> str:
        """All inputs have to be in, so that the call is held against what happens."""
        if s.call is None:
            return f"Call the R² of all {len(p.all)} inputs first."
        return "" if set(s.inputs) == set(p.all) else f"Now add all {len(p.all)} inputs and see."

    def criteria(self, p: Rows, s: Model) -> list[Criterion]:
        """The call against the R² of all inputs: full within 0.03, half within 0.06."""
        told = f"All {len(p.all)} inputs have R² {p.r2(p.all):.2f}; you called {s.call:.2f}"
        return [rubric.number("R²", s.call, p.r2(p.all), rel=0, absolute=NEAR, partly=((2 * NEAR, 0.5),), note=told)]

    def praise(self, p: Rows, s: Model) -> str:
        return (f"All {len(p.all)} inputs have R² {p.r2(p.all):.3f} on the rows they are fitted to, "
                f"{p.held_out(p.all):.3f} on rows that were held out. You called {s.call:.2f}.")

    def solution(self, p: Rows, s: Model) -> Model:
        """The R² itself, met with all inputs."""
        return replace(s, inputs=p.all, call=round(p.r2(p.all), 3), opened=True)
