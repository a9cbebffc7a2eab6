"""The learner's record as an exercise is given it: the estimates of the progress screen, picked and built apart."""

from datetime import UTC, datetime, timedelta
from statistics import fmean

import pytest

from tutor.core.exercise.record import Recalled, Record, dump_record, load_record
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.review.ledger import read_ledger
from tutor.core.review.mastery import objectives
from tutor.core.review.own_record import own_record
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


def test_an_empty_record_is_empty():
    assert own_record(MemoryStore(), ItemIndex(load_catalog()), now=NOW) == Record()


def test_it_says_what_the_progress_screen_says():
    store, shelf = MemoryStore(), ItemIndex(load_catalog())
    for number, entry in enumerate(shelf.entries("ml-engineer/line")):
        for days in (9, 4) if number % 2 else (6,):
            at = (NOW - timedelta(days=days)).isoformat(timespec="microseconds")
            store.add(Attempt(item=entry.id, version=entry.version, seed=days, response="x", outcome="passed",
                              score=1.0, at=at))  # fmt: skip
    ledger = read_ledger(store, NOW)
    shown = [one for one in objectives(shelf, ledger, NOW) if one.recall is not None]
    found = own_record(store, shelf, now=NOW).objectives
    assert [(one.lesson, one.text, one.recall, one.days_old(NOW)) for one in shown] == [
        (each.lesson, each.objective, each.recall, each.days) for each in found
    ]
    assert len(found) == 3
    for each, one in zip(found, shown, strict=True):
        serving = [entry for entry in shelf.entries(each.lesson) if one.number in entry.objectives()]
        held = {entry: ledger.cards[entry.id].recall(NOW) for entry in serving}
        built = [recall for entry, recall in held.items() if entry.built]
        picked = [recall for entry, recall in held.items() if not entry.built]
        assert each.built == (pytest.approx(fmean(built)) if built else None)
        assert each.picked == (pytest.approx(fmean(picked)) if picked else None)


def test_it_survives_being_kept():
    record = Record((Recalled("a/b", "B", "do it", 0.7, 3, None, 0.5), Recalled("c/d", "D", "say it", 1.0, 0)))
    assert load_record(dump_record(record)) == record
    assert load_record("{") is load_record("") is load_record(None) is None
    assert record.of(["a/b"]).objectives == record.objectives[:1]
