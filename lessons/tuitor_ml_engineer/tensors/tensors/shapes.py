"""Type the shape of an expression before numpy evaluates it: twelve in a row."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from tutor.api import Criterion, Entry, Exercise, Misconception, Note, OwnTable, Table, Tone, View, rubric

from .expressions import ERROR, Asked, outcome, read, twelve

NONSENSE = "(99,)"
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

    def wrong(self, given: tuple[str, ...]) -> Iterator[tuple[int, Asked]]:
        """Each expression that was answered, and not by its shape."""
        for number, (one, said) in enumerate(zip(self.asked, given, strict=False)):
            if said != one.truth:
                yield number, one


@dataclass(frozen=True)
class Said:
    """What is being typed, and the answers so far."""

    shape: Annotated[str, Entry(label="its shape", longest=40)] = ""
    given: tuple[str, ...] = ()


def slip(p: Twelve, given: tuple[str, ...]) -> str:
    """The first known wrong idea among the answers."""
    found = (kind for number, one in p.wrong(given) for kind, shape in one.slips.items() if shape == given[number])
    return next(found, "")


def _made(kind: str) -> Misconception[Twelve, Any]:
    name, says = SLIPS[kind]

    def said(p: Twelve, s: Said) -> str:
        number, one = next((n, one) for n, one in p.wrong(s.given) if one.slips.get(kind) == s.given[n])
        return f"Where {one.given}, `{one.text}` {outcome(one.truth)}; you said {s.given[number]}. {says}"

    def example(p: Twelve) -> dict[str, Any] | None:
        given = tuple(one.slips.get(kind, NONSENSE) for one in p.asked)
        return {"given": given} if slip(p, given) == kind else None

    return Misconception(name, lambda p, s: slip(p, s.given) == kind, said, example)


class ShapeGame(Exercise[Twelve, Said]):
    """Numpy evaluates each expression as soon as its shape was said."""

    untouched = "Type the shape of the first expression."
    misconceptions = tuple(map(_made, SLIPS))

    def setup(self, seed: int, table: OwnTable | None) -> Twelve:
        return Twelve(twelve(seed))

    def settle(self, p: Twelve, before: Said, after: Said) -> Said:
        """A shape that can be read is the answer to the present expression; the line is free for the next."""
        said = read(after.shape)
        return Said("", (*before.given, said)) if said and len(before.given) < len(p.asked) else after

    def sealed(self, p: Twelve, s: Said) -> int:
        """Numpy has told as many shapes: no answer is taken back."""
        return len(s.given)

    def enabled_controls(self, p: Twelve, s: Said) -> Collection[str] | None:
        return None if len(s.given) < len(p.asked) else []

    def view(self, p: Twelve, s: Said) -> View:
        """All answers so far, what became of the last one, and the expression that is asked for."""
        told = list(zip(p.asked, s.given, strict=False))
        rows = [(one.text, said, one.truth, ", ".join(map(str, one.arrays.values()))) for one, said in told][::-1]
        marks: list[tuple[int, int, Tone]] = [(row, 1, "good" if said == truth else "bad")
                                              for row, (_, said, truth, _) in enumerate(rows)]
        return View(Table(("expression", "you", "numpy", "A, B"), rows, height=9, marks=marks),
                    Note(_last(told)), _question(p, s))

    def validate(self, p: Twelve, s: Said) -> str:
        left = len(p.asked) - len(s.given)
        return self.untouched if left == len(p.asked) else f"{left} to go." if left else ""

    def criteria(self, p: Twelve, s: Said) -> list[Criterion]:
        return [rubric.share("shapes", len(p.asked) - len(list(p.wrong(s.given))), len(p.asked),
                             says="Go through the wrong ones in the list: which axis went where?")]

    def praise(self, p: Twelve, s: Said) -> str:
        return "All twelve, before numpy. A shape that you can say is a bug that you will see."

    def solution(self, p: Twelve, s: Said) -> Said:
        return replace(s, shape="", given=tuple(one.truth for one in p.asked))


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


