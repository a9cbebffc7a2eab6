"""How far each objective has come: shown, held over days, remembered still."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from statistics import fmean
from typing import Any

from tutor.core.item_index import Entry, ItemIndex
from tutor.core.progress import REVIEWS
from tutor.core.record.days import day_of, ordinal, today
from tutor.core.review.ledger import Ledger

FADED = 0.7
"""Below this chance of recall an objective that was reached is shown as fading."""


class Mastery(StrEnum):
    """How far an objective has come."""

    NEW = "new"
    BEGUN = "begun"
    SHOWN = "shown"
    """Each of its items was passed without help."""
    MASTERED = "mastered"
    """And answered unaided in reviews on two days."""
    FADING = "fading"
    """Reached once, and likely to be forgotten by now."""


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective of a lesson. `recall` is the mean chance that its items are remembered, 0..1, None if untried."""

    lesson: str
    number: int
    text: str
    state: Mastery
    recall: float | None
    last_at: str
    """When one of its items was answered last."""
    due_at: str
    """The local day (ISO) on which the first of its questions is due."""
    tried: int
    items: int
    why: str
    """What the state rests on, and what is missing, in a sentence."""

    def days_old(self, now: datetime) -> int | None:
        """Local days since it was tried last."""
        return max(0, today(now) - ordinal(day_of(self.last_at))) if self.last_at else None


def objectives(shelf: ItemIndex, ledger: Ledger, now: datetime) -> list[Objective]:
    """Every objective of every lesson that can be read, in teaching order."""
    found = []
    for lesson in shelf.catalog.lessons:
        entries = list(shelf.entries(lesson.id))
        for number, text in enumerate(lesson.meta.objectives, 1):
            serving = [entry for entry in entries if number in entry.objectives()]
            found.append(_objective(lesson.id, number, text, serving, ledger, now))
    return found


def _objective(
    lesson: str,
    number: int,
    text: str,
    entries: Sequence[Entry],
    ledger: Ledger,
    now: datetime,
) -> Objective:
    needed = [entry for entry in entries if getattr(entry.item, "weight", 1.0) > 0]
    facts = {
        entry.id: one for entry in entries if (one := ledger.facts.get(entry.id, {}).get(entry.version)) is not None
    }
    cards = {entry: ledger.cards[entry.id] for entry in entries if entry.id in ledger.cards}
    recall = fmean(card.recall(now) for card in cards.values()) if cards else None
    unassisted = sum(entry.id in facts and facts[entry.id].shown for entry in needed)
    days = {day for one in facts.values() for day in one.days}
    state, why = _state(unassisted, len(needed), len(days), recall, bool(facts))
    return Objective(
        lesson=lesson,
        number=number,
        text=text,
        state=state,
        recall=recall,
        last_at=max((one.last_at for one in facts.values()), default=""),
        due_at=min((card.due_on for entry, card in cards.items() if entry.sits), default=""),
        tried=len(facts),
        items=len(entries),
        why=why,
    )


def _state(unassisted: int, needed: int, days: int, recall: float | None, tried: bool) -> tuple[Mastery, str]:
    if not tried:
        return Mastery.NEW, "Not tried yet."
    if unassisted < needed:
        return Mastery.BEGUN, f"{unassisted} of {needed} items passed without help."
    if recall is not None and recall < FADED:
        return (
            Mastery.FADING,
            f"It was reached, but the chance that you remember it has fallen to {recall:.0%}: review.",
        )
    if days < REVIEWS:
        return Mastery.SHOWN, f"All passed without help; answered in reviews on {days} of {REVIEWS} days."
    return Mastery.MASTERED, "All passed without help, and remembered on two days."


def as_json(found: Iterable[Objective], now: datetime) -> list[dict[str, Any]]:
    """Objectives for scripts."""
    return [{**asdict(one), "days_old": one.days_old(now)} for one in found]
