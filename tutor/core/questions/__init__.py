"""Grading a response to a question; the same for every screen and script."""

from tutor.core.questions.grading import answer_hint, grade, presented, solution, solution_text
from tutor.core.questions.numbers import NumberRead, read_number
from tutor.core.questions.variants import variant, version

__all__ = [
    "NumberRead",
    "answer_hint",
    "grade",
    "presented",
    "read_number",
    "solution",
    "solution_text",
    "variant",
    "version",
]
