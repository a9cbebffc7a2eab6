"""What every block of a lesson is: an item, which knows how its block is read and what of it is graded."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from re import Pattern
from typing import Any, ClassVar

from tutor.core.exchange.gift_form import GiftForm
from tutor.core.lesson.block import BlockText

SCREEN_ROWS = 21
"""Rows of a page at 80×24: what is left under the header and over the footer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ABC):
    """What every block has. `name` is stable: progress hangs on it. `draw` is `module:function` or empty.

    A kind of item is one subclass. It stands in the table `BLOCKS` of `tutor.core.lesson.model`; a question, which
    does more (see `Question`), gets there through `AnyQuestion` of `tutor.core.questions.kinds`.
    """

    KIND: ClassVar[str]
    """The word after `:::`."""
    OWN_KEYS: ClassVar[tuple[str, ...]] = ()
    """Keys of its first line besides those that all have."""
    NEEDED: ClassVar[Mapping[str, str]] = {}
    """Keys that must be there, each with an example."""
    MARKER: ClassVar[Pattern[str] | None] = None
    """How a line begins that starts a case or entry of the block; None where it has none."""
    EXAMPLE: ClassVar[str]
    """A whole block to start from, as `tutor new question` and editors' snippets give it."""
    AS_WRITTEN: ClassVar[frozenset[str]] = frozenset({"name", "draw", "objectives", "here"})
    """Fields that hold no places to be filled with drawn values."""

    name: str
    prompt: str
    hints: tuple[str, ...] = ()
    why: str = ""
    draw: str = ""
    line: int = 0
    objectives: tuple[int, ...] = ()
    """The objectives of the lesson that it serves, from 1; none given means all of them."""
    here: bool = False
    """Whether it leans on its page, and is asked nowhere else."""

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """Every key that its first line may have."""
        return (*cls.OWN_KEYS, "draw", "objective", "here")

    @classmethod
    @abstractmethod
    def read(cls, block: BlockText) -> "Item":
        """The item that a block is; what is wrong with it goes to `block.report`."""

    @abstractmethod
    def graded(self) -> Sequence[Any]:
        """What is graded, as JSON; its hash is the item's version, so a change of form makes all progress old."""

    @abstractmethod
    def rows(self) -> tuple[int, Sequence[str]]:
        """Its height on a page: rows of its own, and the texts that wrap below them."""

    @abstractmethod
    def gift(self) -> GiftForm:
        """It in Moodle's GIFT. Raises Unsayable with the reason why GIFT cannot express it."""

    @abstractmethod
    def xapi(self) -> dict[str, Any]:
        """Its `interactionType` in xAPI, with what may be picked and what is right."""

    def xapi_response(self, response: str) -> str:
        """A response as xAPI writes it."""
        return response
