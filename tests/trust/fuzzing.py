"""What files are made of by the fuzzer, and how many of them a check is given."""

import warnings
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

LESSON_BITS = [
    "+++\n", "+++", "\n", "\n\n", "---\n", ":::\n", "::: ", "::: choice a\n", "::: number b unit=\"€\"\n", "::: text c\n",
    "::: blank d\n", "::: order e\n", "::: match f\n", "::: exercise g use=x:Y\n", "::: code h checks=c:C\n", "draw=q:f ",
    "pick=all ", "shuffle=no ", "- [x] ", "- [ ] ", "  > ", "> ", "* ", "1. ", "2. ", "99999999999. ", "| a | b |\n", "|---|---|\n",
    "Hint: ", "Why: ", "else\n", "1 ± 2\n", "1 +- 2 %\n", "1 .. 2\n", "nan ± inf\n", "1e999 ± 1e-999\n", "/a+b/\n", "/(a+)+/\n", "/", "[[gap|other]]",
    "[[", "]]", "$x^2$", "$$", "$", "\\frac{1}{2}", "\\left(", "\\begin{matrix}", "{", "}", "{{", "}}", "{x:.2f}", "{x.y[0]!r:{z}}", "```python\n", "```\n", "~~~",
    "# ", "## T\n", "<b>", "<!--", "-->", "&amp;", "[l](http://x)", "![i](x)", "\\", "`", "**", "_", "title = \"T\"\n", "summary = 3\n",
    "minutes = -1\n", "objectives = [", "\"", "'''", "\"\"\"", "needs = [\"a/b\"]\n", "[a.b]\n", "= ", "#", "\t", "    ", "\r\n", "\r", "\f", "\x00", "\x1b[2J",
    "\u202e", "\u200b", "\u2028", "\ud800", "\ufeff", "\U0001f600", "é", "e\u0301", "x" * 300, "9" * 400, "[" * 60, "(" * 60,
]  # fmt: skip
CSV_BITS = ["x,y\n", "1,2\n", "a;b\n", "1,5;2,5\n", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "NaN", "1e999", "-", "?", "\x00", "\ufeff",
            "x" * 500, "1" * 50, "1,234", "é", "\x1b]0;t\x07", "=cmd|x", "x,x\n", ",\n", "1,2,3\n"]  # fmt: skip
DEEP = [
    "x = " + "[" * 4_000,
    "x = " + "{a=" * 1_500,
    "x" + ".a" * 2_000 + " = 1",
    "[" + "a." * 2_000 + "a]",
    "x = " + "9" * 4_900,
    "x" + ".a" * 20_000 + " = 1",
    "x = " + "9" * 20_000,
    "x = [\n" * 4_000,
    "x = [" + " " * 4_900 + "y",
    "x = [" + "\n" * 20_000 + "y",
]
TOML_BITS = ["api = 1\n", "title = \"t\"\n", "summary = \"s\"\n", "[[modules]]\n", "id = \"m\"\n", "lessons = [\"a\"]\n", "[t]\n", "scientist = \"s\"\n",
             "engineer = 1\n", "theme = \"x\"\n", "ascii = true\n", "mouse = 7\n", "= ", "[", "]", "\"", "'''", "\\", "\n", "#", "a.b = 1\n", "1979-05-27\n", "nan\n",
             "0x", "9" * 400, "{", "}", "\x00", "\x1b", "\ud800", "é", "[" * 300, "a" + ".a" * 300 + " = 1\n"]  # fmt: skip


def mixed(bits: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(bits) | st.text(max_size=6), max_size=40).map("".join)


def fuzzed(check: Callable[..., None], *strategies: st.SearchStrategy[Any], examples: int, seeded: bool) -> None:
    """Run `check` on so many examples."""
    made = given(*strategies)(check)
    warnings.simplefilter("ignore", HypothesisWarning)
    settings(max_examples=examples, deadline=None, database=None, derandomize=seeded, print_blob=True,
             suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])(made)()  # fmt: skip


FORMS = [(60, True), pytest.param((6000, False), marks=pytest.mark.trust)]
forms = pytest.mark.parametrize("form", FORMS, ids=["few", "many"])
QUESTIONS = """
::: choice a
Q
- [x] r
  > y
- [ ] w
  > n
:::

::: number b unit="€"
Q
- [x] 2 ± 1 %
  > y
- [ ] else
  > n
:::

::: text c
Q
- [x] /a+b?/
  > y
- [ ] else
  > n
:::

::: blank d
A [[gap|other]] and [[x]].
:::

::: order e
Q
1. a
2. b
3. c
:::

::: match f
Q

| l | r |
|---|---|
| a | 1 |
| b | 2 |
:::
"""
