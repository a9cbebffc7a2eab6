"""GIFT cut up: a file into questions, a question into title, text and answers, still escaped as they stand there.

Read as Moodle reads it, and beyond that as teachers write it. What means something only inside a formula, an HTML tag,
an entity or an address (`{`, `=`, `#`, `~`) is text there; braces are answers only where they look like answers; and a
question may have empty lines between its text and its answers, or among them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.core.exchange.gift_maths import spans
from tutor.core.exchange.html_text import TAG

FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TITLE = re.compile(r"::(.*?)(?<!\\)::", re.DOTALL)
_KEPT = re.compile(rf"{TAG.pattern}|&#?\w{{1,31}};|https?://[^\s{{}}#~]+", re.DOTALL)
_MARK = re.compile(r"\\.|[{}=~#]", re.DOTALL)
_ANSWERS = re.compile(r"\s*(?:[=~#]|(?:T|TRUE|F|FALSE)\s*(?:#|$)|$)", re.IGNORECASE)
_TRUTH = re.compile(r"\s*(?:(?:T|TRUE|F|FALSE)\s*(?:#|$)|$)", re.IGNORECASE)
_CLOZE = re.compile(r"\s*[0-9]*:[A-Z_]+:")
_FARTHEST = 20
"""So many empty lines may stand in one question."""


class Unreadable(ValueError):
    """A question that we cannot ask; its text is the reason."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A question in parts, escaped: `format` is "" where none is named; `after` is what follows the answers."""

    title: str
    format: str
    before: str
    inside: str
    after: str


def marks(raw: str) -> list[tuple[int, str]]:
    """Where a character that GIFT means something by stands unescaped, and which; not within formulas and tags."""
    kept = [(start, end) for start, end, _ in spans(raw)] + [found.span() for found in _KEPT.finditer(raw)]
    inside = bytearray(len(raw) + 1)
    for start, end in kept:
        inside[start:end] = b"\1" * (end - start)
    found = ((each.start(), each[0]) for each in _MARK.finditer(raw) if not inside[each.start()])
    return [(at, sign) for at, sign in found if not sign.startswith("\\")]


def cut(block: str) -> Raw:
    """A question in parts. Raises Unreadable where it has no answers."""
    kind, block = format_of(block)
    title = _TITLE.match(block.lstrip())
    if title is not None:
        block = block.lstrip()[title.end() :]
    named, body = format_of(block)
    start, end = _braces(body)
    return Raw(title[1].strip() if title else "", named or kind, body[:start], body[start + 1 : end], body[end + 1 :])


def title_of(block: str) -> str:
    """The title of a question that may be unreadable otherwise; or ""."""
    found = _TITLE.match(format_of(block)[1].lstrip())
    return found[1].strip() if found else ""


def format_of(raw: str) -> tuple[str, str]:
    """The format named at the beginning of a text (`[html]`), or "", and the text without it."""
    found = FORMAT.match(raw)
    return (found[1].lower(), raw[found.end() :]) if found else ("", raw)


def _groups(body: str) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Where braces open and close, and those that nothing closes or opens."""
    opened: list[int] = []
    stray: list[int] = []
    closed: list[tuple[int, int]] = []
    for at, sign in marks(body):
        if sign == "{":
            opened.append(at)
        elif sign == "}" and opened:
            closed.append((opened.pop(), at))
        elif sign == "}":
            stray.append(at)
    return sorted(closed), opened, stray


def _braces(body: str) -> tuple[int, int]:
    """The braces that hold the answers: those that begin as answers do, the outer ones of them."""
    closed, opened, stray = _groups(body)
    if any(_CLOZE.match(body, start + 1, end) for start, end in closed):
        raise Unreadable("it is a cloze question, whose gaps have formats of their own; GIFT has none")
    outer = _outer([(start, end) for start, end in closed if _ANSWERS.match(body, start + 1, end)])
    if len(outer) > 1:
        outer = [(start, end) for start, end in outer if not _TRUTH.match(body, start + 1, end)] or outer[-1:]
    if not outer and not any(_ANSWERS.match(body, at + 1) for at in opened):
        outer = _outer(closed)
    if len(outer) > 1:
        raise Unreadable(f"it has {len(outer)} groups of answers, as a cloze question has; GIFT has one a question")
    if outer:
        return outer[0]
    if opened:
        raise Unreadable("its answers are never closed by “}”")
    if stray:
        raise Unreadable("a “}” stands where none was opened")
    raise Unreadable("it is a description: it asks nothing, for it has no answers in braces")


def _outer(groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in groups:
        if not found or start > found[-1][1]:
            found.append((start, end))
    return found


def questions(text: str) -> Iterator[tuple[int, str]]:
    """The questions of a file with the number of their first line, comments included."""
    blocks = [_Block(number, block) for number, block in _blocks(text)]
    at = 0
    while at < len(blocks):
        end = at + _length(blocks[at : at + _FARTHEST])
        yield blocks[at].line, "\n\n".join(block.text for block in blocks[at:end])
        at = end


class _Block:
    """What stands between two empty lines, and what it leaves open."""

    def __init__(self, line: int, text: str) -> None:
        self.line, self.text = line, text
        body = without_comments(text)
        closed, opened, stray = _groups(body)
        self.closes = len(stray)
        self.asks = bool(closed) or bool(opened)
        self.opens = len(opened) if opened and _ANSWERS.match(body, opened[-1] + 1) else 0
        self.titled = body.lstrip().startswith("::")
        self.braced = body.lstrip().startswith("{")


def _length(blocks: list[_Block]) -> int:
    """How many blocks are one question: its text may stand apart from its answers, and these from each other."""
    first, later = blocks[0], blocks[1:]
    count = 1 + (not first.asks and bool(later) and later[0].braced)
    depth = sum(block.opens for block in blocks[:count])
    for at, block in enumerate(blocks[count:], count + 1) if depth else ():
        if block.titled:
            break
        depth += block.opens - block.closes
        if depth <= 0:
            return at
    return 1 if depth > 0 and count == 1 else count


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """What empty lines set apart."""
    first, lines = 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            if not line.lstrip().upper().startswith("$CATEGORY:"):
                first = first if any(not _comment(each) for each in lines) or _comment(line) else number
                first = first or number
                lines.append(line.rstrip())
        elif lines:
            if not all(map(_comment, lines)):
                yield first, "\n".join(lines)
            first, lines = 0, []


def _comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def without_comments(block: str) -> str:
    """A question without the lines that Moodle passes over."""
    return "\n".join(line for line in block.split("\n") if not _comment(line))
