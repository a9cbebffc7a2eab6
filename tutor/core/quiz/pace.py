"""How many minutes an item takes: what this learner's newest answers took, by kind; before them the usual."""

from collections import defaultdict
from collections.abc import Mapping
from statistics import median

from tutor.core.item_index import ItemIndex
from tutor.core.quiz.history import history
from tutor.core.quiz.state import PRACTICE
from tutor.core.store.port import Store

USUAL: Mapping[str, float] = {"question": 1.0, "exercise": 4.0, "code": 5.0}
"""So that a final of six modules comes to 45."""
LEAST, NEWEST = 5, 50
"""Answers of a kind before they are believed more than the usual; and how many of the newest are looked at."""


def kind_of(block: str) -> str:
    """What an item is timed as: each kind of practice by itself, all questions together."""
    return block if block in PRACTICE else "question"


def pace(store: Store, shelf: ItemIndex) -> dict[str, float]:
    """Minutes by kind."""
    spent: dict[str, list[float]] = defaultdict(list)
    for taken in history(store):
        for paper in taken.papers:
            entry = shelf.find(paper.item)
            if entry is not None and paper.mine and paper.seconds > 0:
                spent[kind_of(entry.item.KIND)].append(paper.seconds / 60)
    known = {kind: median(found[:NEWEST]) for kind, found in spent.items() if len(found) >= LEAST}
    return {**USUAL, **known}
