"""A learner at a real terminal: every lesson from the home screen to its last page, by keyboard."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from tests.terminal.learner import DOWN, ENTER, ESCAPE, LEFT, RIGHT, UP, Learner, Moves, Terminal  # noqa: E402 - after what may be missing
from tutor.api import estimators  # noqa: E402
from tutor.core.exercise.play import Play  # noqa: E402
from tutor.core.item_index import ItemIndex  # noqa: E402
from tutor.core.lesson.model import ExerciseRef  # noqa: E402
from tutor.core.packs.catalog import load_catalog  # noqa: E402
from tutor.core.progress import lessons  # noqa: E402
from tutor.core.store.sqlite import open_store  # noqa: E402
from tutor.ui.widgets.action_keys import action_keys  # noqa: E402

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


def leave(terminal: Terminal) -> None:
    """To the home screen and out."""
    terminal.keys(ESCAPE)
    terminal.until("/ find")
    terminal.keys("q")


def descend(learner: Learner, play: Play) -> None:
    """Run to the bottom."""
    learner.terminal.keys("r")
    learner.terminal.until(lambda: "step 0 " not in learner.terminal.text and "esc stop" not in learner.terminal.text)


def plot_each(learner: Learner, play: Play) -> None:
    """Plot the columns whose flags count only then; the keys are at the last control, the column's is the first."""
    keys = {action.name: key for key, action in action_keys(play.actions()).items()}
    names, at = play.problem.names, play.problem.names.index(play.state.column)
    learner.terminal.keys(UP, UP)
    for spent, (kind, column) in enumerate(play.problem.plots_of(play.state.flags), 1):
        there = names.index(column)
        learner.terminal.keys(*([RIGHT] * (there - at) or [LEFT] * (at - there)), keys[kind])
        learner.terminal.until(f"probes left {15 - spent}")
        at = there


def ask_the_chart(learner: Learner, play: Play) -> None:
    """Go the way of every brief; fits take their time."""
    keys = {"yes": "y", "no": "o", "fit": "f", "stop": "s", "next": "r"}
    brief = 0
    for number, place, what in play.state.moves:
        if number != brief:
            learner.terminal.keys("b")
            brief = number
        learner.terminal.keys(keys[what])
        if what == "fit":
            name = " or ".join(estimators.BOXES[place].estimators)
            said = f"You are at {name}.", f"nothing to try after {name}."
            learner.terminal.until(lambda said=said: any(each in learner.terminal.words for each in said))
            learner.terminal.until("s stop here")


def see_all_degrees(learner: Learner, play: Play) -> None:
    """Up to the highest degree, and back to the one to decide on."""
    highest = play.field("degree").control.high
    learner.terminal.keys(*[LEFT] * highest, *[RIGHT] * highest)
    learner.terminal.until("All seen")
    learner.terminal.keys(*[LEFT] * (highest - play.state.degree), "d")
    learner.terminal.until("You decided on")


def try_all_cures(learner: Learner, play: Play) -> None:
    """Each of them, and then the best."""
    cures = play.problem.cures
    learner.terminal.keys(UP, *map(str, range(1, len(cures) + 1)), str(cures.index(play.state.cure) + 1))


def type_shapes(learner: Learner, play: Play) -> None:
    """Twelve in a row; each is taken with enter."""
    for number, shape in enumerate(play.state.given, 2):
        learner.terminal.keys(shape, "\r")
        learner.terminal.until(f"{number} of 12" if number <= 12 else "the last one")


def race(learner: Learner, play: Play) -> None:
    """Run to the end."""
    learner.terminal.keys("r")
    learner.terminal.until(lambda: "inside 5 of 5" in learner.terminal.text and "esc stop" not in learner.terminal.text)


def evaluate(learner: Learner, play: Play) -> None:
    """Ask for the loss where the sliders stand."""
    learner.terminal.keys("e")
    learner.terminal.until("evaluations left 14")


def open_the_seal(learner: Learner, play: Play) -> None:
    """The forecast has been typed."""
    learner.terminal.keys("o")
    learner.terminal.until("sealed accuracy")


def open_the_record(learner: Learner, play: Play) -> None:
    """Open it, and mark the three that are lowest."""
    learner.terminal.keys("o")
    learner.terminal.until("record (%)")
    at = 0
    for row in sorted(play.state.weak):
        learner.terminal.keys(*[DOWN] * (row - at), " ")
        at = row
    learner.terminal.until("enter check")


def write_three(learner: Learner, play: Play) -> None:
    """Fill in the four fields, leave them, keep it; three times."""
    learner.terminal.keys(UP, UP, UP)
    for number, (kind, *texts) in enumerate(play.state.kept, 1):
        learner.terminal.until("› kind")
        learner.terminal.keys(str(("number", "choice", "text").index(kind) + 1))
        for label, text in zip(("question", "answer", "others"), texts, strict=True):
            learner.terminal.keys(DOWN)
            learner.terminal.until(f"› {label}")
            learner.terminal.keys(text)
            learner.terminal.until(text[-20:])
        learner.terminal.keys(ESCAPE)
        learner.terminal.until("All of it holds")
        learner.terminal.keys("k")
        learner.terminal.until(f"kept {number}")
        learner.terminal.keys(ENTER)


