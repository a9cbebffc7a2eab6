"""A learner at a real terminal: the first lesson from the home screen to its last page, by keyboard."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

from tutor.core.lesson.model import Blank, Choice, CodeItem, ExerciseRef, Item, Match, Number, Text  # noqa: E402
from tutor.core.packs.catalog import load_catalog  # noqa: E402
from tutor.core.progress import lessons  # noqa: E402
from tutor.core.questions import solution  # noqa: E402
from tutor.core.run import LessonRun  # noqa: E402
from tutor.core.safe_text import one_line  # noqa: E402
from tutor.core.store.memory import MemoryStore  # noqa: E402
from tutor.core.store.sqlite import open_store  # noqa: E402

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

PATIENCE = 30
DOWN, TAB = "\x1b[B", "\t"


class Terminal:
    """The program in a pseudo-terminal, and the screen that it paints."""

    def __init__(self, arguments: list[str], folder: Path, size: tuple[int, int] = (80, 24)) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)
        places = {"TUTOR_DATA_DIR": str(folder / "data"), "TUTOR_CONFIG_DIR": str(folder / "config")}
        env = {**os.environ, **places, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "tutor", *arguments],
            env=env,
            dimensions=size[::-1],
            encoding="utf-8",
            timeout=PATIENCE,
        )

    @property
    def text(self) -> str:
        """What is on screen."""
        return "\n".join(self.screen.display)

    def until(self, wanted: str | Callable[[], bool]) -> None:
        """Read until `wanted` is on screen, or holds."""
        late = monotonic() + PATIENCE
        while not (wanted() if callable(wanted) else wanted in self.text):
            try:
                if monotonic() > late:
                    raise pexpect.TIMEOUT("a cursor may blink for ever")
                self.stream.feed(self.child.read_nonblocking(65536, timeout=PATIENCE))
            except (pexpect.TIMEOUT, pexpect.EOF):
                pytest.fail(f"{wanted!r} did not come up on:\n{self.text}")

    def until_page(self, page: int, state: str = "") -> None:
        """Read until this page is on screen and, with `state`, its dot is that."""
        self.until(lambda: f"page {page} of" in self.text and (not state or self.dots()[page - 1] == state))

    def until_cursor(self) -> None:
        """Read until a list has the focus: keys that come together go where the first one goes."""
        self.until(lambda: any("▌ › " in line for line in self.screen.display))

    def dots(self) -> str:
        """The dots of the pages, as the header shows them."""
        return "".join(char for char in self.screen.display[0] if char in "●◐○").ljust(99)

    def keys(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.child.send(key)

    def ended(self) -> int:
        """Read to the end; the exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    running = Terminal([], tmp_path)
    yield running
    running.child.close(force=True)


def test_the_first_lesson_to_its_end(terminal: Terminal, tmp_path: Path) -> None:
    run = LessonRun(load_catalog().find("ml-engineer/line"), MemoryStore())
    terminal.until("Pre-jargon")
    terminal.keys("/", "pre-jargon", "\r", "\r")
    for number, page in enumerate(run.text.pages, 1):
        terminal.until_page(number)
        items = [part for part in page.parts if isinstance(part, Item)]
        for done, item in enumerate(items, 1):
            if isinstance(item, CodeItem):
                break
            if done > 1:
                terminal.until("q quit")
            typed = isinstance(item, Number | Text | Blank)
            terminal.keys(*([TAB] if done > 1 else ["\r"] if typed else []))
            answer(terminal, run, item)
            terminal.until_page(number, "●" if done == len(items) else "◐")
        if number < len(run.text.pages):
            terminal.until("n next")
            terminal.keys("n")
    terminal.until("saved")
    terminal.keys("q")
    assert terminal.ended() == 0
    store = open_store(tmp_path / "data")
    try:
        assert str(lessons(store)["ml-engineer/line"].state) == "passed"
    finally:
        store.close()


def answer(terminal: Terminal, run: LessonRun, item: Item) -> None:
    """Answer an item rightly, as a learner at the keyboard would."""
    right = solution(run.question(item.name)) if not isinstance(item, ExerciseRef) else ""
    match item:
        case Choice():
            terminal.until_cursor()
            terminal.keys(*map(str, picks(run, item.name)), "\r")
        case Match():
            terminal.until_cursor()
            order = run.order(item.name)
            terminal.keys(*(str(order.index(left) + 1) for left in range(len(item.left))), "\r")
        case ExerciseRef():
            solve(terminal, run, item)
        case _:
            terminal.until(lambda: "q quit" not in terminal.text)  # in the field, q is a letter
            terminal.keys(right, "\r")


def solve(terminal: Terminal, run: LessonRun, item: ExerciseRef) -> None:
    """Predict, put each control where the reference solver has it, check."""
    play = run.play(item.name)
    play.solve(item.part)
    if play.predictions(item.part):
        terminal.until("Predict first")
        terminal.keys("1", "\r")
        terminal.until("You said")
    for field in play.fields:
        terminal.until(f"› {one_line(field.label)}")
        value = getattr(play.state, field.name)
        options = list(getattr(field.control, "options", ()))
        terminal.keys(*([str(options.index(value) + 1)] if options else [f"{value:g}", "\r"]), DOWN)
    terminal.keys("\r")


def picks(run: LessonRun, name: str) -> list[int]:
    """The number keys of a choice's right options, as this learner sees them."""
    right = {int(each) - 1 for each in solution(run.question(name)).split(",")}
    return [place for place, index in enumerate(run.order(name), 1) if index in right]


def test_killed_and_started_again(tmp_path: Path) -> None:
    run = LessonRun(load_catalog().find("ml-engineer/line"), MemoryStore())
    first = Terminal(["learn", "line"], tmp_path)
    first.until("page 1 of")
    first.until("lift")
    first.keys(str(picks(run, "bias")[0]), "\r")
    first.until("✓ Right")
    first.until("saved")
    first.keys("n")
    first.until("page 2 of")
    first.until("saved")
    first.child.close(force=True)
    again = Terminal(["learn", "line"], tmp_path)
    again.until("page 2 of")
    assert "●" in again.screen.display[0], "the answer was kept"
    again.keys("q")
    assert again.ended() == 0


def test_json_of_progress_follows(tmp_path: Path) -> None:
    screen = Terminal(["learn", "line"], tmp_path)
    screen.until("page 1 of")
    screen.keys("n")
    screen.until("page 2 of")
    screen.until("saved")
    screen.keys("q")
    assert screen.ended() == 0
    told = pexpect.run(
        f"{sys.executable} -m tutor progress --json",
        env={**os.environ, "TUTOR_DATA_DIR": str(tmp_path / "data")},
        encoding="utf-8",
    )
    line = next(each for each in json.loads(told)["lessons"] if each["id"] == "ml-engineer/line")
    assert line["state"] == "started"


@pytest.mark.parametrize("size", [(60, 20), (30, 8)], ids=["small but usable", "too small"])
def test_small_windows(tmp_path: Path, size: tuple[int, int]) -> None:
    screen = Terminal(["learn", "line"], tmp_path, size)
    screen.until("larger" if size[0] < 40 else "page 1 of")
    screen.keys("q")
    assert screen.ended() == 0
