"""What comes through the one door cannot command a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.safe_text import clean, clean_all, one_line

# Signs of Arabic, Syriac, Kaithi and Egyptian writing that are format characters by category, but are drawn.
VISIBLE_FORMAT = {*map(chr, [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD])}
VISIBLE_FORMAT |= {*map(chr, range(0x13430, 0x13440))}
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("foreign", "safe"),
    [
        ("\x1b]0;title\x07", "�]0;title�"),
        ("\x1b[31mred\x9b0m", "�[31mred�0m"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a�b"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("pay\u200bpal \u202egnp.exe", "paypal gnp.exe"),
        ("\ud800", "�"),
        ("one\u2028two", "one\ntwo"),
        ("ŷ = Wx + b, Σ(ŷ−y)²", "ŷ = Wx + b, Σ(ŷ−y)²"),
        ("[/x] [@click=app.quit]", "[/x] [@click=app.quit]"),
    ],
)
def test_what_is_shown_and_what_is_dropped(foreign: str, safe: str) -> None:
    assert clean(foreign) == safe


@given(ANY_TEXT)
def test_nothing_left_that_a_terminal_obeys(text: str) -> None:
    allowed = {"\n", "\t"}
    for char in clean(text):
        assert char in allowed or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(char) != "Cf" or char in VISIBLE_FORMAT


@given(ANY_TEXT, st.none() | st.integers(0, 20))
def test_cleaning_twice_changes_nothing(text: str, limit: int | None) -> None:
    once = clean(text, limit)
    assert clean(once, limit) == once


@given(ANY_TEXT)
def test_clean_text_can_be_encoded(text: str) -> None:
    clean(text).encode("utf-8")


@given(ANY_TEXT, st.integers(1, 20))
def test_the_limit_holds(text: str, limit: int) -> None:
    assert len(clean(text, limit)) <= limit


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert one_line(line) == line


def test_nested_text_is_cleaned() -> None:
    assert clean_all({"a\x00": ["\x1b", 1, {"b": "c\u200b"}]}) == {"a�": ["�", 1, {"b": "c"}]}
