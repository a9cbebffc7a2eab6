"""Files that people have, one a kind of trouble: what each is read as, what is said of it, and what is refused."""

from pathlib import Path

import pytest

from tests.core.test_gift_made import visible
from tutor.core.decoding import decode
from tutor.core.exchange import gift_read, lesson_text
from tutor.core.questions import grade, solution_text

FOLDER = Path(__file__).parents[1] / "fixtures" / "gift"


def read(text: str) -> gift_read.Read:
    """The items of a text, all of which a lesson has to hold."""
    found = gift_read.read(text)
    kept, more = lesson_text.readable(found.items)
    assert not more
    return found._replace(items=list(kept))


def file(name: str) -> gift_read.Read:
    return read(decode((FOLDER / name).read_bytes())[0])


def one(text: str):
    (item,), refused, _ = read(text)
    assert not refused
    return item


def outcomes(item, *answers: str) -> list[str]:
    return [str(grade(item, answer).outcome) for answer in answers]


def test_penalties_are_dropped_and_said():
    (item,), _, (note,) = file("g01_negative.gift")
    assert outcomes(item, "1", "2", "3") == ["passed", "failed", "failed"]
    assert "-25%" in note.reason
    assert note.line == 1


def test_twins_are_dropped():
    (capital, two), refused, notes = file("g02_case_twins.gift")
    assert not refused
    assert not notes, "nothing is lost by it"
    assert outcomes(capital, "Paris", "paris", "Rome") == ["passed", "passed", "failed"]
    assert outcomes(two, "four", "4", "five") == ["passed", "passed", "failed"]


def test_a_right_option_may_be_written_with_both_signs():
    (item,), _, _ = file("g03_tilde_equal.gift")
    assert [(option.text, option.right) for option in item.options] == [
        ("accuracy", False), ("squared error", True), ("recall", False),
    ]  # fmt: skip


def test_html_is_shown_as_text_with_its_structure():
    (item,), _, _ = file("g04_html.gift")
    assert item.prompt == "Which is **not** a loss?"
    assert [visible(option.text) for option in item.options] == ["squared <error>", "learning rate"]


def test_a_file_may_begin_with_a_bracket():
    items, _, _ = file("g05_first_bracket.gift")
    assert [visible(item.prompt) for item in items] == ["Is 1 < 2?", "Is 2 > 3?"]


def test_braces_and_tex():
    items, refused, _ = file("g06_latex.gift")
    assert not refused
    assert items[0].prompt == r"What is $\frac{a}{b}$ for $$a=1, b=2$$?"
    assert [visible(item.prompt) for item in items[1:]] == [
        'What prints f"{x}" for x=3?', "What is the type of {1, 2}?", "What is the type of {x}?", "Which is a dict?",
    ]  # fmt: skip
    assert [visible(option.text) for option in items[-1].options] == ["{key: value}", "[key]", "(key)"]


def test_wildcards():
    (item,), _, _ = file("g07_wild.gift")
    assert outcomes(item, "gradient", "the gradient descent", "hill climbing") == ["passed", "passed", "failed"]
    assert grade(item, "steepest descent").score == 0.5
    assert outcomes(item, "gradient descent*") == ["passed"]


def test_a_distractor_in_a_match():
    (item,), _, _ = file("g09_match_distractor.gift")
    assert item.left == ("HTTP", "SSH", "DNS")
    assert item.right == ("80", "22", "53", "8080")
    assert outcomes(item, "1=1,2=2,3=3", "1=4,2=2,3=3") == ["passed", "failed"]
    assert "8080" not in solution_text(item)
    text, refused = lesson_text.block(item), lesson_text.readable([item])[1]
    assert "|  | 8080 |" in text
    assert not refused


def test_pairs_may_share_their_right_side():
    item = one("{=cat -> mammal =dog -> mammal =snake -> reptile}".join(["Sort. ", ""]))
    assert outcomes(item, "1=1,2=2,3=3", "1=2,2=1,3=3", "1=1,2=1,3=3", "1=3,2=2,3=1") == [
        "passed", "passed", "passed", "failed",
    ]  # fmt: skip


