"""What is asked of the worker and what it answers, as data that crosses a pipe in length-prefixed JSON."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from tutor.core.errors import TutorError
from tutor.core.exercise.play import Play
from tutor.core.grade import Grade
from tutor.core.packs.model import Lesson

LENGTH = struct.Struct(">I")
LARGEST = 64 * 2**20


class WorkerError(TutorError):
    """The worker cannot do it: it died, or could not be started."""


class Job(msgspec.Struct, frozen=True):
    """One action (or, where `action` is empty, one grade) of one exercise in one state."""

    lesson: str
    use: str
    problem: str
    """What the attempt works on, as JSON of the exercise's problem."""
    state: str
    part: str = ""
    action: str = ""
    pack_dirs: tuple[str, ...] = ()
    edition: str = ""
    """Of which edition of its pack the state and the problem are (`Edition.code`): other code is not asked."""


class Reply(msgspec.Struct, frozen=True):
    """`state` comes once for each frame; `done`, `grade` and `error` end a job."""

    kind: Literal["state", "done", "grade", "error"]
    text: str = ""
    grade: Grade | None = None


def job_for(
    lesson: Lesson,
    use: str,
    play: Play,
    *,
    part: str = "",
    action: str = "",
    pack_dirs: Sequence[Path] = (),
) -> Job:
    """The job for the state that `play` is in, on the problem that it works on."""
    dirs = tuple(str(each.absolute()) for each in pack_dirs)
    return Job(lesson.id, use, play.dump_problem(), play.dump(), part, action, dirs, lesson.pack.edition.code)


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
