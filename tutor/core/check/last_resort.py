"""The end of a process whose lesson cannot be interrupted: it writes down where it was, for who waits for it."""

import faulthandler
import re
import signal
from pathlib import Path

from tutor.core import watch
from tutor.core.contain import authors
from tutor.core.errors import Finding

AFTER = 3.0
"""How many limits of processor time a call may take, in which it takes no notice of being interrupted."""
OFTEN = 5
"""How often a call may catch what interrupts it and go on."""
_PLACE = re.compile(r'^  File "(.+)", line (\d+) in ', re.MULTILINE)


class LastResort(watch.Board):
    """The board of a process that proves lessons: it ends the process where `watch` cannot interrupt a call.

    A timer of processor time is set with each call and its signal left to the system, which needs no Python for it:
    so C code that never returns is ended too. Before that, and before a crash, Python writes its lines to `path`.
    """

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(self.SIZE))
        self._file = path.open("r+b")
        super().__init__(self._file.fileno())
        self._file.seek(self.SIZE)
        self._times = 0
        faulthandler.enable(self._file, all_threads=False)
        if hasattr(signal, "SIGPROF"):
            faulthandler.register(signal.SIGPROF, self._file, all_threads=False, chain=True)

    def write(self, where: str) -> None:
        """Another call begins, or none."""
        super().write(where)
        self._times = 0
        if hasattr(signal, "SIGPROF"):
            signal.setitimer(signal.ITIMER_PROF, AFTER * watch.limit() if where else 0)

    def interrupted(self) -> None:
        """Once more; a call that catches it every time is ended as well."""
        self._times += 1
        if self._times > OFTEN:
            signal.raise_signal(signal.SIGPROF)


def last_words(path: Path, lesson: str, file: str) -> Finding:
    """The finding of the `lesson` in `file` that ended the process whose board lies at `path`."""
    with path.open("r+b") as kept:
        where = watch.Board(kept.fileno()).read()[1]
        kept.seek(watch.Board.SIZE)
        trace = kept.read().decode("utf-8", "replace")
    ran = f" while {where.removeprefix(f'{lesson}: ')} ran" if where else ""
    found = next(((place, int(line)) for place, line in _PLACE.findall(trace) if authors(Path(place))), None)
    at, line = found or (file, 1)
    if trace and not trace.startswith("Fatal"):
        said = f"{lesson}: {where} did not end, and could not be interrupted; the rest of the lesson is not proved"
        return Finding("too-long", said, at, line, fix="make it end; work on less at once")
    said = f"{lesson} ended the process that proved it{ran}; the rest of the lesson is not proved"
    return Finding("ended", said, at, line, fix="raise an error, or return; leave the process alone")
