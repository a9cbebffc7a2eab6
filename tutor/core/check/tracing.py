"""At which of the author's lines a call does what it should not: found by doing it again, line by line."""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from time import thread_time
from types import FrameType
from typing import Any

from tutor.core.check.snapshot import snapshot
from tutor.core.contain import authors

Location = tuple[str, int]
Step = tuple[Location, list[tuple[str, bytes]], bytes]
"""A line, the names that are known before it, and what is returned there."""
SECONDS = 2.0
"""What looking for a line may cost; what is found by then is told."""
TRIES = 16
"""Chance may give the same twice."""


def changing_line(run: Callable[[], Any], look: Callable[[], Any]) -> Location | None:
    """The line at which what `look` gives becomes another while `run` runs."""
    before = look()
    found: list[Location] = []
    last: list[Location] = []

    def step(frame: FrameType, _: str, __: Any) -> None:
        if not found and last and look() != before:
            found.append(last[0])
        last[:] = [(frame.f_code.co_filename, frame.f_lineno)]

    _traced(run, step)
    return next(iter(found), None)


def parting_line(run: Callable[[], Any]) -> Location | None:
    """The line from which on a second run differs from the first: in its names, its way or its result."""
    return next((place for _ in range(TRIES) if (place := _parting(_recorded(run), _recorded(run)))), None)


def _parting(one: list[Step], again: list[Step]) -> Location | None:
    last = None
    for (place, names, result), (other, others, another) in zip(one, again, strict=False):
        if place != other or names != others:
            return last or place
        if result != another:
            return place
        last = place
    return last if len(one) != len(again) else None


def _recorded(run: Callable[[], Any]) -> list[Step]:
    steps: list[Step] = []

    def step(frame: FrameType, event: str, result: Any) -> None:
        names = [(name, snapshot(value)) for name, value in frame.f_locals.items()]
        place = frame.f_code.co_filename, frame.f_lineno
        steps.append((place, names, snapshot(result) if event == "return" else b""))

    _traced(run, step)
    return steps


def _traced(run: Callable[[], Any], step: Callable[[FrameType, str, Any], None]) -> None:
    """Run, with `step` before each line of the author's and at each return, for some time."""
    end = thread_time() + SECONDS

    def trace(frame: FrameType, event: str, result: Any) -> Any:
        if not authors(Path(frame.f_code.co_filename)):
            return None
        if thread_time() > end:
            sys.settrace(None)
            return None
        step(frame, event, result)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with contextlib.suppress(Exception):
            run()
    finally:
        sys.settrace(before)
