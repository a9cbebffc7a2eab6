"""Short texts compared as a patient reader would: case, white space, typography and one slip are forgiven, signs count.

Two grains. `fits` is strict: after `fold`, a sign at the edge is part of the answer (`C` is not `C++`, `mask` not
`~mask`). `nearly` also takes what a learner puts around an answer and no author wrote: a full stop after it, quotes
about it. Grading asks the strict one of every case first, so that an author can tell `5` from `5.` and `a` from `"a"`.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from tutor.core.questions.patterns import Pattern, compile_pattern

SLIP_FROM = 6
"""Literal answers of at least this many letters forgive one slip: a letter missing, added, wrong or swapped."""

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‘’‚‛′ʹʼ´", "'"),
        **dict.fromkeys("⁄∕", "/"),
        **dict.fromkeys("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0", ""),
        **dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), ""),
    }
)
_QUOTES = ('"', "'", "`")
_STOP = re.compile(r"(?<=\S) ?\.$")
_STOP_OF_A_WORD = re.compile(r"(?<=[^\W\d_]{2})\.$")
_JOINTS = re.compile(r"(?<=[^\W\d_])[-' ]+(?=[^\W\d_])")


def typed(text: str) -> str:
    """`text` as a keyboard has it: one hyphen, straight quotes, nothing invisible; letters stay."""
    text = text.translate(_TYPOGRAPHY)
    return text if text.isascii() else "".join(char for char in text if unicodedata.category(char) != "Cf")


def fold(text: str) -> str:
    """`typed`, NFKC, case folded, white space collapsed."""
    text = unicodedata.normalize("NFKC", typed(text)).casefold()
    return " ".join(typed(unicodedata.normalize("NFKC", text)).split())


def undressed(text: str) -> str:
    """`fold`, without quotes about it and without the full stop after it (unless there is nothing else)."""
    return _undressing(text)[-1]


def _undressing(text: str) -> list[str]:
    """`fold`, and what is left after each full stop or pair of quotes that comes off."""
    stages = [fold(text)]
    while True:
        bare = stages[-1]
        less = _STOP.sub("", bare)
        if len(less) > 2 and less[0] == less[-1] and less[0] in _QUOTES:
            less = less[1:-1].strip()
        if not less or less == bare:
            return stages
        stages.append(less)


def is_pattern(match: str) -> bool:
    """Whether a case is written as a regular expression."""
    return match.startswith("/")


@lru_cache(maxsize=256)
def pattern_of(match: str) -> Pattern:
    """The pattern of a case `/…/`; PatternError if it has no end, is wrong or could run away."""
    body = match[1:-1] if len(match) > 1 and match.endswith("/") else ""
    return compile_pattern(typed(body))


def fits(answer: str, match: str) -> bool:
    """Whether `answer` is what a literal or `/…/` asks for, signs included; PatternError."""
    if is_pattern(match):
        return pattern_of(match).fits(fold(answer))
    return fold(answer) == fold(match)


def nearly(answer: str, match: str) -> bool:
    """Whether `answer` fits once the quotes and the full stop are gone that its writer put there; PatternError."""
    if is_pattern(match):
        return pattern_of(match).fits(undressed(answer))
    return same(answer, match)


def first_fit(answer: str, matches: Sequence[str]) -> int | None:
    """The first of `matches` that `answer` fits, or else the first that it nearly fits; PatternError."""
    for test in (fits, nearly):
        for at, match in enumerate(matches):
            if test(answer, match):
                return at
    return None


def same(answer: str, literal: str) -> bool:
    """Whether both say the same, but for quotes and a full stop about the answer."""
    stages, wanted = _undressing(answer), fold(literal)
    return wanted in stages or _STOP_OF_A_WORD.sub("", wanted) in stages


def slipped(answer: str, literal: str) -> bool:
    """Whether `answer` is `literal` with exactly one slip, and `literal` long enough to forgive it.

    A slip is one of letters, or of a hyphen, apostrophe or space between letters: other signs and digits must agree.
    """
    left, right = undressed(answer), undressed(literal)
    letters = sum(char.isalpha() for char in right)
    if letters < SLIP_FROM or any(char.isdigit() for char in left + right) or left == right:
        return False
    return _signs(left) == _signs(right) and _one_edit(left, right)


def _signs(text: str) -> str:
    """What stands beside the letters, and whether it begins or ends the text."""
    return re.sub(r"[^\W_]+", "a", _JOINTS.sub("", text))


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
