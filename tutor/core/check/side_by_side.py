"""Many lessons proved at the same time, in as many processes as there are cores; what comes of them keeps its order."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from tutor.core.check.lesson import Proof, check_lesson
from tutor.core.errors import TutorError
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import Catalog

FEWEST = 4
"""Lessons for which it is worth while to start processes."""


def side_by_side(lessons: Sequence[str], folders: Sequence[Path], reserved_keys: frozenset[str]) -> list[Proof] | None:
    """The proofs of lessons by their ids; None where one process is as good. TutorError where a lesson ends its own."""
    processes = min(_cores(), len(lessons))
    if len(lessons) < FEWEST or processes < 2:
        return None
    prove = partial(_prove, folders=tuple(folders), reserved_keys=reserved_keys)
    try:
        with ProcessPoolExecutor(processes, get_context("spawn"), _begin) as pool:
            return list(pool.map(prove, lessons))
    except BrokenProcessPool:
        raise TutorError("A lesson ended the process that proved it. `tutor check LESSON` tells which.") from None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """What a lesson's code prints must not mix with the report."""
    os.dup2(2, 1)


@cache
def _catalog(folders: tuple[Path, ...]) -> Catalog:
    return load_catalog(folders)


def _prove(lesson: str, folders: tuple[Path, ...], reserved_keys: frozenset[str]) -> Proof:
    return check_lesson(_catalog(folders).find(lesson), reserved_keys=reserved_keys)
