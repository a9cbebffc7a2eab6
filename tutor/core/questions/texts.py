"""Short texts compared as a patient reader would: case, white space, Unicode form and one slip are forgiven."""

import string
import unicodedata

from tutor.core.questions.patterns import Pattern, compile_pattern

SLIP_FROM = 6
"""Literal answers of at least this many letters forgive one slip: a letter missing, added, wrong or swapped."""

_OUTER = string.punctuation + string.whitespace + "“”„‘’‚«»‹›…–—−·•¿¡"


def fold(text: str) -> str:
    """NFKC, case folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def bare(text: str) -> str:
    """`fold`, without punctuation around it (unless there is nothing else)."""
    folded = fold(text)
    return folded.strip(_OUTER) or folded


def same(answer: str, literal: str) -> bool:
    """Whether both say the same."""
    return bare(answer) == bare(literal)


def slipped(answer: str, literal: str) -> bool:
    """Whether `answer` is `literal` with exactly one slip, and `literal` long enough to forgive it."""
    left, right = bare(answer), bare(literal)
    letters = sum(char.isalpha() for char in right)
    if letters < SLIP_FROM or any(char.isdigit() for char in left + right) or left == right:
        return False
    return _one_edit(left, right)


def is_pattern(match: str) -> bool:
    """Whether a case is written as a regular expression."""
    return match.startswith("/")


def pattern_of(match: str) -> Pattern:
    """The pattern of a case `/…/`; PatternError if it has no end, is wrong or could run away."""
    body = match[1:-1] if len(match) > 1 and match.endswith("/") else ""
    return compile_pattern(body)


def fits(answer: str, match: str) -> bool:
    """Whether `answer` is what a literal or `/…/` asks for, slips not forgiven; PatternError."""
    if not is_pattern(match):
        return same(answer, match)
    pattern = pattern_of(match)
    return pattern.fits(fold(answer)) or pattern.fits(bare(answer))


def _one_edit(left: str, right: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns `left` into `right`."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    rest_left, rest_right = left[start:], right[start:]
    if len(left) != len(right):
        return rest_left[1:] == rest_right or rest_left == rest_right[1:]
    swapped = rest_left[1::-1] + rest_left[2:]
    return rest_left[1:] == rest_right[1:] or swapped == rest_right
