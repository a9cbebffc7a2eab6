"""An exception of the learner's program as data: what it says, where in the learner's lines, and whose fault it is."""

import contextlib
import errno
import linecache
import os
import sys
import sysconfig
import traceback

from tutor.core.code import libraries
from tutor.core.code.messages import LearnerError

FILE = "your code"
CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)
KINDS = (MemoryError, RecursionError, SyntaxError, SystemExit, KeyboardInterrupt, EOFError, ImportError, OSError)


ROOTS = tuple({
    root.rstrip(os.sep) + os.sep
    for root in (sysconfig.get_path("stdlib"), sys.prefix, sys.base_prefix, *sys.path)
    if root
})  # fmt: skip
"""Folders of Python and of what is installed, as they were before the learner's program could change them."""


def described(error: BaseException) -> LearnerError:
    """Type, message, and the places in the learner's own lines, outermost first. Raises nothing."""
    with contextlib.suppress(BaseException):  # the learner's own exception may do anything when looked at
        return _described(error)
    return LearnerError()


def _described(error: BaseException) -> LearnerError:
    frames = [(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    lines = [(line, code.co_name[:100]) for code, line in frames if code.co_filename == FILE]
    column = None
    if isinstance(error, SyntaxError) and error.filename == FILE:
        lines, column = [(_number(error.lineno) or 1, "<module>")], _number(error.offset)
    file = getattr(error, "filename", None) if isinstance(error, OSError) else None
    return LearnerError(
        type=_whole(type(error).__name__),
        message=_whole(_message(error)),
        kinds=tuple(kind.__name__ for kind in KINDS if isinstance(error, kind)),
        lines=tuple(lines if len(lines) <= 12 else lines[:6] + lines[-6:]),
        errno=_errno(error) if isinstance(error, OSError) else None,
        file=_whole(str(file)) if file is not None else None,
        column=column,
        library=_whole(_library(error)),
        missing=_whole(str(error.name)) if isinstance(error, ModuleNotFoundError) and error.name else "",
    )


def _whole(text: str) -> str:
    """At most what the wire takes, and no half characters."""
    return text[:1000].encode("utf-8", "replace").decode()


def _number(value: object) -> int | None:
    """A number that the wire takes, if it is one at all."""
    return value if isinstance(value, int) and abs(value) < 1 << 31 else None


def _errno(error: OSError) -> int | None:
    """Its number; that of a closed network where this is what it came of."""
    cause: BaseException | None = error
    for _ in range(5):
        if isinstance(cause, OSError) and (cause.errno == errno.ENETDOWN or type(cause).__name__ == "gaierror"):
            return errno.ENETDOWN
        cause = cause.__cause__ or cause.__context__ if cause is not None else None
    return _number(error.errno)


def _message(error: BaseException) -> str:
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException:  # noqa: BLE001 - the learner's own __str__ may do anything
        return ""


def _library(error: BaseException) -> str:
    """The library whose own trouble `error` is; empty where a library refuses what the learner gave it.

    Its trouble: its own import fails, it lacks another one, or it wants a file that the learner did not name.
    """
    inner = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    while inner and inner[0].f_code.co_filename != FILE:
        inner.pop(0)
    foreign = [frame for frame in inner if _is_librarys(frame.f_code.co_filename)]
    if not foreign or inner[-1].f_code.co_filename == FILE:
        return ""
    importing = [frame for frame in foreign if frame.f_code.co_name == "<module>"]
    file = error.filename if isinstance(error, OSError) and error.errno in CLOSED else None
    closed = file is not None and str(file) not in "".join(linecache.getlines(FILE))
    if not importing and not closed and not isinstance(error, ImportError):
        return ""
    return str((importing or foreign)[0].f_globals.get("__name__", "a library")).split(".")[0]


def _is_librarys(file: str) -> bool:
    """Whether `file` belongs to Python or to what is installed."""
    return file.startswith(ROOTS) and file != libraries.__file__
