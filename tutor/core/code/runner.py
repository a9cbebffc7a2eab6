"""CodeRunner: the best way to run a learner's program on this machine, found by trying; one run at a time."""

import atexit
import contextlib
import os
import re
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from tutor.core.code import values, wire
from tutor.core.code.cold import ColdChild
from tutor.core.code.confine import Limits
from tutor.core.code.level import PROBE, Bait, Level, tried
from tutor.core.code.properties import Call
from tutor.core.code.warm import MachineError, WarmChild

Status = Literal["ended", "time", "output", "stopped", "quit", "crashed", "machine"]
MEANS = ("bubblewrap", "landlock", "seccomp")


@dataclass(frozen=True, slots=True)
class Order:
    """One call to make: `after` asks for the arguments as they are afterwards, `first` begins a new sequence."""

    call: Call
    after: bool = False
    first: bool = True


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run. `answers` has one message for each call that was reached; `error` is of the program's
    own top level; `prints[-1]` is what was printed before the first call, `prints[i]` during call i."""

    status: Status
    answers: tuple[dict[str, Any], ...] = ()
    error: dict[str, Any] | None = None
    prints: dict[int, str] = field(default_factory=dict)
    cut: bool = False
    signal: int = 0
    trouble: str = ""


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
            if self._level is None:
                self._level = self._find_level()
            return self._level

    def run(
        self, source: str, orders: Sequence[Order], limits: Limits = Limits(), modules: Sequence[str] = ("numpy",)
    ) -> Ran:
        """Run `source` (normalised), then the calls, in a fresh confined process. Raises nothing."""
        with self._lock:
            self._stopped = False
            if self.level.trouble:
                return Ran("machine", trouble=self.level.trouble)
            return self._run(source, orders, limits, modules)

    def stop(self) -> None:
        """From another thread: end the run that is under way at once; it comes back as `stopped`."""
        self._stopped = True
        if (child := self._child) is not None:
            child.stop()

    def close(self) -> None:
        """End the child process and all in it; the next run starts a new one."""
        self.stop()
        with self._lock:
            if self._child is not None:
                self._child.close()
                self._child = None
        atexit.unregister(self.close)

    def _run(self, source: str, orders: Sequence[Order], limits: Limits, modules: Sequence[str]) -> Ran:
        calls = [
            {
                "function": order.call.function,
                "args": values.encode(list(order.call.args)),
                "after": order.after,
                "first": order.first,
            }
            for order in orders
        ]
        request = {"source": source, "calls": calls, "modules": list(modules), "limits": msgspec.to_builtins(limits)}
        try:
            if self._child is None:
                self._child = self._start(self._level.means if self._level is not None else self._use)
            reply = self._child.run(request)
        except MachineError as error:
            self._child = None
            return Ran("stopped") if self._stopped else Ran("machine", trouble=str(error))
        return understood(reply)

    def _start(self, use: Sequence[str]) -> WarmChild | ColdChild:
        return WarmChild(use) if self._warm else ColdChild(use)

    def _find_level(self) -> Level:
        """The level of all means together, and without bubblewrap if that does not seal better."""
        found = self._probe(self._use)
        if not found.sealed and "bubblewrap" in self._use:
            self._drop_child()
            other = self._probe(tuple(means for means in self._use if means != "bubblewrap"))
            if found.trouble or len(other.powers) <= len(found.powers):
                return other
            self._drop_child()
        return found

    def _probe(self, use: Sequence[str]) -> Level:
        try:
            self._child = self._start(use)
            with Bait() as bait:
                ran = self._run(PROBE, [Order(Call("probe", bait.args))], Limits(seconds=10), [])
        except (MachineError, OSError) as error:
            self._child = None
            return Level((), trouble=str(error))
        if ran.status == "machine":
            return Level((), trouble=ran.trouble)
        value = None
        with contextlib.suppress(values.CodecError, KeyError, IndexError):
            value = values.decode(ran.answers[0]["value"])
        return Level(tried(value), self._present(use), self._warm)

    def _present(self, use: Sequence[str]) -> tuple[str, ...]:
        import shutil

        has = {"bubblewrap": self._warm and shutil.which("bwrap") is not None}
        return tuple(means for means in use if sys.platform == "linux" and has.get(means, True))

    def _drop_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


def understood(reply: dict[str, Any]) -> Ran:
    """A child's reply as a `Ran`; only what ends with an end record has run to its end."""
    messages = [message for message in wire.frames(reply["results"]) if isinstance(message, dict)]
    kinds = [next(iter(message), "") for message in messages]
    prints = split_prints(reply["prints"])
    shared: dict[str, Any] = {"prints": prints, "cut": reply["cut"], "signal": reply["signal"]}
    if reply["status"] == "fork":
        return Ran("machine", trouble="no process could be started")
    if not messages or "setup" in messages[0] or kinds[0] != "ready":
        if reply["status"] == "stopped":
            return Ran("stopped")
        return Ran("machine", trouble=str(messages[0].get("setup")) if messages else "its process did not begin")
    answers = tuple(message for message in messages[1:] if "end" not in message)
    top = answers[0]["error"] if answers and "error" in answers[0] and not any(n >= 0 for n in prints) else None
    status: Status = reply["status"]
    if status == "ended" and "end" not in messages[-1]:
        status = "machine" if reply["signal"] == 9 else "crashed" if reply["signal"] else "quit"
        shared["trouble"] = "the system ended its process, perhaps for want of memory" if status == "machine" else ""
    error = top if isinstance(top, dict) else None
    return Ran(status, () if error is not None else answers, error, **shared)


def split_prints(data: bytes) -> dict[int, str]:
    """What was printed, by call (-1: before the first)."""
    pieces = re.split(rb"\0call (\d{1,9})\0", data)
    found = {-1: pieces[0].decode("utf-8", "replace")}
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        found[int(number)] = found.get(int(number), "") + text.decode("utf-8", "replace")
    return found


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


def sandbox_level() -> Level:
    """How well programs are confined here, for lessons and `tutor doctor`."""
    return shared_runner().level
