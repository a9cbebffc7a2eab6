"""Places filled with drawn values, the version of what is graded, and patterns that cannot run away."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.errors import ExerciseError
from tutor.core.lesson.model import Blank, Case, Choice, CodeItem, ExerciseRef, Gap, Match, Number, Option, Order, Text
from tutor.core.questions import grade, variant, version
from tutor.core.questions.patterns import MAX_ANSWER, PatternError, compile_pattern
from tutor.core.questions.placeholders import PlaceholderError, fill

NUMBER = Number(
    name="slope",
    prompt="From {x:.1f} m², in $\\frac{{a}}{{b}}$?",
    hints=("Not {x}.",),
    why="Because {x}.",
    draw="questions:points",
    unit="€/m²",
    cases=(Case("{w} ± 1 %", True, "Right, {w}."), Case("{inverse:.3g}", False, "Upside down: {inverse:.3g}.")),
)
VALUES = {"x": 2.25, "w": 2.5, "inverse": 0.4}


def test_every_text_is_filled() -> None:
    filled = variant(NUMBER, VALUES)
    assert filled.prompt == "From 2.2 m², in $\\frac{a}{b}$?"
    assert (filled.hints, filled.why) == (("Not 2.25.",), "Because 2.25.")
    assert [case.match for case in filled.cases] == ["2.5 ± 1 %", "0.4"]
    assert [case.feedback for case in filled.cases] == ["Right, 2.5.", "Upside down: 0.4."]
    assert grade(filled, "2.5").counts
    assert (filled.name, filled.draw, filled.unit) == (NUMBER.name, NUMBER.draw, NUMBER.unit)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("$\\frac{c}{2} + {a}$", "$\\frac{c}{2} + {12}$"),
        ("$\\frac{a}{{a}}$", "$\\frac{12}{a}$"),
        ("$\\sqrt{\\frac{x^{a}}{2}}$ of {a}", "$\\sqrt{\\frac{x^{12}}{2}}$ of 12"),
        ("$\\sqrt{{a}+1}$ and $x^{{{a}}}$", "$\\sqrt{{12}+1}$ and $x^{{{12}}}$"),
        ("$\\{a, {a}\\}$", "$\\{a, {12}\\}$"),
        ("$x_{max} = {b:.2f}$", "$x_{max} = {-0.50}$"),
        ("$$\n\\frac{a}{b}\n$$", "$$\n\\frac{12}{-0.5}\n$$"),
        ("`$x$` {{a}} {a}", "`$x$` {a} 12"),
    ],
)
def test_braces_in_formulas_are_tex(text: str, filled: str) -> None:
    assert fill(text, {"a": 12, "b": -0.5}) == filled


def test_a_format_in_a_formula_wants_a_drawn_value() -> None:
    with pytest.raises(PlaceholderError, match=r"rate.* was not drawn"):
        fill("$x = {rate:.2f}$", {"a": 1})


def test_other_items_are_filled_too() -> None:
    draw = "q:d"
    option = Option("{a}", True, "{a}!")
    assert variant(Choice(name="c", prompt="?", draw=draw, options=(option,)), {"a": "x"}).options[0].text == "x"
    assert variant(Order(name="o", prompt="?", draw=draw, entries=("{a}", "b")), {"a": 1}).entries == ("1", "b")
    assert variant(Match(name="m", prompt="?", draw=draw, left=("{a}",), right=("r",)), {"a": 1}).left == ("1",)
    blank = variant(Blank(name="b", prompt="?", draw=draw, pieces=("{a} ", Gap(("{a}",)))), {"a": 1})
    assert blank.pieces == ("1 ", Gap(("1",)))


def test_without_draw_braces_are_text() -> None:
    item = replace(NUMBER, draw="")
    assert variant(item, {}) is item


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"w": 1, "inverse": 1}, "`{x}` was not drawn; the draw gives inverse, w"),
        ({**VALUES, "x": [1]}, "`x` is list; draw str, int or float"),
        ({**VALUES, "x": True}, "`x` is bool"),
        ({**VALUES, "x": "two"}, "`{x:.1f}` cannot show 'two'"),
    ],
)
def test_a_bad_draw_is_the_lessons_fault(values: dict[str, object], says: str) -> None:
    with pytest.raises(ExerciseError, match=r"draw=questions:points of slope") as caught:
        variant(NUMBER, values)  # type: ignore[arg-type]
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a {x.real}", 3),
        ("{x[0]}", 1),
        ("{}", 1),
        ("{0}", 1),
        ("{x!r}", 1),
        ("{x:{w}}", 1),
        ("a { b", 3),
        ("a } b", 3),
        ("{x:9999}", 1),
    ],
)
def test_places_hold_a_name_and_a_format_only(text: str, column: int) -> None:
    with pytest.raises(PlaceholderError) as caught:
        fill(text, {"x": 1})
    assert caught.value.column == column


@given(st.text())
def test_doubled_braces_come_back(text: str) -> None:
    assert fill(text.replace("{", "{{").replace("}", "}}"), {}) == text


CHOICE = Choice(name="c", prompt="?", options=(Option("a", True), Option("b", False)))
CHANGED = [
    (NUMBER, {"prompt": "other", "hints": (), "why": "", "line": 9}, True),
    (NUMBER, {"unit": "€"}, False),
    (NUMBER, {"draw": "questions:other"}, False),
    (NUMBER, {"cases": (Case("{w} ± 1 %", True, "New words.", line=3), NUMBER.cases[1])}, True),
    (NUMBER, {"cases": (Case("{w} ± 2 %", True), NUMBER.cases[1])}, False),
    (CHOICE, {"options": (Option("a", True, "New.", 7), Option("b", False))}, True),
    (CHOICE, {"options": (Option("a", True), Option("c", False))}, False),
    (CHOICE, {"options": (Option("a", False), Option("b", True))}, False),
    (CHOICE, {"pick_all": True}, False),
    (CHOICE, {"shuffle": False}, True),
    (Text(name="t", prompt="?", cases=(Case("a", True),)), {"cases": (Case("b", True),)}, False),
    (Blank(name="b", prompt="?", pieces=("x ", Gap(("a",)))), {"pieces": ("y ", Gap(("a",)))}, True),
    (Blank(name="b", prompt="?", pieces=("x ", Gap(("a",)))), {"pieces": ("x ", Gap(("a", "b")))}, False),
    (Order(name="o", prompt="?", entries=("a", "b")), {"entries": ("b", "a")}, False),
    (Match(name="m", prompt="?", left=("a",), right=("b",)), {"headers": ("x", "y")}, True),
    (Match(name="m", prompt="?", left=("a",), right=("b",)), {"right": ("c",)}, False),
    (ExerciseRef(name="e", prompt="?", use="m:A"), {"prompt": "x", "weight": 2.0}, True),
    (ExerciseRef(name="e", prompt="?", use="m:A"), {"part": "x"}, False),
    (CodeItem(name="p", prompt="?", starter="x", checks="m:c"), {"starter": "y", "seconds": 9.0}, True),
    (CodeItem(name="p", prompt="?", starter="x", checks="m:c"), {"checks": "m:d"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("item", "changes", "same"), CHANGED)
def test_version_changes_with_what_is_graded_only(item: CodeItem, changes: dict[str, object], same: bool) -> None:
    assert (version(replace(item, **changes)) == version(item)) is same  # type: ignore[arg-type]


def test_version_is_the_same_in_every_process() -> None:
    assert version(CHOICE) == "d5ff5f5ec21058d5"


RUNAWAY = ["(a+)+", "(a|aa)+", "(a|b)*c", "(a?){20}", "(?:x*y?)*", ".*.*.*.*x", "a?" * 60, r"(a)\1", "(?i)a", "(?=a*)+"]
BROKEN = ["", "(a", "a)", "[a", "*a", "a{2,1}", "a{9999999}", "(?P<a", "\\", "a**", "[z-a]", "x{}", "[[a]"]
BROKEN += ["(" * 12 + "a" + ")" * 12, "a{,}"]
FINE = [
    "(the )?target",
    "mean[ -]squared[ -]error|mse",
    ".*weights?.*bias.*",
    r"\d{1,3}",
    "(ab){3}",
    "(?=.*w)(?=.*b).*",
    r"a{b",
    "(?:over|under)fit(ting|s)?",
    r"\(x\)",
]


@pytest.mark.parametrize("pattern", RUNAWAY + BROKEN)
def test_patterns_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", FINE)
def test_patterns_accepted(pattern: str) -> None:
    compiled = compile_pattern(pattern)
    assert compiled.regex.pattern == pattern
    assert not compiled.fits("x" * (MAX_ANSWER + 1))
    if compiled.example:
        assert compiled.fits(compiled.example)


@given(st.text(alphabet="ab.*+?|()[]{}2,\\^$-", max_size=24))
def test_what_is_accepted_is_a_regular_expression(pattern: str) -> None:
    try:
        compiled = compile_pattern(pattern)
    except PatternError:
        return
    assert isinstance(compiled.regex, re.Pattern)
    compiled.fits("ab" * 100)
