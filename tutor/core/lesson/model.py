"""What a parsed lesson is: pages of prose, questions, exercises and code items, as frozen data.

Texts are Markdown as the author wrote it. In an item with `draw`, texts still hold `{name}` places until
`tutor.core.questions.variant` fills them for a seed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between blocks."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every block has. `name` is stable: progress hangs on it. `draw` is `module:function` or empty."""

    name: str
    prompt: str
    hints: tuple[str, ...] = ()
    why: str = ""
    draw: str = ""
    line: int = 0
    objectives: tuple[int, ...] = ()
    """The objectives of the lesson that it serves, from 1; none given means all of them."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; `feedback` is what a learner who picks it reads."""

    text: str
    right: bool
    feedback: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Item):
    """Pick one (`pick_all` false) or all that hold."""

    options: tuple[Option, ...]
    pick_all: bool = False
    shuffle: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a number or text question: `match` as written after the box, e.g. `0.5 ± 1 %`, `/re/`, `else`.

    `score` is what a named wrong route earns (0 unless written `[ ] 0.5: …`); right cases earn 1.
    """

    match: str
    right: bool
    feedback: str = ""
    score: float = 0.0
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Item):
    """A number with a tolerance and a unit; the first case that fits wins."""

    cases: tuple[Case, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Item):
    """A short text; case, white space and Unicode form are folded; the first case that fits wins."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a blank, with the answers that are accepted (the first is shown as the solution)."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Item):
    """A text with gaps: `pieces` alternates text and Gap, as in the file."""

    pieces: tuple[str | Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Gap))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Item):
    """Things to put in order; the file's order is right."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Item):
    """Pairs to match; `left[i]` goes with `right[i]`; `headers` are the table's own."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    headers: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseRef(Item):
    """A live exercise: `use` is `module:Class` of the lesson's folder; `part` says which part of it this is."""

    use: str
    part: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeItem(Item):
    """A program to write: `starter` is the learner's first text, `checks` is `module:name` of the properties."""

    starter: str
    checks: str
    seconds: float = 5.0
    weight: float = 1.0


Question: TypeAlias = Choice | Number | Text | Blank | Order | Match
Block: TypeAlias = Question | ExerciseRef | CodeItem
PagePart: TypeAlias = Prose | Block
Kind = Literal["choice", "number", "text", "blank", "order", "match", "exercise", "code"]

KINDS: dict[type, Kind] = {
    Choice: "choice",
    Number: "number",
    Text: "text",
    Blank: "blank",
    Order: "order",
    Match: "match",
    ExerciseRef: "exercise",
    CodeItem: "code",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the screen at once; `title` is its first heading, or empty."""

    parts: tuple[PagePart, ...]
    title: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class LessonText:
    """The parsed body of a lesson.md, below its front matter."""

    pages: tuple[Page, ...]

    def items(self) -> Iterator[Block]:
        """Every block in order."""
        for page in self.pages:
            for part in page.parts:
                if not isinstance(part, Prose):
                    yield part

    def page_of(self, name: str) -> int:
        """The index of the page that holds item `name`; KeyError if none does."""
        for number, page in enumerate(self.pages):
            if any(not isinstance(part, Prose) and part.name == name for part in page.parts):
                return number
        raise KeyError(name)
