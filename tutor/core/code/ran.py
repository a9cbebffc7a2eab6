"""What came of one run of a learner's program, made out of whatever its process said."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from tutor.core.code import values, wire

Status = Literal["ended", "time", "output", "stopped", "quit", "crashed", "machine"]
SIGKILL = 9


class Raised(msgspec.Struct, frozen=True):
    """An exception of the learner's program: `lines` are the learner's own, outermost first, with function names."""

    type: str = "an error that cannot be read"
    message: Any = ""
    kinds: tuple[str, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()
    errno: int | None = None
    file: str | None = None
    column: int | None = None

    @property
    def named(self) -> str:
        """`ValueError: what it said`."""
        return f"{self.type}: {self.message}" if isinstance(self.message, str) and self.message else self.type

    @property
    def at(self) -> str:
        """` in line 3`, or nothing."""
        return f" in line {self.lines[-1][0]}" if self.lines else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call: a value, or what was raised; `after` are its arguments afterwards, if asked for."""

    value: Any = None
    raised: Raised | None = None
    missing: bool = False
    after: Any = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ran:
    """`answers` has one message for each call that was reached; `error` is of the program's own top level.

    `prints[-1]` is what was printed before the first call, `prints[i]` during call i; `cut` says that more was.
    """

    status: Status
    answers: tuple[Answer, ...] = ()
    error: Raised | None = None
    prints: dict[int, str] = field(default_factory=dict)
    cut: bool = False
    signal: int = 0
    trouble: str = ""


def understood(reply: dict[str, Any]) -> Ran:
    """A child's reply as a `Ran`; only what ends with an end record has run to its end."""
    messages = [message for message in wire.frames(reply["results"]) if isinstance(message, dict)]
    if reply["status"] == "stopped":
        return Ran("stopped")
    if reply["status"] == "fork":
        return Ran("machine", trouble="no process could be started")
    if not messages or "ready" not in messages[0]:
        said = str(messages[0].get("setup", "")) if messages else ""
        return Ran("machine", trouble=said or "its process did not begin")
    tops = [raised(message["top"]) for message in messages[1:] if "top" in message]
    answers = tuple(answer(message) for message in messages[1:] if {"value", "error", "missing"} & message.keys())
    return Ran(
        status=(status := _status(reply, ended="end" in messages[-1])),
        answers=answers,
        error=tops[0] if tops else None,
        prints=split_prints(reply["prints"]),
        cut=bool(reply["cut"]),
        signal=reply["signal"],
        trouble="the system ended its process, perhaps for want of memory" if status == "machine" else "",
    )


def answer(message: dict[Any, Any]) -> Answer:
    """One call's message, whoever wrote it, as an `Answer`."""
    if "missing" in message:
        return Answer(missing=True)
    if "error" in message:
        return Answer(raised=raised(message["error"]))
    seconds = message.get("seconds")
    return Answer(
        _value(message.get("value")),
        after=_value(message.get("after")),
        seconds=seconds if isinstance(seconds, float) else 0.0,
    )


def _value(raw: Any) -> Any:
    try:
        return values.decode(raw)
    except values.CodecError as error:
        return values.Opaque("value that cannot be read", str(error)[:100])


def raised(raw: Any) -> Raised:
    """An error's message, whoever wrote it."""
    try:
        return msgspec.convert(raw, Raised)
    except msgspec.ValidationError:
        return Raised()


def _status(reply: dict[str, Any], ended: bool) -> Status:
    status: Status = reply["status"]
    if status != "ended" or ended:
        return status
    if reply["signal"] == SIGKILL:  # not by us: the system was out of memory
        return "machine"
    return "crashed" if reply["signal"] else "quit"


def split_prints(data: bytes) -> dict[int, str]:
    """What was printed, by call (-1: before the first)."""
    pieces = re.split(rb"\0call (\d{1,9})\0", data)
    found = {-1: pieces[0].decode("utf-8", "replace")}
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        found[int(number)] = found.get(int(number), "") + text.decode("utf-8", "replace")
    return found
