"""Full disks, read-only folders and the like: work goes on unsaved, is said so, and is saved once that works."""

import contextlib
import errno
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

import pytest

from tests.core.saving import answer, when
from tutor.core.errors import StoreError
from tutor.core.review.ledger import read_ledger
from tutor.core.store import schema, trouble
from tutor.core.store.database import open_database
from tutor.core.store.port import SaveState
from tutor.core.store.sqlite import FILE, SqliteStore, open_store

pytestmark = pytest.mark.usefixtures("patient")


def sqlite_error(code: int, text: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


FULL = sqlite_error(sqlite3.SQLITE_FULL, "database or disk is full")
FAULTS: dict[str, tuple[Exception, str]] = {
    "disk full": (FULL, "is full"),
    "quota": (OSError(errno.EDQUOT, "Disk quota exceeded"), "is full"),
    "read-only file": (sqlite_error(sqlite3.SQLITE_READONLY, "attempt to write"), "is read-only"),
    "read-only home": (OSError(errno.EROFS, "Read-only file system"), "is read-only"),
    "no permission": (PermissionError(errno.EACCES, "Permission denied"), "cannot be opened (Permission denied)"),
    "cannot open": (sqlite_error(sqlite3.SQLITE_CANTOPEN, "unable to open"), "cannot be opened"),
    "disk error": (sqlite_error(sqlite3.SQLITE_IOERR, "disk I/O error"), "failed (disk I/O error)"),
    "a bug of ours": (ValueError("surprise"), "failed (surprise)"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("place", ["opening", "writing"])
def test_work_goes_on_and_is_saved_when_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, place: str
) -> None:
    error, words = FAULTS[fault]
    broken = threading.Event()

    def guarded(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            if broken.is_set():
                raise error
            return real(*arguments)

        return call

    if place == "writing":
        monkeypatch.setattr(schema, "commit", guarded(schema.commit))
    else:
        broken.set()
    store = SqliteStore(tmp_path / FILE, opening=guarded(open_database))  # type: ignore[arg-type]
    unsaved = when(store, lambda: store.state is SaveState.UNSAVED)
    broken.set()
    futures = [store.add(answer(1)), store.put("draft/p/l#1", "half a thought")]
    assert unsaved.wait(60)
    assert not any(future.done() for future in futures)
    assert [attempt.item for attempt in store.attempts()] == ["p/l#1"]
    assert store.get("draft/p/l#1") == "half a thought"
    assert [one.item for one in store.stream()] == ["p/l#1"]
    assert set(read_ledger(store).facts) == {"p/l#1"}
    (notice,) = store.notices
    assert words in notice
    assert "kept in memory" in notice
    broken.clear()
    futures.append(store.add(answer(2)))
    for future in futures:
        future.result(60)
    assert store.state is SaveState.SAVED
    assert store.notices == ()
    store.close()
    again = SqliteStore(tmp_path / FILE)
    assert len(again.attempts()) == 2
    again.close()


def test_it_saves_by_itself_without_a_further_write(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    store = SqliteStore(tmp_path / "home" / FILE)
    future = store.add(answer())
    assert when(store, lambda: store.state is SaveState.UNSAVED).wait(60)
    (tmp_path / "home").unlink()
    future.result(60)
    store.close()


@pytest.mark.parametrize("folder", ["/proc/tutor", "/dev/null/tutor"])
def test_a_home_that_cannot_be_written(folder: str) -> None:
    if not Path(folder).parent.exists():
        pytest.skip(f"there is no {Path(folder).parent} here")
    store = open_store(Path(folder))
    assert isinstance(store, SqliteStore)
    future = store.add(answer())
    assert when(store, lambda: store.state is SaveState.UNSAVED).wait(60)
    assert store.attempts() != []
    store.close()
    with pytest.raises(StoreError):
        future.result(0)


def test_closing_on_a_full_disk_does_not_wait_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise FULL

    monkeypatch.setattr(schema, "commit", full)
    monkeypatch.setattr("tutor.core.store.writer.FIRST_PAUSE", 1000.0)
    monkeypatch.setattr("tutor.core.store.writer.LONGEST_PAUSE", 1000.0)
    store = SqliteStore(tmp_path / FILE)
    unsaved = when(store, lambda: store.state is SaveState.UNSAVED)
    store.add(answer())
    assert unsaved.wait(60)
    assert len(store.close(patience=500.0).attempts) == 1


def test_close_writes_what_waits(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / FILE)
    futures = [store.add(answer(number)) for number in range(200)]
    store.close()
    assert all(future.result(0) is None for future in futures)


def test_unsaved_drafts_do_not_pile_up(tmp_path: Path) -> None:
    store = SqliteStore(Path("/dev/null/x") / FILE)
    unsaved = when(store, lambda: store.state is SaveState.UNSAVED)
    for number in range(1000):
        store.put("draft/p/l#1", "x" * number)
    assert unsaved.wait(60)
    assert len(store._writer.pending()) <= 3
    assert store.get("draft/p/l#1") == "x" * 999
    store.close()


def test_a_watcher_that_fails_does_not_end_the_writer(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / FILE)

    def gone() -> None:
        raise RuntimeError("the screen is gone")

    store.watch(gone)
    store.add(answer(1)).result(60)
    store.add(answer(2)).result(60)
    store.close()


def test_whoever_waits_no_more_cancels_nothing(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / FILE)
    assert not store.add(answer(1)).cancel()
    store.add(answer(2)).result(60)
    assert len(store.attempts()) == 2
    store.close()


def test_answers_that_wait_share_one_change_so_that_a_million_fit_into_memory(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / FILE)
    assert store.ready
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        saved = {store.add(answer(number), {"x/y": str(number)}) for number in range(500)}
        assert len(saved) <= 3  # the change that is tried now, the one that waits
        assert [one.item for one in store.waiting()] == [f"p/l#{number}" for number in range(500)]
    wait(saved, 60)
    assert all(one.done() and one.exception() is None for one in saved)
    assert [one.item for one in store.attempts()] == [f"p/l#{number}" for number in range(500)]
    assert store.get("x/y") == "499"
    assert not store.close()


LIMITED = """
import resource, sys, threading
from pathlib import Path
from tutor.core.store.port import Attempt, SaveState
from tutor.core.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
full = threading.Event()
store.watch(lambda: store.state is SaveState.UNSAVED and full.set())
store.put("x/y", "z").result()
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
futures = []
while not full.is_set():
    made = Attempt(item="p/l#a", version="v", seed=1, response="1" * 9000, outcome="passed", score=1.0)
    futures.append(store.add(made))
    full.wait(0.01)
print(sum(future.done() for future in futures), len(store.attempts()) == len(futures), flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
for future in futures:
    future.result(60)
store.close()
print(len(futures))
"""


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    run = [sys.executable, "-c", LIMITED, str(tmp_path / FILE)]
    out = subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()
    early, seen = out[0].split()
    assert int(early) < int(out[1])
    assert seen == "True"
    store = SqliteStore(tmp_path / FILE)
    assert len(store.attempts()) == int(out[1])
    assert store.notices == ()
    store.close()


def test_every_trouble_is_one_plain_sentence_with_a_way_out() -> None:
    for error, words in FAULTS.values():
        said = trouble.trouble(error, Path("/home/ann/progress.db")).text
        assert words in said
        assert "\n" not in said
        assert said.endswith(".")
        assert "Traceback" not in said


def test_a_file_that_takes_long_to_check_is_not_called_another_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited_for = threading.Event()

    def slow(path: Path, suspect: bool) -> tuple[sqlite3.Connection, str]:
        waited_for.wait()
        return open_database(path, suspect)

    store = SqliteStore(tmp_path / FILE, opening=slow, patience=0.0)
    wait_for = store._writer.tried.wait
    monkeypatch.setattr(store._writer.tried, "wait", lambda: waited_for.set() or wait_for())
    try:
        assert store.ready
    finally:
        waited_for.set()
        store.close()
