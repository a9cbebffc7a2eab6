"""One item in memory: FSRS over its attempts. The library is loaded only where a rating is folded in."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from tutor.core.store.port import Attempt

if TYPE_CHECKING:
    from fsrs import Scheduler

DECAY = 0.1542
FACTOR = 0.9 ** (-1 / DECAY) - 1
"""The forgetting curve of FSRS-6: R = (1 + FACTOR · days / stability) ** -DECAY, so that R(stability) = 0.9."""
AGAIN_BELOW = 0.5
"""A score below this is a miss; from here to a pass it was hard."""

Rating = Literal["again", "hard", "good"]


class Card(msgspec.Struct, frozen=True):
    """What is known of an item's hold in memory; times are ISO 8601 in UTC, `stability` in days."""

    version: str
    stability: float
    difficulty: float
    last: str
    """When it was last rated."""
    due: str
    seed: int
    """The variant that was rated last: further tries at it tell nothing new."""
    seen: str
    """The newest attempt that was looked at."""
    ratings: int = 1
    lapses: int = 0

    def recall(self, now: datetime) -> float:
        """The chance, 0..1, that it is remembered at `now`."""
        return recall(self.stability, (now - moment(self.last)) / timedelta(days=1))

    def is_due(self, now: datetime) -> bool:
        """Whether the chance has fallen to 0.9."""
        return moment(self.due) <= now


def recall(stability: float, days: float) -> float:
    """The chance to remember after `days` with this stability (days); a clock that went back is no time at all."""
    return float((1 + FACTOR * max(0.0, days) / stability) ** -DECAY)


def rating(attempt: Attempt) -> Rating:
    """Wrong is again, hinted or only partly right is hard, right is good."""
    if attempt.score < AGAIN_BELOW:
        return "again"
    return "good" if attempt.outcome == "passed" and attempt.hints <= 0 else "hard"


def after(card: Card | None, attempt: Attempt, now: datetime) -> Card:
    """The card after one more attempt; an attempt from the future (the clock was ahead) counts as made `now`.

    An item whose answer was changed begins anew.
    """
    at = min(moment(attempt.at), now)
    if card is None or card.version != attempt.version:
        return _rated(None, attempt, at)
    if card.seed == attempt.seed:
        return msgspec.structs.replace(card, seen=max(card.seen, at.isoformat()))
    return _rated(card, attempt, max(at, moment(card.last)))


def placed(at: str) -> Card:
    """The card of an item that was never asked, of a lesson that the learner placed out of: known since then."""
    known = Attempt(item="", version="", seed=-1, response="", outcome="passed", score=1.0, at=at)
    return _rated(None, known, moment(at))


def moment(text: str) -> datetime:
    """An ISO 8601 time in UTC; the beginning of time where it is none."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)


def _rated(card: Card | None, attempt: Attempt, at: datetime) -> Card:
    import fsrs

    before = fsrs.Card(card_id=1)
    if card is not None:
        before = fsrs.Card(
            card_id=1, state=fsrs.State.Review, stability=card.stability, difficulty=card.difficulty,
            due=moment(card.due), last_review=moment(card.last),
        )  # fmt: skip
    mark = rating(attempt)
    found, _ = _scheduler().review_card(before, fsrs.Rating[mark.capitalize()], at)
    assert found.stability is not None
    assert found.difficulty is not None
    return Card(
        version=attempt.version,
        stability=found.stability,
        difficulty=found.difficulty,
        last=at.isoformat(),
        due=found.due.isoformat(),
        seed=attempt.seed,
        seen=at.isoformat(),
        ratings=card.ratings + 1 if card else 1,
        lapses=(card.lapses if card else 0) + (mark == "again"),
    )


@cache
def _scheduler() -> "Scheduler":
    import fsrs

    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
