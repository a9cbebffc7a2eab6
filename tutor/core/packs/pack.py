"""What an author writes about a pack and about a lesson: pack.toml and front matter, as typed structs."""

from typing import Annotated, Any

import msgspec

from tutor.core.errors import Finding, PackError
from tutor.core.packs import API_VERSION
from tutor.core.packs.toml_source import convert, decode, line_of, parse

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=1000)]


def told(description: str) -> msgspec.Meta:
    """What an editor shows of a key: it goes into the JSON Schema."""
    return msgspec.Meta(description=description)


class ModuleMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[modules]]`: its id is also its folder, `lessons` the folders in it, in teaching order.

    `planned` are lessons that are announced and not written: others may need them already.
    """

    id: Annotated[Name, told("The module's name and folder (`-` as `_`). Progress hangs on it: keep it.")]
    title: Annotated[Title, told("What learners read.")]
    lessons: Annotated[tuple[Name, ...], told("Its lessons, each a folder in the module's, in teaching order.")] = ()
    planned: Annotated[tuple[Name, ...], told("Lessons that are announced; others may need them already.")] = ()
    summary: Annotated[str, told("A sentence on what it is about.")] = ""


class OrderMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[orders]]`: another way through the pack: its modules in another order, and lessons that come at the end."""

    title: Annotated[Title, told("What learners choose it by.")]
    modules: Annotated[tuple[Name, ...], told("Ids of modules in this order; those left out come after them.")]
    last: Annotated[tuple[Name, ...], told("Lessons that come at the very end.")] = ()


class PackMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pack.toml."""

    api: Annotated[int, told(f"The API_VERSION of tutor.api that the pack is written for: {API_VERSION}.")]
    title: Annotated[Title, told("What learners read above the pack's lessons.")]
    summary: Annotated[str, told("A sentence on what a learner will be able to do.")] = ""
    modules: Annotated[tuple[ModuleMeta, ...], told("Its modules, in teaching order.")] = ()
    orders: Annotated[tuple[OrderMeta, ...], told("Other ways through the pack.")] = ()


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands between the `+++` lines of a lesson.md. `needs` are lessons of this pack, or `pack/lesson`."""

    title: Annotated[Title, told("What learners read in the list of lessons.")]
    summary: Annotated[str, told("A sentence on what the lesson does.")] = ""
    minutes: Annotated[Minutes, told("About how long it takes.")] = 0
    objectives: Annotated[tuple[str, ...], told("What a learner can do after it; items name them by number.")] = ()
    needs: Annotated[tuple[str, ...], told("Lessons to take before: of this pack, or `pack/lesson`.")] = ()
    terms: Annotated[tuple[str, ...], told("Words of glossary.toml that it teaches.")] = ()
    covers: Annotated[tuple[str, ...], told("Topics of a curriculum that it covers.")] = ()


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
