"""The log: tracebacks for a bug report, so that no learner has to read one."""

import traceback

from tutor import __version__
from tutor.core.errors import TutorError
from tutor.core.paths import ensure, log_file


def logged(error: BaseException) -> str:
    """Put the traceback of `error` into the log. Returns a sentence that says where, or else the traceback."""
    text = "".join(traceback.format_exception(error))
    try:
        ensure(log_file().parent)
        with log_file().open("a", encoding="utf-8", errors="replace") as log:
            log.write(f"tutor {__version__}\n{text}\n")
    except (OSError, TutorError):
        return text
    return f"The details are in {log_file()}; please report them."
