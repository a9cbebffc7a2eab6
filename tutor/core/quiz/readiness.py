"""How sure one may be that the final test would be passed now, with the range that the evidence leaves.

Each question that the final may ask is answered right with the chance that it is remembered; of questions that were
never tried nothing is known but that they lie between a guess and how often the learner was right so far. The
final's questions of a module are independent draws of that module, so the chance of passing is a sum over binomials.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import comb, sqrt

from tutor.core.grade import PASS_AT
from tutor.core.item_index import ItemIndex
from tutor.core.quiz.draw import PER_MODULE
from tutor.core.quiz.result import EACH_AT
from tutor.core.review.ledger import Ledger

GUESS = 0.25
"""How often a question is answered right by guessing."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The chance, 0..1, that the final would be passed, at least `low` and at most `high`; None without evidence."""

    low: float | None
    high: float | None
    tried: int
    questions: int

    @property
    def told(self) -> str:
        """It in a sentence, with what it rests on."""
        basis = f"{self.tried} of the {self.questions} questions and exercises it may ask were tried"
        if self.low is None or self.high is None:
            return f"The final test: it is too early to say: {basis}."
        low, high = round(100 * self.low), round(100 * self.high)
        chance = f"{low}%" if low == high else f"between {low}% and {high}%"
        return f"If you took the final test today, your chance of passing would be {chance}: {basis}."


def readiness(shelf: ItemIndex, ledger: Ledger, now: datetime) -> Readiness:
    """That for the final of the first pack, as of `now`."""
    pack = next(iter(shelf.catalog.packs), None)
    lessons = [lesson for lesson in shelf.catalog.lessons if lesson.pack is pack]
    modules = [[lesson for lesson in lessons if lesson.module is module] for module in dict.fromkeys(
        lesson.module for lesson in lessons)]  # fmt: skip
    low, high, tried, total = [], [], 0, 0
    fared = (sum(day.right for day in ledger.days.values()) + 1) / (sum(day.tries for day in ledger.days.values()) + 2)
    for module in modules:
        entries = [entry for lesson in module for entry in shelf.entries(lesson.id) if entry.sits]
        known = [ledger.cards[entry.id].recall(now) for entry in entries if entry.id in ledger.cards]
        tried, total = tried + len(known), total + len(entries)
        if entries:
            share, mean = len(known) / len(entries), sum(known) / len(known) if known else 0.0
            error = sqrt(mean * (1 - mean) / len(known) + 0.25 / len(known) ** 2) if known else 0.0
            low.append(share * max(0.0, mean - error) + (1 - share) * min(GUESS, fared))
            high.append(share * min(1.0, mean + error) + (1 - share) * max(GUESS, fared))
    if not tried:
        return Readiness(None, None, 0, total)
    return Readiness(chance_to_pass(low), chance_to_pass(high), tried, total)


def chance_to_pass(modules: Sequence[float]) -> float:
    """The chance to get enough in all and in each module, where each of its questions is right with this chance."""
    each = PER_MODULE["final"]
    ways = {0: 1.0}
    for chance in modules:
        right = {
            k: comb(each, k) * chance**k * (1 - chance) ** (each - k)
            for k in range(each + 1)
            if k >= EACH_AT * each - 1e-9
        }
        sums: dict[int, float] = {}
        for before, p in ways.items():
            for k, q in right.items():
                sums[before + k] = sums.get(before + k, 0.0) + p * q
        ways = sums
    return sum(p for right_, p in ways.items() if right_ >= PASS_AT * each * len(modules) - 1e-9)
