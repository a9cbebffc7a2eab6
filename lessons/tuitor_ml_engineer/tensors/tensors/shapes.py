"""Type the shape of an expression before numpy evaluates it: twelve in a row."""

from dataclasses import dataclass
from typing import Annotated

from tutor.api import Criterion, Entry, Note, OwnTable, Series, Table, Tone, View, rubric, slip_ideas, slips

from .expressions import ERROR, Asked, outcome, read, twelve

SLIPS = {
    "axis": ("axis=0 sums up each row", "You let another axis go. Count them from the left: the first number of "
             "the shape is axis 0, the last is axis −1."),
    "arrow": ("einsum keeps what stands first", "Only letters right of the arrow stay, in that order. The others are "
              "summed up."),
    "kept": ("an axis leaves a 1 behind", "An axis that is summed up or indexed is gone, unless keepdims says "
             "otherwise."),
    "dropped": ("keepdims and reshape do not fold", "Here the number of axes is what the call says, not what it was."),
    "last": ("reshape, T and transpose are one thing", "T turns round all axes, transpose puts them in the order "
             "that it names. Follow each number."),
    "inner": ("@ multiplies entry by entry", "In a product the inner lengths meet and vanish; the outer ones stay."),
    "matrix": ("a tensor is a matrix", "A has three axes. @ works on the last two and keeps those before: the batch."),
    "forced": ("numpy makes it fit", "Count again. numpy neither drops numbers nor invents any, and stops only where "
               "lengths do not meet."),
    "left": ("shapes are aligned at the left", "Shapes are aligned at the *right*."),
    "refused": ("different shapes cannot be added", "They can: a 1 is stretched, and so is a missing axis. That is "
                "handy, and no one warns you."),
    "pairs": ("(n,) − (n, 1) goes entry by entry", "(n,) is a row, (n, 1) a column. Each entry of one meets each of "
              "the other: (n, n)."),
}


@dataclass(frozen=True)
class Twelve:
    """The expressions."""

    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Said:
    """What is being typed, and the answers so far."""

    shape: Annotated[str, Entry(label="its shape", longest=40)] = ""
    given: tuple[str, ...] = ()


def _told(p: Twelve, one: Asked, said: str) -> str:
    return f"Where {one.given}, `{one.text}` {outcome(one.truth)}; you said {said}."


class ShapeGame(Series[Twelve, Said]):
    """Numpy evaluates each expression as soon as its shape was said."""

    untouched = "Type the shape of the first expression."
    misconceptions = slip_ideas(SLIPS, _told, nonsense="(99,)")

    def setup(self, seed: int, table: OwnTable | None) -> Twelve:
        return Twelve(twelve(seed))

    def settle(self, p: Twelve, before: Said, after: Said) -> Said:
        """A shape that can be read is the answer to the present expression; the line is free for the next."""
        said = read(after.shape)
        return Said("", (*before.given, said)) if said and len(before.given) < len(p.asked) else after

    def view(self, p: Twelve, s: Said) -> View:
        """All answers so far, what became of the last one, and the expression that is asked for."""
        told = list(zip(p.asked, s.given, strict=False))
        rows = [(one.text, said, one.truth, ", ".join(map(str, one.arrays.values()))) for one, said in told][::-1]
        marks: list[tuple[int, int, Tone]] = [(row, 1, "good" if said == truth else "bad")
                                              for row, (_, said, truth, _) in enumerate(rows)]
        return View(Table(("expression", "you", "numpy", "A, B"), rows, height=9, marks=marks),
                    Note(_last(told)), _question(p, s))

    def criteria(self, p: Twelve, s: Said) -> list[Criterion]:
        return [rubric.share("shapes", len(p.asked) - len(list(slips(p.asked, s.given))), len(p.asked),
                             says="Go through the wrong ones in the list: which axis went where?")]

    def praise(self, p: Twelve, s: Said) -> str:
        return "All twelve, before numpy. A shape that you can say is a bug that you will see."


def _question(p: Twelve, s: Said) -> Note:
    if len(s.given) == len(p.asked):
        return Note("That was the last one. Press enter to check.", tone="accent")
    one = p.asked[len(s.given)]
    return Note(f"{len(s.given) + 1} of {len(p.asked)}: the shape of  {one.text}  where {one.given}?", tone="accent")


def _last(answered: list[tuple[Asked, str]]) -> str:
    if not answered:
        return f"Type it as (2, 3) or 2 3, a scalar as (), and {ERROR} where numpy refuses."
    one, said = answered[-1]
    mark, instead = ("✓", "") if said == one.truth else ("✗", f", not {said}")
    return f"{mark} {one.text} {outcome(one.truth)}{instead}. {one.why}"


