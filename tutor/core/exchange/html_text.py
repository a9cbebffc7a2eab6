"""HTML as Markdown: its text with its structure, nothing of its looks; a `<t>` that is no tag stays as written.

What is a tag and what is not is decided here, before a parser sees it: a browser would drop what it does not know.
"""

import re
from html import unescape

from tutor.core.written import as_markdown

_BLOCKS = (
    "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 head header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "caption colgroup col"
)
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp script small span "
    "strike strong style sub sup time tt u var wbr math annotation semantics mi mo mn mrow mfrac msup msub title "
    "meta link"
)
_UNSHOWN = "img picture svg video audio iframe object embed canvas map input select textarea button"
SHOWN = frozenset(_UNSHOWN.split())
"""Tags that hold what a terminal cannot show."""
_KNOWN = SHOWN | frozenset(f"{_BLOCKS} {_INLINE}".split())
_UNPAIRED = "br hr p li td th tr dd dt meta link col wbr tbody thead"
_OF_TABLES = frozenset(["td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup", "col"])
_ALONE = SHOWN | frozenset(_UNPAIRED.split())
"""Tags that need no end tag."""
_ATTRIBUTE = r"""\s+[\w:.\\-]+(?:\s*\\?=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))?"""
TAG = re.compile(rf"<(?P<end>/?)(?P<name>[A-Za-z][\w:]*)(?:{_ATTRIBUTE})*\s*/?>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
"""A tag as it may stand in GIFT, where `=` may be escaped; or a comment."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


_LAYOUT = frozenset({"p", "br", "div", "span"})
"""Tags that show nothing by themselves."""


class NotShown(ValueError):
    """A text with a picture, a film or a form in it; its text says which."""


def decoded(text: str) -> str:
    """`text` with its entities as characters; an ampersand of its own stays."""
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def tags_in(text: str) -> set[str]:
    """The names of HTML's tags that `text` has: an inline one counts only with its end, for `List<b>` has none."""
    found = [(each["name"].lower(), bool(each["end"])) for each in TAG.finditer(text) if each["name"]]
    ended = {name for name, end in found if end}
    begun = {name for name, end in found if not end}
    tags = {name for name in begun if name in _KNOWN and (name in _ALONE or name in ended)}
    tags |= {"p"} & ended
    if "table" not in tags:
        tags -= _OF_TABLES
    return tags if tags & {"ul", "ol"} else tags - {"li"}


def to_markdown(html: str, *, one_line_each: bool = False) -> str:
    """HTML, or text that may have some, as Markdown. Raises NotShown.

    Without block tags its line ends are kept. With `one_line_each` (options, cells) code is set in spans, not fences.
    """
    tags = tags_in(html)
    for name in sorted(tags & SHOWN):
        raise NotShown(f"it holds <{name}>, which a terminal cannot show")
    if "@@PLUGINFILE@@" in html:
        raise NotShown("it holds a file of Moodle’s (@@PLUGINFILE@@), which is not in the text")
    if not tags and not re.search(r"<!--|</?[a-z]\w*:", html):
        return as_markdown(decoded(html))
    text = TAG.sub(lambda found: _kept(found, tags), html)
    text = re.sub(r"<(?![A-Za-z/])", "&lt;", text)
    text = re.sub(rf"&(?!{_ENTITY.pattern[1:]})", "&amp;", text)
    if not tags & set(_BLOCKS.split()) - {"br"}:
        text = text.strip().replace("\n", "<br>")
    from tutor.core.exchange.html_converter import converted  # markdownify and its parser take 0.15 s to import

    try:
        said = converted(text, one_line_each)
    except RecursionError:
        raise NotShown("its HTML is nested too deeply") from None
    said = _tidied(said)
    return said if said or tags <= _LAYOUT else as_markdown(decoded(html))


def _kept(found: re.Match[str], tags: set[str]) -> str:
    """A tag as it is; a comment and a word processor's `<o:p>` as nothing; what is no tag as text."""
    name = (found["name"] or "").lower()
    if not name or ":" in name:
        return ""
    return found[0] if name in tags else found[0].replace("<", "&lt;")


def _tidied(markdown: str) -> str:
    """Without empty lines beyond one, spaces at line ends, and the line ends that end nothing."""
    lines = [line.rstrip() for line in markdown.split("\n")]
    lines = ["" if line == "\\" else line for line in lines]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return re.sub(r"(?<!\\)((?:\\\\)*)\\\n(?=\n|$)", r"\1\n", text + "\n").strip("\n").removesuffix("\\\n").strip("\n")
