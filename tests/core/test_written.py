"""Text that is no Markdown is shown as it stands, on the screen and in plain mode, and a lesson can hold it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.exchange.lesson_text import readable
from tutor.core.lesson.model import Choice, Option
from tutor.core.safe_text import clean
from tutor.core.written import as_markdown, code, in_flow, quoted, shown
from tutor.plain.prose import paragraphs
from tutor.ui.widgets.markdown import inline

HARD = [
    "2*3*4", "__init__", "*args, **kwargs", "a_b_c", "<t>", "$x$ and $y$", "# no heading", "- no list", "1. no list",
    "1) no list", "> no quote", "--- ", "***", "===", "| a | b |\n|---|---|", "```\ncode\n```", "~~~", "    indented",
    "Hint: x", "Why: y", "hints :", "- [x] box", ":::", "::: choice x", "{x}", "{x:.2f}", "{{x}}", "\\frac{a}{b}",
    "C:\\", "C:\\\nD:\\", "`", "``a``", "[a](b)", "![a](b)", "[[gap]]", "&lt;", "a & b", "AT&T", "\\*", "\\", "$$x$$",
    "~~no~~",
    "a\n\nb", "a\nb", "\tx", "  - x", "<!-- c -->", "http://a_b.c/_d_", "\\(x\\)", "+ x", "+++", "Setext\n---",
    "  Why: x", "0. x", "a\\\nb", "x {y: z} {", "}", "\\{x\\}", "`$x$`",
]  # fmt: skip
anything = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=40
)
markup = st.text(st.sampled_from("*_`~$[](){}<>#+-=|:\\!&.1 \nxHint"), max_size=30)
lines = st.lists(anything | markup | st.sampled_from(HARD), max_size=4).map("\n".join)


def flat(text: str) -> str:
    return " ".join(clean(text).split())


@settings(deadline=None, max_examples=80)
@given(lines)
def test_text_is_shown_as_it_stands(text: str) -> None:
    markdown = as_markdown(text)
    assert flat(" ".join(each.text for each in paragraphs(markdown))) == flat(text)
    assert not any(each.code or each.bullet for each in paragraphs(markdown))
    assert flat(inline(markdown).plain) == flat(text)


@pytest.mark.parametrize("text", HARD)
def test_markup_is_text(text: str) -> None:
    markdown = as_markdown(text)
    assert flat(" ".join(each.text for each in paragraphs(markdown))) == flat(text)
    assert flat(inline(markdown).plain) == flat(text)


@settings(deadline=None, max_examples=60)
@given(lines.filter(str.strip), lines.filter(str.strip), lines, lines)
def test_a_lesson_holds_any_text(prompt: str, option: str, feedback: str, why: str) -> None:
    prompt, option, feedback, why = (as_markdown(text).strip() for text in (prompt, option, feedback, why))
    options = (Option(option, True, feedback), Option("another one", False, ""))
    item = Choice(name="q", prompt=prompt, options=options, why=why)
    _, refused = readable([item])
    assert not refused or " ".join(option.split()) == "another one"


@settings(deadline=None, max_examples=60)
@given((anything | markup).map(flat).filter(bool))
def test_what_was_typed_is_shown_in_a_sentence(text: str) -> None:
    for markdown in (quoted(text), shown(text), code(text)):
        (paragraph,) = paragraphs(f"It is {markdown}.")
        assert flat(paragraph.text) in (f"It is “{text}”.", f"It is {text}.")


@pytest.mark.parametrize("text", ["a\n# b", "x\n- y", "1. a"])
def test_a_piece_of_a_paragraph_begins_nothing(text: str) -> None:
    assert flat(" ".join(each.text for each in paragraphs(in_flow(text)))) == flat(text)
    assert re.search(r"\\[#-.]", in_flow(text))
