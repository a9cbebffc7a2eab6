"""When files of an author change: told by watchfiles, also after a folder was away for a while."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path

from tutor.core.errors import FileError

AGAIN = 1.0
"""Seconds between two looks for a folder that is away."""
QUIET = 20
"""Milliseconds without another change until one is told: an editor that empties a file and fills it saves once."""


async def changes(folders: Sequence[Path]) -> AsyncGenerator[None, None]:
    """One None for each change below `folders`, for ever. Hidden files and bytecode are none.

    Where the system cannot watch so much (its limit of watches is reached, a network drive), folders are polled.
    Raises FileError where that cannot be done either.
    """
    polling: bool | None = None  # watchfiles decides
    again = False
    while True:
        there = _there(folders)
        if not there:
            await asyncio.sleep(AGAIN)
        else:
            try:
                async with aclosing(_of(there, polling, again)) as told:
                    async for changed in told:
                        if changed:
                            yield
            except (OSError, RuntimeError) as error:  # watchfiles tells its own as the second
                if polling:
                    raise FileError(f"Files cannot be watched here ({error}).") from error
                polling = True
        again = True
        if _there(folders) != there:
            yield


async def _of(there: dict[Path, int], polling: bool | None, again: bool) -> AsyncGenerator[bool, None]:
    """Whether something changed, at least once a second; until a folder is another one than it was.

    `again`: folders were watched before; what changed since nobody told, so it is told at the first turn.
    """
    from watchfiles import awatch

    told = awatch(
        *there,
        step=QUIET,
        rust_timeout=int(AGAIN * 1000),
        yield_on_timeout=True,
        force_polling=polling,
        ignore_permission_denied=True,
    )
    async with aclosing(told):
        async for found in told:
            yield bool(found) or again
            again = False
            # A folder that was moved is watched no longer, even if it came back.
            if any(Path(path) in there for _, path in found) or _there(list(there)) != there:
                return


def _there(folders: Sequence[Path]) -> dict[Path, int]:
    """Those that are there, each with its inode: a folder that was made anew is not watched yet."""
    found = {}
    for folder in folders:
        try:
            found[folder] = folder.stat().st_ino
        except OSError:
            continue
    return found
