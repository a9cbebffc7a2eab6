"""The verdict on one response: an outcome, a score, and a sentence that speaks to this answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

PASS_AT = 0.8
"""The score from which a partly right response counts as passed."""


class Outcome(StrEnum):
    """What became of a response. Only `passed` and `failed` count as tries."""

    PASSED = "passed"
    FAILED = "failed"
    INVALID = "invalid"
    UNATTEMPTED = "unattempted"
    LESSON_ERROR = "lesson-error"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: what was judged, the score in 0..1 and its weight.

    `note` says what it gave ("5 of 6 defects"); `says` is the advice where it is not full and no misconception
    speaks. `cap` is the most that the whole rubric can come to (see `rubric.invariance`).
    """

    name: str
    score: float
    weight: float = 1.0
    note: str = ""
    says: str = ""
    cap: float = 1.0


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict. `misconception` names the mistake that was recognised, `parts` how the score came about."""

    outcome: Outcome
    score: float = 0.0
    feedback: str = ""
    misconception: str = ""
    parts: tuple[Criterion, ...] = ()

    @classmethod
    def passed(cls, feedback: str = "", score: float = 1.0) -> "Grade":
        """Right, in full or enough of it."""
        return cls(Outcome.PASSED, score, feedback)

    @classmethod
    def failed(cls, feedback: str, score: float = 0.0, misconception: str = "") -> "Grade":
        """Wrong; `feedback` names the mistake, `score` (0..1) what was right about it."""
        return cls(Outcome.FAILED, score, feedback, misconception)

    @classmethod
    def invalid(cls, feedback: str) -> "Grade":
        """Cannot be read as an answer; costs nothing."""
        return cls(Outcome.INVALID, 0.0, feedback)

    @classmethod
    def unattempted(cls, feedback: str = "Nothing answered yet.") -> "Grade":
        """No response."""
        return cls(Outcome.UNATTEMPTED, 0.0, feedback)

    @classmethod
    def lesson_error(cls, feedback: str) -> "Grade":
        """The lesson is at fault; never counts against the learner."""
        return cls(Outcome.LESSON_ERROR, 0.0, feedback)

    @classmethod
    def scored(cls, score: float, feedback: str, *, misconception: str = "", pass_at: float = PASS_AT) -> "Grade":
        """Passed from `pass_at` on, failed below; the score is kept in 0..1."""
        score = min(1.0, max(0.0, score))
        outcome = Outcome.PASSED if score >= pass_at else Outcome.FAILED
        return cls(outcome, score, feedback, misconception)

    @classmethod
    def rubric(
        cls, parts: Sequence[Criterion], feedback: str, *, misconception: str = "", pass_at: float = PASS_AT
    ) -> "Grade":
        """The weighted mean of `parts`, at most the least of their caps."""
        total = sum(part.weight for part in parts)
        score = sum(part.score * part.weight for part in parts) / total if total else 0.0
        score = min([score, *(part.cap for part in parts)])
        return replace(cls.scored(score, feedback, misconception=misconception, pass_at=pass_at), parts=tuple(parts))

    @property
    def counts(self) -> bool:
        """Whether this verdict is a try: passed or failed."""
        return self.outcome in (Outcome.PASSED, Outcome.FAILED)


def lines_of(grade: Grade) -> list[str]:
    """How a score that is not full came about, a line a part, each told as what it is: never as a bare percentage."""
    return [_line(part) for part in grade.parts] if grade.score < 1 else []


def _line(part: Criterion) -> str:
    sign = "✓" if part.score >= 1 else "◐" if part.score > 0 else "✗"
    note = part.note or (f"earns {part.score:.2g} of 1" if 0 < part.score < 1 else "")
    return f"- {sign} {part.name}" + (f": {note}" if note else "")


def headed(word: str, feedback: str) -> tuple[str, str]:
    """A verdict's word, and what follows it; feedback that begins with the word is not given it twice."""
    if not word or (feedback.startswith(word) and not feedback[len(word) :][:1].isalnum()):
        return word, feedback.removeprefix(word)
    return f"{word}.", f" {feedback}" if feedback else ""
