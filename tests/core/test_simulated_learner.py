"""A learner over 60 days, who forgets by FSRS's own curve: load, recall, mastery and export come out as predicted."""

import json
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import fsrs
import pytest

from tutor.core.exchange import archive
from tutor.core.exchange.table import to_json
from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.review.due import due
from tutor.core.review.ledger import read_ledger
from tutor.core.review.mastery import Mastery, objectives
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt

DAYS, LIMIT = 60, 8
ZONES = ["UTC", "Pacific/Auckland", "America/St_Johns"]
"""The 60 days begin on 15 February: New Zealand's clocks go back on 5 April, Newfoundland's went on on 8 March."""


class Learner:
    """Remembers with the chance that FSRS gives; its truth is kept in cards of the library, not in ours."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self.cards = {}

    def recall(self, item, day):
        return self.scheduler.get_card_retrievability(self.cards[item], day)

    def answer(self, item, day):
        right = self.random.random() < (self.recall(item, day) if item in self.cards else 0.85)
        rating = fsrs.Rating.Good if right else fsrs.Rating.Again
        self.cards[item], _ = self.scheduler.review_card(self.cards.get(item) or fsrs.Card(card_id=1), rating, day)
        return right


@pytest.fixture(params=ZONES)
def zone(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def sixty_days(course, zone):
    """Each evening at 23:50 of the learner's clock, two new questions and what is due; once past midnight."""
    store, learner = MemoryStore(), Learner(7)
    entries = [entry for lesson in course.catalog.lessons for entry in course.entries(lesson.id) if entry.asks]
    load, expected, hits, seeds = Counter(), [], [], set()
    for number in range(DAYS):
        day = datetime(2026, 2, 15, tzinfo=UTC) + timedelta(days=number)
        evening = datetime(day.year, day.month, day.day, 23, 50).astimezone()
        todo = [(entry, "lesson") for entry in (entries[2 * number : 2 * number + 2])]
        todo += [(entry, "review") for entry in due(store, course, LIMIT, evening).entries]
        minutes, again = 0, False
        while todo:
            missed = []
            for entry, mode in todo:
                minutes += 0.01
                if mode == "review" and not again:
                    load[number] += 1
                    expected.append(learner.recall(entry.id, day))
                right = learner.answer(entry.id, day)
                if mode == "review" and not again:
                    hits.append(right)
                missed += [entry.id] if mode == "review" and not right else []
                seed = learner.random.getrandbits(32)
                seeds.add((entry.id, seed))
                at = (evening + timedelta(minutes=minutes)).astimezone(UTC)
                store.add(
                    Attempt(item=entry.id, version=entry.version, seed=seed, response="r", score=float(right),
                            mode=mode, outcome="passed" if right else "failed", at=at.isoformat(),
                            confidence=3 if right else 1)
                ).result()  # fmt: skip
            # What was missed in a review comes back before the day is over, and the day's load is not exceeded by it.
            again, todo = True, [(entry, "review") for entry in due(store, course, LIMIT, evening).entries]
            assert [entry.id for entry, _ in todo] == missed
    return store, learner, load, expected, hits, seeds


def test_load_recall_mastery_and_export(course, sixty_days):
    store, learner, load, expected, hits, seeds = sixty_days
    last = datetime(2026, 2, 15, tzinfo=UTC) + timedelta(days=DAYS)
    end = datetime(last.year, last.month, last.day, 23, 55).astimezone()
    assert max(load.values()) <= LIMIT
    # Our cards are the library's: same memory, same next day.
    ledger = read_ledger(store, end)
    for item, card in learner.cards.items():
        ours = ledger.cards[item]
        assert ours.stability == pytest.approx(card.stability)
        assert ours.due_on == card.due.date().isoformat()
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
    # Every answer is of the evening on which it was given, though it is the next morning in Greenwich.
    worked = {f"{datetime(2026, 2, 15) + timedelta(days=number):%Y-%m-%d}" for number in load}
    assert worked == {day for day, done in ledger.days.items() if done.reviews}
    found = objectives(course, ledger, end)
    assert len(found) == 6
    for one in found:
        serving = [entry for entry in course.entries(one.lesson) if one.number in entry.objectives() and entry.asks]
        states = [learner.recall(entry.id, last) for entry in serving]
        assert one.recall == pytest.approx(sum(states) / len(states), abs=0.01)
        assert one.state is Mastery.MASTERED
    rows = json.loads("".join(to_json(store.attempts())))["attempts"]
    assert len(rows) == sum(day.tries for day in ledger.days.values()) >= 24 + count
    assert len(seeds) == len(rows)
    there = MemoryStore()
    assert archive.take(there, archive.dump(store)).new == len(rows)
    assert read_ledger(there, end).cards == ledger.cards
    assert ledger.sure == {3: (sum(o["outcome"] == "passed" for o in rows),) * 2, 1: (len(rows) - ledger.sure[3][0], 0)}


def test_a_review_sitting_never_asks_the_same_variant_twice(course, sixty_days):
    store = sixty_days[0]
    seen = set()
    for _ in range(3):
        sit = open_sitting(QuizRequest("review", limit=500, new=True), store, course, datetime(2027, 2, 1, tzinfo=UTC))
        variants = {(each.item, each.seed) for each in sit.sitting.asked}
        assert not variants & seen
        seen |= variants
