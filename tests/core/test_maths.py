"""TeX on a terminal: the forms of the course's formulas, prose around them, and no text that makes it raise."""

import subprocess
import sys
from cProfile import Profile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.lesson.maths import ascii_line, block, in_prose, inline, troubles, words

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
    r"\frac{1}{2}x + \frac{a}{b}c": "1/2 x + a/b c",
    r"2\sqrt{2} + \sqrt{ab}c + \sqrt[n]{x} + \sqrt[k+m]{x}": "2√2 + √(ab) c + ⁿ√x + ᵏ⁺ᵐ√x",
    r"x_{ab}y": "x_ab y",
    r"{a+b}^2 + \sqrt{x}^2 + {x^2}^3": "(a + b)² + (√x)² + (x²)³",
    r"\overline{x^2} - \overline{x}^2": "bar(x²) − x̄²",
    r"P(A|B) + 2|x| + |x - |y||": "P(A|B) + 2|x| + |x − |y||",
    r"2e^{-3} + 2e-3": "2e⁻³ + 2e − 3",
    r"f''(x) + f'^2": "f′′(x) + f′²",
    r"x^2 y + 3x^{(i)} + A^* + W^{[1]} + 30^\circ": "x² y + 3x⁽ⁱ⁾ + A^* + W^[1] + 30°",
    r"10{,}000 + 10,000 + f(1,2)": "10,000 + 10,000 + f(1, 2)",
    r"\left.\frac{df}{dx}\right|_{x=0}": "df/dx|ₓ₌₀",
    r"\begin{array}{cc|c} 1 & 2 & 3 \\ 4 & 5 & 6 \end{array}": "1, 2 | 3; 4, 5 | 6",
    r"a = b \\ c = d": "a = b;   c = d",
    r"X \xrightarrow{d} Y \ne Z \not= W": "X →ᵈ Y ≠ Z ≠ W",
    r"a \equiv b \pmod n": "a ≡ b (mod n)",
    r"-\sum_x p(x) \log p(x)": "−∑ₓ p(x) log p(x)",
    r"\text{if } x>0\text{ and }y": "if x > 0 and y",
    r"\widehat{xy} \vec{v} \overrightarrow{AB}": "hat(xy) v⃗ vec(AB)",
    r"\mathcal{N}(\mu, \mathbf{\Sigma}) \boxplus \mathfrak{g}": "𝒩(μ, 𝚺) ⊞ 𝔤",
}
DRAWN = {
    r"\sqrt[3]{x+1}": """
³┌─────╴
╲│x + 1""",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": """
       ⎧1   x > 0
f(x) = ⎨
       ⎩0   else""",
    r"\binom{n}{k} = \frac{n!}{k!}": """
⎛n⎞    n!
⎜ ⎟ = ╶──╴
⎝k⎠    k!""",
    r"\underbrace{a+b}_{c} + \overbrace{x}^{n}": """
         n
        ╭┴╮
a + b +  x
╰─┬─╯
  c""",
    r"\begin{bmatrix} 1 & 20 \\ x & y \end{bmatrix}^{-1}": """
⎡1  20⎤⁻¹
⎣x  y ⎦""",
    r"\overline{x + y} \le \lim_{n\to\infty} x_n": """
▁▁▁▁▁
x + y ≤ lim xₙ
        n→∞""",
    r"e^{-\frac{x}{2}}": """
   x
 −╶─╴
   2
e""",
    r"\begin{aligned} a &= b + c \\ d &= e \end{aligned}": """
a = b + c
d = e""",
    r"\left\| \frac{a}{b} \right\|_2^2 = \int_{-\infty}^1 f": """
║ a ║²    1
║╶─╴║  = ∫   f
║ b ║₂    −∞""",
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
    r"\sqrt{x}^2 - \sqrt[n]{x^2}": (
        "the square root of x, end of root, squared minus the n-th root of x squared, end of root"
    ),
    r"P(A|B) + |x - |y||": (
        "P of open bracket A given B close bracket plus the absolute value of x minus the absolute value of y, end of "
        "absolute value"
    ),
    r"e^{x+1}y + x_{i+1}": "e to the power x plus 1, end of power, times y plus x sub i plus 1, end of sub",
    r"a_{ij} + a_{i,j} + x_{train}": "a sub i j plus a sub i comma j plus x sub train",
    r"\frac{d}{dx} f(x) = \frac{dy}{dx}": "d over d x of f of open bracket x close bracket equals d y over d x",
    r"\nabla_\theta J": "the gradient with respect to theta of J",
    r"\left.F\right|_{x=0}": "F, evaluated at x equals 0",
    r"f''(x) - A^{-1} + 2^{-1}": (
        "f double prime of open bracket x close bracket minus A inverse plus 2 to the power minus 1"
    ),
    r"\forall x \exists y \in \mathbb{N}": "for all x there exists y in the natural numbers",
    r"\mathcal{N}(\mu, \Sigma)": "script N of open bracket mu, Sigma close bracket",
    r"5\,\mathrm{kg} + \mathrm{TP}": "5 kg plus TP",
    r"\begin{vmatrix} a & b \end{vmatrix}": "the 1 by 2 determinant, row 1: a, b, end of determinant",
    r"\sum_{\substack{i<j \\ j<n}} a": "the sum over i is less than j, j is less than n of a",
    r"\widehat{xy} + \overbrace{x}^n": "hat over x times y, end of hat, plus overbrace x, labelled n, end of overbrace",
    r"\binom{n+1}{k}": "the binomial n plus 1, choose k, end of binomial",
    r"a \equiv b \pmod n": "a is identical to b modulo n",
    r"x \stackrel{?}{=} y": "x equals, with question mark above it, y",
}
ASCII = {
    r"\hat y = W x + b": "y_hat = W x + b",
    r"\eta x \alpha_{12}^2 \bar x y": "eta x alpha_12^2 x_bar y",
    r"\sqrt[3]{8} + \sqrt[5]{x} + \sqrt{ab}": "cbrt 8 + root[5]x + sqrt(ab)",
    r"\sum_{i=1}^n x_i \notin A \cup B": "sum_(i=1)^n x_i not in A union B",
    r"\mathbf{w}^\top x \le \frac{a+b}{2}": "w^T x <= (a+b)/2",
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


@pytest.mark.parametrize("tex", DRAWN)
def test_two_dimensions(tex: str) -> None:
    assert "\n".join(block(tex)) == DRAWN[tex].strip("\n")


@pytest.mark.parametrize("tex", ASCII)
def test_ascii(tex: str) -> None:
    assert ascii_line(tex) == ASCII[tex]


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
    for how in ("unicode", "words", "ascii", "kept"):
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


@given(st.text(max_size=60))
def test_ascii_is_ascii(tex: str) -> None:
    assert ascii_line(tex).isascii()


def test_a_wide_display_is_broken_before_its_operators() -> None:
    tex = r"a = \frac{b}{c} + ddddddd + eeeeeeee"
    assert block(tex, 20) == ["     b", "a = ╶─╴ + ddddddd", "     c", "", "  + eeeeeeee"]
    assert block("x" * 50, 20) == ["x" * 50]


@pytest.mark.parametrize(
    ("tex", "why", "broken"),
    [
        (r"\unknown{x} + 1", "`\\unknown` is not known", False),
        (r"\begin{tikz} x \end{tikz}", "the environment `tikz` is not known", False),
        (r"\frac{a", "a `{` is never closed", True),
        (r"\frac{a}", "`\\frac` lacks an argument", True),
        ("a}", "this `}` closes nothing", True),
        ("x^2^3", "two superscripts stand at one place; use braces", True),
        (r"\left( x", "`\\left` has no `\\right`", True),
        (r"\begin{cases} x", "an environment has no `\\end`", True),
        (r"\begin{cases} x \end{array}", "`\\begin{cases}` is closed by `\\end{array}`", True),
        ("R & D", "`&` stands outside a table; write `\\&` for the sign", True),
        ("{" * 50 + "}" * 50, "it is nested more than 40 deep", True),
        ("x" * 2001, "it is longer than 2000 characters", True),
    ],
)
def test_what_cannot_be_drawn_says_why(tex: str, why: str, broken: bool) -> None:
    assert troubles(tex) == [(why, broken)]


@pytest.mark.parametrize(
    "wrap",
    [r"\frac{a}{", r"\sqrt{", "{a}^{", "{a}_{b}^{", "x_{", r"\sum_{", r"\log^{", r"\bar{", r"\binom{", "|", r"\left("],
)
def test_deep_formulas_cost_no_more_than_their_parts(wrap: str) -> None:
    close = {"|": "|", r"\left(": r"\right)"}.get(wrap, "}")
    second = "{c}" if wrap == r"\binom{" else ""
    costs = []
    for depth in (6, 12):
        tex = wrap * depth + "b" + (close + second) * depth
        profile = Profile()
        profile.runcall(lambda tex=tex: (inline(tex), block(tex), words(tex)))
        costs.append(sum(entry.callcount for entry in profile.getstats()))
    assert costs[1] < 12 * costs[0]
