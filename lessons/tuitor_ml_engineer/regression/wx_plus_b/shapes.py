"""Give the shapes of X, W, b and Ŷ for some exercises and some measures of the men of Linnerud's table."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Annotated, Any

import numpy as np

from tutor.api import Answer, Choice, Exercise, Note, OwnTable, Table, View, WrongAnswer, columns

OPEN = "?"
RIGHT = "X @ W.T + b"
PRODUCTS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "X @ W + b": lambda X, W, b: X @ W + b,
    RIGHT: lambda X, W, b: X @ W.T + b,
    "W @ X + b": lambda X, W, b: W @ X + b,
    "X.T @ W + b": lambda X, W, b: X.T @ W + b,
}


@dataclass(frozen=True)
class Shapes:
    """What the learner says of each shape, and the product that gives Ŷ."""

    X: Annotated[str, Choice("shapes", label="X.shape")] = OPEN
    W: Annotated[str, Choice("shapes", label="W.shape")] = OPEN
    b: Annotated[str, Choice("shapes", label="b.shape")] = OPEN
    Y: Annotated[str, Choice("shapes", label="Ŷ.shape")] = OPEN
    product: Annotated[str, Choice((OPEN, *PRODUCTS), label="Ŷ =")] = OPEN


@dataclass(frozen=True)
class Men:
    """n men, p exercises that they did, k measures of their bodies to predict."""

    table: dict[str, tuple[int, ...]]
    p: int

    @property
    def n(self) -> int:
        return len(next(iter(self.table.values())))

    @property
    def k(self) -> int:
        return len(self.table) - self.p

    def shape(self, letters: str) -> str:
        """The shape written in these letters, "nk" for (n, k)."""
        return str(tuple(getattr(self, letter) for letter in letters))

    @property
    def shapes(self) -> tuple[str, ...]:
        return (OPEN, *map(self.shape, ("np", "pn", "nk", "kn", "pk", "kp", "n", "p", "k")))


def numpy_says(s: Shapes) -> str:
    """What numpy makes of the product of arrays of the learner's own shapes."""
    if OPEN in (s.X, s.W, s.b, s.product):
        return ""
    X, W, b = (np.zeros([int(each) for each in said.strip("(,)").split(",")]) for said in (s.X, s.W, s.b))
    try:
        made = PRODUCTS[s.product](X, W, b)
    except ValueError as refused:
        return f"numpy: ValueError: {str(refused)[:120]}"
    return f"numpy: {s.product} has shape {made.shape}"


def _shape(field: str, right: str, *wrong: tuple[str, str, str], name: str = "") -> Answer:
    """A shape, in the letters n, p, k; the wrong ones with their names and what to say."""
    slips = [WrongAnswer(idea, lambda m, s, slip=slip: m.shape(slip), says) for idea, slip, says in wrong]
    ask = "count rows first, then columns: men, inputs or outputs?"
    return Answer(field, lambda m, s: m.shape(right), ask, slips, name)


ANSWERS = (
    _shape("X", "np",
           ("samples are columns", "pn", "a man is a row and an exercise a column: rows come first."),
           ("X holds the outputs", "nk", "those are the outputs. X has a column for each input.")),
    _shape("W", "kp",
           ("W has a column for each output", "pk", "some libraries (Keras) store it so. Here, as in scikit-learn and "
            "PyTorch, W has a row for each output."),
           ("each row has weights of its own", "np", "all men share the weights. Count the outputs, not the men."),
           ("W has the shape of the outputs", "nk", "that is the shape of Ŷ. W does not grow with the number of men.")),
    _shape("b", "k",
           ("a bias for each input", "p", "b is added when the inputs are summed up already: one for each output."),
           ("a bias for each row", "n", "all men share the bias of an output. Count the outputs.")),
    _shape("Y", "nk",
           ("one prediction a row", "n", "each man gets a prediction for each output."),
           ("predictions look like inputs", "np", "a row of Ŷ has an entry for each output, not for each input."),
           name="Ŷ"),
    Answer("product", lambda m, s: RIGHT, wrong=[
        WrongAnswer("X @ W and X @ W.T are the same", "X @ W + b",
                    "@ pairs the columns of X with the rows of W: here inputs with outputs. Only with as many outputs "
                    "as inputs would it run, and be wrong in silence."),
        WrongAnswer("W @ X and X @ W are the same", "W @ X + b", "@ pairs the columns of W with the rows of X: here "
                    "inputs with men. The order of a product matters."),
        WrongAnswer("turn X, not W", "X.T @ W + b", "turned, X has men as columns, and W has none as rows.")]),
)


class Puzzle(Exercise[Men, Shapes]):
    """Say the shapes before numpy does."""

    pass_at = 1.0
    untouched = "Choose at least one shape."
    answers = ANSWERS

    def setup(self, seed: int, table: OwnTable | None) -> Men:
        """Two inputs and three outputs or the other way, and the first few men."""
        random, found = Random(seed), columns("core/linnerud")
        p, n = random.choice([2, 3]), random.randint(6, 20)
        names = list(found)
        inputs, outputs = sorted(random.sample(range(3), p)), sorted(random.sample(range(3, 6), 5 - p))
        return Men({names[i]: tuple(found[names[i]][:n]) for i in (*inputs, *outputs)}, p)

    def view(self, m: Men, s: Shapes) -> View:
        names = [f"{name} (in)" if i < m.p else f"{name} (out)" for i, name in enumerate(m.table)]
        rows = list(zip(*m.table.values(), strict=True))
        said = numpy_says(s) or "Give three shapes and a product, and numpy tries them."
        return View(Table(names, rows, title=f"{m.n} men, {m.p} inputs, {m.k} outputs", height=6),
                    Note(said, tone="error" if "Error" in said else "muted"))

    def praise(self, m: Men, s: Shapes) -> str:
        return (f"{s.X} times {m.shape('pk')}: the {m.p} in the middle meet and are summed up; {s.Y} is left, and b is "
                "added to each row.")
