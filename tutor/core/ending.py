"""The end of a lesson in words: what it came to, what the learner can do now, what is open, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tutor.core.grade import PASS_AT
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block
from tutor.core.progress import lessons, suggestion
from tutor.core.record.days import today
from tutor.core.record.facts import Facts
from tutor.core.review.ledger import read_ledger
from tutor.core.run import LessonRun
from tutor.core.score import EACH_AT, LessonScore

CAN, BEGUN = "You can do now", "Not shown yet, with how many of its items were right without help"
ALL_DONE = "Every lesson is done. What is left is the final test:"
SIGNS = {"●": "right", "◐": "partly, or with help", "○": "still open"}
"""How an item stands, and in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one item stands: its sign, a word for it, the index of its page, and what it has earned, 0..1."""

    sign: str
    word: str
    page: int
    earned: float

    def __str__(self) -> str:
        """With what it has earned where that is a part, and with its page where it is open."""
        part = f" {self.earned:.0%}" if 0 < self.earned < 1 else ""
        return f"{self.word}{part}" + (f", page {self.page + 1}" if self.sign == "○" else "")


@dataclass(frozen=True, slots=True)
class Ending:
    """`can` are objectives of which every item was right without help; `begun` the others: sign, words, how many."""

    headline: str
    rule: str = ""
    can: tuple[str, ...] = ()
    begun: tuple[tuple[str, str], ...] = ()
    items: tuple[Standing, ...] = ()
    again: str = ""
    """When the first of its items is asked again: `tomorrow`."""
    next_id: str = ""
    next_title: str = ""
    over: bool = False
    """Whether every lesson is done."""

    @property
    def open(self) -> tuple[Standing, ...]:
        """What was not answered right yet."""
        return tuple(one for one in self.items if one.sign == "○")


def ending(run: LessonRun, shelf: ItemIndex | None) -> Ending:
    """That of a lesson as it stands; on own data nothing is proved. Without a shelf no lesson is said to be next."""
    own = run.own_data is not None
    items = list(run.text.items())
    can, begun = [], []
    for number, text in enumerate(run.lesson.meta.objectives, 1):
        serving = _serving(items, number)
        shown = sum(run.facts(item.name).shown for item in serving)
        if serving and shown == len(serving) and not own:
            can.append(text)
        else:
            begun.append(("◐" if shown else "○", f"{text} ({shown} of {len(serving)})"))
    id, title = _next(run, shelf) if shelf is not None and run.store.ready else ("", "")
    if not items:
        read = tuple(run.lesson.meta.objectives) if run.record_now.passed_at else ()
        return Ending("You have come to the end of this lesson.", can=read, next_id=id, next_title=title)
    if own:
        said = "The end of the lesson. What you do on your own data does not count towards it."
        return Ending(said, begun=tuple(begun), next_id=id, next_title=title)
    stand = tuple(_standing(run, item.name) for item in items if counts(item))
    again = _again(run, shelf) if shelf is not None and run.store.ready else ""
    said, rule = _headline(run.score())
    over = shelf is not None and run.store.ready and not id and run.score().passed
    return Ending(said, rule, tuple(can), tuple(begun), stand, again, next_id=id, next_title=title, over=over)


def _serving(items: Sequence[Block], objective: int) -> list[Block]:
    """The items that prove an objective: those that count, or where none does, those that are for practice."""
    serving = [item for item in items if objective in item.objectives or not item.objectives]
    return [item for item in serving if counts(item)] or serving


def _standing(run: LessonRun, name: str) -> Standing:
    facts = run.facts(name)
    return Standing(_sign(facts), name.replace("-", " "), run.text.page_of(name), facts.best)


def _sign(facts: Facts) -> str:
    if not facts.done:
        return "○"
    return "●" if facts.shown and facts.best >= 1 else "◐"


def _again(run: LessonRun, shelf: ItemIndex) -> str:
    cards, now = read_ledger(run.store, learner=run.learner).cards, today(datetime.now(UTC))
    days = [cards[one.id].due - now for one in shelf.entries(run.lesson.id) if one.sits and one.id in cards]
    if not days:
        return ""
    first = max(0, min(days))
    return ("today", "tomorrow")[first] if first < 2 else f"in {first} days"


def _next(run: LessonRun, shelf: ItemIndex) -> tuple[str, str]:
    others = [lesson for lesson in shelf.catalog.lessons if lesson.id != run.lesson.id]
    ahead = suggestion(others, lessons(run.store, shelf, run.learner))
    return (ahead.id, ahead.title) if ahead is not None else ("", "")


def _headline(score: LessonScore) -> tuple[str, str]:
    """What it came to, and what it takes to pass."""
    verdict = "It is passed." if score.passed else "It is not passed yet."
    if score.exercise is None or score.quiz is None:
        return f"The end of the lesson, with {score.score:.0%}. {verdict}", f"To pass: {PASS_AT:.0%}."
    parts = f" ({score.exercise:.0%} in exercises, {score.quiz:.0%} in questions)" if score.score < 1 else ""
    return (
        f"The end of the lesson, with {score.score:.0%}{parts}. {verdict}",
        f"To pass: {PASS_AT:.0%} in all, at least {EACH_AT:.0%} each in exercises and in questions.",
    )


def counts(item: object) -> bool:
    """Whether an item counts for the lesson's score: one of no weight is for practice."""
    return getattr(item, "weight", 1.0) > 0
