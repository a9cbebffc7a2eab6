"""Kills, locks and company: what was said to be saved is there, whatever happens to the process."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.saving import answer, when
from tutor.core.review.ledger import read_ledger
from tutor.core.store import schema
from tutor.core.store.port import SaveState
from tutor.core.store.sqlite import FILE, SqliteStore

if sys.platform == "win32":
    pytest.skip("kill -9 and strace are of POSIX", allow_module_level=True)


pytestmark = pytest.mark.usefixtures("patient")


WRITER = """
import sys
from pathlib import Path
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    made = Attempt(item=f"p/l#{number % 5}", version="v", seed=number, response="1", outcome="passed", score=1.0)
    store.add(made, {"place/p/l": made.id}).result()
    print(made.id, flush=True)
store.close()
"""

LOCKER = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.readline()
file.execute("COMMIT")
print("free", flush=True)
"""


def child(script: str, *arguments: object, before: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
    command = [*before, sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def ids(path: Path) -> list[str]:
    store = SqliteStore(path)
    found = [attempt.id for attempt in store.attempts()]
    tries = read_ledger(store).count
    notices = store.notices
    store.close()
    assert notices == ()
    assert tries == len(found)
    return found


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.trust)])
def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path, kills: int) -> None:
    path, chance = tmp_path / FILE, random.Random(1)
    acknowledged: list[str] = []
    for _ in range(kills):
        process = child(WRITER, path, 10_000)
        assert process.stdout
        acknowledged += [process.stdout.readline().strip() for _ in range(chance.randrange(0, 25))]
        process.kill()
        rest, _ = process.communicate()
        acknowledged += [line for line in rest.splitlines() if len(line) == 32]
    found = ids(path)
    assert len(acknowledged) > kills
    assert set(acknowledged) <= set(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(("many", "each"), [(2, 50), pytest.param(8, 200, marks=pytest.mark.trust)])
def test_tutors_at_once_lose_and_double_nothing(tmp_path: Path, many: int, each: int) -> None:
    path = tmp_path / FILE
    processes = [child(WRITER, path, each) for _ in range(many)]
    said: list[str] = []
    for process in processes:
        out, _ = process.communicate()
        assert process.returncode == 0
        said += out.split()
    assert len(said) == many * each
    assert sorted(ids(path)) == sorted(said)


def test_a_commit_is_synced(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("there is no strace here to count fdatasync with")
    path, log = tmp_path / FILE, tmp_path / "trace"
    SqliteStore(path).close()
    before = (strace, "-f", "-e", "trace=fdatasync,fsync", "-o", str(log))
    out, _ = child(WRITER, path, 20, before=before).communicate()
    if len(out.split()) != 20:
        pytest.skip("strace may not trace here")
    assert sum("fdatasync(" in line or "fsync(" in line for line in log.read_text().splitlines()) >= 20


def test_a_lock_of_another_program_delays_saving_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.core.store.schema.connect.__kwdefaults__", {"timeout": 0.05, "mode": "rw"})
    store = SqliteStore(tmp_path / FILE)
    store.add(answer("before"), {"place/p/l": "page 3"}).result()
    assert read_ledger(store).count == 1
    locker = child(LOCKER, store.path)
    assert locker.stdin
    assert locker.stdout
    try:
        assert locker.stdout.readline() == "locked\n"
        told = when(store, lambda: any("Another program" in notice for notice in store.notices))
        future = store.add(answer("during"))
        assert store.state is SaveState.WAITING
        assert told.wait(60)
        assert not future.done()
        assert store.state is SaveState.WAITING
        assert store.get("place/p/l") == "page 3"
        assert set(read_ledger(store).facts) == {"p/l#before", "p/l#during"}
        locker.communicate("go\n")
        future.result(60)
    finally:
        end(locker)
    assert store.state is SaveState.SAVED
    assert store.notices == ()
    assert len(store.attempts()) == 2
    store.close()


def test_a_lock_at_the_start_does_not_hold_the_start_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SqliteStore(tmp_path / FILE).close()
    first = SqliteStore(tmp_path / FILE)
    first.add(answer("before")).result()
    first.close()
    locker = child(LOCKER, tmp_path / FILE)
    assert locker.stdout
    try:
        assert locker.stdout.readline() == "locked\n"
        monkeypatch.setattr("tutor.core.store.schema.connect.__kwdefaults__", {"timeout": 0.05, "mode": "rw"})
        store = SqliteStore(tmp_path / FILE, patience=0.05)
        future = store.add(answer("during"))
        assert not store.ready
        assert [attempt.item for attempt in store.attempts()] == ["p/l#during"]
        assert store.state is SaveState.WAITING
        locker.communicate("go\n")
        future.result(60)
    finally:
        end(locker)
    assert len(store.attempts()) == 2
    store.close()


@pytest.mark.trust
def test_a_lock_of_seven_seconds(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / FILE)
    store.add(answer("before")).result()
    locker = child(LOCKER.replace("sys.stdin.readline()", "import time; time.sleep(7)"), store.path)
    assert locker.stdout
    assert locker.stdout.readline() == "locked\n"
    future = store.add(answer("during"))
    assert store.state is SaveState.WAITING
    future.result(60)
    end(locker)
    store.close()
    assert len(ids(store.path)) == 2


MIGRATE = """
import os, signal, sys
from pathlib import Path
from tutor.core.store import database, schema
stop = int(sys.argv[2])
steps = ["ALTER TABLE attempts ADD COLUMN mood TEXT NOT NULL DEFAULT ''"]
steps += [f"UPDATE attempts SET mood = 'new' WHERE n % 20 = {k}" for k in range(20)]
schema.MIGRATIONS = (*schema.MIGRATIONS, tuple(steps))
made, seen = schema.migrate, 0
def migrate(connection):
    def kill(statement):
        global seen
        seen += 1
        if seen == stop:
            os.kill(os.getpid(), signal.SIGKILL)
    old = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
    connection.set_trace_callback(kill if old else None)
    made(connection)
    connection.set_trace_callback(None)
schema.migrate = migrate
connection, notice = database.open_database(Path(sys.argv[1]))
rows = connection.execute("SELECT count(*) FROM attempts WHERE mood = 'new'").fetchone()[0]
print(schema.version(connection), rows, repr(notice))
"""


def migrated(path: Path) -> str:
    out, _ = child(MIGRATE, path, 0).communicate()
    return out.strip()


def state_of(path: Path) -> tuple[int, bool]:
    file = sqlite3.connect(path)
    version = file.execute("PRAGMA user_version").fetchone()[0]
    columns = [row[1] for row in file.execute("PRAGMA table_info(attempts)")]
    file.close()
    return version, "mood" in columns


@pytest.mark.parametrize("stops", [range(1, 28, 5), pytest.param(range(1, 28), marks=pytest.mark.trust)])
def test_a_kill_in_a_migration_leaves_the_old_or_the_new_and_a_copy(tmp_path: Path, stops: range) -> None:
    original, now = tmp_path / "original" / FILE, len(schema.MIGRATIONS)
    store = SqliteStore(original)
    for _ in range(200):
        store.add(answer("a"))
    store.close()
    for stop in stops:
        path = tmp_path / str(stop) / FILE
        path.parent.mkdir()
        shutil.copyfile(original, path)
        process = child(MIGRATE, path, stop)
        process.communicate()
        killed = process.returncode == -signal.SIGKILL
        assert state_of(path) in ((now, False), (now + 1, True))
        (copy, *_) = (path.parent / "backups").glob("progress-before-migration-*.db")
        assert state_of(copy) == (now, False)
        assert killed == (stop < 26)
        assert migrated(path) == f"{now + 1} 200 ''"


@pytest.mark.trust
@pytest.mark.parametrize("call", ["fdatasync", "pwrite64", "unlink"])
def test_a_kill_at_each_system_call_of_a_migration(tmp_path: Path, call: str) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("there is no strace here to kill at a system call with")
    original, now = tmp_path / "original" / FILE, len(schema.MIGRATIONS)
    store = SqliteStore(original)
    for _ in range(200):
        store.add(answer("a"))
    store.close()
    for number in range(1, 200):
        path = tmp_path / str(number) / FILE
        path.parent.mkdir()
        shutil.copyfile(original, path)
        before = (strace, "-f", "-qq", "-o", os.devnull, "-e", f"inject={call}:signal=SIGKILL:when={number}")
        out, _ = child(MIGRATE, path, 0, before=before).communicate()
        assert migrated(path) == f"{now + 1} 200 ''"
        if out:
            return
    pytest.fail("the migration never came to its end")
