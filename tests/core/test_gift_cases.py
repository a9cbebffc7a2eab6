"""Files that people have: any encoding, any line end; and what is refused, with its line."""

import pytest

from tests.core.gift_cases import FOLDER, file, read, visible
from tutor.core.decoding import decode
from tutor.core.exchange import gift_read


def test_a_file_may_begin_with_a_bracket():
    items, _, _ = file("g05_first_bracket.gift")
    assert [visible(item.prompt) for item in items] == ["Is 1 < 2?", "Is 2 > 3?"]


def test_latin_1_is_read_and_said():
    text, encoding = decode((FOLDER / "g14_latin1.gift").read_bytes())
    assert encoding == "cp1252"
    assert read(text).items[0].prompt == "Wie groß ist ü?"


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("\n\n::a::Just a text.", "description", 3),
        ("[html]<p>Text</p>", "description", 1),
        ("Write. {}", "essay", 1),
        ("Write. { }", "essay", 1),
        ("The capital is {1:SHORTANSWER:=Berlin}.", "cloze", 1),
        ("The {=sky} is {=blue}.", "cloze", 1),
        ('x\n\n::p::<img src\\="x.png">What? {=a ~b}', "<img>", 3),
        ("[markdown]![plot](x.png) What? {=a ~b}", "picture", 1),
        ("See @@PLUGINFILE@@/a.pdf {T}", "@@PLUGINFILE@@", 1),
        ("Q {=a", "never closed", 1),
        ("Q } x", "none was opened", 1),
        ("Q {~a ~b}", "no option of it is right", 1),
        ("Q {=a ~a}", "as right and as wrong", 1),
        ("Q {#yes}", "“yes” is no number", 1),
        ("Q {#}", "no answers", 1),
        ("Q {=*}", "every answer", 1),
        ("Q {=*a*b*c*d*}", "too many wildcards", 1),
        ("Q {=a -> b =a -> c}", "twice", 1),
        ("Q {=a -> b = -> c}", "fewer than two pairs", 1),
        ("{=a ~b}", "asks nothing", 1),
        (f"Q {{={'x' * 300}}}", "longer than", 1),
    ],
)
def test_a_refusal_tells_of_the_line_in_the_file(text, reason, line):
    refused = gift_read.read(text).refused
    assert any(reason in each.reason and each.line == line for each in refused), refused


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_blanks(end):
    text = "// c\n$CATEGORY: x\n \t \n::a::  Q?   {   \n  = a   \n  ~ b  \n }  \n   \n"
    text += "::b::R? {T}  \n// end\n\n\n::c::\nS?\n\n{=x\n\n~y\n}"
    items, refused, _ = read(text.replace("\n", end))
    assert not refused
    assert [(item.name, item.prompt, item.line) for item in items] == [("a", "Q?", 4), ("b", "R?", 9), ("c", "S?", 13)]


@pytest.mark.parametrize("text", ["[1, 2]", '{"a": 1}', '["x"]'])
def test_what_is_no_question_says_so(text):
    assert not gift_read.read(text).items
