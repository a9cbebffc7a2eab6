"""All that review and progress need of the attempts, folded as they come, so that a hundred thousand cost nothing."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from tutor.core.review.memory import Card, after, moment
from tutor.core.store.port import DERIVED, Attempt, Store

KEY = f"{DERIVED}ledger"
FORMAT = 1


class Day(msgspec.Struct):
    """What was done on one day (UTC)."""

    tries: int = 0
    right: int = 0
    reviews: int = 0


class Ledger(msgspec.Struct):
    """Cards by full item id, days by ISO date, and for each stated confidence how often it was said and right."""

    format: int = FORMAT
    learner: str = "local"
    last: str = ""
    """The id of the attempt that was folded in last, and how many were."""
    count: int = 0
    cards: dict[str, Card] = {}
    days: dict[str, Day] = {}
    sure: dict[int, tuple[int, int]] = {}
    missed: dict[str, str] = {}
    """When an item was last missed in a review."""

    def take(self, attempts: Iterable[Attempt], now: datetime) -> list[str]:
        """Fold in attempts in the order of their arrival; returns items of which an older one came late."""
        late = dict[str, None]()
        for attempt in attempts:
            self.last, self.count = attempt.id, self.count + 1
            if not _counts(attempt, self.learner):
                continue
            self._note(attempt)
            card = self.cards.get(attempt.item)
            if card is not None and moment(attempt.at) < moment(card.seen):
                late[attempt.item] = None
            else:
                self.cards[attempt.item] = after(card, attempt, now)
        return list(late)

    def again(self, item: str, attempts: Iterable[Attempt], now: datetime) -> None:
        """The card of an item anew, of all its attempts in the order of their times."""
        card = None
        for attempt in sorted(attempts, key=lambda one: moment(one.at)):
            if attempt.item == item and _counts(attempt, self.learner):
                card = after(card, attempt, now)
        if card is not None:
            self.cards[item] = card

    def reviewed(self, now: datetime) -> int:
        """How many reviews were answered on the day of `now`."""
        return self.days.get(now.date().isoformat(), Day()).reviews

    def _note(self, attempt: Attempt) -> None:
        right = attempt.outcome == "passed"
        day = self.days.setdefault(moment(attempt.at).date().isoformat(), Day())
        day.tries += 1
        day.right += right
        day.reviews += attempt.mode == "review"
        if attempt.confidence is not None:
            said, held = self.sure.get(attempt.confidence, (0, 0))
            self.sure[attempt.confidence] = (said + 1, held + right)
        if attempt.mode == "review" and not right:
            self.missed[attempt.item] = max(attempt.at, self.missed.get(attempt.item, ""))


def _counts(attempt: Attempt, learner: str) -> bool:
    return attempt.outcome in ("passed", "failed") and attempt.mode != "own-data" and attempt.learner == learner


def read_ledger(store: Store, now: datetime | None = None, *, learner: str = "local") -> Ledger:
    """The ledger as of the newest attempt; what was folded before is taken from the store, and kept there again."""
    now = now or datetime.now(UTC)
    ledger = _kept(store.get(KEY), learner)
    new = store.tail(ledger.last, ledger.count)
    if new is None:
        new, ledger = store.tail() or [], Ledger(learner=learner)
    late = ledger.take(new, now)
    for item in late:
        ledger.again(item, store.attempts(item), now)
    if new and learner == "local":
        store.put(KEY, msgspec.json.encode(ledger).decode())
    return ledger


def _kept(text: str | None, learner: str) -> Ledger:
    try:
        kept = msgspec.json.decode(text or "{}", type=Ledger)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Ledger(learner=learner)
    return kept if (kept.format, kept.learner) == (FORMAT, learner) else Ledger(learner=learner)
