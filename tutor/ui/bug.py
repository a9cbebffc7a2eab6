"""What becomes of a bug of ours: its traceback goes to the log, the learner gets a sentence."""

import traceback

from tutor.core.errors import TutorError
from tutor.core.paths import ensure, log_file


def logged(error: Exception) -> str:
    """Put the traceback into the log; a sentence that says where it is."""
    text = "".join(traceback.format_exception(error))
    try:
        ensure(log_file().parent)
        with log_file().open("a", encoding="utf-8", errors="replace") as log:
            log.write(text + "\n")
    except (OSError, TutorError):
        return text
    return f"What you answered is saved. The details are in {log_file()}; please report them."
