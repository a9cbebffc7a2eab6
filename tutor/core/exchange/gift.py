"""Questions to Moodle's GIFT; what it cannot express is refused, item by item, with the reason."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tutor.core.lesson.model import KINDS, Blank, Block, Case, Choice, Gap, Item, Match, Number, Text
from tutor.core.questions.cases import ELSE, NumberCase, read_case
from tutor.core.questions.texts import is_pattern

NOTE = "// tutor: "
"""Begins the comment that keeps what GIFT has no place for; Moodle passes over it."""
MOST_RIGHT = 10
"""Moodle knows the weights 1/1 to 1/10 and no smaller ones."""
FEWEST_PAIRS = 3

_SPECIAL = re.compile(r"([\\~=#{}:])")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item that was left out, and why; `line` where it was read from a file."""

    item: str
    reason: str
    line: int = 0

    def __str__(self) -> str:
        """`item (line 3): reason`."""
        place = f" (line {self.line})" if self.line else ""
        return f"{self.item}{place}: {self.reason}"


class Unsayable(ValueError):
    """An item that GIFT cannot express; its text is the reason."""


def write(items: Iterable[tuple[str, Block]]) -> tuple[str, list[Refusal]]:
    """GIFT of drawn items with their titles, and what was refused."""
    written: list[str] = []
    refused: list[Refusal] = []
    for title, item in items:
        try:
            written.append(question(title, item))
        except Unsayable as error:
            refused.append(Refusal(title, str(error)))
    return "\n\n".join(written) + "\n" if written else "", refused


def question(title: str, item: Block) -> str:
    """One item as GIFT. Raises Unsayable."""
    writer = _WRITERS.get(type(item))
    if writer is None:
        raise Unsayable(_NO_FORM.get(KINDS[type(item)], "it is no question"))
    before, answers, after = writer(item)
    lines = [f"{NOTE}{json.dumps(_beside(item), ensure_ascii=True)}"]
    lines.append(f"::{escaped(title)}::[markdown]{before}{{")
    lines += answers
    if item.why:
        lines.append(f"####{escaped(item.why)}")
    lines.append("}" + after)
    return "\n".join(lines)


def escaped(text: str) -> str:
    """A text in which nothing is GIFT's; its line ends are written `\\n`."""
    return _SPECIAL.sub(r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")


_NO_FORM = {
    "order": "GIFT has no questions of order",
    "exercise": "a live exercise works only in the tutor",
    "code": "GIFT has no programs to write",
}


def _beside(item: Item) -> dict[str, Any]:
    """What GIFT has no place for."""
    found: dict[str, Any] = {"kind": KINDS[type(item)]}
    for name in ("hints", "objectives", "unit", "headers"):
        if value := getattr(item, name, None):
            found[name] = value
    if isinstance(item, Choice):
        found.update(pick_all=item.pick_all, shuffle=item.shuffle)
    return found


def _choice(item: Choice) -> tuple[str, list[str], str]:
    right = sum(option.right for option in item.options)
    if item.pick_all and right > MOST_RIGHT:
        raise Unsayable(f"{right} options are right, and Moodle has no weight below 1/{MOST_RIGHT}")
    lines = []
    for option in item.options:
        mark = "=" if option.right else "~"
        if item.pick_all:
            mark = f"~%{'' if option.right else '-'}{_percent(100 / right)}%"
        lines.append(f"{mark}{escaped(option.text)}{_feedback(option.feedback)}")
    return escaped(item.prompt), lines, ""


def _number(item: Number) -> tuple[str, list[str], str]:
    unit = f" ({item.unit})" if item.unit and f"({item.unit})" not in item.prompt else ""
    return escaped(item.prompt + unit), ["#", *map(_number_case, item.cases)], ""


def _number_case(case: Case) -> str:
    if case.match == ELSE:
        return f"~{_feedback(case.feedback)}"
    found = read_case(case.match)
    if not isinstance(found, NumberCase):
        raise Unsayable(f"its case “{case.match}” cannot be read: {found}")
    middle, width = (found.low + found.high) / 2, (found.high - found.low) / 2
    value = f"{middle:.15g}:{width:.15g}" if found.value else f"{found.low:.15g}..{found.high:.15g}"
    return f"={_weight(case)}{value}{_feedback(case.feedback)}"


def _text(item: Text) -> tuple[str, list[str], str]:
    return escaped(item.prompt), [_text_case(case) for case in item.cases], ""


def _text_case(case: Case) -> str:
    if case.match == ELSE:
        return f"=%0%*{_feedback(case.feedback)}"
    if is_pattern(case.match):
        raise Unsayable(f"its case “{case.match}” is a pattern, and GIFT has only texts")
    return f"={_weight(case)}{_literal(case.match)}{_feedback(case.feedback)}"


def _blank(item: Blank) -> tuple[str, list[str], str]:
    if len(item.gaps) != 1:
        raise Unsayable(f"GIFT has one gap a question, and this has {len(item.gaps)}")
    at = next(index for index, piece in enumerate(item.pieces) if isinstance(piece, Gap))
    before, after = (str(piece[0]) if piece else "" for piece in (item.pieces[:at], item.pieces[at + 1 :]))
    answers = [f"={_literal(text)}" for text in item.gaps[0].accepted]
    return f"{escaped(item.prompt)}\\n\\n{escaped(before)}", answers, escaped(after)


def _match(item: Match) -> tuple[str, list[str], str]:
    if len(item.left) < FEWEST_PAIRS:
        raise Unsayable(f"Moodle wants {FEWEST_PAIRS} pairs or more, and this has {len(item.left)}")
    if any("->" in text for text in (*item.left, *item.right)):
        raise Unsayable("an entry holds “->”, which GIFT keeps for itself")
    pairs = zip(item.left, item.right, strict=True)
    return escaped(item.prompt), [f"={escaped(left)} -> {escaped(right)}" for left, right in pairs], ""


def _literal(text: str) -> str:
    """An answer to be typed as it is: Moodle takes a bare `*` for any text."""
    return escaped(text).replace("*", r"\*")


def _weight(case: Case) -> str:
    if case.right:
        return ""
    if round(case.score * 100, 5) not in _weights():
        raise Unsayable(f"a wrong answer earns {case.score:.0%}, and Moodle has no such weight")
    return f"%{_percent(case.score * 100)}%"


def _weights() -> set[float]:
    shares = {round(100 / n, 5) for n in range(1, MOST_RIGHT + 1)}
    return shares | {0.0, 5.0, 30.0, 40.0, 60.0, 66.66667, 70.0, 75.0, 80.0, 83.33333, 90.0}


def _percent(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _feedback(text: str) -> str:
    return f"#{escaped(text)}" if text else ""


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The characters of GIFT, each with whether it was escaped (and so means nothing)."""
    at = 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text) and text[at + 1] in "\\~=#{}:n*":
            yield ("\n" if text[at + 1] == "n" else text[at + 1]), True
            at += 2
        else:
            yield text[at], False
            at += 1


_WRITERS: dict[type, Callable[[Any], tuple[str, list[str], str]]] = {
    Choice: _choice,
    Number: _number,
    Text: _text,
    Blank: _blank,
    Match: _match,
}
