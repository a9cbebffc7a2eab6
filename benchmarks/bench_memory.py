"""Peak memory at the home screen and in a lesson, against a Textual app that says hello. Reads /proc: Linux only.

    python benchmarks memory
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench_startup import HELLO
from figures import Figure
from terminal import Terminal, tutor

EXERCISE = b"nn"
"""From the first page of `line` to its exercise."""


def measure(rounds: int = 3) -> Iterator[Figure]:
    """Peaks of the app and of what its guarding parent has for itself."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    part = "Peak memory, against a bare Textual app"
    with tempfile.TemporaryDirectory() as data:
        bare = statistics.median(peak([sys.executable, HELLO], "hello world") for _ in range(rounds))
        home = statistics.median(peak(tutor("--data-dir", data), " open") for _ in range(rounds))
        yield Figure(part, "home screen", home / bare, 1.2)
        with Terminal(tutor("--data-dir", data, "learn", "line")) as terminal:
            terminal.until("page 1 of")
            terminal.settled()
            for key in EXERCISE:
                terminal.press(bytes([key]))
                terminal.settled(0.6)
            terminal.press(b"\x1b[C" * 20)
            terminal.settled()
            yield Figure(part, "lesson `line`, at its chart", terminal.peak() / bare, 1.6)
            learn = [file for file in terminal.modules() if "/sklearn/" in file or "/pandas/" in file]
        yield Figure(part, "libraries of pandas and scikit-learn in the app", len(learn), 0)


def peak(argv: list[str], text: str) -> float:
    """MiB, once `text` is on screen and all is quiet."""
    with Terminal(argv) as terminal:
        terminal.until(text)
        terminal.settled()
        return terminal.peak()
