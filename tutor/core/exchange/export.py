"""What every export is made from, and what it comes to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tutor.core.exchange.gift import Refusal
from tutor.core.item_index import ItemIndex
from tutor.core.store.port import Store


@dataclass(frozen=True, slots=True)
class Request:
    """Questions are those of `scope` (a pack, module or lesson; "" for all), drawn by `seed`."""

    store: Store
    shelf: ItemIndex
    scope: str = ""
    seed: int = 1
    review_limit: int = 20
    """Reviews a day, as the learner set it."""
    pictures: bool = True
    """Whether pictures may stand in a text, as base64: to a terminal they are told in words."""


@dataclass(slots=True)
class Rows:
    """A text that is made as it is written, a row at a time: a million attempts never stand in memory.

    `told` is how many rows there were, once it was gone through.
    """

    rows: Iterable[str]
    head: str = ""
    between: str = ""
    foot: str = ""
    told: int = 0

    def __iter__(self) -> Iterator[str]:
        yield self.head
        for row in self.rows:
            yield self.between + row if self.told else row
            self.told += 1
        yield self.foot


@dataclass(frozen=True, slots=True)
class Export:
    """A file's content; it holds `count` of `thing` (`rest` says what else), and not what was `refused`.

    Rows tell how many they were themselves, once they are written: then `count` is None.
    """

    content: str | bytes | Rows
    count: int | None
    thing: str
    rest: str = ""
    refused: Sequence[Refusal] = ()

    @property
    def number(self) -> int:
        """How many things it holds; to be asked when it is written."""
        return self.content.told if isinstance(self.content, Rows) else self.count or 0
