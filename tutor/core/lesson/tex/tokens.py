"""A formula cut into tokens, and the bars in it paired: `|x|` opens and closes with one sign."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor.core.lesson.tex.signs import class_of, sign_of

SUBSCRIPTS = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
SUPERSCRIPTS = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyzT⊤′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵀ′", strict=True)
)
FROM_SUBSCRIPTS = {small: plain for plain, small in SUBSCRIPTS.items()}
FROM_SUPERSCRIPTS = {small: plain for plain, small in SUPERSCRIPTS.items() if small != "′"} | {"ᵀ": "T"}
SUPERSCRIPTS["∘"] = "°"

Kind: TypeAlias = Literal["command", "blank", "power", "number", "low", "high", "sign"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source, from `start` to `end`; `text` is normalised."""

    kind: Kind
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"(?P<command>\\(?:[A-Za-z]+|.))"
    r"|(?P<blank>\s+)"
    r"|(?P<power>[0-9]+(?:\.[0-9]+)?e(?:[+-][0-9]{2,}|[0-9]+)(?![0-9A-Za-z]))"
    r"|(?P<number>[0-9]+(?:\{,\}[0-9]+|,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?)"
    rf"|(?P<low>[{''.join(FROM_SUBSCRIPTS)}]+)"
    rf"|(?P<high>[{''.join(FROM_SUPERSCRIPTS)}]+)"
    r"|(?P<sign>:=|.[\u0300-\u036f\u20d0-\u20ff]*)",
    re.DOTALL,
)


def tokens_of(tex: str) -> list[Token]:
    """All of `tex` as tokens; blanks that only end a command's name are left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(tex):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        if kind == "blank" and found and found[-1].kind == "command" and found[-1].text[1:].isalpha():
            continue
        text = unicodedata.normalize("NFC", match[0]).replace("{,}", ",")
        found.append(Token(kind, text, match.start(), match.end()))
    return found


_BARS = {"|": "|", "\\vert": "|", "‖": "‖", "\\|": "‖", "\\Vert": "‖"}
_HANDED = {"\\lvert": "\\rvert", "\\lVert": "\\rVert", "\\lfloor": "\\rfloor", "\\lceil": "\\rceil", "⌊": "⌋", "⌈": "⌉"}
_SIGNS = {
    **_BARS,
    **{name: sign_of(name[1:]) if name[0] == "\\" else name for pair in _HANDED.items() for name in pair},
}
_SIZES = ("\\left", "\\right", "\\middle")


def bar_of(token: Token) -> str:
    """The sign of a bar, or of half a floor or ceiling; "" for anything else."""
    return _SIGNS.get(token.text, "")


def bar_pairs(tokens: list[Token]) -> dict[int, int]:
    """Where the bar closes that opens at each of these tokens. What is no pair is not in it: `P(A|B)`."""
    if not any(map(bar_of, tokens)):
        return {}
    levels = _levels(tokens)
    left = Counter((levels[at], bar_of(token)) for at, token in enumerate(tokens) if levels[at] >= 0)
    pairs: dict[int, int] = {}
    opened: dict[int, list[int]] = {}
    wanting = True
    for at, token in enumerate(tokens):
        if token.kind == "blank":
            continue
        level, bar = levels[at], bar_of(token)
        if not bar or level < 0:
            wanting = _wants(token)
            continue
        waiting = opened.setdefault(level, [])
        closes = bool(waiting) and _match(tokens[waiting[-1]].text, token.text) and not wanting
        if closes:
            pairs[waiting.pop()] = at
        elif token.text in _HANDED or (token.text in _BARS and (wanting or left[level, bar] % 2 == 0)):
            waiting.append(at)
        left[level, bar] -= 1
        wanting = not closes
    return pairs


def _match(opening: str, closing: str) -> bool:
    return closing == _HANDED[opening] if opening in _HANDED else _BARS[opening] == _BARS.get(closing)


def _wants(token: Token) -> bool:
    """Whether an operand is to come after this token."""
    if token.text in ("{", "&", "\\\\", "_", "^", "~"):
        return True
    if token.kind == "command":
        sign = sign_of(token.text[1:])
        return class_of(sign) not in ("ord", "close") if sign else len(token.text) > 2 or token.text in ("\\,", "\\;")
    return token.kind == "sign" and class_of(token.text) not in ("ord", "close")


def _levels(tokens: list[Token]) -> list[int]:
    r"""For each token the number of the group, bracket or cell that it stands in; -1 for what `\left` takes."""
    levels, stack, count = [], [0], 0
    taken = False
    for token in tokens:
        closing = token.text in ("}", "\\right", ")", "]", "\\}")
        if taken and token.kind != "blank":
            levels.append(-1)
            taken = False
            continue
        if closing and len(stack) > 1:
            stack.pop()
        levels.append(stack[-1])
        if token.text in ("{", "\\left", "(", "[", "\\{"):
            count += 1
            stack.append(count)
        elif token.text in ("&", "\\\\"):
            count += 1
            stack[-1] = count
        taken = token.text in _SIZES
    return levels
