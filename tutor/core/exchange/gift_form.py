"""What a kind of question needs to write itself as GIFT: its characters, weights and feedback."""

import re
from typing import NamedTuple

MOST_RIGHT = 10
"""Moodle knows the weights 1/1 to 1/10 and no smaller ones."""

_SPECIAL = re.compile(r"([\\~=#{}:])")


class Unsayable(ValueError):
    """An item that GIFT cannot express; its text is the reason."""


class GiftForm(NamedTuple):
    """What stands before, in (a line each) and after the braces, escaped."""

    before: str
    answers: list[str]
    after: str = ""


def escaped(text: str) -> str:
    """A text in which nothing is GIFT's; its line ends are written `\\n`."""
    return _SPECIAL.sub(r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")


def literal(text: str) -> str:
    """An answer to be typed as it is: Moodle takes a bare `*` for any text."""
    return escaped(text).replace("*", r"\*")


def feedback(text: str) -> str:
    """What is said to who gave the answer before it."""
    return f"#{escaped(text)}" if text else ""


def weight(score: float) -> str:
    """What an answer that is not right earns (0..1), before it. Raises Unsayable where Moodle has no such weight."""
    if round(score * 100, 5) not in _weights():
        raise Unsayable(f"a wrong answer earns {score:.0%}, and Moodle has no such weight")
    return f"%{percent(score * 100)}%"


def percent(value: float) -> str:
    """Up to five decimals, as Moodle writes its weights."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _weights() -> set[float]:
    shares = {round(100 / n, 5) for n in range(1, MOST_RIGHT + 1)}
    return shares | {0.0, 5.0, 30.0, 40.0, 60.0, 66.66667, 70.0, 75.0, 80.0, 83.33333, 90.0}
