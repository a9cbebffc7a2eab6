"""Files that no one would write: whatever is read of them, a lesson holds and grades it."""

from random import Random

import pytest

from tutor.core.exchange.gift_read import read
from tutor.core.exchange.lesson_text import readable
from tutor.core.questions import grade

BITS = [
    "::", "t", "{", "}", "=", "~", "#", "####", "->", "%50%", "%-50%", "\\", "\n", "\n\n", " ", "T", "F", "3",
    "1..2", ":",
    "[html]", "[plain]", "[markdown]", "<p>", "</p>", "<b>", "</b>", "<br>", "<pre>", "</pre>", "<code>", "</code>",
    "<ul><li>", "</li></ul>", "<table><tr><td>", "</td></tr></table>", "&lt;", "&nbsp;", "&#39;", "$$", "\\(", "\\)",
    "\\\\(", "\\\\)", "\\frac{a}{b}", "\\n", "\\{", "\\}", "\\=", "*", "_", "`", "|", "[[", "]]", "- [x] ", "Hint: ",
    "Why:", "---", ":::", "> ", "1. ", "{x}", "a", "word", "x=5", "// c", "//", "http://a.b/c", "<img>", "é", "\u00a0",
    "\t", "if x:", "$", "<t>", "!", "&", "/", '"', "'", "1,5", "else",
]  # fmt: skip
SHAPES = [
    "=0 ~0\n~0", "=0#0\n=0", "=0 -> 0\n=0 -> 0\n= -> 0", "#3#0####0", "T#0#0", "~%50%0\n~%50%0\n~0", "0",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_a_lesson_holds_whatever_was_read(seed: int) -> None:
    random = Random(seed)

    def some(most: int) -> str:
        return "".join(random.choice(BITS) for _ in range(random.randint(1, most)))

    items = 0
    for _ in range(150):
        inside = "".join(some(5) if char == "0" else char for char in random.choice(SHAPES))
        text = f"::q::{some(14)} {{{inside}}}{random.choice(['', some(5)])}"
        found = read(text)
        kept, refused = readable(found.items)
        assert not refused, (text, refused)
        assert all(each.line > 0 and each.reason for each in (*found.refused, *found.notes))
        for item in kept:
            for answer in ("1", "x", "1=1,2=2"):
                assert grade(item, answer).outcome in ("passed", "failed", "invalid")
        items += len(kept)
    assert items > 20, "and some can be read"
