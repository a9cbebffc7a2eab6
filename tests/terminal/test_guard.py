"""When the app dies hard, the small parent gives the terminal back and says what happened."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

termios = pytest.importorskip("termios", reason="the guard is for POSIX")

APP = """
import os, signal, sys, termios, tty
from tutor.guard import guarded
def app():
    tty.setraw(0)
    os.write(2, b"\\x1b[?1049h\\x1b[?1003hready")
{body}
sys.exit(guarded(app))
"""


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, body: str, tmp_path: Path) -> None:
        self.ours, theirs = os.openpty()
        self.theirs = os.dup(theirs)
        self.before = termios.tcgetattr(theirs)
        code = APP.format(body="".join(f"    {line}\n" for line in body.splitlines()))
        environment = {**os.environ, "TUTOR_DATA_DIR": str(tmp_path)}
        self.program = subprocess.Popen(
            [sys.executable, "-c", code], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env=environment,
        )  # fmt: skip
        os.close(theirs)
        self.shown = b""

    def until(self, text: bytes) -> None:
        while text not in self.shown:
            self.shown += os.read(self.ours, 4096)

    def end(self) -> int:
        code = self.program.wait()
        os.set_blocking(self.ours, False)
        with contextlib.suppress(BlockingIOError):
            while more := os.read(self.ours, 4096):
                self.shown += more
        return code

    @property
    def is_as_before(self) -> bool:
        return bool(termios.tcgetattr(self.theirs) == self.before)

    def close(self) -> None:
        if self.program.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.program.pid, signal.SIGKILL)
            self.program.wait()
        os.close(self.ours)
        os.close(self.theirs)


Start = Callable[[str], Terminal]


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[list[Terminal]]:
    made: list[Terminal] = []
    yield made
    for each in made:
        each.close()


@pytest.fixture
def start(terminals: list[Terminal], tmp_path: Path) -> "Start":
    def make(body: str) -> Terminal:
        terminals.append(Terminal(body, tmp_path))
        terminals[-1].until(b"ready")
        return terminals[-1]

    return make


@pytest.mark.parametrize("code", [0, 3])
def test_a_usual_end_says_nothing(start: Start, code: int) -> None:
    terminal = start(f"tty.setcbreak(0)\nreturn {code}")
    assert terminal.end() == code
    assert b"unexpectedly" not in terminal.shown
    assert b"\x1b[?1049l" not in terminal.shown


def test_a_python_error_passes_through(start: Start) -> None:
    terminal = start("raise SystemExit(9)")
    assert terminal.end() == 9
    assert b"unexpectedly" not in terminal.shown


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("os._exit(7)", 7, b"it left with code 7"),
        ("os._exit(0)", 1, b"it left with code 0"),
        ("os.kill(os.getpid(), signal.SIGKILL)", 137, b"SIGKILL"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", 139, b"SIGSEGV"),
        ("os.abort()", 134, b"SIGABRT"),
    ],
)
def test_a_hard_end_gives_the_terminal_back(start: Start, tmp_path: Path, body: str, code: int, said: bytes) -> None:
    terminal = start(body)
    assert terminal.end() == code
    for mended in (b"\x1b[?1049l", b"\x1b[?1003l", b"\x1b[?25h", b"\x1b[?2004l"):
        assert mended in terminal.shown
    assert terminal.is_as_before
    assert said in terminal.shown
    assert str(tmp_path / "tutor.log").encode() in terminal.shown
    if said in (b"SIGSEGV", b"SIGABRT"):
        assert "Fatal Python error" in (tmp_path / "tutor.log").read_text()


def test_a_term_signal_reaches_the_app(start: Start) -> None:
    terminal = start("signal.pause()")
    terminal.program.send_signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert terminal.is_as_before


def test_an_app_that_handles_the_signal_ends_as_it_likes(start: Start) -> None:
    terminal = start("signal.signal(signal.SIGHUP, lambda *_: sys.exit(5))\nos.write(2, b'set')\nsignal.pause()")
    terminal.until(b"set")
    terminal.program.send_signal(signal.SIGHUP)
    assert terminal.end() == 5


def test_ctrl_c_is_the_apps_business(start: Start) -> None:
    terminal = start("try:\n    os.write(2, b'set')\n    signal.pause()\nexcept KeyboardInterrupt:\n    return 4")
    terminal.until(b"set")
    os.killpg(terminal.program.pid, signal.SIGINT)
    assert terminal.end() == 4


def test_the_parent_stops_with_the_app_and_both_go_on(start: Start) -> None:
    terminal = start("os.kill(os.getpid(), signal.SIGSTOP)\nreturn 6")
    _, status = os.waitpid(terminal.program.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    os.kill(terminal.program.pid, signal.SIGCONT)
    assert terminal.end() == 6


def test_the_parent_stays_small() -> None:
    code = (
        "import sys, tutor.cli, tutor.guard\n"
        "print(*{'textual', 'rich', 'numpy', 'asyncio', 'msgspec', 'sqlite3'} & set(sys.modules), end='')"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b""
