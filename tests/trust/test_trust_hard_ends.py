"""R8 and R9: loops are interrupted, crashes and C loops end the process; the terminal is restored and it is told."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.trust.conftest import SHELL

termios = pytest.importorskip("termios", reason="a pty is needed")

VIEW, GRADE, SETUP = "def view(self, p, s):\n", "def criteria(self, p, s):\n", "def setup(self, seed, table):\n"
SEGFAULT = "ctypes.string_at(0)"
C_LOOP = "__import__('collections').deque(__import__('itertools').count(), maxlen=0)"
BACKTRACK = "re.match(r'(a+)+$', 'a' * 40 + 'b')"

LOOPS = {
    "loop": "while True: pass",
    "sleep": "time.sleep(1000)",
    "regex": BACKTRACK,
    "swallow_exceptions": "while True:\n    try: time.sleep(1000)\n    except Exception: pass",
    "lock": "threading.Lock().acquire() and threading.Event().wait()",
    "read": "sys.stdin.readline()",
    "grow": "n = 0\nwhile True: n += 1",
    "c_sleep": "while True: ctypes.PyDLL(None).sleep(100)",
    "big_power": "7 ** 10 ** 10",
    "digits": "sum(i for i in range(10**12))",
}
ENDS = {
    "os_exit": ("os._exit(7)", "left with code 7"),
    "segfault": (SEGFAULT, "SIGSEGV"),
    "abort": ("os.abort()", "SIGABRT"),
    "kill": ("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
    "c_loop": (C_LOOP, "SIGABRT"),
    "swallow_all": ("while True:\n    try: time.sleep(1000)\n    except BaseException: pass", "SIGABRT"),
    "c_loop_deaf": (f"signal.signal(signal.SIGABRT, signal.SIG_IGN)\n{C_LOOP}", "SIGKILL"),
    "c_sum": ("sum(range(10**15))", "SIGABRT"),
}
Start = Callable[..., Any]


def indented(code: str) -> str:
    return "\n".join(f"    {line}" for line in code.splitlines())


def some(full: dict[str, Any], *small: str) -> list[Any]:
    return [name if name in small else pytest.param(name, marks=pytest.mark.trust) for name in full]


@pytest.mark.parametrize(
    "where", ["view", *[pytest.param(each, marks=pytest.mark.trust) for each in ("grade", "setup", "import")]]
)
@pytest.mark.parametrize("loop", some(LOOPS, "swallow_exceptions"))
def test_r9_a_loop_is_interrupted_and_the_lesson_goes_on(
    program: Start, faulty_pack: Callable[..., Path], loop: str, where: str
) -> None:
    code = LOOPS[loop]
    heads = {"view": VIEW, "grade": GRADE, "setup": SETUP}
    classes = {"Bad": heads[where] + indented(code)} if where in heads else {"Bad": "pass"}
    root = faulty_pack(classes, extra=code + "\n" if where == "import" else "")
    tutor = program("learn", "bad-pack/faults", "--pack-dir", root)
    if where == "grade":
        tutor.step()
        tutor.keys("\r")
    tutor.until("at fault")
    assert "Prose of page 1" in tutor.text()
    tutor.keys("n")
    tutor.until("The last page")
    tutor.keys("\x11")
    assert tutor.end() == 0
    assert tutor.restored
    assert b"unexpectedly" not in tutor.raw


@pytest.mark.parametrize("fault", some(ENDS, "os_exit"))
def test_r8_r9_a_hard_end_restores_the_terminal_and_is_told_at_the_next_start(
    program: Start, faulty_pack: Callable[..., Path], fault: str
) -> None:
    code, said = ENDS[fault]
    root = faulty_pack({"Bad": GRADE + indented(code)})
    tutor = program("learn", "bad-pack/faults", "--pack-dir", root)
    tutor.step()
    tutor.until(" saved")
    tutor.keys("\r")
    assert tutor.end() != 0
    assert tutor.restored
    assert said.encode() in tutor.raw
    assert b"while it ran bad-pack/faults: Bad.criteria" in tutor.raw
    again = program("learn", "bad-pack/faults", "--pack-dir", root)
    again.until("while it ran")
    again.until("w 0.5")
    again.keys("\x11")
    assert again.end() == 0
    once = program("doctor", "--pack-dir", root)
    once.end()
    assert b"while it ran bad-pack/faults: Bad.criteria" in once.raw
    if said in ("SIGABRT", "SIGSEGV"):
        assert b"exercise.py" in once.raw


def test_the_app_does_not_outlive_its_guard(program: Start, faulty_pack: Callable[..., Path]) -> None:
    root = faulty_pack({"Bad": "pass"})
    tutor = program("learn", "bad-pack/fine", "--pack-dir", root, inside=SHELL)
    tutor.until("step")
    guard = tutor.child()
    child = tutor.child(guard)
    os.kill(guard, signal.SIGKILL)
    left = 60.0
    while b"\x1b[?1049l" not in tutor.raw:
        left -= 0.0 if tutor.read(0.2) else 0.2
        assert left > 0
    while Path(f"/proc/{child}").exists() and b"Z" not in Path(f"/proc/{child}/stat").read_bytes():
        tutor.read(0.1)


@pytest.mark.trust
def test_r9_a_stopped_app_is_not_taken_for_a_hung_one(program: Start, faulty_pack: Callable[..., Path]) -> None:
    root = faulty_pack({"Bad": f"{GRADE}    time.sleep(1.5)\n    return [Criterion('W', 0.5, says='slow but well')]"})
    tutor = program("learn", "bad-pack/faults", "--pack-dir", root)
    tutor.step()
    tutor.keys("\r")
    tutor.read(0.7)
    child = tutor.child()
    os.kill(child, signal.SIGSTOP)
    for _ in range(15):
        tutor.read(1.0)
    os.kill(tutor.process.pid, signal.SIGCONT)
    tutor.until("slow but well")
    tutor.keys("\x11")
    assert tutor.end() == 0


SHELL_WITH_JOBS = (
    "bash",
    "--norc",
    "-i",
    "-c",
    '"$@"; echo "the shell has it: $?"; read x; fg; echo "ended: $?"',
    "sh",
)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell with job control")
def test_an_app_that_is_stopped_leaves_the_shell_its_terminal_and_comes_back(program: Start) -> None:
    tutor = program("learn", "line", inside=SHELL_WITH_JOBS)
    tutor.until("page 1 of")
    tutor.keys("\x1a")  # a key like any other here: in a field it takes back what was typed
    tutor.keys("n")
    tutor.until("page 2 of")
    group = os.getpgid(tutor.child())
    os.killpg(group, signal.SIGTSTP)
    tutor.until("the shell has it: 14")
    assert termios.tcgetattr(tutor.slave)[3] & termios.ICANON
    assert tutor.raw.rfind(b"\x1b[?1049l") > tutor.raw.rfind(b"\x1b[?1049h")
    tutor.raw = b""
    tutor.screen.reset()  # what stood there before is no sign of its coming back
    tutor.keys("\r")
    tutor.until("page 2 of")
    tutor.keys("p")
    tutor.until("page 1 of")
    tutor.keys("\x11")
    tutor.until("ended: 0")


BURN = "since = time.thread_time()\nwhile time.thread_time() - since < 1.6: pass\n"


@pytest.mark.trust
def test_r9_a_busy_machine_is_not_the_lessons_fault(program: Start, faulty_pack: Callable[..., Path]) -> None:
    grade = f"{GRADE}{indented(BURN)}\n    return [Criterion('W', 0.5, says='slow but well')]"
    root = faulty_pack({"Bad": grade})
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(6)]
    try:
        tutor = program("learn", "bad-pack/faults", "--pack-dir", root)
        tutor.step()
        tutor.keys("\r")
        tutor.until("slow but well")
        tutor.keys("\x11")
        assert tutor.end() == 0
        assert b"unexpectedly" not in tutor.raw
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
