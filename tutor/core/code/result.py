"""What came of one run of a learner's program, made out of whatever its process said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tutor.core.code import wire
from tutor.core.code.messages import (
    End,
    Failed,
    LearnerError,
    Missing,
    Ready,
    Reply,
    Returned,
    Said,
    Setup,
    Status,
    Top,
)
from tutor.core.code.unpacking import Budget
from tutor.core.code.values import CodecError, Opaque, Packed

SIGKILL = 9


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call: a value, or what was raised; `changed` are the arguments that it changed.

    `seconds` of processor time were taken by who watched the run, where they were asked for; infinite if the run
    kept that from happening.
    """

    value: Any = None
    raised: LearnerError | None = None
    missing: bool = False
    changed: tuple[int, ...] = ()
    seconds: float = float("inf")


@dataclass(frozen=True, slots=True)
class RunResult:
    """`answers` has one message for each call that was reached; `error` is of the program's own top level.

    `prints[-1]` is what was printed before the first call, `prints[i]` during call i; `cut` says that more was.
    """

    status: Status
    answers: tuple[Answer, ...] = ()
    error: LearnerError | None = None
    prints: dict[int, str] = field(default_factory=dict)
    cut: bool = False
    signal: int = 0
    trouble: str = ""


def understood(reply: Reply, calls: int) -> RunResult:
    """The reply to a request of so many calls as a `Ran`; only what ends with an end record has run to its end."""
    if reply.status == "stopped":
        return RunResult("stopped")
    if reply.status == "machine":
        return RunResult("machine", trouble="no process could be started")
    # Ready, for each call two stamps and an answer, the end.
    said, whole = wire.frames(reply.results, most=3 * calls + 2)
    if not said or not isinstance(said[0], Ready):
        return RunResult("machine", trouble=said[0].why if said and isinstance(said[0], Setup) else "it did not begin")
    # With more in the pipe than what was asked for, none of it counts.
    status = _status(reply, ended=not whole or isinstance(said[-1], End))
    return RunResult(
        status,
        answers=tuple(_answers(said, reply.times)) if whole or status != "ended" else (),
        error=next((message.error for message in said if isinstance(message, Top)), None),
        prints=split_prints(reply.prints),
        cut=reply.cut,
        signal=reply.signal,
        trouble="the system ended its process, perhaps for want of memory" if status == "machine" else "",
    )


def _answers(said: Sequence[Said | None], times: Sequence[float]) -> Iterator[Answer]:
    budget, taken = Budget(), iter(times)
    last: list[float] = []
    for message in said:
        match message:
            case None:
                last = [*last[-1:], next(taken, 0.0)]
                continue
            case Returned(value, changed):
                seconds = last[1] - last[0] if len(last) == 2 else float("inf")
                yield Answer(_value(value, budget), changed=changed, seconds=seconds)
            case Failed(error):
                yield Answer(raised=error)
            case Missing():
                yield Answer(missing=True)
        last = []


def _value(packed: Packed, budget: Budget) -> Any:
    try:
        return budget.unpack(packed)
    except CodecError as error:
        return Opaque("value that cannot be read", f"({error})"[:100])


def _status(reply: Reply, ended: bool) -> Status:
    status: Status = reply.status
    if status != "ended" or ended:
        return status
    if reply.signal == SIGKILL:  # not by us: the system was out of memory
        return "machine"
    return "crashed" if reply.signal else "quit"


def split_prints(data: bytes) -> dict[int, str]:
    """What was printed, by call (-1: before the first)."""
    pieces = re.split(rb"\0call (\d{1,9})\0", data)
    found = {-1: pieces[0].decode("utf-8", "replace")}
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        found[int(number)] = found.get(int(number), "") + text.decode("utf-8", "replace")
    return found
