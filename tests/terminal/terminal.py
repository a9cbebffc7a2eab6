"""The program in a pseudo-terminal, the screen that it paints, and the keys that are pressed."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pexpect
import pyte
import pytest

PATIENCE = 120
"""Seconds without what is waited for, after which the program surely hangs."""
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
TAB, ENTER, F5, ESCAPE = "\t", "\r", "\x1b[15~", "\x1b"
ALL, PASTE = "\x1b[18~", "\x1b[200~{}\x1b[201~"
"""F7 takes hold of the whole program; a paste is bracketed."""
ASKS, YES, BEGINS, ENDS = "\x1b[?2026$p", "\x1b[?2026;2$y", "\x1b[?2026h", "\x1b[?2026l"
"""Synchronised output: a frame that has begun is shown when it has ended, never a new top above an old bottom."""


class Terminal:
    """The program in a pseudo-terminal, and the screen that it paints."""

    def __init__(self, arguments: list[str], folder: Path, size: tuple[int, int] = (80, 24)) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)
        places = {"TUTOR_DATA_DIR": str(folder / "data"), "TUTOR_CONFIG_DIR": str(folder / "config")}
        env = {**os.environ, **places, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "tutor", *arguments],
            env=env,
            dimensions=size[::-1],
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self._last, self._within = "", False

    @property
    def text(self) -> str:
        """What is on screen."""
        return "\n".join(self.screen.display)

    @property
    def words(self) -> str:
        """What is on screen, without line breaks, borders and scrollbars."""
        return " ".join(re.sub("[▁-▏]", " ", self.text).split())

    def until(self, wanted: str | Callable[[], bool]) -> None:
        """Read until `wanted` is on screen, or holds."""
        late = monotonic() + PATIENCE
        while self._within or not (wanted() if callable(wanted) else wanted in self.text):
            try:
                if monotonic() > late:
                    pytest.fail(f"{wanted!r} did not come up on:\n{self.text}")
                self._show(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                pytest.fail(f"ended before {wanted!r}:\n{self.text}")

    def _show(self, output: str) -> None:
        """Paint what came, which may end within a frame, and within what marks its ends."""
        seen = self._last + output
        if ASKS in seen and ASKS not in self._last:
            self.child.send(YES)
        if (begun := seen.rfind(BEGINS)) != (ended := seen.rfind(ENDS)):
            self._within = begun > ended
        self._last = seen[-len(ASKS) :]
        self.stream.feed(output)

    def keys(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.child.send(key)

    def ended(self) -> int:
        """Read to the end; the exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus)
