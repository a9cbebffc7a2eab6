"""What is asked of the worker and what it answers, as data that crosses a pipe in length-prefixed JSON."""

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from tutor.core.errors import TutorError
from tutor.core.exercise.play import Play
from tutor.core.grade import Grade
from tutor.core.own_data import OwnTable
from tutor.core.packs.model import Lesson

LENGTH = struct.Struct(">I")
LARGEST = 64 * 2**20


class WorkerError(TutorError):
    """The worker cannot do it: it died, or could not be started."""


class Job(msgspec.Struct, frozen=True):
    """One action (or, where `action` is empty, one grade) of one exercise in one state."""

    lesson: str
    use: str
    seed: int
    state: str
    part: str = ""
    action: str = ""
    table: str = ""
    """The learner's own table, as JSON of its OwnTable; empty for the lesson's data."""
    pack_dirs: tuple[str, ...] = ()
    folder: str = ""
    """The lesson's folder: a change of its code makes what was computed before stale."""


class Reply(msgspec.Struct, frozen=True):
    """`state` comes once for each frame; `done`, `grade` and `error` end a job."""

    kind: Literal["state", "done", "grade", "error"]
    text: str = ""
    grade: Grade | None = None


def job_for(
    lesson: Lesson,
    use: str,
    seed: int,
    play: Play,
    *,
    part: str = "",
    action: str = "",
    pack_dirs: Sequence[Path] = (),
) -> Job:
    """The job for the state that `play` is in, on the data that it works on."""
    folder = str(lesson.path.parent) if isinstance(lesson.path, Path) else ""
    dirs = tuple(str(each.absolute()) for each in pack_dirs)
    return Job(lesson.id, use, seed, play.dump(), part, action, _written(play.exercise.data), dirs, folder)


def _written(data: OwnTable | None) -> str:
    return "" if data is None else json.dumps(asdict(data))


def own_table(text: str) -> OwnTable | None:
    """The table that a job carries."""
    if not text:
        return None
    fields = json.loads(text)
    return OwnTable(**fields | {"notes": tuple(fields["notes"])})


def framed(message: msgspec.Struct | None) -> bytes:
    """A message as its length and its JSON; None asks the worker to warm up."""
    body = msgspec.json.encode(message)
    return LENGTH.pack(len(body)) + body


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The next frame's body; None at the end of the pipe."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    body = pipe.read(size)
    return body if len(body) == size else None
