"""A lesson.md becomes pages, prose and items; what an author may vary changes nothing."""

import itertools

import pytest

from tests.core.whole_lesson import LESSON
from tutor.core.lesson.model import (
    Blank,
    Case,
    Choice,
    CodeItem,
    ExerciseRef,
    Gap,
    LessonText,
    Match,
    Number,
    Option,
    Order,
    Prose,
    Text,
)
from tutor.core.lesson.parser import parse_body, split_front_matter


def parse(source: str) -> LessonText:
    _, body, line = split_front_matter(source, "lesson.md")
    return parse_body(body, "lesson.md", line)


def body_of(source: str) -> LessonText:
    return parse_body(source, "lesson.md", 1)


def test_the_whole_grammar() -> None:
    lesson = parse(LESSON)
    assert [page.title for page in lesson.pages] == ["Turn the line", ""]
    assert [page.line for page in lesson.pages] == [4, 32]
    prose, choice = lesson.pages[0].parts
    assert isinstance(prose, Prose)
    assert prose.line == 4
    assert prose.text.startswith("# Turn the line #\n\nProse with $\\hat y = \\frac{a}{b}$")
    assert "::: choice no-block" in prose.text
    assert choice == Choice(
        name="bias",
        prompt="What does raising b do?",
        hints=("Put x = 0 into Wx + b.", "Compare the lines\ny = 2x and\n\ny = 2x + 1."),
        why="b is added after x was weighed.",
        line=13,
        options=(
            Option("Lifts every point\nof it by one", True, "Right: b is where\nthe line meets x = 0.", 16),
            Option("Makes it steeper", False, "That is W.\n\nb never changes the slope.", 20),
        ),
    )
    number, text, blank, order, match, every, exercise, code = lesson.pages[1].parts
    assert number == Number(
        name="slope",
        prompt="A flat of {x1:.0f} m² in $\\sqrt{{2}}$. What is W?",
        draw="questions:two_points",
        unit="€/m²",
        line=33,
        cases=(
            Case("{w} ± 1 %", True, "Yes.", 0, 36),
            Case("{inverse} +- 0.01", False, "Upside down.", 0.5, 38),
            Case("2 .. 3", False, "", 0, 40),
            Case("else", False, "Difference over difference.", 0, 41),
        ),
    )
    assert isinstance(text, Text)
    assert [(case.match, case.right, case.score) for case in text.cases] == [
        ("label", True, 0),
        ("/(the )?target/", True, 0),
        ("feature", False, 0.25),
        ("else", False, 0),
    ]
    assert isinstance(blank, Blank)
    assert (blank.prompt, blank.why) == ("Fill in.", "Words.")
    assert blank.gaps == (Gap(("epoch", "pass over it")), Gap(("eta",)), Gap(("[0]",)))
    assert blank.pieces[0] == "One pass is an "
    assert blank.pieces[-1] == "`.\n\n```python\nw = [[1, 2]]\n```"
    assert isinstance(order, Order)
    assert order.entries == ("look", "split\nfirst", "fit")
    assert order.hints == ("1. is no entry here:\n1. nor this",)
    assert isinstance(match, Match)
    assert (match.headers, match.left, match.right) == (("term", "meaning"), ("W", "$|w|$"), ("weight", "its norm"))
    assert isinstance(every, Choice)
    assert (every.pick_all, every.shuffle, [option.right for option in every.options]) == (True, False, [True, False])
    assert isinstance(exercise, ExerciseRef)
    assert (exercise.use, exercise.part, exercise.weight) == ("exercise:FitLine", "fit", 2.0)
    assert isinstance(code, CodeItem)
    assert code.prompt == "Write one step, like\n```python\nx = 1\n```\nby hand."
    assert code.starter == "def step(w):\n    return w\n\n    # :::\n"
    assert (code.checks, code.seconds, code.hints) == ("checks:gradient_step", 2.5, ("Subtract.",))
    assert lesson.page_of("slope") == 1


