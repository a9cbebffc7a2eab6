"""How much memory answers take that wait: `waiting.py COUNT` prints kB each, and the peak of the process in MB."""

import contextlib
import resource
import sqlite3
import sys
import tempfile
from pathlib import Path

from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import FILE, SqliteStore


def peak() -> int:
    """Of this process, in kB (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Another program holds the file, and answers come all the same."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / FILE, patience=60.0)
        assert store.ready
        before = peak()
        with contextlib.closing(sqlite3.connect(Path(folder) / FILE, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for number in range(count):
                store.add(
                    Attempt(item="ml-engineer/line#slope", version="152c984f8fe83922", seed=number, score=1.0,
                            response=f"{number / 7}", outcome="passed", values=f'{{"x": {number}}}')
                )  # fmt: skip
            after = peak()
        assert not store.close(600.0)
        print((after - before) / count, peak() // 1024)


if __name__ == "__main__":
    main()
