"""What may stand in a learner's documents: the kinds that there are, and for each how it is read."""

from collections.abc import Callable

from tutor.core import notes, own_questions, progress
from tutor.core.quiz import history, state
from tutor.core.safe_text import one_line
from tutor.core.store import parsed, sanitize
from tutor.core.store.port import DERIVED


def _session(text: str) -> None:
    """Of a place, whatever can be kept is (see `session.load`); but it must be an object."""
    parsed.decode(text, dict[str, object])


def _name(text: str) -> None:
    if not text.isalnum() or len(text) > sanitize.LONGEST_NAME:
        raise ValueError("it is no name")


KINDS: dict[str, Callable[[str], object]] = {
    "placed": progress.parse_placed,
    "place": _session,
    "note": notes.parse,
    own_questions.KIND: own_questions.parse,
    "sitting": state.parse,
    "history": history.parse,
    "export": _name,
}
"""How a document is parsed, by the first word of its key, whatever follows on a `-` or `@`. Each raises ValueError."""


def check(key: str, text: object) -> None:
    """Raises ValueError, with the reason, where `text` cannot be the document at `key`."""
    kind, _, rest = key.partition("/")
    parse = KINDS.get(kind.partition("@")[0].partition("-")[0])
    if parse is None or not rest or one_line(rest) != rest or len(key) > sanitize.LONGEST_NAME:
        raise ValueError("there is no such kind of document")
    if not isinstance(text, str):
        raise ValueError("it is no text")
    parse(text)


def fault(key: str, text: object) -> str:
    """Why a document that is kept at `key` cannot be read; empty where it can, or is of a kind of a newer tutor."""
    if key.startswith(DERIVED) or key.partition("/")[0].partition("@")[0].partition("-")[0] not in KINDS:
        return ""
    try:
        check(key, text)
    except ValueError as error:
        return str(error)
    return ""