def test_a_page_of_very_many_items_is_several_pages_with_nothing_lost() -> None:
    block = "::: number n{0}\nTwice {0}?\n\n- [x] {1}\n:::\n"
    text = parse_body("# Sums\n\n" + "\nNow:\n\n".join(block.format(n, 2 * n) for n in range(1, 46)), "lesson.md")
    assert [len(page.items()) for page in text.pages] == [12, 12, 12, 9]
    assert {page.title for page in text.pages} == {"Sums"}
    assert all(isinstance(page.parts[0], Prose) for page in text.pages)  # a text goes with the item below it
    assert [item.name for item in text.items()] == [f"n{n}" for n in range(1, 46)]
    assert text.page_of("n13") == 1


def test_several_right_options_mean_pick_all() -> None:
    choice = next(body_of("::: choice c\n?\n- [x] a\n- [x] b\n- [ ] c\n:::").items())
    assert isinstance(choice, Choice)
    assert choice.pick_all


def test_an_indented_starter() -> None:
    code = next(body_of("::: code c checks=m:n\nWrite.\n\n    def f():\n\n        return 1\n\n:::").items())
    assert isinstance(code, CodeItem)
    assert (code.prompt, code.starter) == ("Write.", "def f():\n\n    return 1\n")


def test_a_blank_needs_no_prompt_of_its_own() -> None:
    assert next(body_of("::: blank b\nAn [[epoch]].\n:::").items()).prompt == "Fill in the gaps."


@pytest.mark.parametrize(
    "source", ["\ufeff" + LESSON, LESSON.replace("\n", "\r\n"), LESSON.replace("\n", "\r"), "\n" + LESSON]
)
def test_byte_order_mark_and_line_ends_change_nothing(source: str) -> None:
    moved = int(source.startswith("\n"))
    expected = parse(LESSON)
    read = parse(source)
    assert [page.line - moved for page in read.pages] == [page.line for page in expected.pages]
    assert [item.prompt for item in read.items()] == [item.prompt for item in expected.items()]


def test_front_matter_lines_are_the_files() -> None:
    toml, body, line = split_front_matter('\n+++\ntitle = "x"\n+++\nText', "lesson.md")
    assert (toml.split("\n")[1], body, line) == ('title = "x"', "Text", 5)


FEEDBACK = [
    "::: choice c",
    "Ask.",
    "- [x] a",
    "  > right",
    "- [ ] b",
    "  > wrong",
    "Hint: h",
    "Why: w",
    ":::",
]


@pytest.mark.parametrize("blanks", list(itertools.product([0, 1, 2], repeat=2)))
@pytest.mark.parametrize("at", range(1, len(FEEDBACK)))
def test_blank_lines_never_move_feedback(at: int, blanks: tuple[int, int]) -> None:
    loose = [*FEEDBACK[:at], *[""] * blanks[0], *FEEDBACK[at:-1], *[""] * blanks[1], FEEDBACK[-1]]
    item = next(body_of("\n".join(loose)).items())
    assert isinstance(item, Choice)
    assert [(option.text, option.feedback) for option in item.options] == [("a", "right"), ("b", "wrong")]
    assert (item.prompt, item.hints, item.why) == ("Ask.", ("h",), "w")


def test_tabs_indent_too() -> None:
    item = next(body_of("::: choice c\nAsk.\n- [x] a\n\t> right\n-\t[ ] b\n\tmore\n:::").items())
    assert isinstance(item, Choice)
    assert [(option.text, option.feedback) for option in item.options] == [("a", "right"), ("b\nmore", "")]


def test_braces_of_a_formula_are_no_places() -> None:
    text = "::: text t{}\nIs $\\frac{{a}}{{b}}$ or\n\n$$\n\\sqrt{{x}}\n$$\n\n- [x] a\n:::"
    (plain,) = parse_body(text.format(""), "lesson.md").items()
    (drawn,) = parse_body(text.format(" draw=q:d"), "lesson.md").items()
    assert plain.prompt == drawn.prompt == "Is $\\frac{a}{b}$ or\n\n$$\n\\sqrt{x}\n$$"
