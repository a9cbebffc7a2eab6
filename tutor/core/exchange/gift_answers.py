"""What stands between the braces of a GIFT question, as answers with their weights and feedback, still escaped."""

import re
from dataclasses import dataclass

from tutor.core.exchange.gift_syntax import Unreadable, marks

_WEIGHT = re.compile(r"\s*(?:\[\w+\]\s*)?%\s*([-+]?[0-9]+(?:[.,][0-9]*)?)\s*%")
_LINE_START = re.compile(r"^[ \t]*(?=[=~])", re.MULTILINE)
_ARROW = re.compile(r"(?<!-)->")
FULL = 99.0
"""Percent from which on an answer counts as right: 100 within Moodle's rounding."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `sign` is `=` (right), `~` (wrong, unless its weight says otherwise); texts are escaped."""

    sign: str
    text: str
    feedback: str
    weight: float

    @property
    def pair(self) -> tuple[str, str] | None:
        """Both sides of an arrow, if there is one."""
        found = _ARROW.search(self.text)
        return (self.text[: found.start()].strip(), self.text[found.end() :].strip()) if found else None


def general(inside: str) -> tuple[str, str]:
    """The answers without what stands after `####`, and that: it is said of the question as a whole."""
    signs = {at for at, sign in marks(inside) if sign == "#"}
    for at in sorted(signs):
        if {at, at + 1, at + 2, at + 3} <= signs:
            return inside[:at], inside[at + 4 :].strip()
    return inside, ""


def answers(inside: str) -> list[Answer]:
    """The answers in order. Raises Unreadable where there is none."""
    starts = _starts(inside)
    head = inside[: starts[0][0] if starts else len(inside)]
    found = [_answer("~" if any(sign == "~" for _, _, sign in starts) else "=", head)] if head.strip() else []
    ends = [*(begin for begin, _, _ in starts[1:]), len(inside)] if starts else []
    found += [_answer(sign, inside[text:end]) for (_, text, sign), end in zip(starts, ends, strict=True)]
    kept = [answer for answer in found if answer.text or answer.feedback]
    if not kept:
        raise Unreadable("it has no answers: nothing stands in its braces")
    return kept


def truth(inside: str) -> tuple[bool, str, str] | None:
    """Of a true-false question: whether it holds, and what is said of the wrong and of the right answer."""
    signs = [at for at, sign in marks(inside) if sign == "#"]
    word = inside[: signs[0]].strip().upper() if signs else inside.strip().upper()
    if word not in ("T", "TRUE", "F", "FALSE"):
        return None
    ends = [*signs[1:], len(inside)] if signs else []
    parts = [inside[start + 1 : end].strip() for start, end in zip(signs, ends, strict=True)]
    wrong, right = (*parts, "", "")[:2]
    return word in ("T", "TRUE"), wrong, right


def _starts(inside: str) -> list[tuple[int, int, str]]:
    """Where each answer begins, where its text does, and its sign; `~=` is a right one."""
    signs = [(at, sign) for at, sign in marks(inside) if sign in "=~"]
    first_in_line = {found.end() for found in _LINE_START.finditer(inside)} & {at for at, _ in signs}
    one_a_line = len(first_in_line) > 1
    spaced = any(sign == "=" and (at == 0 or inside[at - 1].isspace()) for at, sign in signs)
    tilde = any(sign == "~" for _, sign in signs)
    found: list[tuple[int, int, str]] = []
    for at, sign in signs:
        if found and not inside[found[-1][1] : at].strip() and found[-1][2] == "~" and sign == "=":
            found[-1] = (found[-1][0], at + 1, "=")
        elif sign == "~" or at in first_in_line or not _is_text(inside, at, one_a_line, spaced and tilde):
            found.append((at, at + 1, sign))
    return found


def _is_text(inside: str, at: int, one_a_line: bool, others: bool) -> bool:
    """Whether an unescaped `=` in the middle of a line is no mark: `x = 5` and `x=5`, where answers begin otherwise."""
    if at == 0:
        return False
    glued = not inside[at - 1].isspace()
    apart = inside[at - 1].isspace() and inside[at + 1 : at + 2].isspace()
    return (glued and (one_a_line or others)) or (apart and one_a_line)


def _answer(sign: str, raw: str) -> Answer:
    cut = next((at for at, mark in marks(raw) if mark == "#"), len(raw))
    text, feedback = raw[:cut], raw[cut + 1 :].strip()
    found = _WEIGHT.match(text)
    if found is not None:
        text = text.replace(found[0], found[0][: found[0].index("%")], 1)
    weight = float(found[1].replace(",", ".")) if found else 100.0 if sign == "=" else 0.0
    return Answer(sign, text.strip(), feedback, weight)
