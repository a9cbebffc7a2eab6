"""Checks that whoever gets a pack is told what may be done with it: the licence of the distribution that brings it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tutor.core.errors import Finding
from tutor.core.packs.model import Pack
from tutor.core.packs.sources import GROUP
from tutor.core.packs.toml_source import line_of

_FIX = 'in pyproject.toml, below [project]: license = "MIT" (or another SPDX expression), and the text in LICENSE'
_DEEP = 3
"""So many folders above a pack its pyproject.toml may stand."""


def check_licence(pack: Pack) -> Iterator[Finding]:
    """Of an installed pack its metadata, of a folder the pyproject.toml that would make a distribution of it."""
    said = f"nobody is told the licence of the pack {pack.id}"
    if not pack.from_folder:
        if not pack.licence:
            yield Finding("licence", said, str(pack.root.joinpath("pack.toml")), fix=_FIX, severity="warning")
        return
    found = _pyproject(pack)
    if found is None:
        return
    file, source, project = found
    if not ({"license", "license-files"} & project.keys() or _classified(project.get("classifiers", ()))):
        line = line_of(source, ("project",))
        yield Finding("licence", said, str(file), line, fix=_FIX, severity="warning")


def _pyproject(pack: Pack) -> tuple[Path, str, dict[str, Any]] | None:
    """The nearest one above the pack, where it makes a distribution with lessons: its path, text and `project`."""
    if not isinstance(pack.root, Path):
        return None
    for folder in pack.root.resolve().parents[:_DEEP]:
        file = folder / "pyproject.toml"
        if file.is_file():
            source = file.read_text("utf-8", "replace")
            project = _project(source)
            return (file, source, project) if GROUP in project.get("entry-points", {}) else None
    return None


def _project(source: str) -> dict[str, Any]:
    try:
        found = tomllib.loads(source).get("project", {})
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _classified(classifiers: Any) -> bool:
    return any(str(each).startswith("License ::") for each in classifiers)
