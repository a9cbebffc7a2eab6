"""Which edition of a pack runs in this process: text and Python of one and the same, or a sentence that says why not.

An author saves while the tutor runs. A text is read when it is opened, a module when it is first needed: so a page
might come with Python that was written for another one. Here they are kept together. A `Pack` remembers the files
that it was first read from; its Python is imported from these files alone. A pack that is read anew brings its own
edition: then all modules of the old one are dropped, submodules included, and whoever still holds the old one is told
to open it again.
"""

import linecache
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from importlib import invalidate_caches
from importlib.machinery import ModuleSpec
from importlib.util import cache_from_source
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from tutor.core.errors import StalePackError

if TYPE_CHECKING:
    from tutor.core.packs.files import Resource
    from tutor.core.packs.model import Pack

READ_ANEW = frozenset({"lesson.md", "own.md", "pack.toml", "glossary.toml"})
"""Files that are read whenever they are opened and never from Python: a change of these alone needs no new import."""


Files: TypeAlias = Mapping[str, tuple[int, int, int]]
"""Paths below a root, each with time (ns), size and inode."""


class Edition(msgspec.Struct, frozen=True, dict=True):
    """The files of a pack, as they were at one time."""

    files: Files

    @classmethod
    def of(cls, root: "Resource") -> "Edition":
        """What is on disk now; of a pack in a zip, which nobody edits, always the same."""
        return cls(dict(sorted(_walk(root))) if isinstance(root, Path) else {})

    @cached_property
    def python(self) -> Files:
        """Those that decide how its Python behaves: modules, and whatever else they may read."""
        return {name: told for name, told in self.files.items() if name.rpartition("/")[2] not in READ_ANEW}

    @cached_property
    def code(self) -> str:
        """`python` as a hash, for another process: there it is the same."""
        from hashlib import sha256  # not for the start of the app

        return sha256(repr(self.python).encode()).hexdigest()


def _walk(root: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Every file but hidden ones, bytecode, and what editors leave behind."""
    folders = [""]
    while folders:
        folder = folders.pop()
        with suppress(OSError), os.scandir(root / folder) as entries:
            for entry in entries:
                name = f"{folder}{entry.name}"
                if entry.name.startswith((".", "#", "__pycache__")) or entry.name.endswith(("~", ".pyc")):
                    continue
                if entry.is_dir():
                    folders.append(f"{name}/")
                else:
                    told = entry.stat()
                    yield name, (told.st_mtime_ns, told.st_size, told.st_ino)


class _Running(msgspec.Struct, frozen=True):
    """What the modules of a package in `sys.modules` were imported from."""

    pack: str
    root: Path
    edition: Edition


_running: dict[str, _Running] = {}


def ready(pack: "Pack", where: str) -> None:
    """Have what is imported next come from the edition of `pack`. Raises StalePackError where that is gone."""
    if not isinstance(pack.root, Path):
        return
    before = _running.get(pack.package)
    if before is None or pack.package not in sys.modules:
        before = None
    elif before.root != pack.root or before.edition.python == pack.edition.python:
        return  # a namesake in another place is refused by whoever imports
    if Edition.of(pack.root).python != pack.edition.python:
        raise StalePackError(where, pack.id)
    if before is not None:
        forget(pack.package)
        _drop_bytecode(pack.root, before.edition, pack.edition)
    _running[pack.package] = _Running(pack.id, pack.root, pack.edition)
    if _guard not in sys.meta_path:
        sys.meta_path.insert(0, _guard)


def forget(package: str) -> None:
    """Drop a package with all that is below it, as if it had never been imported."""
    for name in [name for name in sys.modules if _below(name, package)]:
        del sys.modules[name]
    parent, _, child = package.rpartition(".")
    if parent in sys.modules:
        vars(sys.modules[parent]).pop(child, None)
    _running.pop(package, None)
    invalidate_caches()
    linecache.checkcache()


def _drop_bytecode(root: Path, before: Edition, now: Edition) -> None:
    """Python takes bytecode for fresh where a source has the same size and second: two quick saves may."""
    for name, stamp in now.files.items():
        if name.endswith(".py") and before.files.get(name) != stamp:
            with suppress(OSError, NotImplementedError):
                Path(cache_from_source(str(root / name))).unlink(missing_ok=True)


def _below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


class _Guard:
    """A finder that finds nothing: it refuses what an older edition would import of a newer one."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """None; raises StalePackError for a module of a pack that was changed since it was first imported."""
        for package, running in _running.items():
            if _below(name, package) and Edition.of(running.root).python != running.edition.python:
                raise StalePackError(name, running.pack)
        return None

    def invalidate_caches(self) -> None:
        """Nothing is cached here."""


_guard = _Guard()
