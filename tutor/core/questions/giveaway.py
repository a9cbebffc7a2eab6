"""Whether a hint contains an answer."""

import re
from collections.abc import Iterable

from tutor.core.questions.texts import fold

SHORT, SMALL = 3, 10
"""Texts of fewer letters, and whole numbers up to SMALL, are too common to be a give-away by themselves."""

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?(?![\w])", re.IGNORECASE)
_ANSWER = re.compile(r"answer\W+(?:\w+\W+){0,2}$", re.IGNORECASE)


def has(text: str, words: str) -> bool:
    """Whether `words` stand in `text` as words."""
    wanted = fold(words).strip(" .")
    if len(wanted) < SHORT:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", fold(text)) is not None


def word_told(prompt: str, literals: Iterable[str], hint: str) -> bool:
    """Whether the hint has one of these answers, and the prompt does not."""
    return any(has(hint, literal) and not has(prompt, literal) for literal in literals)


def named_in(text: str, words: str) -> int:
    """Where `words` stand in a text as words of their own, from 1; 0 where they do not. Short ones count as written."""
    plain = words.strip(" .")
    if not plain:
        return 0
    exact = len(plain) < SHORT
    found = re.search(rf"(?<!\w){re.escape(plain if exact else fold(plain))}(?!\w)", text if exact else fold(text))
    return found.start() + 1 if found else 0


def sentences(text: str) -> list[str]:
    """A text cut at the ends of its sentences."""
    return re.split(r"(?<=[.;:!?])\s+", text)


def numbers_in(text: str) -> list[tuple[float, str]]:
    """The numbers in a text, each with what stands before it."""
    found = []
    for match in _NUMBER.finditer(text):
        value = float(match[0].replace("−", "-").replace(",", "."))
        found.append((value, text[max(0, match.start() - 40) : match.start()]))
    return found


def telling(value: float, before: str) -> bool:
    """Whether a number in a hint tells by itself: a small whole one only as in `the answer is 3`."""
    common = value == round(value) and abs(value) <= SMALL
    return not common or _ANSWER.search(before) is not None
