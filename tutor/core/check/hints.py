"""Checks that no hint contains the answer of the very variant that is graded."""

import re
from collections.abc import Iterable, Sequence

from tutor.core.check.bench import Bench
from tutor.core.lesson.model import Blank, Choice, Item, Number, Question, Text
from tutor.core.questions.cases import NumberCase, read_case
from tutor.core.questions.texts import fold, is_pattern

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?(?![\w])", re.IGNORECASE)
_ANSWER = re.compile(r"answer\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
SHORT, SMALL = 3, 10
"""Texts of fewer letters, and whole numbers up to SMALL, are too common to be a give-away by themselves."""


def check_hints(bench: Bench, item: Question, filled: Sequence[Question]) -> None:
    """`filled` are the variants. Where values are drawn, a hint tells if it does so for most of them."""
    for number in range(len(item.hints)):
        telling = sum(_tells(one, one.hints[number]) for one in filled)
        if filled and telling > len(filled) / 2:
            fix = "say how to get there, or work it out with other numbers"
            bench.add("hint-tells", f"hint {number + 1} contains the answer", fix, item)


def _tells(item: Question, hint: str) -> bool:
    match item:
        case Choice():
            right = [option.text for option in item.options if option.right]
            wrong = [option.text for option in item.options if not option.right]
            return any(_has(hint, text) for text in right) and not any(_has(hint, text) for text in wrong)
        case Number():
            return _number_told(item, hint)
        case Text():
            literals = [case.match for case in item.cases if case.right and not is_pattern(case.match)]
            return _word_told(item, literals, hint)
        case Blank():
            return any(_word_told(item, gap.accepted, hint) for gap in item.gaps)
        case _:
            return False


def _word_told(item: Item, literals: Iterable[str], hint: str) -> bool:
    return any(_has(hint, literal) and not _has(item.prompt, literal) for literal in literals)


def _has(text: str, words: str) -> bool:
    """Whether `words` stand in `text` as words."""
    wanted = fold(words).strip(" .")
    if len(wanted) < SHORT:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", fold(text)) is not None


def _number_told(item: Number, hint: str) -> bool:
    """Whether the hint has the right number, and the prompt does not; small whole ones only as `the answer is 3`."""
    cases = [read_case(case.match) for case in item.cases if case.right]
    given = {value for value, _ in numbers_in(item.prompt)}
    for value, before in numbers_in(hint):
        if value in given or not any(isinstance(case, NumberCase) and case.fits(value) for case in cases):
            continue
        common = value == round(value) and abs(value) <= SMALL
        if not common or _ANSWER.search(before):
            return True
    return False


def numbers_in(text: str) -> list[tuple[float, str]]:
    """The numbers in a text, each with what stands before it."""
    found = []
    for match in _NUMBER.finditer(text):
        value = float(match[0].replace("−", "-").replace(",", "."))
        found.append((value, text[max(0, match.start() - 40) : match.start()]))
    return found
