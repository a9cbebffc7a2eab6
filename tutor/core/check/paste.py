"""The `tutor grade` line that shows what was found: an item, a seed, a response, and the move that comes after it."""

import json
import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.play import Play
from tutor.core.packs.model import Lesson

SHOWN_BY_GRADE = frozenset(
    {
        "draw", "draw-place", "not-solvable", "bad-case",
        "exercise-load", "grade", "view", "words", "solve", "random-state", "too-long",
        "misconception", "misconception-passes", "misconception-confused",
    }
)  # fmt: skip
"""Findings that come of one state or answer."""
LONGEST = 4_000
"""Characters of a line that is still pasted with pleasure."""


def grade_line(lesson: Lesson, item: str, response: str, seed: int, moves: tuple[str, ...] = ()) -> str:
    """The command, quoted for a shell; empty where it would be endless."""
    words = ["tutor", "grade", lesson.id, item, response, "--seed", str(seed)]
    words += [word for move in moves for word in ("--move", move)]
    if lesson.pack.from_folder:
        words += ["--pack-dir", _short(str(lesson.pack.root))]
    line = shlex.join(words)
    return line if len(line) <= LONGEST else ""


@dataclass
class Tried:
    """What is tried on an exercise right now; the check of it keeps this up to date."""

    lesson: Lesson
    item: str
    seed: int
    play: Play | None = None
    """None while there is no state yet."""
    before: str = ""
    """The state, as JSON, that a move is made from; or any other response."""
    move: str = ""

    def line(self) -> str:
        """The command that shows it; the state and the move to it, or where no move is on trial, the state."""
        try:
            response = self.before or (self.play.dump() if self.play is not None else "{}")
        except TutorError:
            return ""
        moves = (self.move,) if self.before and self.move else ()
        return grade_line(self.lesson, self.item, response, self.seed, moves)


def written_move(name: str, value: Any) -> str:
    """A move of a control as `--move` takes it: `w=2.5`."""
    return f"{name}={json.dumps(value, ensure_ascii=False)}"


def _short(folder: str) -> str:
    """The folder from where we are, if it lies below."""
    try:
        near = os.path.relpath(folder)
    except ValueError:  # another drive
        return folder
    return folder if near.startswith(os.pardir) else str(Path(near))
