"""The one door for foreign text (packs, CSV cells, names, answers): after it, text is harmless to a terminal.

What could command a terminal is shown as `�`: C0 but newline and tab, DEL, C1, lone surrogates. What is
invisible and could reorder or hide text is dropped: bidi and zero-width characters, soft hyphens, variation
selectors, tags, fillers (an emoji joined by them falls into its parts). `\\r\\n` and the Unicode line and
paragraph separators become `\\n`. Markup is not touched: that is the widgets' business.
"""

import re
from collections.abc import Mapping
from typing import Any

_SEPARATORS = "\u2028\u2029"
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_FOREIGN = re.compile(f"[{_SEPARATORS}{_CONTROLS}{_UNSEEN}]")


def clean(text: str, limit: int | None = None) -> str:
    """`text` without anything that a terminal would obey; at most `limit` characters, cut with `…`.

    Cleaning twice gives the same as cleaning once.
    """
    if _FOREIGN.search(text):
        text = re.sub(f"[{_UNSEEN}]", "", text)  # compiled when there is such a text, not at every start
        text = re.sub(f"\r\n|[{_SEPARATORS}]", "\n", text)
        text = re.sub(f"[{_CONTROLS}]", "\ufffd", text)
    if limit is not None and len(text) > limit:
        text = text[: max(0, limit - 1)] + "…"
    return text


def one_line(text: str, limit: int | None = None) -> str:
    """`clean` text with every run of white space as one space: for titles, rows and messages."""
    return clean(" ".join(clean(text).split()), limit)


def clean_all(value: Any) -> Any:
    """Every string in nested dicts and lists cleaned, keys too; other values as they are."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean_all(key): clean_all(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_all(item) for item in value]
    return value
