import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.core.errors import ExerciseError, StalePackError
from tutor.core.exercise.kit import OwnData
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome
from tutor.core.own_data import read_own_data
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.worker import Job, SyncWorker, Worker, WorkerError, job_for

EXERCISE = """
import os, sys, time
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from tutor.api import Criterion, Exercise, Slider, View, action


@dataclass(frozen=True)
class Data:
    seed: int
    x: np.ndarray


@dataclass(frozen=True)
class Count:
    n: Annotated[int, Slider(0, 9, step=1)] = 0
    seen: tuple[float, ...] = ()


class Slow(Exercise[Data, Count]):
    def setup(self, seed, table):
        return Data(seed, np.arange(3.0) if table is None else np.array(table["x"]))

    def view(self, p, state):
        return View()

    def criteria(self, p, state):
        print("a pack that prints", flush=True)
        os.write(1, b"raw bytes on the pipe")
        return [Criterion("n", float(state.n == 3), says="not yet")]

    def praise(self, p, state):
        return f"seed {p.seed}, {p.x.tolist()}"

    @action("Count", slow=True)
    def count(self, p, state):
        for n in range(1, 4):
            yield replace(state, n=n, seen=(float("nan"),))

    @action("Hang", slow=True)
    def hang(self, p, state):
        yield replace(state, n=1)
        while True:
            time.sleep(3600)

    @action("Die", slow=True)
    def die(self, p, state):
        os._exit(7)

    @action("Leave", slow=True)
    def leave(self, p, state):
        sys.exit(0)

    @action("Table", slow=True)
    def table(self, p, state):
        return replace(state, n=len(p.x))

    @action("Ask", slow=True)
    def ask(self, p, state):
        return replace(state, n=len(sys.stdin.readline()))


class Parted(Slow):
    pass


class One(Parted, part="one"):
    def praise(self, p, state):
        return "part one"
"""


@pytest.fixture
def lesson(tmp_path: Path, request: pytest.FixtureRequest) -> Lesson:
    name = "worker_pack_" + "".join(c if c.isalnum() else "_" for c in request.node.name)
    folder = tmp_path / name / "basics" / "slow"
    folder.mkdir(parents=True)
    for each in (folder, folder.parent, folder.parent.parent):
        (each / "__init__.py").write_text("")
    (tmp_path / name / "pack.toml").write_text(
        'api = 1\ntitle = "T"\n[[modules]]\nid = "basics"\ntitle = "B"\nlessons = ["slow"]\n'
    )
    (folder / "lesson.md").write_text(
        '+++\ntitle = "Slow"\n+++\n# Slow\n\n::: exercise count use=exercise:Slow\nCount.\n:::\n'
    )
    (folder / "exercise.py").write_text(EXERCISE)
    return load_catalog([tmp_path / name]).lessons[0]


def job(lesson: Lesson, action: str = "") -> Job:
    kind = load_object(lesson, "exercise:Slow")
    play = Play.open(kind, 5)
    if not action:
        play.set("n", 1)
    return job_for(lesson, "exercise:Slow", play, action=action, pack_dirs=[lesson.pack.root])  # type: ignore[list-item]


async def test_states_stream_and_grades_come_back(lesson: Lesson) -> None:
    worker, states = Worker(), []
    await worker.act(job(lesson, "count"), states.append)
    play = Play.open(load_object(lesson, "exercise:Slow"), 5)
    with play.animation("count"):
        for state in states:
            play.show(state)
    assert (len(states), play.state.n) == (3, 3)
    assert play.undo()
    play.redo()
    grade = await worker.grade(job_for(lesson, "exercise:Slow", play, pack_dirs=[lesson.pack.root]))  # type: ignore[list-item]
    assert (grade.outcome, grade.feedback) == (Outcome.PASSED, "seed 5, [0.0, 1.0, 2.0]")
    asked = job_for(lesson, "exercise:Parted", play, part="one", pack_dirs=[lesson.pack.root])  # type: ignore[list-item]
    assert (await worker.grade(asked)).feedback == "part one"
    await worker.close()


