"""The capstone at a real terminal, the naive way: the leak makes it look well, and the sealed test tells."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from tests.terminal.hand import Hand
from tests.terminal.learner import Learner
from tests.terminal.moves import MOVES
from tests.terminal.terminal import ESCAPE, Terminal
from tutor.core.lesson.model import ExerciseRef
from tutor.core.store.sqlite import open_store

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

SIGNS = "✓ Right", "◐ Partly", "✗ Not yet", "○ Nothing"


class Naive(Learner):
    """Folds the labels, believes cross-validation, and keeps the column that knows the answer."""

    def hand(self, item: ExerciseRef) -> Hand:
        """The reference solver's day, with nothing flagged and nothing repaired."""
        hand = super().hand(item)
        first = hand.play.start
        hand.play.put(replace(hand.goal, flags=(), cut=0.0, gaps=first.gaps, repeats=first.repeats, code=first.code,
                              forecast=1.0, rows=420.0))  # fmt: skip
        return hand


@pytest.mark.trust
def test_the_naive_way_meets_the_leak(tmp_path: Path) -> None:
    terminal = Terminal(["learn", "customer-day"], tmp_path)
    naive = Naive(terminal, "ml-engineer/customer-day", tmp_path)
    try:
        for number, page in enumerate(naive.run.text.pages, 1):
            naive.arrive(number)
            item = next(part for part in page.parts if isinstance(part, ExerciseRef))
            naive.come_to(item, None)
            naive.answer(item, MOVES)
            terminal.until(lambda: any(sign in terminal.text for sign in SIGNS))
            if number < len(naive.run.text.pages):
                terminal.keys("n")
                ahead = f"page {number + 1} of"
                terminal.until(lambda ahead=ahead: ahead in terminal.text or "1 open" in terminal.text)
                terminal.keys(*["n"] * (ahead not in terminal.text))
        assert "report_code is filled after" in terminal.words
        terminal.keys(ESCAPE)
        terminal.until("/ find")
        terminal.keys("q")
        assert terminal.ended() == 0
    finally:
        naive.close()
        terminal.child.close(force=True)
    store = open_store(tmp_path / "data")
    try:
        told = {one.item.partition("#")[2]: one for one in store.attempts()}
    finally:
        store.close()
    assert told["report"].outcome == "failed"
    assert told["report"].score <= 0.4
    assert {told[name].outcome for name in ("frame", "baseline", "threshold")} == {"passed"}
