"""The lessons that are held to the course's standard: its own, and those of the second pack."""

from pathlib import Path

from tutor.core.packs.catalog import load_catalog

SECOND = Path(__file__).parents[2] / "examples" / "tuitor_statistics" / "tuitor_statistics"
LESSONS = [each for each in load_catalog([SECOND]).lessons if each.pack.id in ("ml-engineer", "statistics")]
