"""The catalogue of 1,000 lessons in 100 packs among 1,000 distributions, against entry_points() alone.

python benchmarks/bench_catalog.py
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from importlib import invalidate_caches
from importlib.metadata import entry_points
from pathlib import Path
from time import perf_counter

from tutor.core.packs.catalog import load_catalog

PACKS, LESSONS, DISTRIBUTIONS, ROUNDS = 100, 10, 1000, 7

LESSON = (
    """+++
title = "Lesson {lesson} of pack {pack}"
summary = "A lesson among a thousand, with a front matter of the usual size."
minutes = 25
objectives = [
    "say what this lesson is about",
    "do it by hand, to within 1 % of the best",
    "tell when it goes wrong",
]
needs = [{needs}]
terms = ["weight", "bias", "feature", "label", "residual"]
covers = ["pack{pack}.lesson{lesson}"]
+++
"""
    + "# A page\n\nSome words of the lesson, which the catalogue has no need to read.\n\n---\n\n" * 150
)


def build(site: Path) -> None:
    """Write the distributions and packs into `site`."""
    for number in range(DISTRIBUTIONS):
        info = site / f"dist_{number}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dist-{number}\nVersion: 1.0\n\n" + "text\n" * 100)
        pack = f"[tutor.lessons]\npack-{number} = pack_{number}\n" if number < PACKS else ""
        (info / "entry_points.txt").write_text(f"[console_scripts]\ncommand{number} = m{number}:main\n\n{pack}")
    for number in range(PACKS):
        build_pack(site / f"pack_{number}", number)


def build_pack(root: Path, number: int) -> None:
    """Write one pack of ten lessons."""
    names = [f"lesson-{each}" for each in range(LESSONS)]
    listed = ", ".join(f'"{name}"' for name in names)
    (root / "one").mkdir(parents=True)
    (root / "__init__.py").write_text("raise RuntimeError('a pack was run')\n")
    module = f'[[modules]]\nid = "one"\ntitle = "One"\nlessons = [{listed}]\n'
    (root / "pack.toml").write_text(f'api = 1\ntitle = "Pack {number}"\nsummary = "s"\n\n{module}')
    for each, name in enumerate(names):
        folder = root / "one" / name.replace("-", "_")
        folder.mkdir()
        needs = f'"lesson-{each - 1}"' if each else ""
        (folder / "lesson.md").write_text(LESSON.format(lesson=each, pack=number, needs=needs))


def seconds(work: Callable[[], object]) -> float:
    """The median of some rounds, in seconds, after one to warm the disk's cache."""
    times = []
    for _ in range(ROUNDS + 1):
        invalidate_caches()
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return statistics.median(times[1:])


def main() -> None:
    """Build, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        build(site)
        sys.path.insert(0, folder)
        found = load_catalog()
        lessons = sum(lesson.pack.id.startswith("pack-") for lesson in found.lessons)
        assert lessons == PACKS * LESSONS, found.problems
        points = seconds(entry_points)
        catalog = seconds(load_catalog)
    print(f"entry_points() {points * 1e3:.0f} ms, catalogue of {lessons} lessons {catalog * 1e3:.0f} ms: "
          f"{catalog / points:.1f} times")  # fmt: skip


if __name__ == "__main__":
    main()
