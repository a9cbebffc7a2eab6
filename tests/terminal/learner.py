"""A learner at a real terminal: somebody who goes through a lesson and answers every item by keyboard."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.terminal.hand import Hand, Moves
from tests.terminal.terminal import ALL, DOWN, ENTER, ESCAPE, F5, PASTE, TAB, UP, Terminal
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Blank, Choice, CodeItem, ExerciseRef, Item, Match, Number, Order, Text
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.core.progress import key
from tutor.core.questions import solution
from tutor.core.record.facts import fold
from tutor.core.run import LessonRun
from tutor.core.session import Session, load
from tutor.core.store.memory import MemoryStore
from tutor.core.store.sqlite import open_store

AT_HAND = "enter (begin|check|pick|see it|say it)|esc leave the field"
"""What the footer says on a page whose first item was not answered yet."""


class Learner:
    """Goes through one lesson, page by page, and answers each item rightly.

    What to do it knows from a run of its own on what the program has saved; it does it by keys alone, and goes on by
    what the screen shows.
    """

    def __init__(self, terminal: Terminal, lesson: str, folder: Path) -> None:
        self.terminal, self.folder = terminal, folder
        self.catalog = load_catalog()
        self.lesson = self.catalog.find(lesson)
        self.run = LessonRun(self.lesson, MemoryStore())
        self.store: Any = None

    def play(self, moves: Mapping[str, Moves]) -> None:
        """From the first page to the last."""
        try:
            for number, page in enumerate(self.run.text.pages, 1):
                self.arrive(number)
                items = [part for part in page.parts if isinstance(part, Item)]
                for place, item in enumerate(items):
                    self.come_to(item, items[place - 1] if place else None)
                    self.answer(item, moves)
                    self.terminal.until(partial(self.passed, item))
                    if isinstance(item, CodeItem):
                        self.terminal.until("esc leave the field")
                        self.terminal.keys(ESCAPE)
                self.terminal.until(lambda: re.search("n next|p back|enter next", self.terminal.text) is not None)
                if number < len(self.run.text.pages):
                    self.terminal.keys("n")
            self.terminal.until("saved")
        finally:
            self.close()

    def end(self) -> None:
        """From the last page to the end of the lesson, which says that it is passed and that nothing is open."""
        self.terminal.keys("n")
        self.terminal.until("the end")
        self.terminal.until(lambda: self.said("It is passed."))
        assert "Open what is left" not in self.terminal.text

    def arrive(self, number: int) -> None:
        """Wait for a page; from the first on, what the program saves can be read."""
        self.terminal.until(f"page {number} of")
        if self.store is None:
            self.store = open_store(self.folder / "data")

    def close(self) -> None:
        """Read no more."""
        if self.store is not None:
            self.store.close()
            self.store = None

    @property
    def session(self) -> Session:
        """Where the program has kept that the learner stands."""
        return load(self.store.get(key("place", self.lesson.id)))

    def passed(self, item: Item) -> bool:
        """Whether the program has saved that this item was passed."""
        name = f"{self.lesson.id}#{item.name}"
        facts = fold(self.store.attempts(name)).get(name, {})
        return any(one.done for one in facts.values())

    def said(self, words: str) -> bool:
        """Whether these words are on screen, broken into lines or not."""
        return words in self.terminal.words

    def come_to(self, item: Item, before: Item | None) -> None:
        """Put the keys where the item is answered; after a right answer, enter leads on to the next one."""
        if before is not None:
            self.terminal.until("enter next")
            self.terminal.keys(ENTER)
        else:
            self.terminal.until(lambda: re.search(AT_HAND, self.terminal.text) is not None)
            if "enter begin" in self.terminal.text:
                self.terminal.keys(ENTER)
        if isinstance(item, Number | Text | Blank | CodeItem):
            self.terminal.until("esc leave the field")
        elif isinstance(item, ExerciseRef) or before is None:
            self.terminal.until(lambda: re.search("enter (check|pick|see it|say it)", self.terminal.text) is not None)
        else:
            self.terminal.until("▌ › ")

    def answer(self, item: Item, moves: Mapping[str, Moves]) -> None:
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
                program = load_object(self.lesson, item.checks).solution
                self.terminal.keys(ALL, PASTE.format(program), F5)
            case ExerciseRef():
                self.predict(item)
                hand = self.hand(item)
                moves.get(f"{self.lesson.name}#{item.name}", Hand.everything)(hand)
                self.terminal.keys(ENTER)
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

    def predict(self, item: ExerciseRef) -> None:
        """Say the first option each time."""
        asked = self.run.shown.play(item.name).predictions(item.part)
        for each in asked:
            self.terminal.until(partial(self.said, f"Predict first. {each.question[:20]}"))
            self.terminal.keys("1", ENTER)
        self.terminal.until(lambda: "Predict first" not in self.terminal.text)
        self.terminal.until(lambda: len(self.session.item(item.name).predictions) == len(asked))

    def hand(self, item: ExerciseRef) -> Hand:
        """A hand on the exercise, which stands as the program has saved it."""
        self.run = LessonRun(self.lesson, self.store, text=self.run.text, shelf=ItemIndex(self.catalog))
        play = self.run.shown.play(item.name)
        return Hand(self.terminal, play, item.part, lambda: self.session.plays.get(item.use, ""))
