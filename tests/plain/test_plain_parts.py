"""The parts of plain mode: the one door for text, answers in shown numbers, controls by name, faults told."""

import io
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.errors import TutorError
from tutor.core.exercise.controls import Cells, Choice, Entry, Number, Order, Slider, Toggle
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Table, View
from tutor.core.lesson import model
from tutor.core.packs.catalog import load_catalog
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.plain.ascii import to_ascii
from tutor.plain.exercises import _stoppable
from tutor.plain.lesson import walk
from tutor.plain.talk import Talk

PACKS = Path(__file__).parents[1] / "fixtures" / "packs"
MakePack = Callable[..., Path]


def conversation(
    folder: Path, lesson: str, *typed: str, store: MemoryStore | None = None, ascii_only: bool = False
) -> str:
    found = load_catalog([folder]).find(lesson)
    out = io.StringIO()
    lines = io.StringIO("".join(f"{each}\n" for each in typed))
    walk(LessonRun(found, store or MemoryStore(), mode="plain"), Talk(lines, out, ascii_only=ascii_only))
    return out.getvalue()


def said(call: Callable[[Talk], None], *, ascii_only: bool = False) -> str:
    out = io.StringIO()
    call(Talk(io.StringIO(), out, ascii_only=ascii_only))
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ŷ = Σ η·x − ½", "y-hat = sum  eta*x - 1/2"),
        ("“café” … x̄ → 3 m²", '"cafe" ... x-bar -> 3 m^2'),
        ("naïve Köln 5 €", "naive Koln 5 EUR"),
        ("日本", "??"),
        ("ASCII ~ stays", "ASCII ~ stays"),
    ],
)
def test_ascii(text: str, plain: str) -> None:
    assert to_ascii(text) == plain


@given(st.text(max_size=300), st.booleans())
def test_nothing_that_is_said_commands_a_terminal(text: str, ascii_only: bool) -> None:
    for call in (lambda talk: talk.say(text), lambda talk: talk.tell(text), lambda talk: talk.code(text)):
        out = said(call, ascii_only=ascii_only)
        assert all(char.isprintable() or char == "\n" or ord(char) > 0x9F for char in out)
        assert max(map(len, out.split("\n"))) <= 80
        assert not any(line.startswith(">") for line in out.split("\n"))
        assert out.isascii() or not ascii_only


def test_markdown_is_read_out() -> None:
    text = "# Head\n\n**Bold** `x*y` [here](https://a.b)\n\n- one\n- two\n\n  more\n\n1. a\n\n"
    text += "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
    assert said(lambda talk: talk.say(f"{text}\n```\nx  = 1\n```\n\n$$\\frac{{a}}{{b}}$$")).splitlines() == [
        "Head", "", "Bold x*y here (https://a.b)", "", "- one", "- two", "", "  more", "", "1. a", "",
        "- A: 1; B: 2.", "- A: 3; B: 4.", "", "    x  = 1", "", "a over b",
    ]  # fmt: skip


CHOICE = model.Choice(name="c", prompt="", options=tuple(model.Option(t, t == "a") for t in "abc"))
MATCH = model.Match(name="m", prompt="", left=("a", "b"), right=("1", "2"))
ORDER = model.Order(name="o", prompt="", entries=("a", "b", "c"))


@pytest.mark.parametrize(
    ("question", "order", "typed", "file"),
    [
        (CHOICE, (2, 0, 1), "2", "1"),
        (CHOICE, (2, 0, 1), "1, 3", "3, 2"),
        (CHOICE, (2, 0, 1), "4", "4"),
        (CHOICE, (2, 0, 1), "0", "0"),
        (ORDER, (2, 0, 1), "2,3,1", "1,2,3"),
        (MATCH, (1, 0), "1=2,2=1", "1=1,2=2"),
        (MATCH, (1, 0), "1:2", "1:1"),
        (model.Text(name="t", prompt="", cases=()), (), "2", "2"),
    ],
)
def test_shown_numbers_become_those_of_the_file(question: Any, order: tuple[int, ...], typed: str, file: str) -> None:
    assert question.in_file_order(typed, order) == file


@dataclass(frozen=True)
class State:
    w: Annotated[float, Slider(0, 2, step=0.5, label="weight", unit="kg")] = 1.0
    edge: Annotated[float | None, Number(low=0)] = None
    on: Annotated[bool, Toggle(label="on top")] = False
    kind: Annotated[str, Choice(("red wine", "white"))] = "white"
    row: Annotated[tuple[int, ...], Order(("a", "b", "c"))] = (0, 1, 2)
    flags: Annotated[tuple[tuple[int, str], ...], Cells(pick="rows", tags=("id", "a leak"))] = ()
    cells: Annotated[tuple[tuple[int, int], ...], Cells()] = ()
    note: Annotated[str, Entry()] = ""


@dataclass(frozen=True)
class Nothing:
    pass


class Toy(Exercise[Nothing, State]):
    def setup(self, seed: int, table: Any) -> Nothing:
        return Nothing()

    def view(self, p: Nothing, state: State) -> View:
        rows = [("age", 1), ("pay", 2)]
        return View(Table(("name", "n"), rows, control="flags"), Table(("name", "n"), rows, control="cells"))


