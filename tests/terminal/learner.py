"""A learner at a real terminal: the program in a pseudo-terminal, and somebody who answers every item by keyboard."""

import os
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import pexpect
import pyte
import pytest

from tutor.core.exercise.controls import Cells
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import Blank, Choice, CodeItem, ExerciseRef, Item, Match, Number, Order, Text
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.core.questions import solution
from tutor.core.record.facts import fold
from tutor.core.run import LessonRun
from tutor.core.safe_text import one_line
from tutor.core.store.memory import MemoryStore
from tutor.core.store.sqlite import open_store
from tutor.ui.screens.lesson import BESIDE
from tutor.ui.stage import WIDE

PATIENCE = 120
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
TAB, ENTER, F5, ESCAPE = "\t", "\r", "\x1b[15~", "\x1b"
ALL, PASTE = "\x1b[18~", "\x1b[200~{}\x1b[201~"
"""F7 takes hold of the whole program; a paste is bracketed."""


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

    @property
    def words(self) -> str:
        """What is on screen, without line breaks, borders and scrollbars."""
        return " ".join(re.sub("[▁-▏]", " ", self.text).split())

    def until(self, wanted: str | Callable[[], bool]) -> None:
        """Read until `wanted` is on screen, or holds."""
        late = monotonic() + PATIENCE
        while not (wanted() if callable(wanted) else wanted in self.text):
            try:
                if monotonic() > late:
                    pytest.fail(f"{wanted!r} did not come up on:\n{self.text}")
                self.stream.feed(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                pytest.fail(f"ended before {wanted!r}:\n{self.text}")

    def keys(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.child.send(key)

    def ended(self) -> int:
        """Read to the end; the exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus)


Moves = Callable[["Learner", Play], None]
"""What is left to do in an exercise after its controls are set, when the play is at the reference solver's state."""


class Learner:
    """Goes through one lesson, page by page, and answers each item rightly; knows what to do from a run of its own."""

    def __init__(self, terminal: Terminal, lesson: str, folder: Path) -> None:
        self.terminal, self.folder = terminal, folder
        self.values: dict[str, dict[str, Any]] = {}
        self.run = LessonRun(load_catalog().find(lesson), MemoryStore())

    def play(self, moves: dict[str, Moves]) -> None:
        """From the first page to the last."""
        store: Any = None
        try:
            for number, page in enumerate(self.run.text.pages, 1):
                self.terminal.until(f"page {number} of")
                store = store or open_store(self.folder / "data")
                items = [part for part in page.parts if isinstance(part, Item)]
                for place, item in enumerate(items):
                    self.come_to(item, items[place - 1] if place else None)
                    self.answer(item, moves)
                    self.terminal.until(partial(self.passed, store, item))
                if items and isinstance(items[-1], CodeItem):
                    self.terminal.until("esc leave the field")
                    self.terminal.keys(ESCAPE)
                self.terminal.until(lambda: re.search("n next|p back|enter next", self.terminal.text) is not None)
                if number < len(self.run.text.pages):
                    self.terminal.keys("n")
            self.terminal.until("saved")
        finally:
            if store is not None:
                store.close()

    def passed(self, store: Any, item: Item) -> bool:
        """Whether the program has saved that this item was passed."""
        facts = fold(store.attempts(name := f"{self.run.lesson.id}#{item.name}")).get(name, {})
        return any(one.done for one in facts.values())

    def said(self, words: str) -> bool:
        """Whether these words are on screen, broken into lines or not."""
        return words in self.terminal.words

    def come_to(self, item: Item, before: Item | None) -> None:
        """Put the keys where the item is answered: from the other column, the text beside it is on the way."""
        typed = isinstance(item, Number | Text | Blank)
        if before is not None:
            self.terminal.until(lambda: "leave the field" not in self.terminal.text)
            back = self.terminal.screen.columns >= WIDE and isinstance(before, BESIDE) and not isinstance(item, BESIDE)
            self.terminal.keys(*[TAB] * (1 + back))
        elif typed or isinstance(item, CodeItem):
            self.terminal.keys(ENTER if typed else TAB)
        if isinstance(item, ExerciseRef):
            self.terminal.until(lambda: re.search("enter (begin|check|pick|say it)", self.terminal.text) is not None)
            if "enter begin" in self.terminal.text:
                self.terminal.keys(ENTER)
                self.terminal.until(lambda: "enter begin" not in self.terminal.text)
        elif isinstance(item, Choice | Match | Order):
            # The first one of a page that opens at its top may still be below the window: it is begun first.
            if before is None:
                self.terminal.until(lambda: re.search("enter (begin|check)", self.terminal.text) is not None)
                if "enter begin" in self.terminal.text:
                    self.terminal.keys(ENTER)
                self.terminal.until("enter check")
            else:
                self.terminal.until("▌ › ")
        elif typed or isinstance(item, CodeItem):
            self.terminal.until("esc leave the field")

    def answer(self, item: Item, moves: dict[str, Moves]) -> None:
        """Answer an item rightly."""
        match item:
            case Choice():
                self.terminal.keys(*map(str, self.picks(item.name)), ENTER)
            case Match():
                order = self.run.shown.order(item.name)
                for left in range(len(item.left)):
                    self.terminal.keys(str(order.index(left) + 1), DOWN)
                self.terminal.keys(ENTER)
            case Order():
                self.sort(list(self.run.shown.order(item.name)))
                self.terminal.keys(ENTER)
            case CodeItem():
                program = load_object(self.run.lesson, item.checks).solution
                self.terminal.keys(ALL, PASTE.format(program), F5)
            case ExerciseRef():
                self.solve(item, moves.get(item.name))
            case Blank():
                self.terminal.keys(solution(self.run.shown.question(item.name)).replace("|", TAB), ENTER)
            case _:
                self.terminal.keys(solution(self.run.shown.question(item.name)), ENTER)

    def picks(self, name: str) -> list[int]:
        """The number keys of a choice's right options, as this learner sees them."""
        right = {int(each) - 1 for each in solution(self.run.shown.question(name)).split(",")}
        return [place for place, index in enumerate(self.run.shown.order(name), 1) if index in right]

    def sort(self, order: list[int]) -> None:
        """Carry each entry up to its place, the first one first."""
        at = 0
        for place in range(len(order)):
            found = order.index(place)
            self.terminal.keys(*([DOWN] * (found - at) or [UP] * (at - found)), *["K"] * (found - place))
            order.insert(place, order.pop(found))
            at = place

    def solve(self, item: ExerciseRef, moves: Moves | None) -> None:
        """Predict, put each control where the reference solver has it, do what else is needed, check."""
        play = self.run.shown.play(item.name)
        values = self.values.setdefault(item.use, vars(play.state).copy())
        self.reach(play, item.part)
        for asked in play.predictions(item.part):
            self.terminal.until(partial(self.said, f"Predict first. {asked.question[:20]}"))
            self.terminal.keys("1", ENTER)
        self.terminal.until(lambda: "Predict first" not in self.terminal.text)
        fields = list(play.visible_fields(item.part))
        cells = next((field for field in fields if isinstance(field.control, Cells)), None)
        lines = [field for field in fields if field is not cells]
        if cells is not None and cells.control.tags:
            self.mark(getattr(play.state, cells.name), cells.control)
        first = list(getattr(play.state, "order", ()))
        at = 0
        for field in sorted(lines, key=lambda field: first.index(field.name) if field.name in first else -1):
            place = lines.index(field)
            self.terminal.keys(*([DOWN] * (place - at) or [UP] * (at - place)))
            at = place
            self.terminal.until(f"› {one_line(field.label, 32)}")
            value = getattr(play.state, field.name)
            if value != values[field.name]:
                self.put(field, value)
                values[field.name] = value
        if moves is not None:
            moves(self, play)
        self.terminal.keys(ENTER)

    def reach(self, play: Play, part: str) -> None:
        """Bring the play to the state that is to be set: that of the reference solver."""
        play.solve(part)

    def mark(self, marks: Any, control: Cells) -> None:
        """Give each row of the table its tag, or a mark, from the top down, and go on to the controls."""
        at = 0
        for mark in sorted(marks):
            row, key = (mark[0], str(control.tags.index(mark[1]) + 1)) if control.tags else (mark, " ")
            self.terminal.keys(*[DOWN] * (row - at), key)
            at = row
        self.terminal.keys(TAB)

    def put(self, field: Any, value: Any) -> None:
        """Type a value into the control that has the focus."""
        options = list(getattr(field.control, "options", ()))
        if isinstance(value, bool):
            self.terminal.keys(" ")
        elif options:
            self.terminal.keys(str(options.index(value) + 1))
        else:
            self.terminal.keys(value if isinstance(value, str) else f"{value:g}", ENTER)
