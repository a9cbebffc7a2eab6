"""What the facts of its items say of a whole lesson: its score, whether and when it was passed, what is done."""

from collections.abc import Mapping

import msgspec

from tutor.core.record.facts import ByVersion, Facts
from tutor.core.record.shape import LessonShape
from tutor.core.score import LessonScore, lesson_score


class LessonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Scores 0..1; `passed_at` is an ISO time in UTC, `passed_on` a local day, both empty where it is not passed."""

    score: float = 0.0
    exercise: float | None = None
    quiz: float | None = None
    unassisted: float = 0.0
    """What it comes to when only what was earned without help is counted."""
    passed_at: str = ""
    passed_on: str = ""
    items: int = 0
    done: int = 0
    """Items that were answered right, with help or without."""

    def dump(self) -> str:
        """As JSON."""
        return msgspec.json.encode(self).decode()


def at_hand(shape: LessonShape, lesson: str, facts: Mapping[str, ByVersion]) -> dict[str, Facts]:
    """Of each item of a lesson that was tried, by name, the facts at the version that it has now."""
    found = ((item.name, facts.get(f"{lesson}#{item.name}", {}).get(item.version)) for item in shape.items)
    return {name: one for name, one in found if one is not None}


def score_of(shape: LessonShape, facts: Mapping[str, Facts], *, unassisted: bool = False) -> LessonScore:
    """What a lesson that has items comes to; `facts` are by name."""
    return lesson_score(shape.items, {name: one.unassisted if unassisted else one.best for name, one in facts.items()})


def record_of(shape: LessonShape, facts: Mapping[str, Facts], visited: Mapping[int, str]) -> LessonRecord:
    """The record of a lesson; one of words alone is passed when each of its pages was `visited` (page: when)."""
    if not shape.items:
        return _read(shape, visited)
    score = score_of(shape, facts)
    at, on = _passed(shape, facts) if score.passed else ("", "")
    return LessonRecord(
        score=score.score,
        exercise=score.exercise,
        quiz=score.quiz,
        unassisted=score_of(shape, facts, unassisted=True).score,
        passed_at=at,
        passed_on=on,
        items=len(shape.items),
        done=sum(one.done for one in facts.values()),
    )


def _passed(shape: LessonShape, facts: Mapping[str, Facts]) -> tuple[str, str]:
    """When the score first sufficed: a lesson is passed from then on, whatever is tried after."""
    steps = sorted({(step.at, step.day) for one in facts.values() for step in one.steps})
    for at, day in steps:
        if lesson_score(shape.items, {name: one.by(at) for name, one in facts.items()}).passed:
            return at, day
    raise AssertionError("the last step brings the score of now")


def _read(shape: LessonShape, visited: Mapping[int, str]) -> LessonRecord:
    from tutor.core.record.days import day_of

    seen = [at for page, at in visited.items() if page < shape.pages]
    score = len(seen) / max(1, shape.pages)
    at = max(seen) if shape.pages and len(seen) == shape.pages else ""
    return LessonRecord(score=score, unassisted=score, passed_at=at, passed_on=day_of(at) if at else "")
