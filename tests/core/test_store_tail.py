"""Attempts from where one left off, and erasures of a single item: the same in every store."""

import contextlib
import sqlite3
from dataclasses import replace

import pytest

from tutor.core.review.ledger import read_ledger
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    made = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "progress.db")
    yield made
    made.close()


def add(store, name, at="2026-01-01T00:00:00+00:00", learner="local"):
    attempt = Attempt(
        item=f"p/l#{name}", version="v", seed=1, response="r", outcome="passed", score=1.0, at=at, learner=learner
    )
    store.add(attempt).result()
    return attempt


def names(found):
    return None if found is None else [one.item.partition("#")[2] for _, page in found for one in page]


def test_the_tail_is_in_the_order_of_arrival(store):
    late, early = add(store, "a", "2030-01-01"), add(store, "b", "2020-01-01")
    assert names(store.tail()) == ["a", "b"]
    assert names(store.tail(late.id, 1)) == ["b"]
    assert names(store.tail(early.id, 2)) == []
    again = add(store, "c")
    assert names(store.tail(early.id, 2)) == ["c"]
    assert [last for last, _ in store.tail()][-1] == again.id
    assert [one.id for one in store.stream()] == [late.id, early.id, again.id]


def test_a_tail_that_does_not_fit_is_none(store):
    assert names(store.tail()) == []
    first = add(store, "a")
    assert store.tail("nobody", 1) is None
    assert store.tail(first.id, 5) is None


def test_the_tail_of_one_learner(store):
    add(store, "a")
    add(store, "b", learner="ann")
    add(store, "c")
    assert names(store.tail()) == ["a", "c"]
    assert names(store.tail(learner="ann")) == ["b"]


def test_a_long_tail_comes_in_pages_and_holds_no_writer_up(tmp_path, monkeypatch):
    monkeypatch.setattr("tutor.core.store.sqlite.PAGE", 2)
    store = SqliteStore(tmp_path / "progress.db")
    given = [add(store, name, learner="ann" if name == "c" else "local") for name in "abcde"]
    pages = store.tail()
    first = next(pages)
    add(store, "f")  # is on disk at once, though the reading goes on
    assert [(last, [one.item[-1] for one in page]) for last, page in (first, *pages)] == [
        (given[1].id, ["a", "b"]), (given[3].id, ["d"]), (store.attempts()[-1].id, ["e", "f"]),
    ]  # fmt: skip
    store.close()


def test_rows_that_are_far_apart_are_read_at_once(tmp_path):
    store = SqliteStore(tmp_path / "progress.db")
    given = [add(store, name) for name in "abc"]
    with contextlib.closing(sqlite3.connect(tmp_path / "progress.db", isolation_level=None)) as file:
        file.execute("UPDATE attempts SET n = ? WHERE id = ?", (10**15, given[1].id))
        file.execute("UPDATE attempts SET n = ? WHERE id = ?", (2**63 - 1, given[2].id))
    pages = [(last, [one.item[-1] for one in page]) for last, page in store.tail()]
    assert pages == [(one.id, [name]) for one, name in zip(given, "abc", strict=True)]
    store.close()


def test_what_waits_is_said_and_not_kept(tmp_path):
    store = SqliteStore(tmp_path / "progress.db")
    first = add(store, "a")
    lost = replace(first, id="f" * 32, item="p/l#b")
    monkey = [first, lost]
    store.waiting = lambda learner: monkey  # the first was written between the two looks, the second never is
    assert read_ledger(store).count == 1
    assert set(read_ledger(store).facts) == {"p/l#a", "p/l#b"}
    assert read_ledger(store).facts["p/l#a"]["v"].tries == 1
    store.waiting = lambda learner: []
    assert set(read_ledger(store).facts) == {"p/l#a"}
    store.close()


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