@pytest.mark.parametrize(
    ("name", "text", "value", "told"),
    [
        ("w", "1.5", 1.5, "1.5 kg"),
        ("w", "0,5 kg", 0.5, "0.5 kg"),
        ("edge", "1e-3", 0.001, "0.001"),
        ("edge", "none", None, "not given"),
        ("on", "yes", True, "yes"),
        ("on", "OFF", False, "no"),
        ("kind", "1", "red wine", "red wine"),
        ("kind", "Red", "red wine", "red wine"),
        ("row", "3 1,2", (2, 0, 1), "c, a, b"),
        ("flags", "2 a leak", ((1, "a leak"),), "2 a leak"),
        ("flags", "pay id", ((1, "id"),), "2 id"),
        ("flags", "none", (), "nothing marked"),
        ("cells", "1 2", ((0, 1),), "1 2"),
        ("cells", "pay n", ((1, 1),), "2 2"),
        ("note", " (2, 3) ", "(2, 3)", "(2, 3)"),
        ("note", "", "", "not given"),
    ],
)
def test_a_value_that_is_typed(name: str, text: str, value: Any, told: str) -> None:
    play = Play.open(Toy, 0)
    field = play.field(name)
    play.set(name, field.control.typed(field, getattr(play.state, name), text, play.view()))
    assert getattr(play.state, name) == value
    assert field.control.at(value) == told
    assert f": {told}. " in field.offer(value)


def test_a_mark_is_changed_and_taken_away() -> None:
    play = Play.open(Toy, 0)
    for text, marks in (("age id", {0: "id"}), ("2 id", {0: "id", 1: "id"}), ("1 a leak", {0: "a leak", 1: "id"}),
                        ("2 none", {0: "a leak"})):  # fmt: skip
        field = play.field("flags")
        play.set("flags", field.control.typed(field, play.state.flags, text, play.view()))
        assert dict(play.state.flags) == marks


@pytest.mark.parametrize(
    ("name", "text"),
    [("w", "9"), ("w", "much"), ("on", "maybe"), ("kind", "3"), ("kind", ""), ("kind", "i"), ("row", "1 2"),
     ("flags", "3 id"), ("flags", "age"), ("flags", "nobody id"), ("cells", "1"), ("edge", "-1")],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_with_what_may(name: str, text: str) -> None:
    play = Play.open(Toy, 0)
    field = play.field(name)
    with pytest.raises(TutorError):
        play.set(name, field.control.typed(field, getattr(play.state, name), text, play.view()))


BROKEN = """
from dataclasses import dataclass, replace
from tutor.api import Criterion, Exercise, Metric, View, action

@dataclass(frozen=True)
class P:
    pass

@dataclass(frozen=True)
class S:
    n: int = 0

class Bad(Exercise[P, S]):
    def setup(self, seed, table):
        raise RuntimeError("broken \\x1b[31m on purpose")

class Slow(Exercise[P, S]):
    slow_grade = True
    def setup(self, seed, table): return P()
    def view(self, p, s): return View(Metric("n", s.n, format="d"))
    def criteria(self, p, s): return [Criterion("n", float(s.n > 4), says="More.")]
    def praise(self, p, s): return "Enough."
    def solution(self, p, s): return S(5)

    @action("Count", slow=True)
    def count(self, p, s):
        for n in range(1, 6):
            yield replace(s, n=n)

    @action("One")
    def one(self, p, s):
        return replace(s, n=1)

    @action("Fall", slow=True)
    def fall(self, p, s):
        raise ValueError("fell")
"""
LESSON = """+++
title = "T\x1b]0;own\x07"
+++
# \x1b[2J Page \u202e

::: exercise bad use=exercise:Bad
Never.
:::

::: exercise slow use=exercise:Slow
Wait.

Hint: Count.
:::
"""


def test_a_broken_exercise_is_one_sentence_and_slow_steps_go_on_in_the_worker(make_pack: MakePack) -> None:
    files = {"one/first/lesson.md": LESSON, "one/first/exercise.py": BROKEN}
    files |= {"one/__init__.py": "", "one/first/__init__.py": ""}
    folder = make_pack("plain_slow_pack", files=files)
    store = MemoryStore()
    text = conversation(
        folder, "first", "one", "check", "fall", "count", "hint", "nonsense", "check", "code", "", store=store
    )
    joined = " ".join(text.split())
    for told in (
        "bad: the lesson is at fault, not you. plain-slow-pack/first: Bad.setup:",
        "RuntimeError: broken",
        "The rest goes on.",
        "n: 0",
        "Not yet. More.",
        "ValueError: fell",
        "5 results so far.\nn: 5\n",
        "Hint 1 of 1. Count.",
        "“nonsense” is nothing here. There are: count, one, fall;",
        "Right. Enough.\nSaved.\nEnter goes on.",
        "There is no program for this one.",
        "Still open: bad, page 1",
    ):
        assert " ".join(told.split()) in joined
    assert text.replace("\n", "").isprintable()
    assert [attempt.outcome for attempt in store.attempts()] == ["failed", "passed"]


def test_a_program_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "my solution.py").write_text("def double(x):\n    return 2 * x\n")
    text = conversation(PACKS, "every-block", *["skip"] * 8, f"file {tmp_path}/my solution.py", "mine")
    assert "Right. Every property holds.\nSaved." in text
    assert text.count("    return 2 * x") == 1


def test_what_is_not_saved_is_said() -> None:
    text = conversation(PACKS, "every-block", "2", "quit", store=MemoryStore("Not saved: no home."))
    assert text.count("Not saved: no home.") == 2
    assert "\nSaved." not in text


WORDS = (
    "1|2|2,1|1=1|hint|show|again|look|why|help|back|next|skip|check|step|run|undo|redo|restart|code|mine|write|.|n=3|"
    "answer|predict|def"
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split("|")) | st.text(max_size=9), max_size=25))
def test_no_line_ends_a_lesson(typed: list[str]) -> None:
    lines = [line.replace("\n", " ").replace("\r", " ") for line in typed]
    assert conversation(PACKS, "every-block", *lines, ascii_only=True).isascii()


def test_ctrl_c_lands_in_no_lessons_code() -> None:
    with _stoppable() as stopped:
        assert not stopped
        signal.raise_signal(signal.SIGINT)
        assert stopped
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
