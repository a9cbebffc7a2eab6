"""Whatever became of the progress file: the tutor starts, keeps it aside, brings back what it can, and says so."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.core.errors import StoreError
from tutor.core.review.ledger import read_ledger
from tutor.core.store import backups, schema
from tutor.core.store.database import backup, open_database, repair
from tutor.core.store.port import Attempt, SaveState
from tutor.core.store.sqlite import FILE, SqliteStore

pytestmark = pytest.mark.usefixtures("patient")


ANSWERS = 300
OLD = 200
"""As many of the answers are in the newest backup as well."""


def answer(number: int) -> Attempt:
    return Attempt(
        id=f"answer-{number:05}", item=f"p/lesson#{number % 7}", version="v", seed=number, response="2" * 40,
        outcome="passed", score=1.0,
    )  # fmt: skip


def fill(folder: Path) -> Path:
    """A file of 300 answers and a place, with a daily backup that holds the first 200."""
    store = SqliteStore(folder / FILE)
    for number in range(OLD):
        store.add(answer(number))
    store.put("place/p/lesson", "old place").result()
    with contextlib.closing(schema.connect(store.path)) as connection:
        backups.make(connection, store.path)
    for number in range(OLD, ANSWERS):
        store.add(answer(number))
    store.put("place/p/lesson", "place").result()
    store.close()
    return store.path


def write(path: Path, at: int, data: bytes) -> None:
    with open(path, "r+b") as file:
        file.seek(at, 0 if at >= 0 else 2)
        file.write(data)


def zero_page(path: Path) -> None:
    """A page in the middle of the table of attempts."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    for page in range(pages // 2, pages):
        data = path.read_bytes()[page * 4096 : (page + 1) * 4096]
        if data[0] == 0x0D and b"answer-" in data and b"2" * 40 in data:
            write(path, page * 4096, bytes(4096))
            return
    pytest.fail("found no leaf page of the table")


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "something").write_text("of somebody")


def sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return run


def other_program(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE bookmarks (url TEXT)", "INSERT INTO bookmarks VALUES ('x')")(path)


HALF = "half"
DAMAGE: dict[str, tuple[Callable[[Path], object], int]] = {
    # what is done to the file, and how many of the 300 answers must be there after the start
    "zero length": (lambda path: path.write_bytes(b""), OLD),
    "cut in the middle": (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100]), OLD),
    "cut by a page": (lambda path: path.write_bytes(path.read_bytes()[:-4096]), ANSWERS - 40),
    "a page of zeros": (zero_page, ANSWERS - 40),
    "first page of zeros": (lambda path: write(path, 0, bytes(4096)), ANSWERS),
    "garbage header": (lambda path: write(path, 0, b"\xde\xad\xbe\xef" * 25), ANSWERS),
    "HTML": (lambda path: path.write_text("<!doctype html><title>404</title>" * 300), OLD),
    "a short text": (lambda path: path.write_text("hello"), OLD),
    "a folder in its place": (folder_instead, OLD),
    "another program's database": (other_program, OLD),
    "attempts missing": (sql("DROP TABLE attempts"), OLD),
    "documents missing": (sql("DROP TABLE documents"), ANSWERS),
    "a column missing": (sql("ALTER TABLE attempts DROP COLUMN route"), ANSWERS),
    "random bytes": (lambda path: path.write_bytes(bytes(range(256)) * 64), OLD),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_kept_aside_and_what_can_be_read_comes_back(tmp_path: Path, kind: str) -> None:
    path = fill(tmp_path)
    damage, least = DAMAGE[kind]
    damage(path)
    before = path.read_bytes() if path.is_file() else b""

    store = SqliteStore(path)
    store.add(answer(ANSWERS)).result()
    found = {attempt.id for attempt in store.attempts()}
    (notice,) = store.notices
    place = store.get("place/p/lesson")
    state = store.state
    tries = read_ledger(store).count
    store.close()

    (aside,) = (left for left in tmp_path.glob("progress-damaged-*.db"))
    assert aside.is_dir() or aside.read_bytes() == before
    assert len(found) >= least + 1
    assert found >= {answer(number).id for number in (*range(OLD), ANSWERS)}
    assert tries == len(found)
    assert place in ("old place", "place")
    assert aside.name in notice
    assert notice.startswith("Your progress file ")
    assert notice.endswith(".")
    assert notice.count("\n") == 0
    assert state is SaveState.SAVED

    again = SqliteStore(path)
    assert {attempt.id for attempt in again.attempts()} == found
    assert again.notices == ()
    again.close()
    assert not list(tmp_path.rglob("*.new-*"))


