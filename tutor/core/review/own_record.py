"""The learner's record as an exercise is given it."""

from datetime import UTC, datetime
from statistics import fmean

from tutor.core.exercise.record import Recalled, Record
from tutor.core.item_index import ItemIndex
from tutor.core.review.ledger import read_ledger
from tutor.core.review.mastery import objectives
from tutor.core.store.port import Store


def own_record(store: Store, shelf: ItemIndex, learner: str = "local", now: datetime | None = None) -> Record:
    """Every objective of which an item was tried, as it stands at `now`."""
    now = now or datetime.now(UTC)
    ledger = read_ledger(store, now, learner=learner)
    found = []
    for one in objectives(shelf, ledger, now):
        if one.recall is None:
            continue
        serving = [entry for entry in shelf.entries(one.lesson) if one.number in entry.objectives()]
        held = {built: [ledger.cards[entry.id].recall(now) for entry in serving
                        if entry.built is built and entry.id in ledger.cards] for built in (False, True)}  # fmt: skip
        picked, built = (fmean(held[each]) if held[each] else None for each in (False, True))
        title = shelf.lessons[one.lesson].title
        found.append(Recalled(one.lesson, title, one.text, one.recall, one.days_old(now) or 0, picked, built))
    return Record(tuple(found))
