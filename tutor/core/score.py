"""What a lesson comes to: its score out of what its items earned."""

from collections.abc import Iterable, Mapping

import msgspec

from tutor.core.grade import PASS_AT
from tutor.core.record.shape import Shape

EXERCISE, QUIZ = 0.6, 0.4
EACH_AT = 0.6
"""What each of the two must reach besides `PASS_AT` for the whole."""


class LessonScore(msgspec.Struct, frozen=True):
    """Scores in 0..1; None for a part that the lesson does not have."""

    score: float
    exercise: float | None = None
    quiz: float | None = None

    @property
    def passed(self) -> bool:
        """Enough in the whole and in each part."""
        parts = [part for part in (self.exercise, self.quiz) if part is not None]
        return self.score >= PASS_AT - 1e-9 and all(part >= EACH_AT - 1e-9 for part in parts)


def lesson_score(items: Iterable[Shape], earned: Mapping[str, float]) -> LessonScore:
    """0.6 exercise (weighted mean of exercise and code items) + 0.4 quiz (mean of the questions).

    `earned` is by name; an item that is not in it earned nothing. What a lesson has of one kind alone counts whole.
    """
    exercises: list[tuple[float, float]] = []
    questions: list[tuple[float, float]] = []
    for item in items:
        (exercises if item.works else questions).append((earned.get(item.name, 0.0), item.weight))
    exercise, quiz = _mean(exercises), _mean(questions)
    if exercise is None or quiz is None:
        return LessonScore(quiz or exercise or 0.0, exercise, quiz)
    return LessonScore(EXERCISE * exercise + QUIZ * quiz, exercise, quiz)


def _mean(weighed: list[tuple[float, float]]) -> float | None:
    total = sum(weight for _, weight in weighed)
    return sum(value * weight for value, weight in weighed) / total if total > 0 else None
