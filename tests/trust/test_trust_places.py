"""Odd disks, clocks and versions under the progress file: a link to a disk that is away, a clock that went back, …"""

import contextlib
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.core.saving import answer, when
from tutor.core import paths
from tutor.core.errors import TutorError
from tutor.core.store import backups, schema
from tutor.core.store.database import backup, repair
from tutor.core.store.files import stamp
from tutor.core.store.port import SaveState
from tutor.core.store.sqlite import FILE, SqliteStore, open_store


def fill(folder: Path) -> Path:
    """A progress file with one answer."""
    folder.mkdir(exist_ok=True)
    store = SqliteStore(folder / FILE)
    store.add(answer()).result()
    store.close()
    return store.path


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, a read waits for the opening."""
    monkeypatch.setattr("tutor.core.store.sqlite.OPENING", 60.0)


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_link_to_a_disk_that_is_away_is_told_and_waited_for(tmp_path: Path, linked: str) -> None:
    disk, away, home = tmp_path / "disk", tmp_path / "away", tmp_path / "home"
    fill(disk)
    if linked == "file":
        home.mkdir()
        (home / FILE).symlink_to(disk / FILE)
    else:
        home.symlink_to(disk)
    disk.rename(away)
    disk.mkdir() if linked == "file" else None  # where it is mounted, there is an empty folder
    store = SqliteStore(home / FILE)
    unsaved = when(store, lambda: store.state is SaveState.UNSAVED)
    done = store.add(answer(1))
    assert unsaved.wait(60)
    assert "which is not there" in store.notices[-1]
    assert "mount" in store.notices[-1]
    assert (home / FILE).is_symlink() or home.is_symlink()
    assert not (disk / FILE).exists()
    with pytest.raises(Exception, match="which is not there"):
        repair(home / FILE, lambda *_: "")
    disk.rmdir() if linked == "file" else None
    away.rename(disk)
    done.result(60)
    assert [attempt.item for attempt in store.attempts()] == ["p/l#0", "p/l#1"]
    assert not store.close()
    assert not list(tmp_path.rglob("*damaged*"))


def test_a_link_to_the_file_stays_one_when_the_file_is_mended(tmp_path: Path) -> None:
    path = fill(tmp_path / "disk")
    with contextlib.closing(schema.connect(path)) as connection:
        backups.make(connection, path)
    home = tmp_path / "home"
    home.mkdir()
    (home / FILE).symlink_to(path)
    path.write_bytes(b"damaged")
    store = SqliteStore(home / FILE)
    assert len(store.attempts()) == 1
    store.erase("").result()
    store.close()
    assert (home / FILE).is_symlink()
    assert sorted(each.name for each in home.iterdir()) == [FILE]
    assert backup(home / FILE, tmp_path / "copy.db").stat().st_size


def test_a_file_of_a_newer_tutor_is_left_as_it_is(tmp_path: Path) -> None:
    path = fill(tmp_path)
    with contextlib.closing(schema.connect(path)) as newer:
        newer.execute("ALTER TABLE attempts ADD COLUMN mood TEXT")
        newer.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    store = SqliteStore(path)
    unsaved = when(store, lambda: store.state is SaveState.UNSAVED)
    store.add(answer(1))
    assert unsaved.wait(60)
    assert "newer tutor" in store.notices[-1]
    assert "update this one" in store.notices[-1]
    assert len(store.attempts()) == 2  # what it holds can be seen
    assert [one.item for one in store.close().attempts] == ["p/l#1"]
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*damaged*"))


def test_a_newer_tutor_may_start_while_this_one_runs(tmp_path: Path) -> None:
    path = fill(tmp_path)
    old = SqliteStore(path)
    old.add(answer(1)).result(60)
    with contextlib.closing(schema.connect(path)) as newer:
        newer.execute("ALTER TABLE attempts ADD COLUMN mood TEXT")
        newer.execute("PRAGMA user_version = 999")
        unsaved = when(old, lambda: old.state is SaveState.UNSAVED)
        old.add(answer(2))
        assert unsaved.wait(60)
        assert "newer tutor" in old.notices[-1]
        newer.execute("INSERT INTO attempts (id, learner, item, version, seed, drawn, response, outcome, score, route, "
                      "hints, seconds, prediction, confidence, mode, at, mood) SELECT 'new', learner, item, version, "
                      "seed, drawn, response, outcome, score, route, hints, seconds, prediction, confidence, mode, at, "
                      "'glad' FROM attempts WHERE n = 1")  # fmt: skip
        assert [one.item for one in old.close().attempts] == ["p/l#2"]
        assert newer.execute("SELECT count(*), max(mood) FROM attempts").fetchone() == (3, "glad")


def copies(path: Path) -> list[datetime]:
    return [backups.made_at(each) for each in backups.kept(path)]


def test_a_clock_that_went_back_keeps_no_copy_from_being_made(tmp_path: Path) -> None:
    path = fill(tmp_path)
    now = datetime.now(UTC)
    for years in range(1, backups.KEPT + 2):
        ahead = backups.folder(path) / f"progress-daily-{stamp(now + timedelta(days=365 * years))}.db"
        ahead.parent.mkdir(exist_ok=True)
        ahead.write_bytes(path.read_bytes())
    assert backups.due(path)
    with contextlib.closing(schema.connect(path)) as connection:
        made = backups.make(connection, path)
    assert made.exists()
    assert backups.kept(path)[0] == made
    assert len(backups.kept(path)) == backups.KEPT
    assert not backups.due(path)


def test_after_the_clock_went_back_the_newest_place_still_wins(tmp_path: Path) -> None:
    path = fill(tmp_path)
    with contextlib.closing(schema.connect(path)) as connection:
        connection.execute("INSERT INTO documents VALUES ('place/p/l', '{\"page\": 1}', '2099-01-01T00:00:00+00:00')")
        backups.make(connection, path)
        connection.execute("UPDATE documents SET text = '{\"page\": 2}', at = '2026-01-01T00:00:00+00:00'")
        connection.execute("DROP TABLE attempts")
    store = SqliteStore(path)
    assert store.get("place/p/l") == '{"page": 2}'
    store.add(answer(1)).result(60)
    store.close()
    assert os.path.exists(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (2,)


def test_without_a_home_it_says_where_it_writes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TUTOR_DATA_DIR", "TUTOR_CONFIG_DIR"):
        monkeypatch.delenv(name, raising=False)
    for home in (None, "", "relative"):
        monkeypatch.delenv("HOME", raising=False) if home is None else monkeypatch.setenv("HOME", home)
        assert str(paths.data_dir()) in paths.told()
        assert "TUTOR_DATA_DIR" in paths.told()
    store = open_store(tmp_path)
    assert paths.told() in store.notices
    store.close()
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path / "mine"))
    assert paths.told() == ""
    monkeypatch.delenv("TUTOR_DATA_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.told() == ""


def test_where_there_is_no_home_at_all_the_chosen_folder_holds_for_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: "~/.local/share/tutor")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: "~/.config/tutor")
    for name in ("TUTOR_DATA_DIR", "TUTOR_CONFIG_DIR"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(TutorError, match="set TUTOR_DATA_DIR"):
        paths.config_dir()
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path / "mine"))
    assert {paths.data_dir(), paths.config_dir(), paths.log_file().parent} == {tmp_path / "mine"}
    monkeypatch.setenv("TUTOR_DATA_DIR", "~nobody-of-this-name/x")
    assert paths.data_dir().name == "x"


def test_a_folder_that_is_gone_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here").rmdir()
    with pytest.raises(TutorError, match="is gone"):
        paths.absolute("file.csv")
