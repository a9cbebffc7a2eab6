"""Where a package's files are, without running any of it: not the package, not its parents.

`importlib.util.find_spec("a.b")` would run `a`, and `importlib.resources.files` wants an executed module; so
the finders are asked for one name at a time.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def is_package_name(name: str) -> bool:
    """Whether `name` could be a package, e.g. "tuitor_ml_engineer" or "company.packs.ml"."""
    return _DOTTED.fullmatch(name) is not None


def package_folder(name: str) -> "Path | Traversable | None":
    """The folder of package `name`, a place in a zip for a zipped one, or None if there is no such package."""
    path: Sequence[str] | None = None
    spec: ModuleSpec | None = None
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        spec = _spec(".".join(parts[:depth]), path)
        path = _locations(spec) or _subfolders(path, parts[depth - 1])
        if not path:
            return None
    return _first_folder(path or ()) or _resources(spec, name)


def _spec(name: str, path: Sequence[str] | None) -> ModuleSpec | None:
    for finder in sys.meta_path:
        find = getattr(finder, "find_spec", None)
        if find is None:
            continue
        try:
            spec = find(name, path)
        except Exception:  # noqa: BLE001 - a foreign finder's fault, or a namespace below one that is not imported
            continue
        if spec is not None:
            return spec  # type: ignore[no-any-return]
    return None


def _locations(spec: ModuleSpec | None) -> list[str]:
    return list(spec.submodule_search_locations or ()) if spec is not None else []


def _subfolders(path: Iterable[str] | None, name: str) -> list[str]:
    """A namespace folder in a package that is not imported: the finders cannot say it, the disk can."""
    return [str(Path(each) / name) for each in path or () if (Path(each) / name).is_dir()]


def _first_folder(locations: Sequence[str]) -> Path | None:
    folders = [Path(each) for each in locations if Path(each).is_dir()]
    with_pack = [each for each in folders if (each / "pack.toml").is_file()] if len(folders) > 1 else []
    return next(iter(with_pack or folders), None)


def _resources(spec: ModuleSpec | None, name: str) -> "Traversable | None":
    get_reader = getattr(spec.loader, "get_resource_reader", None) if spec is not None else None
    try:
        reader = get_reader(name) if get_reader is not None else None
        return reader.files() if reader is not None else None
    except Exception:  # noqa: BLE001 - a foreign loader's fault: such a package has no files for us
        return None
