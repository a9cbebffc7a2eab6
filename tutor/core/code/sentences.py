"""What a learner reads when a program did not run to its end, and the traceback of the learner's own lines."""

import errno
import os

from tutor.core.code.confine import Limits
from tutor.core.code.libraries import ROOTS
from tutor.core.code.messages import LearnerError
from tutor.core.code.result import RunResult

NOT_COUNTED = "This does not count as a try."


def why_not(ran: RunResult, limits: Limits, during: str = "") -> str:
    """Why this run cannot be judged; empty if it ran to its end. `during` is the call it was in."""
    during = f" during {during}" if during else ""
    match ran.status:
        case "time":
            return (
                f"Your code ran longer than {limits.seconds:g} s and was stopped{during}. "
                "Look for a loop that never ends, or for something that waits."
            )
        case "output":
            return f"Your code printed more than {limits.prints >> 20} MB and was stopped{during}: print less."
        case "results":
            return f"Your code returned more than {limits.results >> 20} MB and was stopped{during}: return less."
        case "files":
            return f"{_too_many_files(limits)} and was stopped{during}: keep what you need in variables."
        case "stopped":
            return f"Stopped. {NOT_COUNTED}"
        case "quit":
            return (
                f"Your code ended Python itself{during}, before the checks were done: "
                "take out what does that (os._exit, for example)."
            )
        case "crashed":
            return f"Your code crashed Python itself{during} ({_signal(ran.signal)}), so nothing could be checked."
        case "machine":
            return f"The tutor could not run your code: {ran.trouble}. {NOT_COUNTED} Try again."
    return ""


def _too_many_files(limits: Limits) -> str:
    return (
        f"Your code wrote more than {limits.disk >> 20} MB, more than {limits.entries:,} files and folders, "
        "or folders too deep in each other"
    )


def _signal(number: int) -> str:
    import signal

    try:
        return signal.strsignal(number) or f"signal {number}"
    except ValueError:
        return f"signal {number}"


def refused(error: LearnerError, limits: Limits) -> str:
    """The sentence for an error that comes of a limit or of the sandbox; empty for an error of the usual kind."""
    if error.library:
        return (
            f"{error.library}, which your code uses{error.at}, cannot do this here "
            f"({' '.join(error.named.split())[:200]}). That is no mistake of yours. {NOT_COUNTED}"
        )
    if error.missing:
        return _not_there(error)
    if "MemoryError" in error.kinds:
        return f"Your code asked for more memory than the {limits.memory >> 20} MB it may use{error.at}."
    if "SystemExit" in error.kinds:
        return f"Your code called exit{error.at}, which ends the program before it is checked: take it out."
    if "EOFError" in error.kinds:
        return f"Your code asked for input{error.at}, and nobody can answer it here: use the function's arguments."
    if "OSError" in error.kinds:
        return _refused_by_system(error, limits)
    return ""


def _not_there(error: LearnerError) -> str:
    name = error.missing.split(".")[0]
    if name in ROOTS:
        return (
            f"Your code imports {error.missing}{error.at}, which is not in what is installed here: look at how it is "
            f"written, and at what `tutor doctor` says. {NOT_COUNTED}"
        )
    return (
        f"Your code imports {error.missing}{error.at}, which it cannot have here: there are Python's own modules, "
        f"numpy, SciPy, pandas and scikit-learn. {NOT_COUNTED}"
    )


def _refused_by_system(error: LearnerError, limits: Limits) -> str:
    if error.errno == errno.ENETDOWN:
        return f"Your code tried to use the network{error.at}, which is closed to it."
    if error.errno == errno.EFBIG:
        return f"Your code wrote a file of more than {limits.file_size >> 20} MB{error.at}, the most it may."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{_too_many_files(limits)}{error.at}, the most it may."
    if error.errno == errno.EMFILE:
        return f"Your code opened more than {limits.files} files at once{error.at}, the most it may."
    if error.errno == errno.EAGAIN:
        return f"Your code tried to start a process{error.at}, which it may not (n_jobs=1 needs none)."
    outside = error.file is not None and (os.path.isabs(error.file) or error.file.startswith((".", "~")))
    closed = error.errno in (errno.EACCES, errno.EROFS, errno.EPERM, errno.EXDEV)
    if not closed and not (error.errno == errno.ENOENT and outside):
        return ""
    if error.file is not None:
        return f"Your code tried to use {error.file}{error.at}: it may only read and write files of its own folder."
    return f"Your code tried to reach another process, or to change the system{error.at}, which it may not."


def traceback(error: LearnerError, source: str) -> str:
    """The traceback, of the learner's own lines only, the error last."""
    lines = source.split("\n")
    shown: list[str] = []
    for number, name in error.lines:
        where = f" in {name}" if name != "<module>" else ""
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        shown += [f"line {number}{where}", f"    {line.strip()}"]
        if error.column is not None and 0 < error.column <= len(line) + 1:
            margin = len(line) - len(line.lstrip())
            shown.append("    " + " " * max(0, error.column - 1 - margin) + "^")
    return "\n".join([*shown, error.named])


def stopped_at(error: LearnerError) -> str:
    """One sentence for an error at the program's own top level."""
    if "SyntaxError" in error.kinds:
        return f"Python cannot read your code{error.at}: {error.named}."
    return f"Your code stopped{error.at}: {error.named}."
