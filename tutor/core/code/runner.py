"""CodeRunner: the best way to run a learner's program on this machine, found by trying; one run at a time."""

import atexit
import os
import shutil
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.core.code import landlock, libraries
from tutor.core.code.cold import ColdChild
from tutor.core.code.confine import Limits
from tutor.core.code.level import PROBE, Bait, Level, tried
from tutor.core.code.messages import Request, Told
from tutor.core.code.packing import pack
from tutor.core.code.properties import Call
from tutor.core.code.result import RunResult, understood
from tutor.core.code.warm import MachineError, WarmChild

LIMITS = Limits()
MEANS = ("bubblewrap", "landlock", "seccomp")


@dataclass(frozen=True, slots=True)
class Order:
    """One call to make: `timed` asks for its time, `first` begins a new sequence."""

    call: Call
    timed: bool = False
    first: bool = True


class CodeRunner:
    """Runs programs; started by the first run, or by `level`. `use` and `warm` narrow the choice, for tests."""

    def __init__(self, use: Sequence[str] = MEANS, warm: bool = sys.platform == "linux") -> None:
        self._use, self._warm = tuple(use), warm
        self._child: WarmChild | ColdChild | None = None
        self._level: Level | None = None
        self._lock = threading.RLock()
        self._stopped = False
        atexit.register(self.close)

    @property
    def level(self) -> Level:
        """What confines a program here, from a self-test (made once, about 0.2 s)."""
        with self._lock:
            if self._level is not None:
                return self._level
            self._stopped = False
            found = self._find_level()
            if not self._stopped:
                self._level = found
            return found

    def run(
        self, source: str, orders: Sequence[Order], limits: Limits = LIMITS, modules: Sequence[str] = ("numpy",)
    ) -> RunResult:
        """Run `source` (normalised), then the calls, in a fresh confined process. Raises nothing."""
        with self._lock:
            self._stopped = False
            trouble = self.level.trouble
            if self._stopped:
                return RunResult("stopped")
            if trouble:
                return RunResult("machine", trouble=trouble)
            ran, loaded = self._run(source, orders, limits, modules), set(modules)
            while more := libraries_missed(ran) - loaded:  # named in a way that could not be seen beforehand
                loaded |= more
                ran = self._run(source, orders, limits, sorted(loaded))
            return ran

    def stop(self) -> None:
        """From another thread: end the run that is under way at once; it comes back as `stopped`."""
        self._stopped = True
        if (child := self._child) is not None:
            child.stop()

    def close(self) -> None:
        """End the child process and all in it; the next run starts a new one."""
        while not self._lock.acquire(timeout=0.02):
            self.stop()
        try:
            self._drop_child()
        finally:
            self._lock.release()
        atexit.unregister(self.close)

    def _run(self, source: str, orders: Sequence[Order], limits: Limits, modules: Sequence[str]) -> RunResult:
        calls = [Told(one.call.function, pack(list(one.call.args)), one.first, one.timed) for one in orders]
        if big := next((one.function for one in calls if one.args.too_big), ""):
            return RunResult("machine", trouble=f"what the lesson gives to {big} is too big to send")
        needed = list(dict.fromkeys([*modules, *libraries.named(source)]))
        request = Request(source, calls, needed, limits)
        try:
            if self._child is None:
                self._child = self._start(self._level.means if self._level is not None else self._use)
            reply = self._child.run(request)
        except MachineError as error:
            self._child = None
            return RunResult("stopped") if self._stopped else RunResult("machine", trouble=str(error))
        if reply.last:
            self._drop_child()
        return understood(reply, len(calls))

    def _start(self, use: Sequence[str]) -> WarmChild | ColdChild:
        return WarmChild(use) if self._warm else ColdChild(use)

    def _find_level(self) -> Level:
        """The level of all means together, and without bubblewrap if that does not seal better."""
        found = self._probe(self._use)
        if found.sealed or self._stopped or "bubblewrap" not in self._use:
            return found
        other = self._probe(tuple(means for means in self._use if means != "bubblewrap"))
        if found.trouble or len(other.powers) <= len(found.powers):
            return other
        self._drop_child()
        return found

    def _probe(self, use: Sequence[str]) -> Level:
        self._drop_child()
        try:
            self._child = self._start(use)
            with Bait() as bait:
                ran = self._run(PROBE, [Order(Call("probe", bait.args))], Limits(seconds=10), [])
        except (MachineError, OSError) as error:
            self._child = None
            return Level((), trouble=str(error))
        if ran.status == "machine":
            return Level((), trouble=ran.trouble)
        value = ran.answers[0].value if ran.answers else None
        return Level(tried(value), self._present(use), self._warm)

    def _present(self, use: Sequence[str]) -> tuple[str, ...]:
        if sys.platform != "linux":
            return ()
        has = {"bubblewrap": self._warm and shutil.which("bwrap"), "landlock": landlock.version()}
        return tuple(means for means in use if has.get(means, True))

    def _drop_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


def libraries_missed(ran: RunResult) -> set[str]:
    """The libraries that a run could not import although it may: they were not loaded for it."""
    errors = [ran.error, *(answer.raised for answer in ran.answers)]
    return {error.missing for error in errors if error is not None} & set(libraries.ROOTS)


def served() -> bool:
    """Whether this tutor is served to others (`TUTOR_SERVED=1`): then only sealed programs may run."""
    return os.environ.get("TUTOR_SERVED", "") not in ("", "0")


_shared: list[CodeRunner] = []
_making = threading.Lock()


def shared_runner() -> CodeRunner:
    """The one runner of this process."""
    with _making:
        if not _shared:
            _shared.append(CodeRunner())
        return _shared[0]
