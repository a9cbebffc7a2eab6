"""The tree of HTML as Markdown: markdownify's converter, with what ours does otherwise.

That is: our own escapes, superscripts and subscripts in Unicode, code that keeps its lines, no rule that ends a page
and no quote that is feedback.
"""

import re
from typing import Any

from markdownify import ATX, BACKSLASH, MarkdownConverter

from tutor.core.written import code, in_flow

_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()aeioruvxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₒᵣᵤᵥₓₕₖₗₘₙₚₛₜ", strict=True))
_LONE_HARD_SPACE = re.compile("(?<![ \u00a0])\u00a0(?![ \u00a0])")
_OPEN_BAR = re.compile(r"(?<!\\)\|")
_BASE: Any = MarkdownConverter
"""Its methods for tags are made at run time, so no checker knows them."""


def converted(html: str, one_line_each: bool) -> str:
    """`html` as Markdown; with `one_line_each`, code stands in spans, not fences. May raise RecursionError."""
    return str(_Converter(one_line_each).convert(html))


class _Converter(_BASE):  # type: ignore[misc]
    def __init__(self, one_line_each: bool) -> None:
        super().__init__(
            heading_style=ATX, newline_style=BACKSLASH, autolinks=False, bullets="*", table_infer_header=True
        )
        self.one_line_each = one_line_each

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """A text node, so that all of it shows; an editor's hard space between words is a space."""
        return text if "tt" in parent_tags else in_flow(_LONE_HARD_SPACE.sub(" ", text))

    def convert_sup(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """x², or x^(a b)."""
        return _set(text, _RAISED, "^")

    def convert_sub(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """H₂O, or x_(a b)."""
        return _set(text, _LOWERED, "_" if "_noformat" in parent_tags else r"\_")

    def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A line end; inside code, its own."""
        return "\n" if "_noformat" in parent_tags else str(super().convert_br(el, text, parent_tags))

    def convert_code(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Code in a line, or a span a line."""
        return text if "_noformat" in parent_tags or not text.strip() else _spans(text)

    convert_kbd = convert_samp = convert_tt = convert_code

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A fence that its text cannot close; spans where there is no room for one."""
        text = text.strip("\n")
        if not text.strip():
            return ""
        longest = max(map(len, re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        in_spans = self.one_line_each or "_inline" in parent_tags
        return f"\n\n{_spans(text)}\n\n" if in_spans else f"\n\n{fence}\n{text}\n{fence}\n\n"

    def convert_hr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A rule."""
        return "\n\n***\n\n"

    def convert_blockquote(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A paragraph of its own."""
        return f"\n\n{text.strip()}\n\n"

    convert_dt = convert_dd = convert_blockquote

    def convert_td(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A cell, whose bars are no borders."""
        return str(super().convert_td(el, _OPEN_BAR.sub(r"\|", text), parent_tags))

    convert_th = convert_td


def _set(text: str, signs: dict[str, str], mark: str) -> str:
    """A raised or lowered text: in Unicode where it has the signs, else behind a mark."""
    plain = text.strip().replace("\\", "")
    if plain and all(char in signs for char in plain):
        return "".join(signs[char] for char in plain)
    return f"{mark}({text.strip()})" if len(plain) > 1 else f"{mark}{text.strip()}" if plain else ""


def _spans(text: str) -> str:
    """Code of one line or more, each line a span; the room at their beginning stays."""
    lines = [line.expandtabs(4).rstrip() for line in text.strip("\n").split("\n")]
    return "\\\n".join(
        "\u00a0" * (len(line) - len(line.lstrip(" "))) + code(line.lstrip(" ")) if line.strip() else "\u00a0"
        for line in lines
    )
