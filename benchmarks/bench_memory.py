"""Peak memory at the home screen and in a lesson, against a Textual app that says hello. Reads /proc: Linux only.

python benchmarks memory
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench_keys import at_exercise
from bench_startup import HELLO
from figures import Figure
from terminal import Terminal, tutor

LIBRARIES = "import textual.app, numpy, plotext, time; print('hello world', flush=True); time.sleep(60)"


def measure(rounds: int = 3) -> Iterator[Figure]:
    """Peaks of the app's process, and what its guarding parent has for itself."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    part = "Peak memory of the app's process, against a bare Textual app"
    with tempfile.TemporaryDirectory() as data:
        at_exercise(data)
        bare, _ = peak([sys.executable, HELLO], "hello world", rounds)
        home, guard = peak(tutor("--data-dir", data), " open", rounds)
        yield Figure(part, "home screen", home / bare, 1.2)
        yield Figure(part, "   its guarding parent besides", guard / bare)
        line, _ = peak(tutor("--data-dir", data, "learn", "line"), "saved", rounds, keys=b"\x1b[C" * 20)
        yield Figure(part, "lesson `line`, at its exercise, moved", line / bare, 1.6)
        least, _ = peak([sys.executable, "-c", LIBRARIES], "hello world", rounds)
        yield Figure(part, "   Textual, numpy and plotext imported, nothing else", least / bare)
        with Terminal(tutor("--data-dir", data, "learn", "line")) as terminal:
            terminal.until("saved")
            terminal.settled()
            learn = [file for file in terminal.modules() if "/sklearn/" in file or "/pandas/" in file]
        yield Figure(part, "libraries of pandas and scikit-learn in the app", len(learn), 0)


def peak(argv: list[str], text: str, rounds: int, keys: bytes = b"") -> tuple[float, float]:
    """Medians of MiB, of the app and of what is beside it, once `text` is on screen and `keys` have done their work."""
    found = []
    for _ in range(rounds):
        with Terminal(argv) as terminal:
            terminal.until(text)
            terminal.settled(1.0)
            terminal.press(keys)
            terminal.settled(0.5)
            found.append(terminal.peak())
    return statistics.median(app for app, _ in found), statistics.median(beside for _, beside in found)