MOVES: dict[str, Moves] = {
    "test": open_the_seal,
    "name": open_the_record,
    "write": write_three,
    "degree": see_all_degrees,
    "cure": try_all_cures,
    "search": evaluate,
    "shapes": type_shapes,
    "reach": descend,
    "sprint": race,
    "marathon": race,
    "probe": plot_each,
    "walk": ask_the_chart,
}
LESSONS = (
    *("line", "overfit", "losing-it", "descent", "batches", "tensors", "flow-graph", "questions"),
    *("look", "phone-a-friend", "new-csv", "customer-day"),
)
ABOVE = {"descent": 1, "flow-graph": 1}
"""Lessons above it that its title finds too: its module has the same one."""
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "60x20": (60, 20)}


USUAL = {("line", "60x20"), ("look", "80x24")}
"""In the default run: the first lesson in the smallest window, and one with tables, tags and plots in the usual one."""
PLAYS = [
    pytest.param(name, size, marks=() if (name, size) in USUAL else pytest.mark.trust)
    for name in LESSONS
    for size in SIZES
]
"""All are in the full form."""


@pytest.mark.parametrize(("name", "size"), PLAYS)
def test_a_lesson_to_its_end(tmp_path: Path, name: str, size: str) -> None:
    id = f"ml-engineer/{name}"
    terminal = Terminal([], tmp_path, SIZES[size])
    try:
        learner = Learner(terminal, id, tmp_path)
        title = learner.run.lesson.title
        terminal.until("/ find")
        terminal.keys("/")
        terminal.until("type to find")
        terminal.keys(title[:20], "\r")
        terminal.until("enter open")
        terminal.keys(*[DOWN] * ABOVE.get(name, 0), "\r")
        learner.play(MOVES)
        leave(terminal)
        assert terminal.ended() == 0
    finally:
        terminal.child.close(force=True)
    store = open_store(tmp_path / "data")
    try:
        assert str(lessons(store, ItemIndex(load_catalog()))[id].state) == "passed"
    finally:
        store.close()


def test_killed_and_started_again(tmp_path: Path) -> None:
    first = Terminal(["learn", "line"], tmp_path)
    first.until("page 1 of")
    first.until("lift")
    first.keys(str(Learner(first, "ml-engineer/line", tmp_path).picks("bias")[0]), "\r")
    first.until("✓ Right")
    first.until("saved")
    first.keys("n")
    first.until("page 2 of")
    first.until("saved")
    first.child.close(force=True)
    again = Terminal(["learn", "line"], tmp_path)
    again.until("page 2 of")
    assert "●" in again.screen.display[0], "the answer was kept"
    leave(again)
    assert again.ended() == 0


def test_json_of_progress_follows(tmp_path: Path) -> None:
    screen = Terminal(["learn", "line"], tmp_path)
    screen.until("page 1 of")
    screen.keys("n")
    screen.until("page 2 of")
    screen.until("saved")
    leave(screen)
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
    if size[0] < 40:
        screen.keys("q")
    else:
        leave(screen)
    assert screen.ended() == 0


class Naive(Learner):
    """Folds the labels, believes cross-validation, and keeps the column that knows the answer."""

    def reach(self, play: Play, part: str) -> None:
        """The reference solver's day, with nothing flagged and nothing repaired."""
        super().reach(play, part)
        first = play.start
        play.put(replace(play.state, flags=(), cut=0.0, gaps=first.gaps, repeats=first.repeats, code=first.code,
                         forecast=1.0, rows=420.0))  # fmt: skip


@pytest.mark.trust
def test_the_naive_way_through_the_capstone_meets_the_leak(tmp_path: Path) -> None:
    terminal = Terminal(["learn", "customer-day"], tmp_path)
    try:
        naive = Naive(terminal, "ml-engineer/customer-day", tmp_path)
        for number, page in enumerate(naive.run.text.pages, 1):
            terminal.until(f"page {number} of")
            item = next(part for part in page.parts if isinstance(part, ExerciseRef))
            naive.come_to(item, None)
            naive.answer(item, MOVES)
            terminal.until(
                lambda: any(sign in terminal.text for sign in ("✓ Right", "◐ Partly", "✗ Not yet", "○ Nothing"))
            )
            if number < len(naive.run.text.pages):
                terminal.keys("n")
                ahead = f"page {number + 1} of"
                terminal.until(lambda ahead=ahead: ahead in terminal.text or "1 open" in terminal.text)
                terminal.keys(*["n"] * (ahead not in terminal.text))
        assert "report_code is filled after" in terminal.words
        leave(terminal)
        assert terminal.ended() == 0
    finally:
        terminal.child.close(force=True)
    store = open_store(tmp_path / "data")
    try:
        told = {one.item.partition("#")[2]: one for one in store.attempts()}
    finally:
        store.close()
    assert told["report"].outcome == "failed"
    assert told["report"].score <= 0.4
    assert {told[name].outcome for name in ("frame", "baseline", "threshold")} == {"passed"}