def test_without_a_backup_what_can_be_read_comes_back(tmp_path: Path) -> None:
    path = fill(tmp_path)
    for copy in backups.kept(path):
        copy.unlink()
    write(path, 0, b"garbage!" * 12)
    store = SqliteStore(path)
    assert len(store.attempts()) == ANSWERS
    assert "300 answers were brought back, all of them read from it" in store.notices[0]
    store.close()


def test_the_newest_backup_that_can_be_trusted_is_used(tmp_path: Path) -> None:
    path = fill(tmp_path)
    (good,) = backups.kept(path)
    bad = good.with_name(good.name.replace("daily-2", "daily-9"))
    bad.write_text("not a backup")
    path.write_bytes(b"")
    store = SqliteStore(path)
    assert len(store.attempts()) == OLD
    store.close()


def test_a_file_that_vanished_comes_back_from_the_backup_and_a_new_learner_gets_no_notice(tmp_path: Path) -> None:
    new = SqliteStore(tmp_path / "new" / FILE)
    assert new.attempts() == []
    assert new.notices == ()
    new.close()
    path = fill(tmp_path)
    path.unlink()
    store = SqliteStore(path)
    assert len(store.attempts()) == OLD
    assert "missing" in store.notices[0]
    store.close()


def test_a_file_that_is_damaged_while_in_use_is_mended_and_the_answer_saved(tmp_path: Path) -> None:
    path = fill(tmp_path)
    store = SqliteStore(path)
    store.put("x/y", "z").result()
    write(path, 0, b"garbage!" * 500)
    store.add(answer(ANSWERS)).result()
    assert answer(ANSWERS).id in {attempt.id for attempt in store.attempts()}
    assert "set aside" in store.notices[0]
    store.close()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_removed_while_in_use_loses_nothing(tmp_path: Path, replaced: bool) -> None:
    path = tmp_path / FILE
    store = SqliteStore(path)
    store.add(answer(1)).result()
    path.unlink()
    if replaced:
        connection, _ = open_database(path)
        connection.close()
    store.add(answer(2)).result()
    store.close()
    again = SqliteStore(path)
    assert [attempt.id for attempt in again.attempts()] == [answer(1).id, answer(2).id]
    assert read_ledger(again).count == 2
    again.close()


def test_what_was_erased_does_not_come_back_from_a_backup(tmp_path: Path) -> None:
    path = fill(tmp_path)
    store = SqliteStore(path)
    store.erase("p/lesson#3").result()
    kept = len(store.attempts())
    store.close()
    assert len(backups.kept(path, backups.BEFORE_ERASE)) == 1
    path.write_bytes(b"")
    store = SqliteStore(path)
    assert len(store.attempts()) == kept
    store.close()


def test_a_daily_copy_is_made_when_a_day_has_passed_and_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE

    def session(*answers: int) -> int:
        store = SqliteStore(path)
        for number in answers:
            store.add(answer(number)).result()
        store.attempts()
        store.close()
        return len(backups.kept(path))

    assert session(1) == 0  # nothing to copy at the first start
    assert session(2) == 1
    assert session(3) == 1  # not yet a day old
    monkeypatch.setattr(backups, "EVERY", backups.EVERY * 0)
    assert session() == 2
    assert session() == 2  # nothing changed
    assert [session(number) for number in range(4, 12)][-1] == backups.KEPT


def test_repair_and_backup_for_the_command_line(tmp_path: Path) -> None:
    path = fill(tmp_path)
    assert "healthy: 300 answers" in repair(path, lambda *_: "")
    copy = backup(path, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="not overwritten"):
        backup(path, copy)
    with contextlib.closing(schema.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (300,)
    zero_page(path)
    assert "set aside" in repair(path, lambda *_: "")
    assert "healthy" in repair(path, lambda *_: "")
    assert "nothing to repair" in repair(tmp_path / "elsewhere" / FILE, lambda *_: "")
    with pytest.raises(StoreError, match="nothing to copy"):
        backup(tmp_path / "elsewhere" / FILE, tmp_path / "copy2.db")
    assert backup(path, tmp_path).parent == tmp_path


def test_repair_drops_what_is_derived(tmp_path: Path) -> None:
    path = fill(tmp_path)
    store = SqliteStore(path)
    assert read_ledger(store).count == ANSWERS
    store.close()
    sql("UPDATE documents SET text = replace(text, '\"tries\":', '\"tries\":9') WHERE key = 'cache/ledger'")(path)
    repair(path, lambda *_: "")
    store = SqliteStore(path)
    assert sum(facts.tries for of_item in read_ledger(store).facts.values() for facts in of_item.values()) == ANSWERS
    store.close()
