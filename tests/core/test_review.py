"""Memory by FSRS over attempts: the curve, the ledger that grows by itself, and what is due."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.progress import Placed, key
from tutor.core.record.days import today
from tutor.core.review import fsrs6, memory
from tutor.core.review.due import due
from tutor.core.review.ledger import KEY, Ledger, read_ledger
from tutor.core.review.mastery import Mastery, objectives
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import SqliteStore

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def tried(item, day, *, right=True, hints=0, seed=None, mode="lesson", version="v", score=None, **more):
    at = START + timedelta(days=day)
    score = score if score is not None else float(right)
    return Attempt(
        item=item, version=version, seed=int(day * 1000) if seed is None else seed, response="x", score=score,
        outcome="passed" if right else "failed", hints=hints, mode=mode, at=at.isoformat(), **more,
    )  # fmt: skip


def test_the_curve_is_fsrs_6():
    assert pytest.approx(0.98034649, abs=1e-8) == fsrs6.FACTOR
    assert fsrs6.recall(10, 10) == pytest.approx(0.9)
    assert fsrs6.recall(10, 20) == pytest.approx(0.8458846451494336)
    assert fsrs6.recall(10, -5) == 1.0
    card = fsrs.Card(card_id=1, state=fsrs.State.Review, stability=7.0, difficulty=5.0, last_review=START)
    for days in (0, 1, 9, 400):
        theirs = fsrs.Scheduler().get_card_retrievability(card, START + timedelta(days=days))
        assert fsrs6.recall(7.0, days) == pytest.approx(theirs)


@pytest.mark.parametrize(("lapse", "days"), [(None, [2, 11, 46, 163, 497, 1346]), (2, [2, 11, 2, 5, 12])])
def test_intervals_when_each_review_comes_on_its_day(lapse, days):
    """The published intervals of FSRS-6 without fuzz and learning steps."""
    card, now, found = None, START, []
    for number in range(len(days)):
        right = number != lapse
        card = memory.after(card, [tried("a/b#c", (now - START) / timedelta(days=1), right=right, seed=number)])
        found.append(card.due - today(now))
        now += timedelta(days=found[-1])
    assert found == days


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (tried("i", 0, right=False), fsrs6.AGAIN),
        (tried("i", 0, right=False, score=0.6), fsrs6.HARD),
        (tried("i", 0, hints=1), fsrs6.HARD),
        (tried("i", 0, misses=1), fsrs6.HARD),
        (tried("i", 0, right=False, hints=2), fsrs6.AGAIN),
        (tried("i", 0), fsrs6.GOOD),
    ],
)
def test_ratings(attempt, expected):
    assert memory.rating(attempt) == expected


def test_further_tries_at_one_variant_tell_nothing_new():
    first = memory.after(None, [tried("i", 0, right=False, seed=5)])
    before = (first.stability, first.due, first.missed)
    second = memory.after(first, [tried("i", 0.001, seed=5)])
    assert (second.stability, second.due, second.missed) == before
    assert second.seen == tried("i", 0.001).at


MARKS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from([fsrs6.AGAIN, fsrs6.HARD, fsrs6.GOOD])), max_size=12)


@given(st.sampled_from([fsrs6.AGAIN, fsrs6.HARD, fsrs6.GOOD]), MARKS)
def test_the_formulas_are_those_of_the_library(mark, marks):
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    assert scheduler.parameters == fsrs6.W
    theirs, _ = scheduler.review_card(fsrs.Card(card_id=1), fsrs.Rating(mark), START)
    ours, now = fsrs6.first(mark), START
    for days, mark in marks:
        now += timedelta(days=days)
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(mark), now)
        ours = fsrs6.rated(*ours, days, mark)
        assert ours == pytest.approx((theirs.stability, theirs.difficulty))
        assert fsrs6.interval(theirs.stability) == (theirs.due - now).days


def test_a_miss_is_not_called_remembered_until_it_was_right():
    card = memory.after(None, [tried("i", 0, right=False, seed=1)])
    assert (card.missed, card.recall(START)) == (True, 0.0)
    card = memory.after(card, [tried("i", 0, seed=2)])
    assert (card.missed, card.recall(START)) == (False, 1.0)


def test_a_missed_review_comes_back_the_same_day():
    card = memory.after(None, [tried("i", 0, seed=1)])
    card = memory.after(card, [tried("i", 2, right=False, seed=2, mode="review")])
    assert card.is_due(START + timedelta(days=2, hours=1))
    card = memory.after(card, [tried("i", 2.1, seed=3, mode="review")])
    assert not card.is_due(START + timedelta(days=2, hours=5))
    lesson = memory.after(None, [tried("i", 0, right=False, seed=1)])
    assert not lesson.is_due(START)
    assert lesson.is_due(START + timedelta(days=1))


attempts = st.lists(
    st.builds(
        lambda item, day, right, hints, seed, mode: tried(
            f"p/l#{item}", day, right=right, hints=hints, seed=seed, mode=mode
        ),
        st.sampled_from("abc"), st.floats(0, 50), st.booleans(), st.integers(0, 2), st.integers(0, 6),
        st.sampled_from(["lesson", "review", "quiz", "own-data"]),
    ),
    max_size=25,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(attempts, st.integers(0, 25))
def test_what_is_folded_as_it_comes_is_what_is_folded_at_once(given_, cut):
    """Also where clocks went back and old attempts came late."""
    now = START + timedelta(days=60)
    slow, quick = MemoryStore(), MemoryStore()
    for store in (slow, quick):
        for attempt in given_[:cut]:
            store.add(attempt)
    read_ledger(slow, now)
    for store in (slow, quick):
        for attempt in given_[cut:]:
            store.add(attempt)
    one, other = read_ledger(slow, now), read_ledger(quick, now)
    assert one.cards == other.cards
    assert one == other


def test_the_ledger_is_kept_and_only_new_attempts_are_read(tmp_path, monkeypatch):
    store = SqliteStore(tmp_path / "progress.db")
    for day in range(5):
        store.add(tried("p/l#a", day)).result()
    now = START + timedelta(days=9)
    read_ledger(store, now)
    seen = []
    real = Ledger.take
    monkeypatch.setattr(Ledger, "take", lambda self, new, now: seen.append(len(list(new))) or real(self, new, now))
    read_ledger(store, now)
    store.add(tried("p/l#a", 6)).result()
    read_ledger(store, now)
    assert seen == [0, 1, 0], "the last is what waits to be written"
    store.close()


def test_an_erasure_drops_the_ledger(tmp_path):
    store = SqliteStore(tmp_path / "progress.db")
    store.add(tried("p/l#a", 0)).result()
    store.add(tried("p/l#ab", 1)).result()
    now = START + timedelta(days=3)
    assert set(read_ledger(store, now).cards) == {"p/l#a", "p/l#ab"}
    assert store.erase("p/l#a").result() == 1
    assert store.get(KEY) is None
    assert set(read_ledger(store, now).cards) == {"p/l#ab"}
    store.close()


def test_a_damaged_ledger_is_made_anew():
    store = MemoryStore()
    store.add(tried("p/l#a", 0))
    for text in ("{", '{"cards": 3}', '{"format": 99}', '{"last": "nobody", "count": 1}'):
        store.put(KEY, text)
        assert set(read_ledger(store, START).cards) == {"p/l#a"}


def asked(course: ItemIndex, *names):
    return [course.find(f"{course.catalog.lessons[0].pack.id}/{name}") for name in names]


def answer(store, entry, day, **more):
    store.add(tried(entry.id, day, version=entry.version, **more))


def test_due_is_bounded_mixed_and_least_remembered_first(course):
    store = MemoryStore()
    entries = [entry for lesson in course.catalog.lessons for entry in course.entries(lesson.id) if entry.asks]
    for number, entry in enumerate(entries):
        answer(store, entry, number / 100)
    now = START + timedelta(days=10)
    everything = due(store, course, 500, now)
    assert len(everything) == len(entries) == 24
    bounded = due(store, course, 6, now)
    assert (len(bounded), bounded.waiting) == (6, 18)
    assert {entry.id for entry in bounded.entries} == {entry.id for entry in entries[:6]}
    lessons = [entry.lesson.id for entry in everything.entries]
    assert all(one != other for one, other in pairwise(lessons))
    store.add(tried(entries[0].id, 10, mode="review", version=entries[0].version))
    assert len(due(store, course, 6, now)) == 5
    assert len(due(store, course, 0, now)) == 0


def test_look_alikes_stand_together(course):
    store = MemoryStore()
    for number, entry in enumerate(asked(course, "alpha#pick", "gamma#seven", "beta#pick")):
        answer(store, entry, number / 100)
    names = [entry.id.rpartition("/")[2] for entry in due(store, course, 20, START + timedelta(days=9)).entries]
    assert names == ["alpha#pick", "beta#pick", "gamma#seven"]


def test_a_clock_that_was_ahead_and_went_back(course):
    (entry,) = asked(course, "alpha#pick")
    store = MemoryStore()
    answer(store, entry, 4000)
    read_ledger(store, START)
    assert len(due(store, course, 20, START + timedelta(days=3))) == 0
    assert read_ledger(store, START).ahead == [entry.id]
    answer(store, entry, 3, mode="review")
    assert len(due(store, course, 20, START + timedelta(days=3, hours=1))) == 0
    assert len(due(store, course, 20, START + timedelta(days=90))) == 1
    assert read_ledger(store, START + timedelta(days=4001)).cards[entry.id].ratings == 2
    assert read_ledger(store, START + timedelta(days=4001)).ahead == []


def test_what_was_changed_is_asked_anew_and_what_is_gone_is_left_out(course, course_dir):
    store = MemoryStore()
    for entry in asked(course, "alpha#pick", "alpha#seven", "beta#pick", "gamma#word"):
        answer(store, entry, 0)
    now = START + timedelta(hours=1)
    assert len(due(store, course, 20, now)) == 0
    lesson = course_dir / "base" / "alpha" / "lesson.md"
    lesson.write_text(lesson.read_text().replace("- [x] 7\n", "- [x] 7.5\n"))
    (course_dir / "base" / "beta" / "lesson.md").write_text("+++\nbroken")
    fresh = ItemIndex(load_catalog([course_dir]))
    found = due(store, fresh, 20, now)
    assert [entry.item.name for entry in found.entries] == ["seven"]
    assert (len(found.changed), len(found.gone)) == (1, 1)
    assert len(store.attempts()) == 4


def test_questions_of_a_placed_lesson_are_under_review(course):
    lesson = course.catalog.lessons[0].id
    store = MemoryStore()
    store.put(key("placed", lesson), Placed(at=START.isoformat(), items=("pick", "seven", "gone")).dump())
    assert len(due(store, course, 20, START + timedelta(days=1))) == 0
    found = due(store, course, 20, START + timedelta(days=3))
    assert {entry.item.name for entry in found.entries} == {"pick", "seven"}
    assert found.gone == (f"{lesson}#gone",)


def test_objectives_from_new_to_mastered_to_fading(course):
    store = MemoryStore()
    first = [entry for entry in course.entries(course.catalog.lessons[0].id) if 1 in entry.objectives() and entry.asks]

    def state(day):
        now = START + timedelta(days=day)
        return objectives(course, read_ledger(store, now), now)[0]

    assert (state(0).state, state(0).recall, state(0).days_old(START)) == (Mastery.NEW, None, None)
    answer(store, first[0], 0)
    assert state(0).state is Mastery.BEGUN
    for entry in first[1:]:
        answer(store, entry, 0)
    assert state(0).state is Mastery.SHOWN
    for day in (3, 14):
        answer(store, first[0], day, mode="review")
    reached = state(15)
    assert reached.state is Mastery.MASTERED
    assert reached.days_old(START + timedelta(days=15)) == 1
    faded = state(3000)
    assert faded.state is Mastery.FADING
    assert "fallen" in faded.why


def test_help_is_no_mastery(course):
    store = MemoryStore()
    for entry in course.entries(course.catalog.lessons[0].id):
        answer(store, entry, 0, hints=2)
    found = objectives(course, read_ledger(store, START), START)
    assert found[0].state is Mastery.BEGUN
