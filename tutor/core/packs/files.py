"""Reading a pack's text files, from a folder or a zip: UTF-8, cleaned, of a sane size."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tutor.core.errors import Finding, PackError
from tutor.core.files import plain
from tutor.core.safe_text import clean

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Place: TypeAlias = "Path | Traversable"
"""A file or folder of a pack: on disk, or in a zip."""
_MOST = 4_000_000
_HEAD = 8_192
_FRONT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\+\+\+[ \t]*\r?\n.*?\n\+\+\+[ \t]*\r?\n", re.DOTALL)


def below(place: Place, *names: str) -> Place:
    """The file or folder `names` below `place`."""
    return place.joinpath(*names)


def read_text(place: Place) -> str:
    """The text of a file, cleaned; line n of it is line n of the file. Raises PackError."""
    return _decoded(_bytes(place, _MOST + 1), place)


def read_head(place: Place) -> str:
    """The text of a lesson.md down to the `+++` that ends its front matter; all of it if there is none."""
    head = _bytes(place, _HEAD)  # one read of the disk, whatever the lesson's length
    front = _FRONT.match(head)
    return _decoded(front[0], place) if front else read_text(place)


def _bytes(place: Place, most: int) -> bytes:
    try:
        if isinstance(place, Path):  # where a pipe or a device stands, it is not waited for
            with open(place, "rb", buffering=0 if most == _HEAD else -1, opener=plain) as file:
                return file.read(most)
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
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        message = "this file is UTF-16" if wide else f"byte {content[error.start]:#04x} is not UTF-8"
        raise PackError(Finding("encoding", message, str(place), line, fix="save the file as UTF-8")) from error
