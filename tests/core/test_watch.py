"""The watch over strangers' code: in a process of its own, as it takes two signals and the clock."""

import os
import subprocess
import sys

import pytest

from tutor import guard
from tutor.core.watch import Board, starved

if sys.platform == "win32":
    pytest.skip("there is no SIGALRM", allow_module_level=True)

HEAD = """
__name__ = "tutor.stands.in"
import sys, threading
from tutor.core import watch
from tutor.core.contain import contained
from tutor.core.errors import ExerciseError
watch.TICK, watch.SECONDS, watch.FROZEN = 0.01, 0.05, 0.2
board = watch.Board()
watch.start(board)
def loop():
    while True: pass
"""
CASES = {
    "a loop is interrupted": (
        "try:\n    with contained('p/l: A.view'): loop()\nexcept ExerciseError as error: print(error)\n"
        "print(board.read()[1] == '')",
        ["p/l: A.view: Overtime", "True"],
    ),
    "the innermost is on the board": (
        "with contained('outer'):\n    with contained('inner'): print(board.read()[1])\n    print(board.read()[1])",
        ["inner", "outer"],
    ),
    "a short call is not": ("with contained('x'): print('well')", ["well"]),
    "another thread is not watched": (
        "def work():\n    with contained('x'): print(board.read()[1] == '')\n"
        "t = threading.Thread(target=work); t.start(); t.join()",
        ["True"],
    ),
    "under a debugger nothing is": (
        "sys.settrace(lambda *_: None)\nimport time\nwith contained('x'): time.sleep(0.2)\nprint('well')",
        ["well"],
    ),
    "a library that loads is let be": (
        "import types, time\nmade = types.ModuleType('lib')\n"
        "code = compile('import time; time.sleep(0.3)', '/lib/lib.py', 'exec')\n"
        "with contained('x'): exec(code, vars(made))\nprint('well')",
        ["well"],
    ),
    "what a busy machine keeps it waiting is taken off": (
        "import time\nbegan = time.monotonic()\nwatch.starved = lambda *_: 0.95 * (time.monotonic() - began)\n"
        "def slow(): time.sleep(0.3)\nwith contained('x'): slow()\nprint('well')",
        ["well"],
    ),
    "where the system does not tell, it counts": (
        "import time\nwatch.starved = lambda *_: 0.0\ndef slow(): time.sleep(0.3)\n"
        "try:\n    with contained('x'): slow()\nexcept ExerciseError as error: print(error)",
        ["x: Overtime"],
    ),
    "our own loop is a bug": (
        "watch.turned()\ntry: loop()\nexcept watch.Frozen as error: print(error)",
        ["the app did not go on"],
    ),
    "once stopped nothing is": (
        "watch.stop()\nimport time\nwith contained('x'): time.sleep(0.2)\nprint('well')",
        ["well"],
    ),
    "the guard is there": ("print(watch.turned())\nwatch._watch.parent = -1\nprint(watch.turned())", ["True", "False"]),
}


@pytest.mark.parametrize("case", CASES)
def test_in_the_app(case: str) -> None:
    code, said = CASES[case]
    run = subprocess.run([sys.executable, "-c", HEAD + code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert len(lines) == len(said)
    assert all(line.startswith(each) for line, each in zip(lines, said, strict=True))


def test_the_board_tells_calls_apart_and_takes_any_name() -> None:
    board = Board()
    seen = set()
    for name in ("", "a", "a", "é" * 5000, "\ud800", ""):
        board.write(name)
        seen.add(board.read()[0])
    assert len(seen) == 6
    assert board.read()[1] == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told by Linux alone")
def test_how_long_a_process_waited_for_a_processor_only_grows() -> None:
    before = starved()
    assert 0.0 <= before <= starved()
    assert starved(os.getppid()) >= 0.0
    assert starved(2**30) == 0.0


@pytest.mark.parametrize(("waited", "ended"), [(0.0, True), (0.9, False)])
def test_the_guard_does_not_end_what_a_busy_machine_holds_up(
    waited: float, ended: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    seconds = iter(range(100))
    monkeypatch.setattr(guard.watch, "starved", lambda _: waited * next(seconds))
    monkeypatch.setattr(guard, "_send", lambda _, number: sent.append(number))
    board = Board()
    board.write("a view")
    eye = guard._Eye(os.getpid(), board)
    for _ in range(40):
        eye.look()
    assert bool(sent) is ended
