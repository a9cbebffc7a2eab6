"""What an author writes to have a program graded: properties, the solution, and the wrong programs to name.

step = CodeChecks(
    function="step",
    solution="def step(w, b, X, y, eta): …",
    properties=[Property("equals the formula", inputs=draw, expect=reference, says="…")],
    wrong=[WrongProgram("forgot the 2", {"2 * ": ""}, says="The derivative of a square brings a 2 down.")],
)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.core.code.values import Earlier

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Call", "CodeChecks", "Earlier", "Property", "WrongProgram"]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a sequence: `Call("transform", (Earlier(0), X))` hands on what call 0 returned."""

    function: str
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """Something that holds of a right program, for every input.

    `inputs(rng)` draws the arguments of one call, or a list of `Call`s; `examples` are tried before what is drawn.
    Judged by `expect(*args)` (the right value, within `rtol`/`atol`), by `holds(args, value)` (true, or the
    sentence for the learner), or both; for a sequence `args` is the tuple of Calls and `value` the list of results.
    `times` asks that the call takes at most that many times as long as `expect`. `show` lets the learner see the
    expected value. With `raises` a right program refuses such input: it raises the error of this name.
    """

    name: str
    inputs: Callable[["np.random.Generator"], tuple[Any, ...] | list[Call]] | None = None
    expect: Callable[..., object] | None = None
    holds: Callable[[tuple[Any, ...], Any], bool | str] | None = None
    says: str = ""
    examples: Sequence[tuple[Any, ...] | list[Call]] = ()
    rtol: float = 1e-9
    atol: float = 1e-12
    tries: int = 10
    show: bool = False
    times: float | None = None
    raises: str = ""


@dataclass(frozen=True, slots=True)
class WrongProgram:
    """A mistake worth naming.

    `source` is the whole program, or the solution with pieces of it replaced: `{"2 * ": ""}`. A learner whose program
    returns just what that one returns reads `says`; `tutor check` proves that the feedback on it holds the words
    `expect` (`says`, if empty).
    """

    name: str
    source: str | Mapping[str, str]
    says: str = ""
    expect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChecks:
    """How the program of a code item is graded: the score is the share of `properties` that hold.

    `function` is what the learner defines. A call that changes its arguments breaks one property more, unless it
    `may_change_arguments` (as `list.sort` does). `modules` are loaded before the clock starts, as
    are numpy, SciPy, pandas and scikit-learn where the program names them.
    """

    function: str
    solution: str
    properties: Sequence[Property]
    wrong: Sequence[WrongProgram] = ()
    modules: tuple[str, ...] = ("numpy",)
    pass_at: float = 1.0
    may_change_arguments: bool = False

    def __post_init__(self) -> None:
        for each in self.wrong:
            self.program(each)

    def program(self, wrong: WrongProgram) -> str:
        """The whole of a wrong program; ValueError where the solution has not what it is to replace."""
        if isinstance(wrong.source, str):
            return wrong.source
        program = self.solution
        for piece, instead in wrong.source.items():
            if not piece or piece not in program:
                raise ValueError(f"wrong program “{wrong.name}” replaces {piece!r}, which the solution does not have")
            program = program.replace(piece, instead)
        return program
