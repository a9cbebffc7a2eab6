"""With which seeds each item was put last, in whatever sitting or lesson: the next asking is to look different."""

from collections.abc import Mapping

from tutor.core.quiz.state import KINDS, QuizState, load
from tutor.core.record.days import moment
from tutor.core.review.ledger import read_ledger
from tutor.core.store.port import Store

Before = Mapping[str, list[int]]
"""Item id -> seeds, the newest first."""


def before(store: Store, *more: QuizState) -> Before:
    """The seed of each item's newest attempt on record, and those of the newest sitting of each kind and of `more`."""
    found = [(moment(card.seen), item, card.seed) for item, card in read_ledger(store).cards.items() if card.seed >= 0]
    sittings = [load(store.get(f"sitting/{kind}")) for kind in KINDS]
    for sitting in (*more, *(each for each in sittings if each is not None)):
        shown = sitting.asked[: sitting.at + 1] if not sitting.ended else sitting.asked
        found += [(moment(sitting.began), each.item, each.seed) for each in shown]
    seeds: dict[str, list[int]] = {}
    for _, item, seed in sorted(found, key=lambda one: one[0], reverse=True):
        if seed not in seeds.setdefault(item, []):
            seeds[item].append(seed)
    return seeds
