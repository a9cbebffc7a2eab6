"""A program that is run: stopped, cancelled, refused or never begun, it is no try of the learner's."""

import asyncio
import threading

import pytest

from tests.core.code_total import CHECKS, STARTER, graded
from tutor.core.code.grading import grade_code_async
from tutor.core.code.level import POWERS, Level, tried
from tutor.core.code.runner import CodeRunner
from tutor.core.code.source import SourceError, read_source
from tutor.core.errors import FileError
from tutor.core.grade import Outcome


def test_served_to_others_nothing_runs_without_a_seal(monkeypatch):
    monkeypatch.setenv("TUTOR_SERVED", "1")
    runner = CodeRunner(use=())
    try:
        found = graded(runner, CHECKS.solution)
        assert found.grade.outcome is Outcome.INVALID
        assert "served to others" in found.grade.feedback
        monkeypatch.setenv("TUTOR_SERVED", "0")
        assert graded(runner, CHECKS.solution).grade.outcome is Outcome.PASSED
    finally:
        runner.close()


async def test_cancelling_ends_the_program_at_once(runner):
    task = asyncio.create_task(
        grade_code_async(CHECKS, "while True: pass", seed=1, seconds=600, runner=runner, starter=STARTER)
    )
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    found = await grade_code_async(CHECKS, CHECKS.solution, seed=1, runner=runner)
    assert found.grade.outcome is Outcome.PASSED


def test_stopping_from_another_thread_is_no_try(runner):
    found = []
    thread = threading.Thread(target=lambda: found.append(graded(runner, "while True: pass", seconds=600)))
    thread.start()
    while thread.is_alive():
        runner.stop()
        thread.join(0.01)
    assert found[0].grade.outcome is Outcome.INVALID
    assert found[0].grade.feedback.startswith("Stopped.")


def test_a_machine_that_starts_no_process_is_not_the_learners_fault(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    runner = CodeRunner()
    found = graded(runner, CHECKS.solution)
    assert found.grade.outcome is Outcome.INVALID
    assert found.grade.feedback.startswith("The tutor could not run your code: ")
    assert "cannot be run here" in found.level.words
    runner.close()


def test_a_child_that_died_is_replaced(runner):
    graded(runner, CHECKS.solution)
    runner._child.process.kill()
    runner._child.process.wait()
    first = graded(runner, CHECKS.solution)
    assert first.grade.outcome in (Outcome.INVALID, Outcome.PASSED)
    assert "wrong" not in first.grade.feedback
    assert graded(runner, CHECKS.solution).grade.outcome is Outcome.PASSED


def test_a_level_says_what_it_found():
    open_ = Level(tried({**dict.fromkeys(POWERS, False), "files": True, "network": True}))
    assert open_.words.startswith("Your code runs as you: it is stopped in time, but it could read your files, use the")
    assert not open_.sealed
    assert tried(None) == tuple(POWERS)
    assert Level(tried(dict.fromkeys(POWERS, False)), ("landlock",)).sealed


def test_files_are_read_as_an_editor_leaves_them(tmp_path):
    file = tmp_path / "solution.py"
    file.write_bytes(b"\xef\xbb\xbfdef f():\r\n\treturn 'a\tb'\r\n")
    assert read_source(file) == "def f():\n    return 'a\tb'\n"
    file.write_bytes("x = 1\ny = 'é'\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"solution\.py is not UTF-8 text \(byte 0xe9 in line 2\): save it as UTF-8"):
        read_source(file)
    with pytest.raises(FileError, match=r"There is no file .*none\.py"):
        read_source(tmp_path / "none.py")
    file.write_text("x" * 200_000)
    with pytest.raises(SourceError, match="200,000 characters"):
        read_source(file)
