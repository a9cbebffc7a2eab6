"""From a key to the frame that shows it, in a real terminal, single and in streams, against a widget that shows the
same strips again and a number.

    python benchmarks keys
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from figures import Figure, p95
from terminal import Terminal, tutor

STAGE = str(Path(__file__).with_name("stage.py"))
RIGHT, LEFT = b"\x1b[C", b"\x1b[D"
TICK = 1 / 60
LINE, HEAT = "points + 2 lines", "heat map"
DOTS, ANY = rb"\xe2[\xa0-\xa3]", b""
"""What a frame must hold to be counted: braille, where there is more on screen than a chart."""
PART = "From a key to the screen"


def measure(rounds: int = 80, peers: str | None = None) -> Iterator[Figure]:
    """Single keys, streams, and both beside a job."""
    yield from singles(rounds, peers)
    yield from streams()
    yield from busy(rounds)


def stage(name: str, *more: str, python: str = sys.executable) -> list[str]:
    """The command that shows a subject."""
    return [python, STAGE, name, *more]


def single_keys(commands: Sequence[list[str]], size: tuple[int, int], rounds: int) -> list[float]:
    """p95 seconds from a key to the end of the frame that shows it, of each command, key by key in turns."""
    with contextlib.ExitStack() as open_now:
        terminals = [open_now.enter_context(Terminal(command, size)) for command in commands]
        for terminal in terminals:
            terminal.settled(2.0)
        times: list[list[float]] = [[] for _ in terminals]
        for number in range(rounds + 5):
            for terminal, command, into in zip(terminals, commands, times, strict=True):
                # A slider has two ends; a frame has a next one always.
                lesson = "learn" in command
                key = LEFT if lesson and number // 20 % 2 else RIGHT
                into.append(terminal.answer(key, DOTS if lesson else ANY))
    return [p95(each[5:]) for each in times]


def singles(rounds: int, peers: str | None) -> Iterator[Figure]:
    """One key, then quiet."""
    with tempfile.TemporaryDirectory() as data:
        at_exercise(data)
        lesson = tutor("--data-dir", data, "learn", "line")
        found = single_keys([lesson, stage(LINE), stage("counter")], (80, 24), rounds)
    yield Figure(PART, "p95 on lesson `line`, 80×24 / the floor", found[0] / found[2], 2)
    yield Figure(PART, "p95 on its chart alone, 80×24 / the floor", found[1] / found[2], 2)
    wide = single_keys([stage(HEAT), stage("counter")], (120, 40), rounds)
    yield Figure(PART, "p95 on a contour with a path, 120×40 / the floor", wide[0] / wide[1], 2)
    if peers is not None and has(peers, "textual_plotext"):
        for size, name in (((80, 24), LINE), ((120, 40), LINE)):
            ours, theirs = single_keys([stage(name), stage("textual-plotext", python=peers)], size, rounds)
            what = f"p95 on a chart, {size[0]}×{size[1]} / textual-plotext"
            yield Figure(PART, what, ours / theirs, 0.4)


def streams(seconds: float = 3.0) -> Iterator[Figure]:
    """Keys at a steady rate: frames a second, and how late the last one is."""
    for rate, goal in ((60, 0.95), (200, 0.9)):
        keys = [RIGHT] * int(rate * seconds)
        for name, size in ((LINE, (80, 24)), (HEAT, (120, 40))):
            frames, late = [], 0.0
            for command in (stage(name), stage("counter")) * 2:
                with Terminal(command, size) as terminal:
                    terminal.settled(2.0)
                    shown = terminal.stream(keys, rate)
                frames.append(len(shown))
                late = late if command[2] == "counter" else max(late, shown[-1][0])
            share = (frames[0] + frames[2]) / (frames[1] + frames[3])
            what = f"frames at {rate} keys a second, {name} {size[0]}×{size[1]} / the floor"
            yield Figure(PART, what, share, goal, more=True)
            yield Figure(PART, "   ticks of a 60 Hz screen from the last key to the last frame", late / TICK, 3)


def busy(rounds: int) -> Iterator[Figure]:
    """Single keys while six models are cross-validated in the worker, against the same without."""
    for name, size in ((LINE, (80, 24)), (HEAT, (120, 40))):
        idle, beside = single_keys([stage(name), stage(name, "--busy")], size, rounds)
        what = f"p95 while six models are validated, {name} {size[0]}×{size[1]} / idle"
        yield Figure(PART, what, beside / idle, 2)


def at_exercise(data: str) -> None:
    """A learner who has predicted and stands at the exercise of `line`."""
    from tutor.core.lesson.model import ExerciseRef
    from tutor.core.packs.catalog import load_catalog
    from tutor.core.run import LessonRun
    from tutor.core.store.sqlite import open_store

    store = open_store(Path(data))
    run = LessonRun(load_catalog().find("ml-engineer/line"), store)
    page, part = next((number, part) for number, page in enumerate(run.text.pages)
                      for part in page.parts if isinstance(part, ExerciseRef))  # fmt: skip
    for _ in run.shown.play(part.name).predictions(part.part):
        run.predict(part.name, 0)
    run.go(page)
    store.close()


def has(python: str, module: str) -> bool:
    """Whether this interpreter has a module."""
    run = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False, env=os.environ)
    return run.returncode == 0
