"""Reading a pack's text files, from a folder or a zip: UTF-8, cleaned, of a sane size."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tutor.core.errors import Finding, PackError
from tutor.core.files import plain
from tutor.core.safe_text import clean

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Resource: TypeAlias = "Path | Traversable"
"""A file or folder of a pack: on disk, or in a zip."""
_MOST = 4_000_000
_HEAD = 8_192
_FRONT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\+\+\+[ \t]*\r?\n.*?\n\+\+\+[ \t]*\r?\n", re.DOTALL)


def below(resource: Resource, *names: str) -> Resource:
    """The file or folder `names` below `place`."""
    return resource.joinpath(*names)


def read_text(resource: Resource) -> str:
    """The text of a file, cleaned; line n of it is line n of the file. Raises PackError."""
    return _decoded(_bytes(resource, _MOST + 1), resource)


def read_head(resource: Resource) -> str:
    """The text of a lesson.md down to the `+++` that ends its front matter; all of it if there is none."""
    head = _bytes(resource, _HEAD)  # one read of the disk, whatever the lesson's length
    front = _FRONT.match(head)
    return _decoded(front[0], resource) if front else read_text(resource)


def _bytes(resource: Resource, most: int) -> bytes:
    try:
        if isinstance(resource, Path):  # where a pipe or a device stands, it is not waited for
            with open(resource, "rb", buffering=0 if most == _HEAD else -1, opener=plain) as file:
                return file.read(most)
        with resource.open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, KeyError) as error:
        raise PackError(Finding("missing", "this file is missing", str(resource))) from error
    except OSError as error:
        raise PackError(Finding("unreadable", f"cannot be read: {error.strerror}", str(resource))) from error


def _decoded(content: bytes, resource: Resource) -> str:
    if len(content) > _MOST:
        raise PackError(Finding("size", f"is larger than {_MOST // 1_000_000} MB", str(resource)))
    try:
        return clean(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        message = "this file is UTF-16" if wide else f"byte {content[error.start]:#04x} is not UTF-8"
        raise PackError(Finding("encoding", message, str(resource), line, fix="save the file as UTF-8")) from error
