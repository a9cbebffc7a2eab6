"""What every export is made from, and what it comes to."""

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Export:
    """A file's content; it holds `count` of `thing` (`rest` says what else), and not what was `refused`."""

    content: str | bytes
    count: int
    thing: str
    rest: str = ""
    refused: Sequence[Refusal] = ()
