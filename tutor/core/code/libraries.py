"""The libraries of a learner's program: which it names, what they really import, and where all of that lies.

No list of folders: a library is imported outside the seal, as it is in this environment, and what was then imported
is what a run may read. What was not is for a run as if it were not installed, so that a library's own "is there a
rich?" gets a clean no.
"""

import importlib.machinery
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOTS = ("numpy", "scipy", "pandas", "sklearn")
OURS = ("tutor",)
NAMED = re.compile(rf"\b(?:{'|'.join(ROOTS)})\b(?:\.[a-z][a-z_]*)*")
MOST = 20


def named(source: str) -> list[str]:
    """The libraries, with dotted parts, that `source` mentions anywhere: `sklearn.linear_model`."""
    found = dict.fromkeys(NAMED.findall(source))
    return [name for name in found if not _private(name)][:MOST]


def _private(name: str) -> bool:
    """Parts that are no library to be used: importing them does things."""
    return any(part.startswith("_") or part in ("tests", "conftest", "setup") for part in name.split("."))


def load(names: Iterable[str]) -> None:
    """Import what can be; what cannot is told by the program's own import of it."""
    for name in names:
        if name.split(".")[0] in ROOTS and name not in sys.modules:
            try:
                __import__(name)
            except BaseException:  # noqa: BLE001 - a library that is broken here may raise anything
                continue
    if "pandas" in sys.modules:
        load_data("tzdata")


def load_data(name: str) -> None:
    """The time zones, which pandas reads without importing them."""
    try:
        __import__(name)
    except ImportError:
        return


def folders(path: Sequence[str], asked: Iterable[str]) -> list[str]:
    """Where the libraries lie that are imported by now from the folders of `path`, and the shared ones beside them.

    So does what was `asked` for and is broken: a run may find out by itself how.
    """
    roots = [str(Path(folder).resolve()) for folder in path]
    paths = [path for name, module in list(sys.modules.items()) if "." not in name and name not in OURS
              for path in _paths(getattr(module, "__path__", None), getattr(module, "__file__", None))]  # fmt: skip
    for name in {name.split(".")[0] for name in asked} & set(ROOTS):
        if (spec := importlib.machinery.PathFinder.find_spec(name)) is not None:
            paths += _paths(spec.submodule_search_locations, spec.origin)
    found = {path for path in paths if str(Path(path).parent) in roots}
    beside = {str(libs) for root in {Path(path).parent for path in found} for libs in root.glob("*.libs")}
    return sorted(found | beside)


def _paths(package: Any, file: Any) -> list[str]:
    """The folders of a package, or the file of a module."""
    try:
        return [str(Path(path).resolve()) for path in (list(package or ()) or [file]) if path]
    except (TypeError, ValueError, OSError):
        return []


class Closed:
    """In a run: a module that may not be read is not there. A meta path finder before all others."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: Any = None) -> None:
        """None, or ModuleNotFoundError where the module's file is there but closed."""
        if path is not None:
            return
        spec = importlib.machinery.PathFinder.find_spec(name)
        path = spec.origin if spec is not None and spec.has_location else None
        if path is None:
            return
        try:
            with open(path, "rb"):
                return
        except PermissionError:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name) from None
        except OSError:
            return
