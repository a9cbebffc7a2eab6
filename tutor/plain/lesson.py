"""A lesson from its first line to its last: pages in order, each item talked about until the learner goes on."""

import sys
from io import TextIOWrapper
from typing import assert_never

from tutor.core import parting
from tutor.core.ending import ALL_DONE, BEGUN, CAN, SIGNS, ending
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, Page, Prose, Question
from tutor.core.own_data import OwnTable
from tutor.core.packs.model import Lesson
from tutor.core.paths import ensure, log_file
from tutor.core.run import LessonRun
from tutor.core.store.port import SaveState, Store
from tutor.core.worker import SyncWorker
from tutor.plain.exercises import Played
from tutor.plain.item import Item
from tutor.plain.programs import Written
from tutor.plain.questions import Asked
from tutor.plain.talk import Left, Talk, ascii_only


def run(lesson: Lesson, store: Store, own_data: OwnTable | None = None, shelf: ItemIndex | None = None) -> int:
    """Take a learner through `lesson` on stdin and stdout. Returns the exit code; closes the store."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    talk = Talk(sys.stdin, sys.stdout, ascii_only=ascii_only(sys.stdout))
    told = ""
    try:
        walk(LessonRun(lesson, store, mode="plain", own_data=own_data, shelf=shelf), talk, shelf)
    finally:
        if told := parting.part(store):
            talk.tell(told)
    return 1 if told else 0


def walk(run: LessonRun, talk: Talk, shelf: ItemIndex | None = None) -> None:
    """The whole conversation, until the end of the lesson or until the learner leaves."""
    with SyncWorker(ensure(log_file().parent) / log_file().name) as worker:
        try:
            _Walk(run, talk, worker, shelf).pages()
        except Left:
            talk.tell("Left. Your place is kept." if run.store.state is not SaveState.UNSAVED else "Left.")


class _Walk:
    """From page to page."""

    def __init__(self, run: LessonRun, talk: Talk, worker: SyncWorker, shelf: ItemIndex | None) -> None:
        self.run, self.talk, self.worker, self.shelf = run, talk, worker, shelf

    def pages(self) -> None:
        """Every page from the learner's place on."""
        self._head()
        pages = self.run.text.pages
        while True:
            here = self.run.session.page
            onward = self._page(pages[here])
            if onward and here + 1 == len(pages):
                break
            if not onward and not here:
                self.talk.tell("This is the first page.")
            self.run.go(here + 1 if onward else here - 1)
        self._end()

    def _head(self) -> None:
        lesson, here = self.run.lesson, self.run.session.page
        self.talk.tell(f"{lesson.module.title}: {lesson.title}.")
        if here:
            self.talk.tell(f"You left at page {here + 1}; `back` goes to the page before.")
        else:
            self.talk.tell("Type `help` at any time.")
        for notice in self.run.store.notices:
            self.talk.tell(notice)
        if self.run.own_data is not None:
            self.talk.tell(self.run.own_data.told())

    def _page(self, page: Page) -> bool:
        """One page; whether the learner went on (and not back)."""
        number, count = self.run.session.page + 1, len(self.run.text.pages)
        self.talk.gap()
        self.talk.tell(f"Page {number} of {count}.")
        for part in page.parts:
            self.talk.gap()
            if isinstance(part, Prose):
                self.talk.say(part.text)
            elif not self._item(part).converse():
                return False
        return not isinstance(page.parts[-1], Prose) or self._pause()

    def _item(self, part: Block) -> Item:
        if isinstance(part, Question):
            return Asked(self.run, part.name, self.talk)
        match part:
            case ExerciseRef(name=name):
                return Played(self.run, name, self.talk, self.worker)
            case CodeItem(name=name):
                return Written(self.run, name, self.talk)
            case _:
                assert_never(part)

    def _pause(self) -> bool:
        """Wait at the end of a page of words."""
        while True:
            self.talk.tell("Enter goes on.")
            match self.talk.ask().strip().lower():
                case "" | "next" | "skip":
                    return True
                case "back":
                    return False
                case "quit" | "exit":
                    raise Left

    def _end(self) -> None:
        """What the lesson comes to, what the learner can do now, what is open and what is next."""
        found = ending(self.run, self.shelf)
        self.talk.gap()
        self.talk.tell(f"{found.headline} {found.rule}".rstrip())
        for title, lines in ((f"{CAN}:", found.can), (f"{BEGUN}:", [line for _, line in found.begun])):
            for line in (title, *(f"- {line}" for line in lines)) if lines else ():
                self.talk.tell(line)
        for sign, words in SIGNS.items():
            those = [str(one) for one in found.items if one.sign == sign]
            if those:
                self.talk.tell(f"{words.capitalize()}: {'; '.join(those)}.")
        if found.open:
            self.talk.tell("Open the lesson again and go `back` to what is open.")
        if found.again:
            self.talk.tell(f"The first of them is asked again {found.again}: `tutor review`.")
        if found.over:
            self.talk.tell(f"{ALL_DONE} `tutor final`.")
        if found.next_id:
            self.talk.tell(f"Next: {found.next_title} (tutor learn {found.next_id}).")
