"""The worker's own side: reads jobs from its stdin, runs the author's code, writes states and grades."""

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import msgspec

from tutor.core.errors import StalePackError, TutorError
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import to_json
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Catalog
from tutor.core.worker.job import Job, Reply, framed, read_frame


def main() -> None:
    """Serve until the parent goes away, whatever is being computed then."""
    jobs, replies = _own_pipes()
    waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs, waiting), daemon=True).start()
    while True:
        job = waiting.get()
        if job is None:
            _warm()
            continue
        for reply in run(job):
            replies.write(framed(reply))
            replies.flush()


def run(job: Job) -> Iterator[Reply]:
    """What a job gives; whatever goes wrong is the last reply."""
    try:
        play = _play(job.lesson, job.use, job.problem, job.pack_dirs, job.edition)
        play.resume(job.state)
        if not job.action:
            yield Reply("grade", grade=play.grade(job.part))
            return
        for state in play.frames(job.action, job.part, seconds=None):
            yield Reply("state", to_json(state))
        yield Reply("done")
    except TutorError as error:
        yield Reply("error", str(error))
    except Exception as error:  # noqa: BLE001 - a state that is no JSON, a table that cannot be read
        yield Reply("error", f"{job.lesson}: {type(error).__name__}: {error}")


def _listen(jobs: BinaryIO, waiting: "queue.SimpleQueue[Job | None]") -> None:
    while (body := read_frame(jobs)) is not None:
        waiting.put(msgspec.json.decode(body, type=Job | None))
    os._exit(0)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes, moved aside: what a pack prints goes to the log, what it reads is empty."""
    jobs, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return jobs, replies


def _warm() -> None:
    with contextlib.suppress(ImportError):
        import sklearn.linear_model
        import sklearn.model_selection  # noqa: F401


@lru_cache(maxsize=4)
def _catalog(pack_dirs: tuple[str, ...]) -> Catalog:
    return load_catalog([Path(each) for each in pack_dirs])


@lru_cache(maxsize=2)
def _play(lesson: str, use: str, problem: str, pack_dirs: tuple[str, ...], edition: str) -> Play:
    found = _catalog(pack_dirs).find(lesson)
    if edition not in ("", found.pack.edition.code):
        _catalog.cache_clear()  # it may be read anew, and be the one that is meant
        found = _catalog(pack_dirs).find(lesson)
    if edition not in ("", found.pack.edition.code):
        raise StalePackError(found.id, found.pack.id)
    return Play.sent(load_object(found, use), problem, found.id)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main()
    sys.exit(0)
