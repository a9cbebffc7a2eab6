"""What the trust tests share: a pack with one fault a class, and the real program in a terminal of its own."""

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte
import pytest

from tutor.cli import main

HEAD = """
import ctypes, os, re, signal, sys, threading, time
from dataclasses import dataclass
from typing import Annotated
from tutor.api import (Axis, Bars, Box, Cells, Chart, Choice, Criterion, Diagram, Edge, ErrorBars, Exercise, Formula,
    HeatMap, Histogram, Line, Metric, Misconception, Node, Note, Number, Order, Path, Points, Prediction, Segments,
    Slider, Table, Text, Toggle, View, action)

NAN, INF, BIG, MEGA = float("nan"), float("inf"), range(10_000_000), "x" * 1_000_000
LOOP = []
LOOP.append(LOOP)

class Nap:
    def __await__(self):
        yield

class Rude(BaseException):
    def __str__(self):
        raise SystemExit(5)

def deep(n=0):
    return deep(n + 1)

@dataclass(frozen=True)
class State:
    w: Annotated[float, Slider(-3, 3, step=0.5, label="W")] = 0.0
    pick: Annotated[str, Choice(["this", "that"])] = "this"

@dataclass(frozen=True)
class Target:
    w: float = 1.0

class Good(Exercise[Target, State]):
    def setup(self, seed, table):
        return Target()
    def view(self, p, state):
        return View(Chart([Line((0, 1), (0, state.w), label="line")], height=6), Metric("w", state.w), Note("a note"))
    def criteria(self, p, state):
        return [Criterion("w", 1.0 if state.w == p.w else 0.2, says="not yet")]
    def praise(self, p, state):
        return "yes"
    def solution(self, p, state):
        return State(p.w)
    def code(self, p, state):
        return f"print({state.w})"
    @action("Step", key="s")
    def step(self, p, state):
        return State(min(3.0, state.w + 0.5))
    @action("Run", key="r")
    def run(self, p, state):
        for _ in range(3):
            state = State(min(3.0, state.w + 0.5))
            yield state
"""
PAGE = """
Prose of page {number} stays readable.

::: exercise {name} use=exercise:{use}
Reach the target with {name}.
:::

::: choice after-{name}
Which is right?

- [x] The right one
  > Yes.
- [ ] The wrong one
  > No.
:::
"""
FRONT = '+++\ntitle = "{title}"\nsummary = "s"\nminutes = 3\n+++\n# {title}\n'


