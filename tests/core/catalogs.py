"""Catalogues of packs in folders, without the built-in course."""

from collections.abc import Callable
from pathlib import Path

from tutor.core.packs.catalog import Catalog, Problem, load_catalog

Make = Callable[..., Path]


def only(root: Path) -> Catalog:
    """The catalogue without the built-in course."""
    found = load_catalog([root])
    packs = tuple(pack for pack in found.packs if pack.from_folder)
    lessons = tuple(lesson for lesson in found.lessons if lesson.pack in packs)
    return Catalog(packs, lessons, tuple(each for each in found.problems if each.pack != "ml-engineer"))


def problem(root: Path) -> Problem:
    (found,) = only(root).problems
    return found
