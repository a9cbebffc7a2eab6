"""The page of `line` with its exercise, in a real terminal: from the command until it can be played, and from a key to
the frame that shows it; against a bare Textual app, and against another state of this project.

    git worktree add before COMMIT
    python benchmarks stage --before before
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench_keys import DOTS, LEFT, RIGHT, at_exercise
from bench_startup import HELLO, seconds
from figures import Figure, in_turns, p95, ratio
from terminal import Terminal, tutor

READY = "avoidable loss"
"""What stands on the page once its numbers are there."""
PART = "The page of `line` with its exercise"


def measure(rounds: int = 15, before: str | None = None) -> Iterator[Figure]:
    """Both sides in turns; without `before` the bare app alone."""
    folders = [str(Path(before, each).resolve()) for each in ("", "lessons", "datasets")] if before else []
    then = {"PYTHONPATH": os.pathsep.join(folders), "PYTHONSAFEPATH": "1"}
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as old:
        at_exercise(data)
        at_exercise(old)
        line, line_before = (tutor("--data-dir", each, "learn", "line") for each in (data, old))
        tried = [lambda: seconds([sys.executable, HELLO], "hello world"), lambda: seconds(line, READY)]
        if before:
            tried.append(lambda: seconds(line_before, READY, **then))
        bare, now, *earlier = (each[1:] for each in in_turns(rounds, *tried))
        yield Figure(PART, "from the command until it is painted, 80×24 / a bare Textual app", ratio(now, bare))
        if before:
            yield Figure(PART, "the same / before", ratio(now, earlier[0]), 1.1)
            now_keys, then_keys = keys(line, line_before, then, rounds * 5)
            yield Figure(PART, "key to frame, median, 120×40 / before", ratio(now_keys, then_keys), 1.1)
            yield Figure(PART, "key to frame, p95, 120×40 / before", p95(now_keys) / p95(then_keys), 1.1)


def keys(line: list[str], line_before: list[str], then: dict[str, str], rounds: int) -> tuple[list[float], list[float]]:
    """Seconds from an arrow to the end of the frame that shows it, now and before, key by key in turns."""
    with contextlib.ExitStack() as open_now:
        # In a window of 120×40 the chart was in sight before, too.
        both = [
            open_now.enter_context(Terminal(command, (120, 40), **env))
            for command, env in ((line, {}), (line_before, then))
        ]
        times: tuple[list[float], list[float]] = ([], [])
        for terminal in both:
            terminal.settled(2.0)
        for number in range(rounds + 5):
            for terminal, into in zip(both, times, strict=True):
                into.append(terminal.answer(LEFT if number // 20 % 2 else RIGHT, DOTS))
    return times[0][5:], times[1][5:]
