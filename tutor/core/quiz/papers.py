"""A sitting read again, a paper for each question: what was asked, what was answered, what is right, and why."""

from collections.abc import Sequence

import msgspec

from tutor.core.answering import generated
from tutor.core.errors import TutorError
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block, Question
from tutor.core.questions.question import RIGHT
from tutor.core.quiz.state import Answer, Asked, QuizState

LONGEST = 4_000
"""Characters of a text that are kept in a paper."""
NOT_THERE = "This question is no longer there, or was changed since."
VERDICTS = {"right": "✓", "partly right": "◐", "wrong": "✗", "skipped": "–", "not reached": "–", "left out": "–"}


class Paper(msgspec.Struct, frozen=True):
    """One question as it was put and answered; texts are Markdown. `verdict` is one of `VERDICTS`."""

    item: str
    lesson: str
    """The lesson's title."""
    page: int
    """Where to read again: the index of a page of the lesson."""
    asked: str
    mine: str
    right: str
    why: str
    said: str
    """What was said to the answer."""
    verdict: str
    score: float
    confidence: int | None = None
    seconds: float = 0.0
    hints: int = 0


def papers(sitting: QuizState, shelf: ItemIndex) -> tuple[Paper, ...]:
    """All questions of a sitting in their order, skipped ones and those that were not reached included."""
    return tuple(_paper(each, sitting.answers.get(number), shelf) for number, each in enumerate(sitting.asked))


def _paper(each: Asked, answer: Answer | None, shelf: ItemIndex) -> Paper:
    item, title = _as_asked(each, shelf), shelf.lessons[each.lesson].title if each.lesson in shelf.lessons else ""
    given = answer or Answer()
    asked = right = why = ""
    mine = given.response
    if isinstance(item, Question):
        asked, right, why = put(item, item.order(each.seed)), item.solution_text(), item.why
        mine = item.response_text(given.response) if given.response else ""
    elif item is not None:
        from tutor.core.quiz import practice  # late: the home screen reads old papers, and runs no lesson

        entry = shelf.find(each.item)
        assert entry is not None
        asked, why = item.prompt, item.why
        right = practice.right(entry.lesson, item, each.seed)
        mine = practice.mine(entry.lesson, item, each.seed, given.response) if given.response else ""
    return Paper(
        item=each.item,
        lesson=title or each.lesson,
        page=shelf.page_of(each.item),
        asked=(asked or NOT_THERE)[:LONGEST],
        mine=mine[:LONGEST],
        right=right[:LONGEST],
        why=why[:LONGEST],
        said=given.feedback[:LONGEST],
        verdict=_verdict(answer),
        score=given.score,
        confidence=given.confidence,
        seconds=given.seconds,
        hints=given.hints,
    )


def put(item: Question, order: Sequence[int]) -> str:
    """A question as it is put (Markdown): its prompt, and what there was to choose from."""
    parts = [item.prompt]
    for listing in item.lists(order):
        head = f"{listing.title}:\n\n" if listing.title else ""
        parts.append(head + "\n".join(f"{number}. {text}" for number, text in enumerate(listing.texts, 1)))
    if passage := item.passage(lambda number: f"({number})"):
        parts.append(passage)
    return "\n\n".join(filter(None, parts))


def _as_asked(each: Asked, shelf: ItemIndex) -> Block | None:
    entry = shelf.find(each.item)
    if entry is None or entry.version != each.version:
        return None
    try:
        return generated(entry.lesson, entry.item, each.seed)
    except TutorError:
        return None


def _verdict(answer: Answer | None) -> str:
    if answer is None:
        return "not reached"
    if answer.out:
        return "skipped" if answer.out == "skipped" else "left out"
    if not answer.response and answer.outcome == "unattempted":
        return "skipped"
    return "right" if answer.right else "partly right" if answer.score > 0 else "wrong"


def told(paper: Paper) -> str:
    """A paper as Markdown, for whoever reads it."""
    parts = [
        paper.asked,
        f"**Your answer** {VERDICTS[paper.verdict]} {paper.verdict}{_joined(paper.mine) if paper.mine else ''}",
        paper.said if paper.mine and paper.said != RIGHT else "",
        f"**The right answer**{_joined(paper.right)}" if paper.right and paper.verdict != "right" else "",
        f"**Why.** {paper.why}" if paper.why else "",
    ]
    return "\n\n".join(filter(None, parts))


def _joined(text: str) -> str:
    """A text of one line goes on after a colon, one of several stands below."""
    return f"\n\n{text}" if "\n" in text else f": {text}"
