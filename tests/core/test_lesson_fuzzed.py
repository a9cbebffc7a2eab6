"""Any text is a lesson or an error with its line, in time that grows with its length alone."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.whole_lesson import LESSON
from tutor.core.errors import LessonError
from tutor.core.lesson.model import LessonText
from tutor.core.lesson.parser import parse_body, split_front_matter


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
