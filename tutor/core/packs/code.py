"""Importing a lesson's own Python, and only that: the first moment at which any code of a pack runs."""

import sys
from collections.abc import Sequence
from importlib import import_module, invalidate_caches
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

from tutor.core import datasets
from tutor.core.contain import contained
from tutor.core.errors import ExerciseError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.edition import ready
from tutor.core.packs.files import below
from tutor.core.packs.model import Lesson, Pack


def load_object(lesson: Lesson, reference: str) -> Any:
    """What `module:name` of the lesson's folder is, e.g. "exercise:FitLine". Raises ExerciseError."""
    module_name, _, name = reference.partition(":")
    where = f"{lesson.id}: {reference}"
    file = lesson.path.parent / f"{module_name}.py" if isinstance(lesson.path, Path) else None
    if not (module_name.isidentifier() and name.isidentifier()):
        raise ExerciseError(where, "must be written module:name, e.g. exercise:FitLine", file)
    module = _import(lesson, module_name, where)
    with contained(where):
        if hasattr(module, name):
            return getattr(module, name)
    known = [each for each in vars(module) if not each.startswith("_")]
    raise ExerciseError(where, f"{module.__file__} has no {name}.{did_you_mean(name, known)}", file)


def make_importable(pack: Pack) -> None:
    """Let `import` find a pack that was given as a folder, and `columns` its tables: not what lies beside it."""
    if pack.from_folder and isinstance(pack.root, Path):
        datasets.give(pack.id, pack.root / "data")
        _given_folders.parents[pack.package] = pack.root.parent
        if _given_folders not in sys.meta_path:
            sys.meta_path.insert(0, _given_folders)
        invalidate_caches()


def _import(lesson: Lesson, name: str, where: str) -> ModuleType:
    pack = lesson.pack
    make_importable(pack)
    at = pack.root if isinstance(pack.root, Path) else None
    folder = below(pack.root, *lesson.package.split(".")[1:])
    ready(pack, where)
    with contained(where, at):
        package = import_module(pack.package)
        _check_folder(package, pack, where)
        for depth in (1, 2):
            _import_folder(lesson, package, depth)
        try:
            return import_module(f"{lesson.package}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{lesson.package}.{name}":
                raise
    known = [each.name.removesuffix(".py") for each in folder.iterdir() if each.name.endswith(".py")]
    raise ExerciseError(where, f"there is no {name}.py beside lesson.md.{did_you_mean(name, known)}")


def _import_folder(lesson: Lesson, package: ModuleType, depth: int) -> None:
    """Import a folder on the way to the lesson; in a zip, one without `__init__.py` has to be made by hand."""
    folders = lesson.package.removeprefix(package.__name__ + ".").split(".")[:depth]
    name = ".".join([package.__name__, *folders])
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name or not below(lesson.pack.root, *folders).is_dir():
            raise
        made = ModuleType(name)
        made.__path__ = ["/".join([each, *folders]) for each in package.__path__]
        sys.modules[name] = made


def _check_folder(package: ModuleType, pack: Pack, where: str) -> None:
    """The package that was imported must be the one that was asked for, not a namesake."""
    folders = [Path(each) for each in package.__path__]
    if isinstance(pack.root, Path) and not any(pack.root.samefile(each) for each in folders if each.exists()):
        message = f"package {pack.package} was imported from {folders[0]}, not {pack.root}: rename one of the two"
        raise ExerciseError(where, message, pack.root)


class _GivenFolders:
    """A finder that knows the packages of `--pack-dir` by name, and the folder that each is in."""

    def __init__(self) -> None:
        self.parents: dict[str, Path] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a package that was given as a folder."""
        parent = self.parents.get(name)
        return PathFinder.find_spec(name, [str(parent)]) if parent is not None else None

    def invalidate_caches(self) -> None:
        """Nothing is cached here; PathFinder's own caches are cleared by itself."""


_given_folders = _GivenFolders()
