"""All that is said of the attempts, folded as they come, so that a million of them are read once."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from operator import attrgetter

import msgspec

from tutor.core.record.days import ordinal, today
from tutor.core.record.facts import ByVersion, add, counts, grouped
from tutor.core.review.memory import Card, after
from tutor.core.store.port import DERIVED, Attempt, Store, Tried

KEY = f"{DERIVED}ledger"
FORMAT = 2
ALIKE = attrgetter("day", "outcome", "mode", "confidence")


class Day(msgspec.Struct):
    """What was done on one local day."""

    tries: int = 0
    right: int = 0
    reviews: int = 0


class Ledger(msgspec.Struct):
    """Facts by item and version, cards by item, local days (ISO), and for each stated confidence how often said, right.

    All is the same in whatever order attempts come.
    """

    format: int = FORMAT
    learner: str = "local"
    last: str = ""
    """The id of the attempt up to which all is folded in, and how many tries were."""
    count: int = 0
    facts: dict[str, ByVersion] = {}
    cards: dict[str, Card] = {}
    days: dict[str, Day] = {}
    sure: dict[int, tuple[int, int]] = {}
    ahead: list[str] = []
    """Items with attempts from days to come (the clock was ahead), which are no evidence of memory until then."""

    def take(self, tries: Iterable[Tried], now: datetime) -> set[str]:
        """Fold in this learner's tries; returns items whose cards must be folded anew, `again`, for their order."""
        late, told = set(self.ahead), [one for one in tries if counts(one)]
        to_come = self._note(told, today(now))
        for item, of_item in grouped(told, "item").items():
            add(self.facts.setdefault(item, {}), of_item)
            card = self.cards.get(item)
            times = [card.seen if card is not None else "", *[one.at for one in of_item]]
            if times != sorted(times) or (to_come and any(one.day in to_come for one in of_item)):
                late.add(item)
            elif (known := after(card, of_item)) is not None:
                self.cards[item] = known
        return late

    def again(self, item: str, attempts: Iterable[Attempt], now: datetime) -> None:
        """The card of an item anew, of all its attempts in the order of their times."""
        horizon = today(now)
        mine = [one for one in attempts if one.item == item and one.learner == self.learner and counts(one)]
        past = [one for one in mine if ordinal(one.day) <= horizon]
        card = after(None, sorted(past, key=lambda attempt: attempt.at))
        ahead = len(past) < len(mine)
        self.ahead = sorted({*self.ahead, item} if ahead else {*self.ahead} - {item})
        if card is not None:
            self.cards[item] = card
        else:
            self.cards.pop(item, None)

    def reviewed(self, now: datetime) -> int:
        """How many items were asked in reviews on the local day of `now`, each counted once."""
        day = today(now)
        return sum(card.reviewed == day for card in self.cards.values())

    def _note(self, tries: Iterable[Tried], horizon: int) -> set[str]:
        """Count the tries by day and by confidence; returns those of the days that are to come."""
        alike = Counter(map(ALIKE, tries))
        for (day, outcome, mode, sure), count in alike.items():
            right, review = outcome == "passed", mode == "review"
            of_day = self.days.setdefault(day, Day())
            of_day.tries += count
            of_day.right += count * right
            of_day.reviews += count * review
            if sure is not None:
                said, held = self.sure.get(sure, (0, 0))
                self.sure[sure] = (said + count, held + count * right)
        return {day for day, *_ in alike if ordinal(day) > horizon}


def read_ledger(store: Store, now: datetime | None = None, *, learner: str = "local") -> Ledger:
    """The ledger as of the newest attempt; what was folded before is taken from the store, and kept there again."""
    now = now or datetime.now(UTC)
    waiting = store.waiting(learner=learner)
    ledger = _kept(store.get(KEY), learner)
    pages = store.tail(ledger.last, ledger.count, learner=learner)
    if pages is None:
        ledger = Ledger(learner=learner)
        pages = store.tail(learner=learner) or iter(())
    known, late = ledger.last, set(ledger.ahead)
    for last, tries in pages:
        late |= ledger.take(tries, now)
        ledger.last, ledger.count = last, ledger.count + len(tries)
    _again(ledger, late, store, now)
    if ledger.last != known and learner == "local":
        store.put(KEY, msgspec.json.encode(ledger).decode())
    # What is not on disk has no place in the order yet, so it is said, and not kept.
    left = [one.told() for one in store.later(waiting, ledger.last)]
    _again(ledger, ledger.take(left, now), store, now)
    return ledger


def _again(ledger: Ledger, items: Iterable[str], store: Store, now: datetime) -> None:
    for item in sorted(items):
        ledger.again(item, store.attempts(item), now)


def _kept(text: str | None, learner: str) -> Ledger:
    try:
        kept = msgspec.json.decode(text or "{}", type=Ledger)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Ledger(learner=learner)
    return kept if (kept.format, kept.learner) == (FORMAT, learner) else Ledger(learner=learner)
