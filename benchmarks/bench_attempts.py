"""Progress and the due list with 1,000 attempts and with 100,000; what reading a million costs, and what waits.

python benchmarks attempts
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from figures import Figure, in_turns, ratio

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

SIZES, LIMIT, MANY = (1_000, 100_000), 1.5, 1_000_000


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


def measure(rounds: int = 15, many: int = MANY) -> Iterator[Figure]:
    """With 100,000 attempts against 1,000, and what a million cost where all of them are read."""
    part = "Attempts"
    shelf = ItemIndex(load_catalog())
    for lesson in shelf.catalog.lessons:
        shelf.text(lesson.id)
    with tempfile.TemporaryDirectory() as folder:
        paths = {count: Path(folder) / str(count) / FILE for count in (*SIZES, many)}
        for count, path in paths.items():
            path.parent.mkdir()
            fill(path, count, shelf)
        small, large = (paths[size] for size in SIZES)
        opened(small, shelf), opened(large, shelf)  # folded once, as at any earlier start
        few, lots = in_turns(rounds, lambda: opened(small, shelf), lambda: opened(large, shelf))
        yield Figure(part, "progress screen and due list, 100,000 / 1,000", ratio(lots, few), LIMIT)
        few, lots = in_turns(rounds, lambda: command(small)[0], lambda: command(large)[0])
        yield Figure(part, "the command tutor progress, 100,000 / 1,000", ratio(lots, few), LIMIT)
        yield from _million(part, paths[many], folder, many)


def _million(part: str, path: Path, folder: str, many: int) -> Iterator[Figure]:
    """Processor time and peak memory of commands that read all, against a bare loop over the same rows."""
    words = {
        "first progress": ("progress",),
        "progress after that": ("progress",),
        "export of CSV": ("export", "--format", "csv", "-o", f"{folder}/a.csv"),
        "export of xAPI": ("export", "--format", "xapi", "-o", f"{folder}/a.jsonl"),
        "export of all": ("export", "--all", "-o", f"{folder}/a.json"),
        "report": ("report", "-o", f"{folder}/a.html"),
    }
    for what, command_words in words.items():
        floor = bare(path)
        cpu, most = command(path, *command_words)
        note = f"{cpu:.1f} s of processor, {most} MB"
        goal = 3.5 if what == "first progress" else None  # no worse than it is; in seconds see docs/speed.md
        yield Figure(part, f"{what} on {many:,} / reading their rows", cpu / floor, goal, note=note)
    waiting, most = queued(many // 10)
    yield Figure(part, f"{many // 10:,} answers that wait: kB each", waiting, 1.0, note=f"{most} MB at their peak")


def bare(path: Path) -> float:
    """Seconds of processor that reading the columns which the record looks at takes, each time parsed."""
    begun = process_time()
    with contextlib.closing(schema.connect(path)) as file:
        for row in file.execute(f"SELECT {schema.TRIED_COLUMNS} FROM attempts ORDER BY n"):
            datetime.fromisoformat(row[-2])
    return process_time() - begun


def command(path: Path, *words: str) -> tuple[float, int]:
    """Processor time that a command takes, from the start of its process to its end, and its peak memory in MB."""
    line = [sys.executable, "-m", "tutor", *(words or ("progress", "--json")), "--data-dir", str(path.parent)]
    child = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, line
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def queued(count: int) -> tuple[float, int]:
    """Kilobytes that each answer takes which waits as another program holds the file, and the peak in MB."""
    script = Path(__file__).with_name("waiting.py")
    told = subprocess.run([sys.executable, str(script), str(count)], check=True, capture_output=True, text=True)
    each, most = told.stdout.split()
    return float(each), int(most)


def opened(path: Path, shelf: ItemIndex) -> float:
    """Seconds from the key to all that the progress screen and the due list show."""
    now = datetime.now(UTC)
    store = SqliteStore(path, patience=60.0)
    assert store.ready
    begun = perf_counter()
    ledger = read_ledger(store, now)
    progress.lessons(store, shelf, ledger=ledger)
    objectives(shelf, ledger, now)
    due_of(ledger, placements(store), shelf, 20, now)
    seconds = perf_counter() - begun
    store.close()
    return seconds
