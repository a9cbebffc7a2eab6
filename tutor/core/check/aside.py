"""One lesson proved in a process of its own, as often as it changes: whoever waits for it stays alive."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from tutor.core.check.targets import check_targets
from tutor.core.errors import Finding
from tutor.core.worker.client import kill

COMMAND = (sys.executable, "-P", "-m", "tutor.core.check.aside")


class Asked(NamedTuple):
    """What is to be proved: a lesson by its full id, and the folders of packs that are not installed."""

    lesson: str
    pack_dirs: tuple[str, ...] = ()
    reserved_keys: frozenset[str] = frozenset()


async def prove(lesson: str, pack_dirs: Sequence[Path], reserved_keys: frozenset[str]) -> tuple[Finding, ...] | None:
    """Its findings; None where its code ended the process. Cancelling it ends the process.

    The process is spawned: it reads text and Python anew. It writes no bytecode, which the next edition might take
    for its own.
    """
    asked = Asked(lesson, tuple(str(each.absolute()) for each in pack_dirs), reserved_keys)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, start_new_session=True
    )
    try:
        told, _ = await process.communicate(msgspec.json.encode(asked))
    except asyncio.CancelledError:
        kill(process)
        await asyncio.shield(process.communicate())
        raise
    try:
        return msgspec.json.decode(told, type=tuple[Finding, ...])
    except msgspec.MsgspecError:
        return None


def main() -> None:
    """The process's own side: what a lesson prints does not mix with what is told, and the screen goes first."""
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Asked)
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(10)
    report = check_targets([asked.lesson], [Path(each) for each in asked.pack_dirs], asked.reserved_keys)
    told.write(msgspec.json.encode(report.findings))
    told.close()


if __name__ == "__main__":
    main()
