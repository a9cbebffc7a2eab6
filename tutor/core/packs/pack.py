"""What an author writes about a pack and about a lesson: pack.toml and front matter, as typed structs."""

from typing import Annotated, Any

import msgspec

from tutor.core.errors import Finding, PackError
from tutor.core.packs import API_VERSION
from tutor.core.packs.toml_source import convert, decode, line_of, parse

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class ModuleMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[modules]]`: its id is also its folder, `lessons` the folders in it, in teaching order.

    `planned` are lessons that are announced and not written: others may need them already.
    """

    id: Name
    title: Title
    lessons: tuple[Name, ...] = ()
    planned: tuple[Name, ...] = ()
    summary: str = ""


class OrderMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[orders]]`: another way through the pack: its modules in another order, and lessons that come at the end."""

    title: Title
    modules: tuple[Name, ...]
    last: tuple[Name, ...] = ()


class PackMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pack.toml."""

    api: int
    title: Title
    summary: str = ""
    modules: tuple[ModuleMeta, ...] = ()
    orders: tuple[OrderMeta, ...] = ()


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands between the `+++` lines of a lesson.md. `needs` are lessons of this pack, or `pack/lesson`."""

    title: Title
    summary: str = ""
    minutes: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    objectives: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


def read_pack(source: str, file: str) -> PackMeta:
    """A pack.toml. Raises PackError; a newer `api` is refused before anything else is looked at."""
    found = parse(source, file)
    _check_api(found.get("api"), source, file)
    return convert(found, PackMeta, source, file)


def read_front_matter(source: str, file: str, first_line: int = 2) -> FrontMatter:
    """The TOML between the `+++` lines, which begins at `first_line` of `file`. Raises PackError."""
    return decode(source, FrontMatter, file, first_line)


def _check_api(api: Any, source: str, file: str) -> None:
    if type(api) is not int or 1 <= api <= API_VERSION:
        return
    if api < 1:
        message, fix = f"`api` is {api}; the first one is 1", "api = 1"
    else:
        message = f"this pack is written for api {api}, and this tutor knows api {API_VERSION}"
        fix = "update the tutor (pip install --upgrade tuitor), or install an older version of the pack"
    raise PackError(Finding("api", message, file, line_of(source, ("api",)), fix=fix))
