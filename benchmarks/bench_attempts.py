"""Progress and the due list with 1,000 attempts and with 100,000: the second may take at most 1.5 times as long.

Run: python benchmarks/bench_attempts.py. The ledger has been folded in before, as it is after any earlier start;
what the first start after an import pays is told apart. Exit code 1 where the limit is broken.
"""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from tutor.core import progress
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.progress import placements
from tutor.core.review.due import due_of
from tutor.core.review.ledger import read_ledger
from tutor.core.review.mastery import objectives
from tutor.core.store import schema
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import FILE, SqliteStore

SIZES, LIMIT, ROUNDS = (1_000, 100_000), 1.5, 15


def fill(path: Path, count: int, shelf: ItemIndex) -> None:
    """A progress file with `count` attempts, spread over the course and 300 days."""
    entries = [entry for lesson in shelf.catalog.lessons for entry in shelf.entries(lesson.id)]
    start = datetime.now(UTC) - timedelta(days=300)
    SqliteStore(path).close()
    with contextlib.closing(schema.connect(path, mode="rwc")) as file:
        if schema.version(file) < len(schema.MIGRATIONS):
            schema.migrate(file)
        file.execute("BEGIN IMMEDIATE")
        for number in range(count):
            entry = entries[number % len(entries)]
            right = number % 7 != 0
            at = start + timedelta(days=300 * number / count)
            schema.add_attempt(
                file,
                Attempt(item=entry.id, version=entry.version, seed=number, response="1", score=float(right),
                        outcome="passed" if right else "failed", at=at.isoformat(), confidence=number % 3 + 1,
                        mode="review" if number % 2 else "lesson"),
            )  # fmt: skip
        file.execute("COMMIT")


def command(path: Path) -> float:
    """Seconds that `tutor progress --json` takes, from the start of its process to its end."""
    begun = perf_counter()
    words = [sys.executable, "-m", "tutor", "progress", "--json", "--data-dir", str(path.parent)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begun


def opened(path: Path, shelf: ItemIndex) -> tuple[float, int]:
    """Seconds from the key to all that the progress screen and the due list show; how many are due."""
    now = datetime.now(UTC)
    store = SqliteStore(path)
    assert store.ready
    begun = perf_counter()
    ledger = read_ledger(store, now)
    progress.lessons(store, shelf, ledger=ledger)
    objectives(shelf, ledger, now)
    due = due_of(ledger, placements(store), shelf, 20, now)
    seconds = perf_counter() - begun
    store.close()
    return seconds, len(due) + due.waiting


def main() -> int:
    """Measure, tell, judge."""
    shelf = ItemIndex(load_catalog())
    for lesson in shelf.catalog.lessons:
        shelf.text(lesson.id)
    with tempfile.TemporaryDirectory() as folder:
        paths = {count: Path(folder) / str(count) / FILE for count in SIZES}
        for count, path in paths.items():
            path.parent.mkdir()
            fill(path, count, shelf)
            first, due = opened(path, shelf)
            print(f"{count:>7,} attempts: folded for the first time in {1000 * first:.0f} ms, {due} due")
        screen = ratio("progress screen and due list", paths, lambda path: opened(path, shelf)[0])
        whole = ratio("the command tutor progress", paths, command)
    return 0 if max(screen, whole) <= LIMIT else 1


def ratio(what: str, paths: dict[int, Path], measure: Callable[[Path], float]) -> float:
    """How many times longer the larger file takes; medians, told in milliseconds."""
    times: dict[int, list[float]] = {count: [] for count in paths}
    for _ in range(ROUNDS):
        for count, path in paths.items():
            times[count].append(measure(path))
    small, large = (median(each) for each in times.values())
    print(f"{what}: {1000 * small:.1f} ms and {1000 * large:.1f} ms, ratio {large / small:.2f}, at most {LIMIT}")
    return large / small


if __name__ == "__main__":
    sys.exit(main())
