"""Text that is no Markdown, written so that Markdown shows it as it stands: `2*3*4`, `__init__`, `<t>`, `$x`."""

import re

_ANYWHERE = re.compile(
    r"[`*_\[\]$]|\\(?=[^\w\s]|_|\n|\Z)|<(?=[A-Za-z/!?])|~(?=~)|(?<=~)~|&(?=#?\w)|\{(?=[A-Za-z_{]|\Z)"
)
_BEGINS = re.compile(r"\s*(?:(?P<sign>[-+=#|:>])|(?:hints?|why)\s?(?=:)|[0-9]{1,9}(?=[.)]))", re.IGNORECASE)
_SPACES = re.compile(r"^[ \t]+|(?<= ) +")


def as_markdown(text: str) -> str:
    """`text` as Markdown that shows just that, line for line, with the spaces at the beginning of its lines."""
    text = re.sub(r"\A(?:[^\S\n]*\n)+", "", text).rstrip()
    paragraphs = re.split(r"\n(?:[^\S\n]*\n)+", text)
    return "\n\n".join("\\\n".join(map(_line, paragraph.split("\n"))) for paragraph in paragraphs)


def in_line(text: str) -> str:
    """`text` inside a paragraph: only what means something anywhere is escaped."""
    return _ANYWHERE.sub(r"\\\g<0>", text)


def in_flow(text: str) -> str:
    """Lines that something may stand before: escaped as in a line, and at each beginning, which may be a line's."""
    return "\n".join(_begun(in_line(line)) for line in text.split("\n"))


def quoted(text: str) -> str:
    """What a learner typed or an author accepts, in a sentence: “mean”, or as code where Markdown would change it."""
    text = " ".join(text.split())
    return code(text) if _ANYWHERE.search(text) else f"“{text}”"


def shown(text: str) -> str:
    """As `quoted`, where it stands for itself: no quotes about what is no code."""
    return code(text) if _ANYWHERE.search(text) or _BEGINS.match(text) else text


def code(text: str) -> str:
    """`text`, of one line, as a code span."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    room = " " if longest or (text != text.strip() and text.strip()) else ""
    return f"{fence}{room}{text}{room}{fence}"


def _line(text: str) -> str:
    """One line; what would begin a list, a heading, a rule, a table or a note of a lesson is escaped there."""
    text = in_line(text.rstrip())
    text = _SPACES.sub(lambda found: "\u00a0" * len(found[0].expandtabs(4)), text)
    return _begun(text)


def _begun(text: str) -> str:
    if begins := _BEGINS.match(text):
        at = begins.start("sign") if begins["sign"] else begins.end()
        text = f"{text[:at]}\\{text[at:]}"
    return text
