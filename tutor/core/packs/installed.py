"""What is installed: the entry points that bring lessons and tables, less what the learner wants left out."""

import os
from importlib.metadata import EntryPoint, distributions, entry_points

from tutor.core.errors import Finding
from tutor.core.paths import settings_file
from tutor.core.settings import load_settings

BUILT_IN = frozenset({"tuitor_ml_engineer", "tuitor_datasets"})
"""The packages of the built-in course and its tables, which are listed first; in all else they are like any other."""
VARIABLE, ONLY_BUILT_IN = "TUTOR_PACKS", "builtin"
"""The way out: with this variable at this value, no installed pack but the built-in one is looked at."""


def installed(group: str) -> tuple[list[EntryPoint], list[tuple[str, Finding]]]:
    """The entry points of a group, and (where, finding) for each distribution whose entry points cannot be read."""
    broken = []
    try:
        points = list(entry_points(group=group))
    except Exception:  # noqa: BLE001 - one distribution with a malformed entry_points.txt; find out which
        points = []
        for each in distributions():
            try:
                points += each.entry_points.select(group=group)
            except Exception as error:  # noqa: BLE001 - whatever its file made the reader raise
                message = f"its entry points cannot be read ({error})"
                broken.append((str(getattr(each, "_path", "?")), Finding("entry-points", message)))
    wanted = os.environ.get(VARIABLE, "")
    if wanted == ONLY_BUILT_IN:
        return [point for point in points if point.value in BUILT_IN], []
    if wanted:
        message = f"{VARIABLE}={wanted} says nothing, and every pack is looked at"
        broken.append((VARIABLE, Finding("packs", message, fix=f"{VARIABLE}={ONLY_BUILT_IN}, or unset it")))
    return sorted(points, key=lambda point: (point.value not in BUILT_IN, point.name)), broken


def disabled() -> frozenset[str]:
    """The ids of packs that were disabled (`tutor packs --disable`)."""
    return frozenset(load_settings(settings_file()).settings.packs_off.split())
