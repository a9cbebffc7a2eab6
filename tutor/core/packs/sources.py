"""Where packs come from: entry points of group `tutor.lessons`, and folders given by hand. Runs none of them."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path

import msgspec

from tutor.core.errors import Finding, PackError
from tutor.core.packs.files import Resource
from tutor.core.packs.finders import is_package_name, package_folder
from tutor.core.packs.installed import disabled, installed
from tutor.core.paths import absolute

GROUP = "tutor.lessons"


class Source(msgspec.Struct, frozen=True):
    """A pack that was found, not yet read."""

    id: str
    package: str
    root: Resource
    distribution: Distribution | None = None

    @property
    def from_folder(self) -> bool:
        """Whether it was given by hand."""
        return self.distribution is None


def sources(pack_dirs: Sequence[Path], *, every: bool = False) -> Iterator[Source | tuple[str, Finding]]:
    """Every pack in order, folders before installed ones; (pack, finding) for what cannot be one.

    Installed packs that are disabled are left out, unless `every` one is asked for.
    """
    points, broken = installed(GROUP)
    yield from broken
    ids = {point.value: point.name for point in reversed(points)}
    for folder in pack_dirs:
        yield from _in_folder(absolute(folder), ids)
    off = frozenset() if every else disabled()
    for point in points:
        if point.name in off:
            continue
        try:
            yield _installed(point)
        except PackError as error:
            yield (point.name, error.finding)


def folder_id(package: str) -> str:
    """The pack id of a folder that no entry point names: tuitor_ml_engineer -> ml-engineer."""
    return re.sub("^(tuitor|tutor)_(?=.)", "", package).replace("_", "-").lower()


def _installed(point: EntryPoint) -> Source:
    where = f"entry point {point.name} = {point.value}"
    if not re.fullmatch(r"[\w][\w.-]*", point.name):
        raise PackError(Finding("id", f"{point.name!r} cannot be a pack's id", where, fix="letters, digits and -"))
    if not is_package_name(point.value):
        raise PackError(Finding("package", f"{point.value!r} is not the name of a package", where))
    root = package_folder(point.value)
    if root is None:
        message = f"package {point.value} is missing"
        fix = f"reinstall {_name(point.dist)}, or correct the name in its entry point"
        raise PackError(Finding("package", message, where, fix=fix))
    return Source(point.name, point.value, root, point.dist)


def _in_folder(folder: Path, ids: dict[str, str]) -> Iterable[Source | tuple[str, Finding]]:
    """A pack's package folder, or a folder of such folders."""
    if (folder / "pack.toml").is_file():
        return [_folder_pack(folder, ids)]
    try:
        found = sorted(each.parent for each in folder.glob("*/pack.toml"))
    except OSError:
        found = []
    if not found:
        fix = "give a pack's package folder (it holds pack.toml), or a folder of such folders"
        message = "there is no pack in this folder" if folder.is_dir() else "there is no such folder"
        return [(folder.name, Finding("folder", message, str(folder), fix=fix))]
    return [_folder_pack(each, ids) for each in found]


def _folder_pack(folder: Path, ids: dict[str, str]) -> Source | tuple[str, Finding]:
    name = folder.name
    if not name.isidentifier():
        fix = f"rename it, e.g. to {re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_') or 'my_pack'}"
        return (name, Finding("folder", f"folder {name!r} cannot be a package", str(folder), fix=fix))
    if name == "tutor" or name in sys.stdlib_module_names or _is_another_package(name):
        message = f"a package {name} that is no lesson pack exists already"
        return (name, Finding("folder", message, str(folder), fix="rename the folder"))
    return Source(ids.get(name) or folder_id(name), name, folder)


def _is_another_package(name: str) -> bool:
    installed = package_folder(name)
    return installed is not None and not installed.joinpath("pack.toml").is_file()


def _name(distribution: Distribution | None) -> str:
    try:
        return str(distribution.metadata["Name"]) if distribution is not None else "the pack"
    except Exception:  # noqa: BLE001 - a stranger's METADATA, only for a message
        return "the pack"
