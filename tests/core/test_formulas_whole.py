"""Nothing that a formula contains is missing from what is shown, drawn or said: it is there, or its TeX is."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tutor.core.lesson.maths import ascii_line, block, in_prose, inline, troubles, words
from tutor.core.lesson.tex.macros import MACROS
from tutor.core.lesson.tex.signs import _NAMES

LETTERS = "ABCDEFGHIJKLMNOPQRSUVWXYZ"
"""Each is used once in a formula. T is left out: as a script it is said "transposed"."""
WRAPS = [
    r"\sqrt{%s}", r"\sqrt[%s]{%s}", r"\frac{%s}{%s}", r"\binom{%s}{%s}", r"{%s \over %s}", r"{%s \choose %s}",
    r"\hat{%s}", r"\overline{%s}", r"\vec{%s}", r"\tilde{%s}", r"\ddot{%s}", r"\underline{%s}", r"\widehat{%s}",
    r"\mathring{%s}",
    r"\overrightarrow{%s}", r"\underbrace{%s}_{%s}", r"\overbrace{%s}^{%s}", r"\overbrace{%s}_{%s}", r"\underbrace{%s}",
    r"\overset{%s}{%s}", r"\underset{%s}{%s}", r"\xrightarrow[%s]{%s}", r"\left(%s\right)", r"\left\|%s\right\|_{%s}",
    r"\left.%s\right|_{%s}", r"|%s|", r"\|%s\|^{%s}", r"\lfloor %s\rfloor", r"\{%s \mid %s\}", r"\sum_{%s}^{%s} %s",
    r"\int_{%s}^{%s} %s", r"\int_{%s} %s", r"\prod^{%s} %s", r"\lim_{%s \to %s} %s", r"\max_{%s} %s", r"\log_{%s} %s",
    r"\operatorname*{argmin}_{%s} %s", r"\operatorname{ReLU}(%s)", r"\bigcup_{%s} %s", r"%s_{%s}", r"{%s}^{%s}",
    r"{%s}_{%s}^{%s}", r"{%s}'", r"%s + %s", r"%s = -%s", r"%s, %s", r"%s / %s", r"%s \cdot %s", r"\mathbf{%s}",
    r"\mathcal{%s}",
    r"\text{if } %s", r"%s \quad %s", r"%s \pmod{%s}", r"\sqrt[%s]{%s}^{%s}", r"\not= %s", r"f(%s)", r"\partial %s",
    r"\begin{pmatrix} %s & %s \\ %s & %s \end{pmatrix}", r"\begin{vmatrix} %s \\ %s \end{vmatrix}",
    r"\begin{cases} %s & %s \\ %s & \text{else} \end{cases}", r"\begin{aligned} %s &= %s \\ %s &= %s \end{aligned}",
    r"\begin{array}{c|c} %s & %s \\ %s & %s \end{array}", r"\sum_{\substack{%s \\ %s}} %s", r"\unknown{%s}{%s}",
    r"\boxed{%s}",
    r"\begin{tikz} %s & %s \end{tikz}", r"%s \\ %s",
]  # fmt: skip
CUTS = ["", r"\frac{A", r"\frac{A}", "}", "{", r"\left(", r"\right)", "_", "^", "&", r"\begin{cases} A", r"\end{cases}",
        r"\sqrt[A", "\\", "%", "#"]  # fmt: skip


@st.composite
def shapes(draw: st.DrawFn, depth: int = 3) -> str:
    """A formula with `%s` for each of its letters."""
    shape = draw(st.sampled_from(WRAPS))
    for _ in range(shape.count("%s")):
        part = draw(shapes(depth - 1)) if depth > 1 and draw(st.booleans()) else "\0"
        shape = shape.replace("%s", part if part == "\0" else "{" + part + "}", 1)
    return shape


def lettered(shape: str, letters: str = LETTERS * 9) -> str:
    for letter in letters:
        shape = shape.replace("\0", letter, 1)
    return shape


def plain(text: str) -> str:
    """Small, bold and script letters as letters."""
    return unicodedata.normalize("NFKD", text)


def letters_of(tex: str) -> Counter[str]:
    """The letters of a formula that must be seen somewhere."""
    bare = re.sub(r"\\(begin|end)\{\w+\}(\{[c|]*\})?", " ", tex)
    bare = re.sub(r"\\[A-Za-z]+", " ", bare)
    return Counter(char for char in bare if char in LETTERS)


def forms(tex: str) -> list[str]:
    return [inline(tex), "\n".join(block(tex)), "\n".join(block(tex, 30)), ascii_line(tex), words(tex)]


@given(shapes())
def test_every_letter_is_shown_drawn_and_said(shape: str) -> None:
    tex = lettered(shape)
    for form in forms(tex):
        assert letters_of(tex) <= Counter(plain(form)), form


@given(shapes(), st.sampled_from(CUTS), st.integers(0, 200), st.integers(0, 60))
@example(r"\frac{" + "\0" + "}{b}", "", 6, 4)
def test_a_damaged_formula_is_whole_or_as_written(shape: str, cut: str, at: int, length: int) -> None:
    tex = lettered(shape)
    tex = tex[: at % len(tex)] + cut + tex[at % len(tex) + length :]
    written = " ".join(tex.split())
    broken = any(is_broken for _, is_broken in troubles(tex))
    for form in forms(tex):
        assert (" ".join(form.split()) == written) if broken else (letters_of(tex) <= Counter(plain(form))), form


@given(
    shapes(),
    st.sampled_from(["\\unknown", r"\unknown{A}", r"\boxed{x^2}", r"\begin{tikz} & \end{tikz}", r"\text{\odd}"]),
)
def test_what_nobody_knows_stands_there_as_written(shape: str, unknown: str) -> None:
    tex = lettered(shape.replace("\0", unknown, 1))
    assert troubles(tex)
    for form in forms(tex):
        assert unknown in form


@given(st.sampled_from(WRAPS), st.sampled_from(["%s", r"\frac{%s}{Y}", r"Z^{%s}", r"\sqrt{1 + %s}", r"X %s + 1"]))
def test_every_command_changes_what_is_shown_drawn_and_said(wrap: str, context: str) -> None:
    whole = context.replace("%s", "{" + lettered(wrap.replace("%s", "\0")) + "}")
    peeled = context.replace("%s", "{" + " ".join(LETTERS[: wrap.count("%s")]) + "}")
    for form, bare in zip(forms(whole), forms(peeled), strict=True):
        assert form != bare or "cdot" in wrap or (form.isascii() and wrap[1:-4] in FONTS)


SIZES = {f"{big}{size}{side}" for big in ("b", "B") for size in ("ig", "igg") for side in ("", "l", "r", "m")}
LAYOUT = {
    "limits",
    "nolimits",
    "nonumber",
    "notag",
    "mathstrut",
    "strut",
    "relax",
    "displaystyle",
    "textstyle",
    "scriptstyle",
}
SPACES = {
    ",",
    ":",
    ";",
    " ",
    ">",
    "!",
    "\n",
    "enspace",
    "thinspace",
    "medspace",
    "thickspace",
    "space",
    "quad",
    "qquad",
}
UPRIGHT = {"mathrm", "mathit", "mathop", "operatorname", "substack"}
"""Of one letter, or one row, these change nothing but its slant."""


PRODUCTS = {"cdot", "times", "ast"}
"""These are said as what stands side by side is."""
FONTS = {name for name, macro in MACROS.items() if macro is MACROS["mathbf"]}
"""ASCII has one font."""


@pytest.mark.parametrize("name", sorted((MACROS.keys() | _NAMES.keys()) - SIZES - LAYOUT - SPACES - UPRIGHT))
def test_no_command_is_silent(name: str) -> None:
    if name in ("begin", "left"):
        return
    tex = rf"A \{name} {{B}}{{C}} E"
    for form, bare in zip(forms(tex), forms("A {B}{C} E"), strict=True):
        assert form != bare or name in PRODUCTS or (form.isascii() and name in FONTS)
        assert Counter("ABCE") <= Counter(plain(form))


@example("|^A")
@given(st.text(alphabet=st.sampled_from("AB\\{}_^&$|'%#~[]() 12\n"), max_size=25))
def test_any_text_keeps_its_letters(tex: str) -> None:
    for form in forms(tex):
        assert letters_of(tex) <= Counter(plain(form)), form


@given(shapes())
def test_a_drawing_keeps_to_its_width_or_stays_on_one_line(shape: str) -> None:
    tex = lettered(shape)
    rows = block(tex, 30)
    assert len(rows) == 1 or max(map(len, rows)) <= 30


def test_in_prose_too() -> None:
    for how in ("unicode", "words", "kept"):
        assert r"\\unknown{x}" in in_prose(r"is $\unknown{x}$", how)
