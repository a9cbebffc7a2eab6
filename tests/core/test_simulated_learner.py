"""A learner over 60 days, who forgets by FSRS's own curve: load, recall, mastery and export come out as predicted."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import fsrs
import pytest

from tutor.core.exchange import archive
from tutor.core.exchange.table import to_json
from tutor.core.quiz.opening import Wish, open_sitting
from tutor.core.review.due import due
from tutor.core.review.ledger import read_ledger
from tutor.core.review.mastery import Mastery, objectives
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt

START, DAYS, LIMIT = datetime(2026, 1, 1, 9, tzinfo=UTC), 60, 8


class Learner:
    """Remembers with the chance that FSRS gives; its truth is kept in cards of the library, not in ours."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self.cards = {}

    def answer(self, item, at):
        known = self.cards.get(item)
        right = self.random.random() < (0.85 if known is None else self.scheduler.get_card_retrievability(known, at))
        rating = fsrs.Rating.Good if right else fsrs.Rating.Again
        self.cards[item], _ = self.scheduler.review_card(known or fsrs.Card(card_id=1), rating, at)
        return right


@pytest.fixture
def sixty_days(course):
    store, learner = MemoryStore(), Learner(7)
    entries = [entry for lesson in course.catalog.lessons for entry in course.entries(lesson.id) if entry.asks]
    load, expected, hits, seeds = Counter(), [], [], set()
    for day in range(DAYS):
        now = START + timedelta(days=day)
        todo = [(entry, "lesson") for entry in (entries[2 * day : 2 * day + 2])]
        todo += [(entry, "review") for entry in due(store, course, LIMIT, now).entries]
        ledger = read_ledger(store, now)
        for number, (entry, mode) in enumerate(todo):
            at = now + timedelta(minutes=number)
            if mode == "review":
                load[day] += 1
                expected.append(ledger.cards[entry.id].recall(at))
            right = learner.answer(entry.id, at)
            if mode == "review":
                hits.append(right)
            seed = learner.random.getrandbits(32)
            seeds.add((entry.id, seed))
            store.add(
                Attempt(item=entry.id, version=entry.version, seed=seed, response="r", score=float(right), mode=mode,
                        outcome="passed" if right else "failed", at=at.isoformat(), confidence=3 if right else 1)
            ).result()  # fmt: skip
    return store, learner, load, expected, hits, seeds


def test_load_recall_mastery_and_export(course, sixty_days):
    store, learner, load, expected, hits, seeds = sixty_days
    end = START + timedelta(days=DAYS)
    assert max(load.values()) <= LIMIT
    # Our cards are the library's: same memory, same next day.
    ledger = read_ledger(store, end)
    for item, card in learner.cards.items():
        ours = ledger.cards[item]
        assert ours.stability == pytest.approx(card.stability)
        assert datetime.fromisoformat(ours.due) == card.due
    # A review is asked when recall has fallen to 0.9: so the mean expectation is near it, and what happened is
    # within three standard errors of what was expected.
    mean, count = sum(expected) / len(expected), len(expected)
    assert 0.85 < mean <= 0.905
    error = (sum(p * (1 - p) for p in expected)) ** 0.5 / count
    assert abs(sum(hits) / count - mean) < 3 * error
    # FSRS asks what is always right after 2, 13 and 59 days: two reviews a question, a few more for each lapse.
    lapses = sum(card.lapses for card in ledger.cards.values())
    assert lapses > 0
    assert 2 * 24 <= count <= 2 * 24 + 4 * lapses
    assert sum(load[day] for day in range(30, 60)) < sum(load[day] for day in range(30)) / 2
    assert sum(load.values()) == sum(day.reviews for day in ledger.days.values())
    found = objectives(course, ledger, store.facts(), end)
    assert len(found) == 6
    for one in found:
        serving = [entry for entry in course.entries(one.lesson) if one.number in entry.objectives() and entry.asks]
        states = [learner.scheduler.get_card_retrievability(learner.cards[entry.id], end) for entry in serving]
        assert one.recall == pytest.approx(sum(states) / len(states), abs=0.01)
        assert one.state is Mastery.MASTERED
    rows = json.loads(to_json(store.attempts()))["attempts"]
    assert len(rows) == 24 + count
    assert len(seeds) == len(rows)
    there = MemoryStore()
    assert archive.take(there, archive.dump(store)).new == len(rows)
    assert read_ledger(there, end).cards == ledger.cards
    assert ledger.sure == {3: (sum(o["outcome"] == "passed" for o in rows),) * 2, 1: (len(rows) - ledger.sure[3][0], 0)}


def test_a_review_sitting_never_asks_the_same_variant_twice(course, sixty_days):
    store = sixty_days[0]
    seen = set()
    for _ in range(3):
        sit = open_sitting(Wish("review", limit=500, new=True), store, course, START + timedelta(days=400))
        variants = {(each.item, each.seed) for each in sit.sitting.asked}
        assert not variants & seen
        seen |= variants
