"""A lesson.md becomes pages, prose and items; what an author may vary changes nothing."""

import itertools
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.errors import LessonError
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

LESSON = """\
+++
title = "Fit a line by hand"
+++
# Turn the line #

Prose with $\\hat y = \\frac{a}{b}$ and

```text
---
::: choice no-block
+++
```
::: choice bias
What does raising b do?

- [x] Lifts every point
  of it by one
  > Right: b is where
  > the line meets x = 0.
- [ ] Makes it steeper
  > That is W.
  >
  > b never changes the slope.

Hint: Put x = 0 into Wx + b.
Hint: Compare the lines
y = 2x and

y = 2x + 1.
Why: b is added after x was weighed.
:::
---
::: number slope unit="€/m²" draw=questions:two_points
A flat of {x1:.0f} m² in $\\sqrt{{2}}$. What is W?

- [x] {w} ± 1 %
  > Yes.
- [ ] 0.5: {inverse} +- 0.01
  > Upside down.
- [ ] 2 .. 3
- [ ] else
  > Difference over difference.
:::

::: text target
The column you predict?
- [x] label
- [x] /(the )?target/
- [ ] 0.25: feature
- [ ] else
:::

::: blank epoch
Fill in.

One pass is an [[epoch|pass over it]]; then `w -= [[eta]] * x[[[0]]]`.

```python
w = \\[[1, 2]]
```
Why: Words.
:::

::: order steps
Put in order.
1. look
2. split
   first
3) fit
Hint: 1. is no entry here:
1. nor this
:::

::: match terms
Match them.

| term | meaning |
| :--- | ---: |
| W | weight |
| $\\|w\\|$ | its norm |
Hint: Look.
:::

::: choice all pick=all shuffle=no
Which hold?
* [X] one
+ [ ] two
:::

::: exercise tune use=exercise:FitLine part=fit weight=2
Bring the loss down.
:::

::: code gradient-step checks=checks:gradient_step seconds=2.5
Write one step, like
```python
x = 1
```
by hand.

~~~python
def step(w):
    return w

    # :::
~~~
Hint: Subtract.
:::
"""


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


def check(body: str) -> None:
    found = outcome(body)
    if isinstance(found, LessonError):
        assert found.findings
        assert all(each.code and each.message and each.fix and each.line >= 1 for each in found.findings)
    else:
        assert found.pages


def outcome(body: str) -> LessonText | LessonError:
    try:
        return parse_body(body, "lesson.md", 1)
    except LessonError as error:
        return error


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(body: str) -> None:
    check(body)
    with suppress(LessonError):
        split_front_matter(body, "lesson.md")


LINES = LESSON.split("\n")
odd = st.sampled_from(
    ["", ":::", "---", "```", "  > x", "> x", "- [ ] y", "- [y] y", "Hint:", "why: x", "::: choice x", "[[", "{",
     "| a |", "1. a", "- [x] else", "::: nope", '::: text a b="', "\t", "    x"]
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(3, len(LINES) - 1), odd | st.text(max_size=12), st.booleans()), max_size=6))
def test_mutated_lessons_are_read_or_refused(edits: list[tuple[int, str, bool]]) -> None:
    lines = list(LINES)
    for at, text, put_in in edits:
        lines[at : at if put_in else at + 1] = [text]
    check("\n".join(lines[3:]))


@given(st.lists(odd, max_size=25).map("\n".join))
def test_odd_lines_in_any_order_are_read_or_refused(body: str) -> None:
    check(body)


@pytest.mark.parametrize(
    "unit",
    ["::: choice c\n", "- [ ] a\n", "::: choice c\na\n- [x] a\n- [ ] b\n:::\n", "`", "[[", "{", "> ", " ", "#", "1",
     "$", "[[a]] ", "::: text t\na\n- [x] " + "1" * 50 + "\n", ":::x ", "| - ", '::: a b="', "- [ ] 1", "---\n",
     "~~~\n", "Hint: \n", 'x y="a '],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["{}", "::: blank b\n{}\n:::", "::: choice c draw=a:b\nAsk.\n- [x] {}\n- [ ] z\n:::"])
def test_size_costs_no_more_than_its_share(unit: str, frame: str, work: "Work") -> None:
    small, large = (work.of(lambda n=n: outcome(frame.replace("{}", unit * n))) for n in (300, 1200))
    assert large < 4 * 2.5 * small + 20_000


class Work:
    """Counts the lines of Python that run: the same on a busy machine, where times are not."""

    def of(self, run: object) -> int:
        import sys

        count = 0

        def trace(frame: object, event: str, argument: object) -> object:
            nonlocal count
            count += 1
            return trace

        before = sys.gettrace()
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            run()  # type: ignore[operator]
        finally:
            sys.settrace(before)
        return count


@pytest.fixture
def work() -> Work:
    return Work()


def test_braces_of_a_formula_are_no_places() -> None:
    text = "::: text t{}\nIs $\\frac{{a}}{{b}}$ or\n\n$$\n\\sqrt{{x}}\n$$\n\n- [x] a\n:::"
    (plain,) = parse_body(text.format(""), "lesson.md").items()
    (drawn,) = parse_body(text.format(" draw=q:d"), "lesson.md").items()
    assert plain.prompt == drawn.prompt == "Is $\\frac{a}{b}$ or\n\n$$\n\\sqrt{x}\n$$"
