"""Regular expressions of text cases, kept small enough to end at once: a strict reading before `re` sees them.

An answer has at most `MAX_ANSWER` characters. A pattern is refused if a repeated group holds a choice or another
repeat (`(a+)+`), if an answer could be tried against it in more than `MAX_WAYS` ways (three open repeats are fine,
four are not), or if it has a backreference or a flag: those are what makes `re` run for ever.
"""

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

MAX_ANSWER = 200
MAX_WAYS = 10**8
MAX_DEPTH = 10
_CANDIDATES = "a0 A_-.,+=%:;/()[]{}<>?!'\"*#@&$^~|\\" + "bcdefghijklmnopqrstuvwxyz123456789"
_QUANTIFIER = re.compile(r"([*+?]|\{([0-9]*)(,?)([0-9]*)\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_GROUP = re.compile(r"\((?:\?(?::|=|!|<=|<!|P<\w+>))?")
_ANCHORS = ("\\b", "\\B", "\\A", "\\Z", "^", "$")


class PatternError(ValueError):
    """A pattern that is wrong or could run away; the text says what to change."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that is safe to run; `example` is an answer it takes, or empty if none was found."""

    regex: re.Pattern[str]
    example: str

    def fits(self, answer: str) -> bool:
        """Whether the whole `answer` (folded, at most MAX_ANSWER characters) matches."""
        return len(answer) <= MAX_ANSWER and self.regex.fullmatch(answer) is not None


@lru_cache(maxsize=256)
def compile_pattern(source: str) -> Pattern:
    """`source` (without its slashes) as a safe pattern; PatternError if it is wrong or could run away."""
    if not source:
        raise PatternError("The pattern is empty.")
    example = _Reader(source).read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            regex = re.compile(source, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise PatternError(f"Not a regular expression: {error}.") from error
    fits = len(example) <= MAX_ANSWER and regex.fullmatch(example) is not None
    return Pattern(regex, example if fits else "")


class _Reader:
    """One walk over a pattern: counts the ways to try an answer, and writes a plain example as it goes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = self.depth = 0

    def read(self) -> str:
        example, ways = self._alternatives()
        if self.at < len(self.source):
            raise PatternError("Not a regular expression: a `)` without its `(`.")
        if ways > MAX_WAYS:
            raise PatternError("Too many repeats: use at most three open ones such as `.*`.")
        return example

    def _alternatives(self) -> tuple[str, int]:
        """The first alternative's example, and the ways of all."""
        example, ways = self._sequence()
        while self._peek() == "|":
            self.at += 1
            ways += self._sequence()[1]
        return example, ways

    def _sequence(self) -> tuple[str, int]:
        examples, ways = [], 1
        while self._peek() not in ("", "|", ")"):
            atom, inner = self._atom()
            least, factor = self._quantifier(inner)
            examples.append(atom * min(least, MAX_ANSWER + 1))
            ways = min(ways * factor, MAX_WAYS + 1)
        return "".join(examples), ways

    def _atom(self) -> tuple[str, int]:
        if self._peek() == "(":
            return self._group()
        if found := _ESCAPE.match(self.source, self.at) or _CLASS.match(self.source, self.at):
            self.at = found.end()
            return self._example(found[0]), 1
        char = self._peek()
        self.at += 1
        if char in "*+?":
            raise PatternError(f"Not a regular expression: nothing to repeat before `{char}`.")
        return {".": "x", "^": "", "$": ""}.get(char, char), 1

    def _group(self) -> tuple[str, int]:
        start = _GROUP.match(self.source, self.at)
        if start is None or self.source.startswith("?", start.end()):
            raise PatternError("Flags and special groups are not used here: case is folded already.")
        self.at = start.end()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PatternError(f"Groups are nested more than {MAX_DEPTH} deep.")
        example, ways = self._alternatives()
        self.depth -= 1
        if self._peek() != ")":
            raise PatternError("Not a regular expression: a `(` without its `)`.")
        self.at += 1
        return ("" if start[0][-1] in "=!" else example), ways

    def _quantifier(self, inner: int) -> tuple[int, int]:
        """The least count of the quantifier at hand (1 if none), and the ways it leaves."""
        found = _QUANTIFIER.match(self.source, self.at)
        if found is None:
            return 1, inner
        self.at = found.end()
        least, most = _bounds(found)
        if inner > 1 and most > 1:
            raise PatternError("A repeated group holds a choice or another repeat, which can run for ever.")
        return least, inner * max(1, min(most, MAX_ANSWER) - least + 1)

    def _example(self, atom: str) -> str:
        if re.fullmatch(r"\\[1-9]", atom):
            raise PatternError("Backreferences such as \\1 can run for ever.")
        if atom in _ANCHORS:
            return ""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                regex = re.compile(atom)
        except (re.error, Warning) as error:
            raise PatternError(f"Not a regular expression: {error}.") from error
        return next((char for char in _CANDIDATES if regex.fullmatch(char)), atom[-2:-1])

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]


def _bounds(found: re.Match[str]) -> tuple[int, int]:
    fixed = {"*": (0, MAX_ANSWER), "+": (1, MAX_ANSWER), "?": (0, 1)}
    if found[1] in fixed:
        return fixed[found[1]]
    if not found[2] and not found[4]:
        raise PatternError(f"`{found[0]}` is no repeat: write for example {{2}} or {{0,3}}.")
    if len(found[2]) > 4 or len(found[4]) > 4:
        raise PatternError("A repeat count is far too large.")
    least = int(found[2] or 0)
    most = int(found[4] or MAX_ANSWER) if found[3] else least
    return least, most
