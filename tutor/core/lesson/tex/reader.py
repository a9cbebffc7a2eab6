"""The reader of TeX maths: rows, groups, arguments and scripts. What each command does is in `macros`."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping

from tutor.core.lesson.tex.nodes import (
    EMPTY,
    Accent,
    Brace,
    Fence,
    Fraction,
    Gap,
    Name,
    Node,
    Raw,
    Row,
    Scripts,
    Sign,
    Table,
)
from tutor.core.lesson.tex.signs import class_of, sign_of
from tutor.core.lesson.tex.tokens import FROM_SUBSCRIPTS, FROM_SUPERSCRIPTS, Token, bar_of, bar_pairs, tokens_of

MAX_DEPTH = 40
_INFIX = ("\\over", "\\choose", "\\atop")
_STRAY = {
    "}": "this `}` closes nothing",
    "&": "`&` stands outside a table; write `\\&` for the sign",
    "\\\\": "`\\\\` stands outside a table",
    "\\right": "`\\right` stands without `\\left`",
    "\\middle": "`\\middle` stands outside `\\left … \\right`",
    "\\end": "`\\end` stands without `\\begin`",
}
_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot", "\u20d7": "vec"}


_MEANT = {"-": "−", "Σ": "∑"}
"""What is typed, and what it means in a formula; the letter is written `\\Sigma`."""


class TexError(ValueError):
    """The formula is not finished, or what is in it does not fit together; the message says what."""


class Reader:
    """Goes once over the tokens of a formula.

    Commands get the reader to take their arguments from it; what they return stands in the row.
    """

    def __init__(self, tex: str, macros: Mapping[str, Callable[["Reader", Token], Node]]) -> None:
        self.tex = tex
        self.tokens = tokens_of(tex)
        self.macros = macros
        self.bars = bar_pairs(self.tokens)
        self.at = 0
        self.depth = 0

    @property
    def here(self) -> Token | None:
        """The token that comes next; None at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> Token:
        """The next token, which is passed; TexError at the end."""
        token = self.here
        if token is None:
            raise TexError("it ends too early")
        self.at += 1
        return token

    def skip_blanks(self) -> Token | None:
        """Pass blanks; what comes then."""
        while self.here is not None and self.here.kind == "blank":
            self.at += 1
        return self.here

    def found(self, text: str) -> bool:
        """Pass `text` if it comes next, behind blanks or not."""
        start = self.at
        token = self.skip_blanks()
        if token is not None and token.text == text:
            self.at += 1
            return True
        self.at = start
        return False

    def row(self, stops: Collection[str] = (), end: int = -1) -> Row:
        """Everything up to one of `stops`, up to the token number `end`, or to the end of the formula."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TexError(f"it is nested more than {MAX_DEPTH} deep")
        items: list[Node] = []
        while (token := self.here) is not None and token.text not in stops and self.at != end:
            if token.text in _STRAY:
                raise TexError(_STRAY[token.text])
            if token.text in _INFIX:
                self.at += 1
                items = [_infix(token.text, Row(tuple(items)), self.row(stops, end))]
            elif (node := self.scripted()) != EMPTY or token.text == "{":
                items.append(node)
        self.depth -= 1
        return Row(tuple(items))

    def group(self, opening: str = "{", closing: str = "}") -> Row:
        """What stands between the brace that comes next and the one that closes it."""
        self.take()
        inside = self.row((closing,))
        if self.here is None:
            raise TexError(f"a `{opening}` is never closed")
        self.at += 1
        return inside

    def argument(self, of: str) -> Row:
        """The argument of a command: a group, or the one thing that comes next."""
        token = self.skip_blanks()
        if token is None or token.text in _STRAY or token.text in ("_", "^"):
            raise TexError(f"`{of}` lacks an argument")
        if token.text == "{":
            return self.group()
        if token.kind == "number" and len(token.text) > 1:
            first, rest = token.start + 1, token.text[1:]
            self.tokens[self.at] = Token("number", rest, first, token.end)
            return Row((Sign(token.text[0]),))
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TexError(f"it is nested more than {MAX_DEPTH} deep")
        node = self.atom()
        self.depth -= 1
        return node if isinstance(node, Row) else Row((node,))

    def option(self) -> Row | None:
        """What stands in square brackets that come next; None without them."""
        return self.group("[", "]") if self.here is not None and self.here.text == "[" else None

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Pass what comes next if it is of this pattern: a length, a place."""
        token = self.here
        if token is not None and (found := pattern.match(self.tex, token.start)):
            while self.here is not None and self.here.start < found.end():
                self.at += 1

    def source(self, of: str) -> str:
        """The group that comes next as it was written, without its braces."""
        token = self.skip_blanks()
        if token is None or token.text != "{":
            raise TexError(f"`{of}` lacks a group in braces")
        end = self.closing()
        start = token.end
        self.at = end + 1
        return self.tex[start : self.tokens[end].start]

    def closing(self) -> int:
        """The number of the token that closes the group which comes next."""
        depth = 0
        for at in range(self.at, len(self.tokens)):
            depth += (self.tokens[at].text == "{") - (self.tokens[at].text == "}")
            if depth == 0:
                return at
        raise TexError("a `{` is never closed")

    def scripted(self) -> Node:
        """The next thing with all that hangs on it: `x_i^2`, `f''`, a sum with its limits."""
        token = self.here
        bare = token is None or token.text in ("_", "^", "'", "′") or token.kind in ("low", "high")
        base: Node = EMPTY if bare else self.atom()
        if isinstance(base, Gap):
            return base
        stacked = _stacks(base)
        parts: dict[str, list[Node]] = {}
        while (script := self._script()) is not None:
            mark, items = script
            if mark == "limits":
                stacked = bool(items)
            elif mark in parts and mark != "prime":
                raise TexError(f"two {'sub' if mark == '_' else 'super'}scripts stand at one place; use braces")
            else:
                parts.setdefault(mark, []).extend(items)
        if not parts:
            return base
        low = Row(tuple(parts["_"])) if "_" in parts else None
        high = Row((*parts.get("prime", ()), *parts.get("^", ())))
        return Scripts(base, low, high if high.items else None, stacked)

    def _script(self) -> tuple[str, list[Node]] | None:
        start = self.at
        token = self.skip_blanks()
        if token is not None:
            self.at += 1
            if token.text in ("_", "^"):
                return token.text, list(self.argument(token.text).items) or [EMPTY]
            if token.text in ("'", "′"):
                return "prime", [Sign("′")]
            if token.kind == "low":
                return "_", [Sign(FROM_SUBSCRIPTS[char]) for char in token.text]
            if token.kind == "high":
                return "^", [Sign(FROM_SUPERSCRIPTS[char]) for char in token.text]
            if token.text in ("\\limits", "\\nolimits"):
                return "limits", [EMPTY] if token.text == "\\limits" else []
        self.at = start
        return None

    def atom(self) -> Node:
        """The next thing, without what hangs on it; EMPTY where a command shows nothing."""
        token = self.here
        assert token is not None
        if token.text == "{":
            return self.group()
        if self.at in self.bars:
            return self._barred()
        self.at += 1
        match token.kind:
            case "blank":
                return Gap(0)
            case "power":
                return _power_of_ten(token.text)
            case "command":
                return self._command(token)
        return _sign(token.text)

    def _barred(self) -> Node:
        end = self.bars[self.at]
        left, right = bar_of(self.take()), bar_of(self.tokens[end])
        body = self.row((), end)
        self.at = end + 1
        return Fence(left, right, body)

    def _command(self, token: Token) -> Node:
        name = token.text[1:]
        if name in self.macros:
            return self.macros[name](self, token)
        if sign := sign_of(name):
            return Sign(sign)
        return self.unknown(token)

    def unknown(self, token: Token) -> Raw:
        """A command that nobody knows, with the groups right behind it."""
        end = token.end
        while self.here is not None and self.here.text == "{":
            closing = self.closing()
            end = self.tokens[closing].end
            self.at = closing + 1
        source = self.tex[token.start : end]
        return Raw(" ".join(source.split()), f"`{token.text}` is not known")


def _sign(text: str) -> Node:
    letter, *marks = list(unicodedata.normalize("NFD", text))
    if len(marks) == 1 and marks[0] in _ACCENTS:
        return Accent(_ACCENTS[marks[0]], Row((Sign(letter),)))
    return Gap(1) if text == "~" else Sign(_MEANT.get(text, text))


def _stacks(base: Node) -> bool:
    if isinstance(base, Sign):
        return class_of(base.text) == "big" and base.text not in "∫∬∭∮"
    return isinstance(base, Brace) or (isinstance(base, Name) and base.limits)


def _infix(command: str, above: Row, below: Row) -> Node:
    if command == "\\atop":
        return Table("stack", ((above,), (below,)))
    return Fraction(above, below, line=command == "\\over")


def _power_of_ten(text: str) -> Row:
    """What Python writes as 1.9e-05."""
    number, _, power = text.partition("e")
    digits = [Sign("−")] if power[0] == "-" else []
    exponent = Row((*digits, Sign(power.lstrip("+-").lstrip("0") or "0")))
    return Row((Sign(number), Gap(0), Sign("·"), Scripts(Sign("10"), high=exponent)))
