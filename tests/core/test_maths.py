"""TeX on a terminal: the forms of the course's formulas, prose around them, and no text that makes it raise."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.lesson.maths import block, in_prose, inline, words

INLINE = {
    r"\hat y = Wx + b": "ŷ = Wx + b",
    r"\frac{1}{n}\sum_{i=1}^n (\hat y_i - y_i)^2": "1/n ∑ᵢ₌₁ⁿ (ŷᵢ − yᵢ)²",
    r"\frac{a+b}{2c}": "(a+b)/(2c)",
    r"\frac{\partial L}{\partial W} = -2 \sum x r": "∂L/∂W = −2 ∑ x r",
    r"W \leftarrow W - \eta \, \frac{\partial L}{\partial W}": "W ← W − η ∂L/∂W",
    r"\operatorname{argmin}_{W,b}": "argmin_(W,b)",
    r"\arg\min_{w} L(w)": "arg min_w L(w)",
    r"x_{train}^2": "x_train²",
    r"\sqrt{x+1}": "√(x+1)",
    r"10^{-6} \le \sigma": "10⁻⁶ ≤ σ",
    r"x \in \mathbb{R}^{n\times 3}": "x ∈ ℝ^(n×3)",
    r"\mathbf{x}^\top W": "𝐱ᵀW",
    r"\text{loss-rate} = 5\%": "loss-rate = 5%",
    "ŷ = 0.62·x + 2.10": "ŷ = 0.62·x + 2.10",
    r"\bar y \approx 7.5": "ȳ ≈ 7.5",
}
WORDS = {
    "Wx + b": "W times x plus b",
    r"\hat y = Wx + b": "y hat equals W times x plus b",
    "ŷ = 0.62·x₁ + 2.10": "y hat equals 0.62 times x sub 1 plus 2.10",
    r"\sum_{i=1}^n r_i^2": "the sum over i from 1 to n of r sub i squared",
    r"\frac{a}{b}": "a over b",
    r"\frac{a+b}{c}": "the fraction a plus b, over c, end of fraction",
    r"\frac{\partial L}{\partial W}": "partial L over partial W",
    r"\nabla L \le 3 \cdot 4": "the gradient of L is at most 3 times 4",
    r"\sqrt{x}": "the square root of x",
    r"\bar x \approx -2": "x bar is about minus 2",
    r"\arg\min_{w} L(w)": "the w that minimises L of open bracket w close bracket",
    r"w^\top x \ge \sigma^{-1}": "w transposed times x is at least sigma inverse",
    r"10^{-6}": "10 to the power minus 6",
}
PROSE = {
    "so $W_1*x$ costs": r"so W₁\*x costs",
    "costs $5 and $6 more": "costs $5 and $6 more",
    "from $5-$6 each": "from $5-$6 each",
    r"write \$x\$": r"write \$x\$",
    "code `$x^2$` and $x^2$": "code `$x^2$` and x²",
    "```\n$x^2$\n---\n```\n$x^2$": "```\n$x^2$\n---\n```\nx²",
    "$x$\n\n$y$": "x\n\ny",
    "$a\nb$": "a b",
    "no $end\n\nhere$ either": "no $end\n\nhere$ either",
    "$$\nx^2\n$$": "```math\nx²\n```",
    "> $$x^2$$\n> and": "> ```math\n> x²\n> ```\n> and",
    "1. $$x^2$$": "1. ```math\n   x²\n   ```",
    "$$ never closed\n$x^2$": "$$ never closed\nx²",
    "| $|x|$ |": r"| \|x\| |",
}


@pytest.mark.parametrize("tex", INLINE)
def test_one_line(tex: str) -> None:
    assert inline(tex) == INLINE[tex]


@pytest.mark.parametrize("tex", WORDS)
def test_words(tex: str) -> None:
    assert words(tex) == WORDS[tex]


@pytest.mark.parametrize("markdown", PROSE)
def test_prose(markdown: str) -> None:
    assert in_prose(markdown) == PROSE[markdown]


def test_prose_in_words() -> None:
    text = "Since $\\hat y_1 = Wx + b$:\n\n$$\\frac{a}{b} \\le \\eta$$"
    assert in_prose(text, "words") == ("Since y hat sub 1 equals W times x plus b:\n\n\na over b is at most eta\n")


def test_a_fraction_is_drawn_in_two_dimensions() -> None:
    assert block(r"\frac{a}{b}") == [" a", "╶─╴", " b"]


@pytest.mark.parametrize("tex", [r"\hat y = Wx + b", r"\unknown{x}", "{", "\\", "?" * 3])
def test_what_cannot_be_drawn_stays_on_one_line(tex: str) -> None:
    assert block(tex) == [inline(tex)]


def test_deep_nesting_is_shown_as_written() -> None:
    tex = r"\frac{" * 500 + "x" + "}{y}" * 500
    assert inline(tex) == words(tex) == tex
    assert block(tex) == [tex]


pieces = st.sampled_from(
    [r"\frac", r"\sqrt", r"\hat", "_", "^", "{", "}", "x", "2", "&", r"\\", r"\left(", r"\begin{pmatrix}", "$", "%",
     "ŷ", "₁", r"\sum", r"\text{a-b}", r"\end{pmatrix}", " ", "\\", "'", "`", "\n", "#", "~", "[", "]"]
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(pieces, max_size=12).map("".join))
def test_nothing_raises(tex: str) -> None:
    assert isinstance(inline(tex), str)
    assert isinstance(words(tex), str)
    assert block(tex)
    for how in ("unicode", "words", "kept"):
        assert isinstance(in_prose(f"a ${tex}$ b\n$$\n{tex}\n$$\n{tex}", how), str)


def test_what_python_writes_for_tiny_and_huge_numbers() -> None:
    assert inline("1.9e-05 + 2e+10") == "1.9 · 10⁻⁵ + 2 · 10¹⁰"
    assert words("1.9e-05 + 2e10") == "1.9 times 10 to the power minus 5 plus 2 times 10 to the power 10"


@given(st.text(alphabet=st.characters(exclude_characters="$"), max_size=200))
def test_prose_without_dollars_is_untouched(markdown: str) -> None:
    assert in_prose(markdown) == markdown


def test_no_library_loads_before_a_rare_sign_is_shown() -> None:
    code = (
        r"import sys, tutor.core.lesson.maths as m; m.in_prose(r'$$\frac{\alpha}{2}$$');"
        r"assert 'unicodeit' not in sys.modules; assert m.inline(r'\boxplus') == '⊞'; assert 'unicodeit' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_sum_is_one_sign() -> None:
    assert block(r"\sum (y - \hat y)^2") == ["∑ (y − ŷ)²"]
    assert block(r"m = \frac{\sum x y}{\sum x^2}") == ["     ∑ x y", "m = ╶─────╴", "     ∑ x²"]


def told() -> list[list[str]]:
    """The rows of the table of formulas in docs/authoring.md."""
    text = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    table = text.partition("| TeX | in a line | said |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").replace("\\|", "\0").split(" | ") for line in table.split("\n")[2:]]
    return [[cell.replace("\0", "|").strip("`") for cell in row] for row in rows]


@pytest.mark.parametrize("row", told(), ids=lambda row: row[0])
def test_the_docs_tell_how_formulas_are_shown_and_said(row: list[str]) -> None:
    tex, shown, said = row
    assert (inline(tex), words(tex)) == (shown, said)