async def test_a_job_that_is_cancelled_is_killed_and_the_next_one_runs(lesson: Lesson) -> None:
    worker, came = Worker(), asyncio.Event()
    task = asyncio.create_task(worker.act(job(lesson, "hang"), lambda state: came.set()))
    await came.wait()
    first = worker._process
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert first is not None
    assert first.returncode is not None
    states: list[str] = []
    await worker.act(job(lesson, "count"), states.append)
    assert len(states) == 3
    await worker.close()


async def test_a_worker_that_dies_says_so_and_is_started_again(lesson: Lesson) -> None:
    worker = Worker()
    with pytest.raises(WorkerError, match=r"ended with code 7.*when you try again"):
        await worker.act(job(lesson, "die"), print)
    with pytest.raises(ExerciseError, match=r"Slow\.leave: SystemExit"):
        await worker.act(job(lesson, "leave"), print)
    assert (await worker.grade(job(lesson))).outcome == Outcome.FAILED
    await worker.close()


async def test_the_same_job_is_remembered_until_the_code_changes(lesson: Lesson) -> None:
    worker = Worker()
    await worker.grade(job(lesson))
    first = worker._process
    await worker.close()
    assert (await worker.grade(job(lesson))).feedback == "not yet"
    assert worker._process is None
    changed = Path(str(lesson.path)).parent / "exercise.py"
    changed.write_text(EXERCISE.replace("not yet", "changed now"))
    assert (await worker.grade(job(lesson))).feedback == "not yet"  # the lesson that is open, and what it is of
    opened_again = load_catalog([lesson.pack.root]).lessons[0]  # type: ignore[list-item]
    assert (await worker.grade(job(opened_again))).feedback == "changed now"
    assert worker._process is not first
    await worker.close()


async def test_a_child_asks_no_other_edition_than_the_one_on_screen(lesson: Lesson) -> None:
    """Also code of the pack that lies beside the lesson: a change of it is a change of the lesson."""
    worker, asked = Worker(), job(lesson)
    shared = Path(str(lesson.pack.root)) / "shared.py"
    shared.write_text("X = 1\n")
    with pytest.raises(StalePackError, match="was changed on disk since; leave this and open it again"):
        load_object(lesson, "exercise_two:X")
    with pytest.raises(ExerciseError, match="was changed on disk since"):
        await worker.grade(asked)
    shared.unlink()
    assert (await worker.grade(asked)).feedback == "not yet"
    await worker.close()


async def test_what_a_pack_prints_goes_to_the_log(lesson: Lesson, tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    worker = Worker(log)
    await worker.grade(job(lesson))
    await worker.close()
    assert "a pack that prints" in log.read_text()
    assert "raw bytes on the pipe" in log.read_text()


async def test_own_data_and_an_empty_stdin(lesson: Lesson, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("x,y\n1,2\n3,4\n")
    data = read_own_data(table, OwnData(rows=(1, 9)), x="x", y="y")
    play = Play.open(load_object(lesson, "exercise:Slow"), 5, data)
    worker, states = Worker(), []
    asked = job_for(lesson, "exercise:Slow", play, action="table", pack_dirs=[lesson.pack.root])  # type: ignore[list-item]
    await worker.act(asked, states.append)
    await worker.act(job(lesson, "ask"), states.append)
    assert ['"n":2' in states[0], '"n":0' in states[1]] == [True, True]
    with pytest.raises(ExerciseError, match="no action 'jump'"):
        await worker.act(job(lesson, "jump"), print)
    await worker.close()


def test_the_sync_worker_does_the_same(lesson: Lesson) -> None:
    states: list[str] = []
    with SyncWorker() as worker:
        worker.act(job(lesson, "count"), states.append)
        assert worker.grade(job(lesson)).outcome == Outcome.FAILED
    assert len(states) == 3


def test_the_worker_ends_when_its_parent_does() -> None:
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-m", "tutor.core.worker"], stdin=pipe, stdout=pipe)
    child.communicate(b"")
    assert child.returncode == 0


def test_warming_up_is_not_waited_for(lesson: Lesson) -> None:
    async def warm() -> int | None:
        worker = Worker()
        await worker.warm()
        assert worker._process is not None
        running = worker._process.returncode
        await worker.close()
        return running

    assert asyncio.run(warm()) is None
    assert "sklearn" not in sys.modules or os.environ.get("PYTEST_CURRENT_TEST")
