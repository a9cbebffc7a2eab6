"""What a parsed lesson is: pages of prose, questions, exercises and code items, as frozen data.

Texts are Markdown as the author wrote it. In an item with `draw`, texts still hold `{name}` places until
`tutor.core.questions.variant` fills them for a seed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, get_args

from tutor.core.lesson.item import Item
from tutor.core.lesson.practice import CodeItem, ExerciseRef
from tutor.core.questions.cased import Case
from tutor.core.questions.kinds import AnyQuestion, Blank, Choice, Gap, Match, Number, Option, Order, Text
from tutor.core.questions.question import Question

__all__ = [
    "BLOCKS", "AnyQuestion", "Blank", "Block", "Case", "Choice", "CodeItem", "ExerciseRef", "Gap", "Item", "LessonText",
    "Match", "Number", "Option", "Order", "Page", "PagePart", "Prose", "Question", "Text",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between blocks."""

    text: str
    line: int = 0


Block: TypeAlias = AnyQuestion | ExerciseRef | CodeItem
PagePart: TypeAlias = Prose | Block

BLOCKS: dict[str, type[Block]] = {kind.KIND: kind for kind in get_args(Block)}
"""Every kind of block by the word after `:::`."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the screen at once; `title` is its first heading, or empty."""

    parts: tuple[PagePart, ...]
    title: str = ""
    line: int = 0

    def items(self) -> "list[Block]":
        """Its blocks."""
        return [part for part in self.parts if not isinstance(part, Prose)]


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
