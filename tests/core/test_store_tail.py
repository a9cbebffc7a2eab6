"""Attempts from where one left off, and erasures of a single item: the same in every store."""

import pytest

from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    made = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "progress.db")
    yield made
    made.close()


def add(store, name, at="2026-01-01T00:00:00+00:00"):
    attempt = Attempt(item=f"p/l#{name}", version="v", seed=1, response="r", outcome="passed", score=1.0, at=at)
    store.add(attempt).result()
    return attempt


def ids(found):
    return None if found is None else [one.id for one in found]


def test_the_tail_is_in_the_order_of_arrival(store):
    late, early = add(store, "a", "2030-01-01"), add(store, "b", "2020-01-01")
    assert ids(store.tail()) == [late.id, early.id]
    assert ids(store.tail(late.id, 1)) == [early.id]
    assert ids(store.tail(early.id, 2)) == []
    again = add(store, "c")
    assert ids(store.tail(early.id, 2)) == [again.id]


def test_a_tail_that_does_not_fit_is_none(store):
    assert ids(store.tail()) == []
    first = add(store, "a")
    assert store.tail("nobody", 1) is None
    assert store.tail(first.id, 5) is None


def test_one_item_is_erased_alone_and_what_is_derived_goes_too(store):
    for name in ("pick", "pick-2", "picker"):
        add(store, name)
    store.put("cache/ledger", "x").result()
    store.put("place/p/l", "kept").result()
    assert store.erase("p/l#pick").result() == 1
    assert [one.item for one in store.attempts()] == ["p/l#pick-2", "p/l#picker"]
    assert store.documents() == {"place/p/l": "kept"}
    assert store.erase("p/l#").result() == 2
    assert store.documents() == {}
