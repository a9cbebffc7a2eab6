"""A quiz in a real terminal: begun by the command, answered by keys, the result seen, and all of it on disk."""

import os
import sys
from pathlib import Path
from time import monotonic

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

from tutor.core.item_index import ItemIndex  # noqa: E402
from tutor.core.lesson.model import Choice, Number, Text  # noqa: E402
from tutor.core.packs.catalog import load_catalog  # noqa: E402
from tutor.core.questions import solution  # noqa: E402
from tutor.core.quiz.opening import QuizRequest, open_sitting  # noqa: E402
from tutor.core.quiz.runner import QuizRunner, last  # noqa: E402
from tutor.core.store.memory import MemoryStore  # noqa: E402
from tutor.core.store.sqlite import open_store  # noqa: E402

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

PACK = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny_pack"
LESSON, PATIENCE = "tiny-pack/every-block", 30
LOOKS = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}


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
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    places = {"TUTOR_DATA_DIR": str(tmp_path / "data"), "TUTOR_CONFIG_DIR": str(tmp_path / "config")}
    words = ["quiz", LESSON, "--items", "3", "--seed", str(seed), "--pack-dir", str(PACK)]
    child = pexpect.spawn(
        sys.executable, ["-m", "tutor", *words], env={**os.environ, **places, **LOOKS},
        dimensions=(24, 80), encoding="utf-8", timeout=PATIENCE,
    )  # fmt: skip

    def until(wanted: str) -> None:
        late = monotonic() + PATIENCE
        while wanted not in "\n".join(screen.display):
            assert monotonic() < late, "\n".join(screen.display)
            try:
                stream.feed(child.read_nonblocking(65536, timeout=1))
            except pexpect.TIMEOUT:
                continue

    until("There are no hints.")
    child.send("\r")
    for number in range(3):
        until(f"question {number + 1} of 3")
        until("Check")
        child.send(keys(sit))
        child.send("\r")
        until("How sure are you?")
        child.send("3")
        until("✓ Right.")
        sit.answer(solution(sit.item()), sit.verdict(solution(sit.item())))  # type: ignore[arg-type]
        child.send("\r")
    until("3 of 3 right")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    store = open_store(tmp_path / "data")
    attempts = store.attempts()
    assert [(one.mode, one.outcome, one.confidence) for one in attempts] == [("quiz", "passed", 3)] * 3
    assert [one.seed for one in attempts] == [each.seed for each in sit.sitting.asked]
    kept = last(store, "quiz")
    assert kept is not None
    assert kept.over
    store.close()
