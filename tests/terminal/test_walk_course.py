"""The whole course from the home screen to its last lesson, by somebody who knows the answers and has a keyboard."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from tests.terminal.learner import Learner
from tests.terminal.moves import MOVES
from tests.terminal.terminal import DOWN, ENTER, ESCAPE, Terminal
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.progress import lessons, suggestion
from tutor.core.store.sqlite import open_store

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


@pytest.mark.trust
def test_the_course_is_walked_by_enter_and_n(tmp_path: Path) -> None:
    catalog = load_catalog()
    shelf, walked = ItemIndex(catalog), list[str]()
    terminal = Terminal([], tmp_path)
    try:
        terminal.until(f"0 of {len(catalog.lessons)} lessons done")
        terminal.until("enter open")
        while True:
            store = open_store(tmp_path / "data")
            ahead = suggestion(catalog.lessons, lessons(store, shelf))
            store.close()
            if ahead is None:
                break
            if walked:
                terminal.until(lambda title=f"Next: {ahead.title}": title in terminal.words)
            terminal.keys("n" if walked else ENTER)
            learner = Learner(terminal, ahead.id, tmp_path)
            learner.play(MOVES)
            learner.end()
            walked.append(ahead.id)
        assert sorted(walked) == sorted(lesson.id for lesson in catalog.lessons)
        assert "Every lesson is done. What is left is the final test" in terminal.words
        terminal.keys(ESCAPE)
        terminal.until(f"{len(walked)} of {len(walked)} lessons done")
        for down, title in enumerate(("Placement", "Final test"), 1):
            terminal.keys("t")
            terminal.until(title)
            terminal.keys(*[DOWN] * down, ENTER)
            terminal.until("There are no hints.")
            terminal.keys(ENTER)
            terminal.until("question 1 of")
            terminal.until("esc leave")
            if "esc leave the field" in terminal.text:
                terminal.keys(ESCAPE)
                terminal.until(lambda: "esc leave the field" not in terminal.text)
            terminal.keys(ESCAPE)
            terminal.until("/ find")
        terminal.keys("q")
        assert terminal.ended() == 0
    finally:
        terminal.child.close(force=True)