def test_latin_1_is_read_and_said():
    text, encoding = decode((FOLDER / "g14_latin1.gift").read_bytes())
    assert encoding == "cp1252"
    assert read(text).items[0].prompt == "Wie groß ist ü?"


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
    ("text", "right", "wrong", "said"),
    [
        ("Q {~%50%a ~%50%b ~%-100%c}", "1,2", "3", "penalties (-100%)"),
        ("Q {~%33.33333%a ~%33.333%b ~%33.34%c ~d}", "1,2,3", "1,2", ""),
        ("Q {~%50%a ~%50%b ~%-50%c}", "1,2", "1,3", ""),
        ("Q {~%70%a ~%30%b ~c}", "1,2", "1,3", "70%, 30%"),
        ("Q {=a ~%50%b ~c}", "1", "2", "earn a part (50%)"),
        ("Q {=%100%a ~%0%b}", "1", "2", ""),
        ("Q {~%100%a ~b}", "1", "2", ""),
        ("Q {=a =b ~c}", "1,2", "3", "all of them"),
        ("Q {=a ~b ~b}", "1", "2", "stands there twice"),
        ("Q {=a ~b ~}", "1", "2", ""),
        ("Q {%100%a ~b}", "1", "2", ""),
    ],
)
def test_weights(text, right, wrong, said):
    (item,), refused, notes = read(text)
    assert not refused
    assert outcomes(item, right, wrong) == ["passed", "failed"]
    assert said in " ".join(note.reason for note in notes)
    assert bool(said) == bool(notes)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Q {=a*c}", ["ac", "abc"], ["ab"]),
        ("Q {=\\*args}", ["*args"], ["xargs"]),
        ("Q {=2\\*3}", ["2*3"], ["2**3", "23"]),
        ("Q {=* of squares =mean}", ["sum of squares", "mean"], ["sumof squares"]),
        ("Q {=*x*y*z}", ["xyz", "axbycz"], ["xy"]),
        ("Q {=C\\+\\+}", ["C\\+\\+"], ["C++"]),
        ("Q {=C++ =%0%*#No.}", ["C++"], ["C"]),
        ("Q {four}", ["four"], ["five"]),
        ("Q {=ptr->x}", ["ptr->x"], ["ptr"]),
        ("Q {=%100%a#yes =%-50%b =%0%c}", ["a"], ["b", "c"]),
        ("Q {=d&#39;accord}", ["d'accord", "d’accord"], ["dacord x"]),
        ("[html]Q {=a &lt; b}", ["a < b"], ["a b"]),
        ("How is < written? {=&lt;}", ["&lt;"], ["<"]),
        ("Q {=a\n\n=b\n}", ["a", "b"], ["c"]),
        ("Q {\n=x=5\n=x = 6\n}", ["x=5", "x = 6"], ["5", "6"]),
        ("Q {=two=2}", ["two", "2"], ["two=2"]),
    ],
)
def test_short_answers(text, right, wrong):
    item = one(text)
    assert outcomes(item, *right) == ["passed"] * len(right)
    assert outcomes(item, *wrong) == ["failed"] * len(wrong)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Q {#3}", "3", "3.1"),
        ("Q {#3:2}", "5", "5.1"),
        ("Q {# 1..5 }", "1", "5.1"),
        ("Q {#=1..5#yes}", "5", "0"),
        ("Q {#-5..-4}", "-4.5", "4.5"),
        ("Q {#=%100%0.5:0.1#ok =%50%0.5:0.3 ~#no}", "0.6", "0.8"),
        ("Q {#6.02e23:1e21}", "6.03e23", "6.2e23"),
        ("Q {#0,5:0,1}", "0.6", "0.7"),
        ("Q {#=5 =5:0.1 =%0%*#else}", "5", "6"),
        ("Q {\n#\n\t=3:0.1#\n}", "3", "4"),
    ],
)
def test_numbers(text, right, wrong):
    assert outcomes(one(text), right, wrong) == ["passed", "failed"]


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


def test_a_missing_word():
    blank = one("Two plus two is {=four =4}.")
    assert (blank.pieces[0], blank.pieces[2]) == ("Two plus two is ", ".")
    told = one("Two plus two is {=four =%0%five#One less.}.")
    assert "One less." in grade(told, "five").feedback
    choice = one("The {~sea =sky} is blue.")
    assert visible(choice.prompt) == "The _____ is blue."
    text = one("The {=sky#Yes. =%50%s*y} is blue.")
    assert outcomes(text, "sky", "spy") == ["passed", "failed"]
    assert grade(text, "spy").score == 0.5


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


@pytest.mark.parametrize("text", ["[1, 2]", '{"a": 1}', '["x"]'])
def test_what_is_no_question_says_so(text):
    assert not gift_read.read(text).items