@pytest.fixture
def faulty_pack(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Writes pack `bad-pack`: lesson `faults` with a page a class (name -> its body), and lesson `fine`."""

    def write(classes: Mapping[str, str], extra: str = "") -> Path:
        root = tmp_path / "packs" / "bad_pack"
        (root / "one/faults").mkdir(parents=True)
        (root / "one/fine").mkdir()
        (root / "__init__.py").write_text("")
        modules = '[[modules]]\nid = "one"\ntitle = "One"\nlessons = ["faults", "fine"]\n'
        (root / "pack.toml").write_text(f'api = 1\ntitle = "Bad"\nsummary = "s"\n{modules}')
        body = "".join(f"\nclass {name}(Good):\n{_indented(code)}\n" for name, code in classes.items())
        (root / "one/faults/exercise.py").write_text(HEAD + extra + body)
        (root / "one/fine/exercise.py").write_text(HEAD)
        pages = [PAGE.format(number=n, name=f"item-{n}", use=use) for n, use in enumerate(classes, 1)]
        last = "\nThe last page.\n"
        (root / "one/faults/lesson.md").write_text(FRONT.format(title="Faults") + "\n---\n".join([*pages, last]))
        fine = PAGE.format(number=1, name="fine", use="Good")
        (root / "one/fine/lesson.md").write_text(FRONT.format(title="Fine") + fine)
        return root

    yield write
    for name in [name for name in sys.modules if name.partition(".")[0] == "bad_pack"]:
        del sys.modules[name]


def _indented(code: str) -> str:
    return "\n".join(f"    {line}" for line in code.splitlines())


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., str]:
    """cli("export", code=0) -> what it printed, and said."""
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TUTOR_CONFIG_DIR", str(tmp_path / "cfg"))
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(*arguments: object, code: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["tutor", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert ended.value.code == code, out + err
        return out + err

    return run


HUNG = 900.0
"""Seconds without a byte after which a program is given up, so that a hung one ends: no busy machine takes as long."""

SHELL = ("sh", "-c", '"$@"; read x', "sh")
"""A shell around it, which stays."""


class Program:
    """`tutor …` in a pty; what it draws is kept as a screen of characters."""

    def __init__(
        self,
        arguments: list[str],
        folder: Path,
        env: Mapping[str, str | None],
        size: tuple[int, int],
        inside: Sequence[str],
    ) -> None:
        self.master, theirs = os.openpty()
        self.slave = os.dup(theirs)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(theirs)
        own = {
            "TERM": "xterm-256color",
            "TUTOR_DATA_DIR": str(folder / "data"),
            "TUTOR_CONFIG_DIR": str(folder / "cfg"),
        }
        wanted = {**os.environ, "LANG": "C.UTF-8", **own, **env}
        given = {key: value for key, value in wanted.items() if value is not None and key not in ("NO_COLOR",)}
        given |= {"NO_COLOR": str(env["NO_COLOR"])} if "NO_COLOR" in env else {}
        command = [*inside, sys.executable, "-m", "tutor", *arguments]
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=given,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def read(self, seconds: float) -> bool:
        """Take in what comes; False where nothing came, or the end."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += data
        with contextlib.suppress(Exception):
            self.stream.feed(data)
        return bool(data)

    def text(self) -> str:
        """The screen."""
        return "\n".join(self.screen.display)

    def until(self, words: str, seconds: float = HUNG) -> None:
        """Wait for words on the screen; fails where they do not come."""
        left = seconds
        while words not in self.text() and words.encode() not in self.raw[-4000:]:
            left -= 0.0 if self.read(0.2) else 0.2
            ended = self.process.poll() is not None and not self.read(0.1)
            assert left > 0, f"no {words!r} on\n{self.text()}"
            assert not ended or words in self.text(), f"ended without {words!r}:\n{self.text()}"

    def begin(self) -> None:
        """Bring the cursor to the first control of an exercise of `HEAD`: before that, enter checks nothing."""
        self.until("in words")
        if "enter begin" in self.text():
            self.keys("\r")
        self.until("W ")
        self.until(("› " if "›" in self.text() else "> ") + "W ")

    def step(self) -> None:
        """Begin it and change something: what nobody touched is not graded."""
        self.begin()
        self.keys("s")
        self.until("w 0.5")

    def keys(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def child(self, of: int = 0) -> int:
        """The process below the one that was started, or below `of`: of the guard, that is the app."""
        of = of or self.process.pid
        return int(Path(f"/proc/{of}/task/{of}/children").read_text().split()[0])

    def end(self, seconds: float = HUNG) -> int:
        """Wait for its end; returns the exit code."""
        left = seconds
        while self.process.poll() is None:
            left -= 0.0 if self.read(0.1) else 0.1
            assert left > 0, f"still running:\n{self.text()}"
        while self.read(0.1):
            pass
        return self.process.returncode

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: its modes, the usual screen, no mouse, a cursor."""
        modes = termios.tcgetattr(self.slave) == self.before
        screen = self.raw.rfind(b"\x1b[?1049l") > self.raw.rfind(b"\x1b[?1049h")
        mouse = self.raw.rfind(b"\x1b[?1003l") > self.raw.rfind(b"\x1b[?1003h")
        return modes and screen and mouse and self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l")

    def close(self) -> None:
        """End what is left of it."""
        with contextlib.suppress(OSError, IndexError):
            os.kill(self.child(), signal.SIGKILL)
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """program("learn", "bad-pack/faults", env={…}, size=(100, 30)) -> the running program; one data folder a test."""
    made: list[Program] = []

    def start(
        *arguments: object,
        env: Mapping[str, str | None] | None = None,
        size: tuple[int, int] = (100, 30),
        inside: Sequence[str] = (),
    ) -> Program:
        made.append(Program([str(each) for each in arguments], tmp_path, env or {}, size, inside))
        return made[-1]

    yield start
    for each in made:
        each.close()
