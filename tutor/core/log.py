"""The log: tracebacks and hard ends for a bug report, so that no learner has to read one."""

import contextlib
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tutor import __version__
from tutor.core.errors import TutorError
from tutor.core.files import plain
from tutor.core.paths import ensure, log_file

LARGEST, TAIL = 2_000_000, 16_000
"""Bytes: of the log, before it is begun anew (the old one is kept beside it); of its end that is looked at."""


def logged(error: BaseException) -> str:
    """Put the traceback of `error` into the log. Returns a sentence that says where, or else the traceback."""
    text = "".join(traceback.format_exception(error))
    try:
        _write(text)
    except (OSError, TutorError):
        return text
    return f"What you answered is saved. The details are in {log_file()}; please report them."


def keep_end(said: str, *, tell: bool) -> str:
    """Keep how the app ended hard: in the log, and for its next start to `tell`. Returns where the log is."""
    try:
        _write(f"{said}\n")
        if tell:
            _last().write_text(said, encoding="utf-8")
    except (OSError, TutorError):
        return "nowhere, for want of a folder to write them to"
    return str(log_file())


def last_end() -> str:
    """How the app ended hard the last time, told once; else empty."""
    with contextlib.suppress(OSError, ValueError, TutorError):
        said = _last().read_text(encoding="utf-8")
        _last().unlink()
        return said
    return ""


def newest(lines: int) -> Iterator[str]:
    """The last lines of the log; none where there is none."""
    with contextlib.suppress(OSError, TutorError), open(log_file(), "rb", opener=plain) as log:
        log.seek(max(0, log.seek(0, 2) - TAIL))
        yield from log.read().decode("utf-8", "replace").splitlines()[-lines:]


def _write(text: str) -> None:
    file = log_file()
    ensure(file.parent)
    if file.exists() and file.stat().st_size > LARGEST:
        file.replace(file.with_name(f"{file.name}.1"))
    with file.open("a", encoding="utf-8", errors="replace") as log:
        log.write(f"── {datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} tutor {__version__}\n{text}\n")


def _last() -> Path:
    return log_file().with_name("last-end.txt")
