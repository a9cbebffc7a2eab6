"""The answers of GIFT items: weights, wildcards, numbers and pairs grade as their author meant."""

import pytest

from tests.core.gift_cases import file, one, outcomes, read, visible
from tutor.core.exchange import lesson_text
from tutor.core.questions import grade, solution_text


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
