"""The texts of GIFT items: HTML, Markdown, code and formulas are shown as they were meant."""

import pytest

from tests.core.gift_cases import file, one, visible


def test_html_is_shown_as_text_with_its_structure():
    (item,), _, _ = file("g04_html.gift")
    assert item.prompt == "Which is **not** a loss?"
    assert [visible(option.text) for option in item.options] == ["squared <error>", "learning rate"]


def test_braces_and_tex():
    items, refused, _ = file("g06_latex.gift")
    assert not refused
    assert items[0].prompt == r"What is $\frac{a}{b}$ for $$a=1, b=2$$?"
    assert [visible(item.prompt) for item in items[1:]] == [
        'What prints f"{x}" for x=3?', "What is the type of {1, 2}?", "What is the type of {x}?", "Which is a dict?",
    ]  # fmt: skip
    assert [visible(option.text) for option in items[-1].options] == ["{key: value}", "[key]", "(key)"]


def test_text_is_no_markdown_unless_it_says_so():
    items, _, _ = file("g30_stars.gift")
    assert [visible(item.prompt) for item in items] == [
        "What is 2*3*4 in Python?",
        "What does def f(*args, **kwargs) collect? And __init__ of class A?",
        "Which is right in SQL: SELECT * FROM t WHERE a > 1 AND b < 2 or SELECT * FROM <t>?",
        "Price: $x$ and $y$ are shell variables, 1. no list",
        "# is a comment sign in Python. * is not.",
        "indented four spaces is code?",
    ]
    assert visible(one("[markdown]What is *this* and `x`? {T}").prompt) == "What is this and x?"


@pytest.mark.parametrize(
    "place",
    [
        "[html]::t::Q? {=a ~b}",
        "::t::[html]Q? {=a ~b}",
        "::t:: [html] Q? {=a ~b}",
        "::[html]t::Q? {=a ~b}",
        "[HTML]Q? {=a ~b}",
        "::t::Q? {=[html]a ~[plain]b}",
        "::t::Q? {=[moodle]a#[html]<p>yes</p> ~b}",
        "::t::Q? {=%100%[html]a ~%-50%[plain]b}",
        "::t::Q? {=[html]%100%a ~b####[html]w}",
    ],
)
def test_a_format_may_stand_wherever_a_text_does(place):
    item = one(place)
    assert (item.prompt, [option.text for option in item.options]) == ("Q?", ["a", "b"])
    assert not any("[" in option.feedback for option in item.options)
    assert item.name in ("t", "question-1")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>x<sup>2</sup>, H<sub>2</sub>O, e<sup>a+b</sup></p>", "x², H₂O, e^(a+b)"),
        ("<p>&eacute; &#39; &amp;lt; &nbsp;x&copy</p>", "é ' &lt; x&copy"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("a<br>b<br/><br />c", "a b c"),
        ("<p>a</p><script>alert(1)</script><style>p {}</style>", "a"),
        ("<o:p></o:p><p class=x>a<!-- c --></p>", "a"),
        ("List<String> and vector<int> a<b", "List<String> and vector<int> a<b"),
        ("What does <b> do?", "What does <b> do?"),
        ("<code>a*b</code> and <tt>c_d</tt>", "a*b and c_d"),
        ("if x < 3 && y > 4 <i>then</i>", "if x < 3 && y > 4 then"),
        ("<p>Hint: a</p><p>- b</p><p>1. c</p><p># d</p><p>---</p><hr>", "Hint: a - b 1. c # d ---"),
        ('<span style="color:#ff0000;">red</span>', "red"),
        ("<div><div><p>a</p></div></div>", "a"),
        ("<a href='http://x.org/?a=b'>here</a>", "here (http://x.org/?a=b)"),
        ("<table><tr><td>1|2</td><td>b</td></tr><tr><td>3</td><td>4</td></tr></table>", "1|2: 3; b: 4."),
    ],
)
def test_html(html, shown):
    for kind in ("[html]", ""):
        item = one(f"{kind}{html} {{=a ~b}}")
        assert visible(item.prompt) == shown


def test_code_keeps_its_lines_and_room():
    item = one("[html]<pre>for x in y:\\n    print(x)</pre>What? {=<pre>a\\n  b</pre> ~c}")
    assert item.prompt == "```\nfor x in y:\n    print(x)\n```\n\nWhat?"
    assert item.options[0].text == "`a`\\\n\u00a0\u00a0`b`"
    item = one("What?\\n\\nfor x in y\\:\\n    print(x) {=a ~b}")
    assert item.prompt == "What?\n\nfor x in y:\\\n\u00a0\u00a0\u00a0\u00a0print(x)"
    item = one("What?\n  for x in y:\n    print(x)\n  {=a ~b}")
    assert item.prompt == "What?\\\nfor x in y:\\\n\u00a0\u00a0print(x)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[html]<p>Which? {=a ~b}</p>", "Which?"),
        ("[html]<div><b>Which? {=a ~b}</b><br></div>", "Which?"),
        ("It weighs {#3:1} kg.", "It weighs _____ kg."),
        ("<p>It weighs {#3:1} <b>kg</b>.</p>", "It weighs _____ kg."),
        ("The sky is blue {T}.", "The sky is blue ."),
        ("Match {=a -> b =c -> d} them.", "Match  them."),
        ("{=a ~b} is first.", "_____ is first."),
    ],
)
def test_what_stands_behind_the_answers_stays(text, shown):
    assert visible(one(text).prompt) == " ".join(shown.split())


def test_formulas_are_taken_whole():
    item = one(r"Solve $$x^{2} = \frac{a}{b}$$ and \(\{1, 2\} \neq y\) {=\(\frac{a}{b}\) ~$$a=b$$ ~\(x\)2}")
    assert item.prompt == r"Solve $$x^{2} = \frac{a}{b}$$ and $\{1, 2\} \neq y$"
    assert [option.text for option in item.options] == [r"$\frac{a}{b}$", "$$a=b$$", "$$x$$2"]
    item = one("Money? {=$$ ~€ ~$$$ ~C:\\\\Users}")
    assert [visible(option.text) for option in item.options] == ["$$", "€", "$$$", "C:\\Users"]
    assert one(r"[plain]\\(x\\) and $$y$$ {T}").prompt == r"\\(x\\) and \$\$y\$\$"
