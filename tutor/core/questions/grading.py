"""What is asked of any question, whatever its kind: how it is put, its verdict, what was right."""

from tutor.core.grade import Grade
from tutor.core.questions.question import Question


def grade(question: Question, response: str) -> Grade:
    """The verdict on `response` (canonical form, places of the question filled); never raises on any text."""
    return question.verdict(response) if response.strip() else Grade.unattempted()


def presented(question: Question, seed: int) -> tuple[int, ...]:
    """Indices in display order: of options, entries or the right column; () where nothing is listed."""
    return question.order(seed)


def answer_hint(question: Question) -> str:
    """What a learner should know about the form of the answer, such as `to within 1%, in €/m²`; or ''."""
    return question.answer_hint()


def solution(question: Question) -> str:
    """A right answer as a response string; '' only if no answer to a text's pattern could be made up."""
    return question.solution()


def solution_text(question: Question) -> str:
    """The right answer as a learner reads it (Markdown)."""
    return question.solution_text()
