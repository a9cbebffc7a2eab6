"""Bounds on what an author's code returns, in the smallest pieces: a text, a count, an array of numbers."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.nearest import did_you_mean
from tutor.core.safe_text import clean

TEXT, POINTS = 20_000, 1_000_000


class Wrong(TutorError):
    """A sentence for the author on what is wrong with a value that their code returned.

    `written` is the text in their source that is at fault, where there is one.
    """

    def __init__(self, message: str, written: str = "") -> None:
        super().__init__(message)
        self.written = written


@contextmanager
def checking(where: str, source: Any = None, slow: bool = False) -> Iterator[None]:
    """`contained`, for checks of what `where` returned: what is Wrong is said as it is, of the class `source`."""
    try:
        with contained(where, slow=slow):
            yield
    except ExerciseError as error:
        error.source = error.source or source
        raise
    except Wrong as wrong:
        raise ExerciseError(where, str(wrong), source=source, written=wrong.written) from None


def called(value: Any) -> str:
    """What a value is, for a sentence that says what it should be."""
    return "None; is a return missing?" if value is None else type(value).__name__


def unknown(what: str, name: str, known: Collection[str], kind: str) -> Wrong:
    """`what` names a thing of this kind that does not exist; the sentence says what there is, and what was meant."""
    said = f"{what} names {name!r:.60}, but there is no such {kind}; there are {', '.join(known)}."
    return Wrong(said + did_you_mean(name, known), name)


def quoted(value: Any, limit: int = 60) -> str:
    """The beginning of a text, in quotes."""
    said = str(value)
    return f"“{said}”" if len(said) <= limit else f"“{said[:limit].rstrip()}…”"


def text(value: Any, subject: str, limit: int = TEXT) -> str:
    """The text, safe for a terminal; Wrong if it is no text or too long."""
    if value is None:
        raise Wrong(f"{subject} is {called(value)}")
    if not isinstance(value, str):
        raise Wrong(f"{subject} holds {type(value).__name__} where a text belongs")
    if len(value) > limit:
        raise Wrong(f"{subject} holds a text of {len(value):,} characters; at most {limit:,} are shown")
    return clean(value)


def some(values: Any, what: str, limit: int) -> Sequence[Any]:
    """A sequence of at most `limit` things; Wrong if it is no sequence or too long."""
    if isinstance(values, str) or not hasattr(values, "__len__") or not hasattr(values, "__getitem__"):
        raise Wrong(f"the {what} must be a list or tuple, not {type(values).__name__}")
    if len(values) > limit:
        raise Wrong(f"the {what} are {len(values):,}; at most {limit:,} can be shown")
    kept: Sequence[Any] = values
    return kept


def whole(value: Any, subject: str) -> int:
    """A whole number; Wrong otherwise."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise Wrong(f"{subject} holds {value!r:.40} where a whole number belongs")
    return int(value)


def floats(values: Any, subject: str, size: int | None = None, dimensions: int = 1) -> Any:
    """`values` as a float array, (n,) or (rows, columns); Wrong if too many, ragged or no numbers."""
    import numpy as np

    some(values, f"numbers of {subject}", POINTS)
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise Wrong(f"{subject} holds what is not a number ({error})") from None
    if array.ndim != dimensions or array.size > POINTS:
        wanted = f"{dimensions}-dimensional, at most {POINTS:,} numbers"
        raise Wrong(f"{subject} is an array of shape {array.shape}; it must be {wanted}")
    if size is not None and len(array) != size:
        raise Wrong(f"{subject} has {len(array)} numbers where {size} belong: its columns differ in length")
    return array
