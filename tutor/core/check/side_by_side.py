"""Many lessons proved at the same time, in as many processes as there are cores; what comes of them keeps its order."""

import os
import signal
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.core.check.last_resort import LastResort, last_words
from tutor.core.check.lesson import Proof, check_lesson
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import Lesson
from tutor.core.watch import watching

FEWEST = 4
"""Lessons for which it is worth while to start processes."""


def side_by_side(
    lessons: Sequence[Lesson], folders: Sequence[Path], reserved_keys: frozenset[str], only: str = ""
) -> list[Proof]:
    """The proofs of lessons, or of the item `only`. One that ends its process has a finding, and the others go on."""
    proofs: dict[int, Proof] = {}
    waiting = list(enumerate(lessons))[::-1]
    with TemporaryDirectory(prefix="tutor-check-") as notes:
        rooms = [
            _Room(Path(notes, str(number)), folders, reserved_keys, only)
            for number in range(min(_cores(), len(lessons)))
        ]
        try:
            for room in rooms:
                room.begin(*waiting.pop())
            while busy := [room for room in rooms if room.busy]:
                for room in _ready(busy):
                    proofs[room.number] = room.end()
                    if waiting:
                        room.begin(*waiting.pop())
        finally:
            for room in rooms:
                room.close()
    return [proofs[number] for number in range(len(lessons))]


def _ready(rooms: Iterable["_Room"]) -> list["_Room"]:
    by_pipe = {room.pipe: room for room in rooms}
    return [by_pipe[pipe] for pipe in wait(list(by_pipe)) if isinstance(pipe, Connection)]


class _Room:
    """One process after the other that proves lessons; a new one comes where a lesson has ended it."""

    def __init__(self, note: Path, folders: Sequence[Path], reserved_keys: frozenset[str], only: str) -> None:
        self._note, self._about = note, (note, tuple(folders), reserved_keys, only)
        self.busy = False
        self._start()

    def begin(self, number: int, lesson: Lesson) -> None:
        """Have it prove lesson `number`."""
        self.number, self._lesson, self.busy = number, lesson, True
        self.pipe.send(lesson.id)

    def end(self) -> Proof:
        """What came of it."""
        self.busy = False
        try:
            proof: Proof = self.pipe.recv()
        except (EOFError, OSError):
            self.close()
            proof = Proof(self._lesson.id, (last_words(self._note, self._lesson.id, self._lesson.file),))
            self._start()
        return proof

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _start(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, *self._about))
        self._process.start()
        theirs.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _serve(pipe: Connection, note: Path, folders: tuple[Path, ...], reserved_keys: frozenset[str], only: str) -> None:
    """The process's own side: what a lesson prints must not mix with the report, and Ctrl+C is who waits's."""
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Each process has a core for itself; and the last resort counts the processor time of all threads.
    os.environ |= {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB")}
    catalog = load_catalog(folders)
    with watching(LastResort(note)):
        while True:
            try:
                lesson = pipe.recv()
            except EOFError:
                return
            pipe.send(check_lesson(catalog.find(lesson), reserved_keys=reserved_keys, only=only))
