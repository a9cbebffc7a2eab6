"""One item in memory: FSRS over its tries, day by day of the learner's own clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

import msgspec

from tutor.core.record.days import day_of, iso, ordinal, today
from tutor.core.record.facts import Try, helped
from tutor.core.review import fsrs6

AGAIN_BELOW = 0.5
"""A score below this is a miss; from here to a pass it was hard."""


class Card(msgspec.Struct):
    """What is known of an item's hold in memory; days are ordinals, `stability` in days."""

    version: str
    stability: float
    difficulty: float
    last: int
    """The local day on which it was last rated."""
    seed: int
    """The variant that was rated last: further tries at it tell nothing new."""
    seen: str
    """The time of the newest try that was looked at."""
    ratings: int = 1
    lapses: int = 0
    missed: bool = False
    """Whether the last rating was a miss: what was forgotten once is not called remembered until it was right."""
    reviewed: int = 0
    """The last local day on which it was asked in a review."""

    @property
    def due(self) -> int:
        """The local day from which it is to be asked again; that of a miss in a review is the same day."""
        if self.missed and self.reviewed == self.last:
            return self.last
        return self.last + fsrs6.interval(self.stability)

    def recall(self, now: datetime) -> float:
        """The chance, 0..1, that it is remembered at `now`; 0 after a miss, until it was answered right."""
        return 0.0 if self.missed else fsrs6.recall(self.stability, today(now) - self.last)

    def is_due(self, now: datetime) -> bool:
        """Whether its day has come."""
        return self.due <= today(now)

    @property
    def due_on(self) -> str:
        """The local day (ISO) from which it is to be asked again."""
        return iso(self.due)


def rating(one: Try) -> int:
    """Wrong is again, with help or only partly right is hard, right is good."""
    if one.score < AGAIN_BELOW:
        return fsrs6.AGAIN
    return fsrs6.GOOD if one.outcome == "passed" and not helped(one) else fsrs6.HARD


def after(card: Card | None, tries: Sequence[Try]) -> Card | None:
    """The card after more tries at its item. An item whose answer changed begins anew."""
    for version, group in groupby(tries, key=attrgetter("version")):
        same = iter(group)
        if card is None or card.version != version:
            first = next(same)
            card = Card(
                version, *fsrs6.first(mark := rating(first)), ordinal(first.day), first.seed, first.at,
                lapses=int(missed := mark == fsrs6.AGAIN), missed=missed,
                reviewed=max(card.reviewed if card is not None else 0, _reviewed(first)),
            )  # fmt: skip
        card = _rated(card, same)
    return card


def _rated(card: Card, tries: Iterable[Try]) -> Card:
    """The card after tries at its version: those at a new variant are rated. (Locals: a million are folded.)"""
    stability, difficulty, last, seed, seen = card.stability, card.difficulty, card.last, card.seed, card.seen
    ratings, lapses, missed, reviewed = card.ratings, card.lapses, card.missed, card.reviewed
    rated, name, day = fsrs6.rated, "", 0
    for one in tries:
        if one.at > seen:
            seen = one.at
        if one.day != name:
            day = ordinal(name := one.day)
        if day > reviewed and one.mode == "review":
            reviewed = day
        if one.seed != seed:
            seed, mark = one.seed, rating(one)
            stability, difficulty = rated(stability, difficulty, day - last, mark)
            if day > last:
                last = day
            ratings += 1
            if missed := mark == fsrs6.AGAIN:
                lapses += 1
    return Card(card.version, stability, difficulty, last, seed, seen, ratings, lapses, missed, reviewed)


def _reviewed(one: Try) -> int:
    return ordinal(one.day) if one.mode == "review" else 0


def known_since(at: str) -> Card:
    """The card of an item that was never asked and is known since then: its lesson was placed out of, or it is own."""
    return Card("", *fsrs6.first(fsrs6.GOOD), ordinal(day_of(at)), -1, at)
