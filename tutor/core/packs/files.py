"""Reading a pack's text files, from a folder or a zip: UTF-8, cleaned, of a sane size."""

from importlib.resources.abc import Traversable
from pathlib import Path

from tutor.core.errors import Finding, PackError
from tutor.core.safe_text import clean

Place = Path | Traversable
_MOST = 4_000_000
_HEAD = 8_192


def below(place: Place, *names: str) -> Place:
    """The file or folder `names` below `place`."""
    return place.joinpath(*names)


def read_text(place: Place) -> str:
    """The text of a file, cleaned; line n of it is line n of the file. Raises PackError."""
    return _decoded(_bytes(place, _MOST + 1), place)


def read_head(place: Place) -> str:
    """The text of a lesson.md down to the `+++` that ends its front matter; all of it if there is none."""
    head = _bytes(place, _HEAD)
    end = head.find(b"\n+++", 3)
    if end < 0:
        return read_text(place)
    return _decoded(head[: end + 4] + b"\n", place)


def _bytes(place: Place, most: int) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, KeyError) as error:
        raise PackError(Finding("missing", "this file is missing", str(place))) from error
    except OSError as error:
        raise PackError(Finding("unreadable", f"cannot be read: {error.strerror}", str(place))) from error


def _decoded(content: bytes, place: Place) -> str:
    if len(content) > _MOST:
        raise PackError(Finding("size", f"is larger than {_MOST // 1_000_000} MB", str(place)))
    try:
        return clean(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte {content[error.start]:#04x} is not UTF-8"
        raise PackError(Finding("encoding", message, str(place), line, fix="save the file as UTF-8")) from error
