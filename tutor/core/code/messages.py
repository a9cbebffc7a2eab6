"""What tutor, warm process and run say to each other.

Types are checked while a message is read, and every part of it is text, a number or bytes: what anybody forged
cannot become anything bigger than itself. Values in it are `Packed`, and built by who needs them.
"""

from typing import Annotated, Literal

import msgspec

from tutor.core.code.confine import Limits
from tutor.core.code.values import Packed

Status = Literal["ended", "time", "output", "results", "files", "stopped", "quit", "crashed", "machine"]
"""How a run ended: `time`, `output`, `results`, `files` are limits that it met; of the last three the tutor finds that
it ended itself, was ended by a signal, or that this machine could not run it."""
Few = msgspec.Meta(max_length=20)
Short = Annotated[str, msgspec.Meta(max_length=1000)]


class Told(msgspec.Struct, frozen=True):
    """One call to make, as the run is told it: `first` begins a new sequence, `timed` takes its time."""

    function: str
    args: Packed
    first: bool = True
    timed: bool = False


class Request(msgspec.Struct, frozen=True, tag=True):
    """A program to run; `libraries` are loaded before its clock starts."""

    source: str
    calls: list[Told]
    libraries: list[str]
    limits: Limits


class Stop(msgspec.Struct, frozen=True, tag=True):
    """End the run that is under way."""


class Warm(msgspec.Struct, frozen=True, tag=True):
    """The warm process is there."""


class Reply(msgspec.Struct, frozen=True, tag=True):
    """What became of a run, and all that it said; `times` are those it asked for, in seconds.

    After `last` this process is of no more use: its folder cannot be emptied.
    """

    status: Status
    signal: int = 0
    results: bytes = b""
    prints: bytes = b""
    cut: bool = False
    times: list[float] = []
    last: bool = False


class LearnerError(msgspec.Struct, frozen=True):
    """An exception of the learner's program: `lines` are the learner's own, outermost first, with function names.

    `library` is the library whose own fault it is, if it is one's; `missing` a module that is not there.
    """

    type: Short = "an error that cannot be read"
    message: Short = ""
    kinds: Annotated[tuple[Short, ...], Few] = ()
    lines: Annotated[tuple[tuple[int, Short], ...], Few] = ()
    errno: int | None = None
    file: Short | None = None
    column: int | None = None
    library: Short = ""
    missing: Short = ""

    @property
    def named(self) -> str:
        """`ValueError: what it said`."""
        return f"{self.type}: {self.message}" if self.message else self.type

    @property
    def at(self) -> str:
        """` in line 3`, or nothing."""
        return f" in line {self.lines[-1][0]}" if self.lines else ""


class Setup(msgspec.Struct, frozen=True, tag=True):
    """The run could not begin."""

    why: Short


class Ready(msgspec.Struct, frozen=True, tag=True):
    """From here on the program runs."""


class Top(msgspec.Struct, frozen=True, tag=True):
    """The program's own top level raised."""

    error: LearnerError


class Returned(msgspec.Struct, frozen=True, tag=True):
    """A call's value; `changed` are the arguments that are not what they were."""

    value: Packed
    changed: Annotated[tuple[int, ...], Few] = ()


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A call raised."""

    error: LearnerError


class Missing(msgspec.Struct, frozen=True, tag=True):
    """There is no function of that name."""


class End(msgspec.Struct, frozen=True, tag=True):
    """All calls were made."""


Said = Setup | Ready | Top | Returned | Failed | Missing | End
