"""Running programs that mean harm: on every level of the sandbox, and nothing may be left of them."""

import os
import socket
from importlib import import_module
from pathlib import Path

import pytest

from tutor.core.code.grading import grade_code
from tutor.core.code.properties import CodeChecks, Property
from tutor.core.code.runner import CodeRunner
from tutor.core.grade import Outcome

RIGHT = "def double(x):\n    return 2 * x\n"
CHECKS = CodeChecks(
    function="double",
    solution=RIGHT,
    properties=[
        Property(
            "doubles",
            inputs=lambda rng: (float(rng.normal()),),
            expect=lambda x: 2 * x,
            says="Twice x was due.",
            tries=5,
        ),
        Property("arrays too", inputs=lambda rng: (rng.normal(size=3),), expect=lambda x: 2 * x, says="Twice each."),
    ],
)

INVALID, FAILED, PASSED = Outcome.INVALID, Outcome.FAILED, Outcome.PASSED


def all_runners():
    """One of each level; close them."""
    return {
        "all": CodeRunner(),
        "kernel": CodeRunner(("landlock", "seccomp")),
        "cold": CodeRunner(("landlock", "seccomp"), warm=False),
        "limits": CodeRunner(()),
        "cold limits": CodeRunner((), warm=False),
    }


def processes() -> set[int]:
    """All that descends from this process, zombies included."""
    found, todo = set(), [os.getpid()]
    while todo:
        for task in Path(f"/proc/{todo.pop()}/task").glob("*/children"):
            try:
                children = {int(number) for number in task.read_text().split()}
            except OSError:
                continue
            todo += children - found
            found |= children
    return found


def attempt(runner: CodeRunner, source: str, seconds: float):
    return grade_code(CHECKS, source, seed=7, seconds=seconds, runner=runner)


def facts(path: Path):
    found = path.stat()
    return found.st_mode, found.st_size, found.st_mtime_ns, found.st_nlink, found.st_ino


PLENTY, LITTLE = 120, 0.5
"""Seconds that a program is given: one that ends by itself is not to meet the limit, however busy the machine is."""


def check_attack(runner, tmp_path, outcome, words, source, seconds=None):
    """`source` ends in one of these outcomes, with these words; nothing outside is changed, nothing left inside."""
    clocked = f"longer than {LITTLE} s" in words or (outcome is INVALID and not words)  # else it ends by itself
    seconds = seconds or (LITTLE if clocked else PLENTY)
    outcomes = outcome if isinstance(outcome, tuple) else (outcome,)
    home = tmp_path / "home"
    home.mkdir()
    (home / "secret").write_text("secret")
    before = facts(home / "secret")
    solution = import_module("tuitor_ml_engineer.regression.line.checks").__file__
    runner.level  # noqa: B018 - started, so that the processes can be compared
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        names = {"secret": home / "secret", "home": home, "pid": os.getpid(), "port": listener.getsockname()[1]}
        alive = processes()
        graded = attempt(runner, source.format(solution=solution, **names), seconds)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert graded.grade.outcome in outcomes, graded.grade
    assert words in graded.grade.feedback
    assert 0 < len(graded.grade.feedback) < 3000
    assert processes() == alive
    assert [path.name for path in home.iterdir()] == ["secret"]
    assert (home / "secret").read_text() == "secret"
    assert facts(home / "secret") == before
    assert attempt(runner, f"import os\nassert not os.listdir('.')\n{RIGHT}", PLENTY).grade.outcome is PASSED


def table(cases):
    return pytest.mark.parametrize(("outcome", "words", "source"), [pytest.param(*c[1:], id=c[0]) for c in cases])
