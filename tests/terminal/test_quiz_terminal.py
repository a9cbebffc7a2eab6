"""A quiz in a real terminal: begun by the command, answered by keys, the result seen, and all of it on disk."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from tests.terminal.terminal import Terminal
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Choice, Number, Text
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import solution
from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.quiz.runner import QuizRunner, last
from tutor.core.store.memory import MemoryStore
from tutor.core.store.sqlite import open_store

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

PACK = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny_pack"
LESSON = "tiny-pack/every-block"


def expected(seed: int) -> QuizRunner:
    """The same sitting, drawn here by the same seed."""
    return open_sitting(
        QuizRequest("quiz", scope=LESSON, items=3, seed=seed), MemoryStore(), ItemIndex(load_catalog([PACK]))
    )


def keys(sit: QuizRunner) -> str:
    """What a learner types to answer the question at hand rightly."""
    item = sit.item()
    if isinstance(item, Choice):
        picked = [int(number) - 1 for number in solution(item).split(",")]
        return "".join(str(sit.order().index(index) + 1) for index in picked)
    return solution(item)  # type: ignore[arg-type]


def test_a_quiz_from_its_rules_to_its_result(tmp_path: Path) -> None:
    kinds = (Choice, Number, Text)
    shelf = ItemIndex(load_catalog([PACK]))
    simple = (seed for seed in range(100) if all(
        isinstance(shelf.find(each.item).item, kinds) for each in expected(seed).sitting.asked  # type: ignore[union-attr]
    ))  # fmt: skip
    seed = next(simple)
    sit = expected(seed)
    words = ["quiz", LESSON, "--items", "3", "--seed", str(seed), "--pack-dir", str(PACK)]
    terminal = Terminal(words, tmp_path)
    terminal.until("There are no hints.")
    terminal.keys("\r")
    for number in range(3):
        terminal.until(f"question {number + 1} of 3")
        terminal.until("Check")
        terminal.keys(keys(sit))
        terminal.keys("\r")
        terminal.until("How sure are you?")
        terminal.keys("3")
        terminal.until("✓ Right.")
        sit.answer(solution(sit.item()), sit.verdict(solution(sit.item())))  # type: ignore[arg-type]
        terminal.keys("\r")
    terminal.until("3 of 3 right")
    terminal.keys("q")
    assert terminal.ended() == 0
    store = open_store(tmp_path / "data")
    attempts = store.attempts()
    assert [(one.mode, one.outcome, one.confidence) for one in attempts] == [("quiz", "passed", 3)] * 3
    assert [one.seed for one in attempts] == [each.seed for each in sit.sitting.asked]
    kept = last(store, "quiz")
    assert kept is not None
    assert kept.over
    store.close()
