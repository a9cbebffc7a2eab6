"""What a sitting came to: in all, by objective, by module, and what to read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tutor.core.grade import PASS_AT
from tutor.core.item_index import Entry, ItemIndex
from tutor.core.progress import Placed
from tutor.core.quiz.rules import CONFIDENCE
from tutor.core.quiz.state import Answer, Asked, QuizState

EACH_AT = 0.5
"""What the final asks of each module besides `PASS_AT` in all."""


@dataclass(frozen=True, slots=True)
class ByObjective:
    """How one objective fared: `score` is the mean over the `asked` questions that serve it, 0..1."""

    lesson: str
    number: int
    text: str
    asked: int
    score: float
    sure: float | None
    """The mean of the stated confidence, 1 a guess .. 3 sure."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was missed, and the page of its lesson to read again."""

    item: str
    title: str
    page: int
    page_title: str


@dataclass(frozen=True, slots=True)
class Result:
    """Scores 0..1. `passed` is None where nothing is to be passed; `parts` are scores of modules, `placed` lessons."""

    score: float
    right: int
    counted: int
    left_out: int
    objectives: tuple[ByObjective, ...]
    missed: tuple[Missed, ...]
    parts: dict[str, float]
    passed: bool | None
    placed: tuple[str, ...]
    seconds: float
    confidence: dict[str, tuple[int, int]]
    """For each stated confidence: how often, and how often right."""


def result(sitting: QuizState, shelf: ItemIndex, placed: Mapping[str, Placed] | None = None) -> Result:
    """What `sitting` came to so far; `placed` is what stands of placements now."""
    counted = sitting.counted
    score = _mean([answer.score for _, answer in counted])
    parts = {part: _mean([a.score for each, a in counted if each.part == part]) for part in _parts(counted)}
    passed = None
    if sitting.kind == "final":
        passed = score >= PASS_AT - 1e-9 and all(one >= EACH_AT - 1e-9 for one in parts.values())
    out = sum(bool(answer.out) for answer in sitting.answers.values())
    won = [id for id, one in (placed or {}).items() if sitting.kind == "placement" and one.at == sitting.ended]
    return Result(
        score=score,
        right=sum(answer.right for _, answer in counted),
        counted=len(counted),
        left_out=out,
        objectives=_by_objective(counted, shelf),
        missed=tuple(_missed(each, shelf) for each, answer in counted if not answer.right and shelf.find(each.item)),
        parts=parts,
        passed=passed,
        placed=tuple(won),
        seconds=sitting.seconds,
        confidence=_confidence(counted),
    )


def again(sitting: QuizState, shelf: ItemIndex) -> tuple[list[Entry], list[Entry]]:
    """The questions that were missed, and those that were right, for a sitting with new seeds."""
    sides: tuple[list[Entry], list[Entry]] = ([], [])
    for each, answer in sitting.counted:
        entry = shelf.find(each.item)
        if entry is not None and entry.sits:
            sides[answer.right].append(entry)
    return sides


def _by_objective(counted: Sequence[tuple[Asked, Answer]], shelf: ItemIndex) -> tuple[ByObjective, ...]:
    found: dict[tuple[str, int], list[Answer]] = {}
    for each, answer in counted:
        entry = shelf.find(each.item)
        for number in entry.objectives() if entry is not None else ():
            found.setdefault((each.lesson, number), []).append(answer)
    rows = []
    for (lesson, number), answers in found.items():
        sure = [answer.confidence for answer in answers if answer.confidence is not None]
        text = shelf.lessons[lesson].meta.objectives[number - 1]
        score = _mean([answer.score for answer in answers])
        rows.append(ByObjective(lesson, number, text, len(answers), score, _mean(sure) if sure else None))
    order = list(shelf.lessons)
    return tuple(sorted(rows, key=lambda row: (order.index(row.lesson), row.number)))


def _missed(each: Asked, shelf: ItemIndex) -> Missed:
    page = shelf.page_of(each.item)
    text = shelf.text(each.lesson)
    return Missed(each.item, shelf.lessons[each.lesson].title, page, text.pages[page].title if text else "")


def _confidence(counted: Sequence[tuple[Asked, Answer]]) -> dict[str, tuple[int, int]]:
    found = {}
    for level, word in enumerate(CONFIDENCE, 1):
        said = [answer for _, answer in counted if answer.confidence == level]
        if said:
            found[word] = (len(said), sum(answer.right for answer in said))
    return found


def _parts(counted: Sequence[tuple[Asked, Answer]]) -> list[str]:
    return list(dict.fromkeys(each.part for each, _ in counted))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def as_json(sitting: QuizState, found: Result) -> dict[str, Any]:
    """The result for scripts."""
    from dataclasses import asdict

    return {"kind": sitting.kind, "title": sitting.title, "over": sitting.over, **asdict(found)}
