"""What every store must do: run against each adapter. A new adapter is one more line of ADAPTERS."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.core.store import sanitize
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt, SaveState, Store
from tutor.core.store.sqlite import open_store

pytestmark = pytest.mark.usefixtures("patient")


ADAPTERS: dict[str, Callable[[Path], Store]] = {
    "memory": lambda folder: MemoryStore(),
    "sqlite": open_store,
}


@pytest.fixture(params=ADAPTERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = ADAPTERS[request.param](tmp_path)
    yield opened
    opened.close()


def answer(item: str = "pack/lesson#one", **values: object) -> Attempt:
    given: dict[str, object] = {"version": "v", "seed": 1, "response": "2", "outcome": "passed", "score": 1.0}
    return Attempt(item=item, **{**given, **values})  # type: ignore[arg-type]


def test_an_attempt_comes_back_as_it_was_given(store: Store) -> None:
    full = answer(
        response="größer | 0,5\n\tŷ = Wx + b 🙂", route="swapped", hints=2, seconds=1.5, values='{"x": 1}',
        prediction="1", confidence=3, mode="review", score=0.5, outcome="failed",
    )  # fmt: skip
    store.add(full).result()
    assert store.ready
    assert store.attempts() == [full]
    assert store.state is SaveState.SAVED
    assert store.notices == ()


def test_an_attempt_sent_twice_is_kept_once(store: Store) -> None:
    once = answer()
    for future in [store.add(once), store.add(once)]:
        future.result()
    store.add(once).result()
    assert store.attempts() == [once]


def test_attempts_are_found_by_prefix_and_time_oldest_first(store: Store) -> None:
    late, early, other = (
        answer("p/line#a", at="2026-02-02T00:00:00.000000+00:00"),
        answer("p/line#b", at="2026-01-01T00:00:00.000000+00:00"),
        answer("p/line-two#a"),
    )
    for each in (late, early, other):
        store.add(each)
    assert store.attempts("p/line#") == [early, late]
    assert store.attempts("p/line#", since="2026-01-15") == [late]
    assert store.attempts("p/line#", since=late.at) == [late]
    assert store.attempts("nothing") == []
    assert len(store.attempts("")) == 3


def test_the_newest_document_wins_and_is_seen_before_it_is_on_disk(store: Store) -> None:
    assert store.get("place/p/line") is None
    futures = [store.put("place/p/line", str(number)) for number in range(50)]
    assert store.get("place/p/line") == "49"
    for future in futures:
        future.result()
    assert store.get("place/p/line") == "49"


def test_documents_by_prefix_and_removed(store: Store) -> None:
    for key in ("place/p/b", "place/p/a", "note/p/a"):
        store.put(key, key.upper())
    assert store.keys("place/") == ["place/p/a", "place/p/b"]
    assert store.documents("place/") == {"place/p/a": "PLACE/P/A", "place/p/b": "PLACE/P/B"}
    store.remove(["place/p/a", "no such key"]).result()
    assert store.keys() == ["note/p/a", "place/p/b"]
    assert store.get("place/p/a") is None


def test_an_attempt_and_its_documents_are_one(store: Store) -> None:
    store.add(answer(), {"place/pack/lesson": "page 2", "lesson/pack/lesson": "{}"}).result()
    assert store.keys() == ["lesson/pack/lesson", "place/pack/lesson"]
    assert len(store.attempts()) == 1


def test_erase_takes_a_lessons_attempts_and_documents_and_nothing_else(store: Store) -> None:
    for item in ("p/line#a", "p/line#b", "p/line-two#a"):
        store.add(answer(item))
    for key in ("place/p/line", "place/p/line-two", "note/p/line#a", "alone"):
        store.put(key, "x")
    assert store.erase("p/line#").result() == 2
    assert [attempt.item for attempt in store.attempts()] == ["p/line-two#a"]
    assert store.keys() == ["alone", "place/p/line-two"]
    store.add(answer("p/line#a")).result()
    assert store.erase("").result() == 2
    assert store.keys() == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\0b", "a\ufffdb"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("x" * (sanitize.LONGEST_TEXT + 5), "x" * (sanitize.LONGEST_TEXT - 1) + "…"),
        ("\x1b[31m kept: cleaned when shown", "\x1b[31m kept: cleaned when shown"),
        ("", ""),
    ],
)
def test_what_databases_refuse_or_hide_is_made_plain(store: Store, given: str, kept: str) -> None:
    store.add(answer(response=given)).result()
    assert store.attempts()[0].response == kept
    store.put("draft/p/x", given).result()
    assert store.get("draft/p/x") == (given if len(given) > sanitize.LONGEST_TEXT else kept)


@pytest.mark.parametrize(("number", "kept"), [(math.nan, 0.0), (math.inf, 0.0), (0.25, 0.25)])
def test_numbers_are_finite(store: Store, number: float, kept: float) -> None:
    store.add(answer(score=number, seconds=number)).result()
    assert (store.attempts()[0].score, store.attempts()[0].seconds) == (kept, kept)


def test_whole_numbers_fit_64_bits_and_names_an_index(store: Store) -> None:
    store.add(answer("p/" + "n" * 2000, seed=2**63, hints=-(2**70), confidence=2**64)).result()
    kept = store.attempts()[0]
    assert (kept.seed, kept.hints, kept.confidence) == (sanitize.LARGEST, -sanitize.LARGEST, sanitize.LARGEST)
    assert len(kept.item) == sanitize.LONGEST_NAME


def test_after_close_nothing_is_taken_for_saved(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.add(answer()).result()
    store.close()
    with pytest.raises(Exception, match="closed"):
        store.put("place/p/a", "x").result()
    store.close()


def test_without_a_home_it_works_and_says_so() -> None:
    store = open_store(None)
    future = store.add(answer())
    assert len(store.attempts()) == 1
    assert store.state is SaveState.UNSAVED
    assert "TUTOR_DATA_DIR" in store.notices[0]
    assert not future.done()
    store.close()
    assert future.exception() is not None
