"""A full disk, and a command that ends: what was not saved is called lost, kept elsewhere, and the exit code says so."""

import errno
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.core.store import schema
from tutor.core.store.sqlite import open_store

PACKS = Path(__file__).parents[1] / "fixtures" / "packs"
PACK = ("--pack-dir", PACKS)
ITEM = "steeper"
Cli = Callable[..., str]


def full() -> Exception:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


FAULTS = {"full": full, "read-only": lambda: OSError(errno.EROFS, "Read-only file system")}


@pytest.fixture(params=FAULTS)
def fill(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the disk of the progress file takes nothing."""

    def commit(*_: object) -> list[int]:
        raise FAULTS[request.param]()

    return lambda: monkeypatch.setattr(schema, "commit", commit)


def test_an_answer_that_cannot_be_saved_is_called_lost(
    cli: Cli, fill: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    state = json.loads(cli("quiz", "--new", "--seed", "1", "--json", "every-block", *PACK))
    answer = state["question"].get("order", [1])
    response = {"choice": "1", "number": "1", "order": ",".join(map(str, answer))}.get(state["question"]["kind"], "a|b")
    with monkeypatch.context():
        real = schema.commit
        fill()
        said = cli("quiz", "--answer", response, *PACK, code=1)
        assert "Not saved" in said
        assert "1 answer is lost" in said
        assert "--data-dir" in said
        assert "kept in memory" not in said
        (kept,) = tmp_path.glob("tutor-unsaved-*.json")
        assert f"tutor import {kept}" in said
        assert kept.stat().st_mode & 0o077 == 0
        assert json.loads(cli("quiz", "--json", *PACK))["at"] == 0
        monkeypatch.setattr(schema, "commit", real)
    assert "1 attempt brought in" in cli("import", kept, *PACK)
    assert json.loads(cli("quiz", "--json", *PACK))["at"] == 1


def test_where_no_other_file_can_be_written_it_is_lost(
    cli: Cli, fill: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill()
    monkeypatch.setattr("tutor.core.parting._folders", lambda: [Path("/proc")])
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\nquit\n"))
    said = cli("learn", "every-block", "--plain", *PACK, code=1)
    assert " lost. " in " ".join(said.split())
    assert "Your place is kept" not in said
    assert not list(tmp_path.glob("tutor-unsaved-*"))


@pytest.mark.parametrize(
    "command",
    [
        ("note", "every-block", "1", "a note"),
        ("reset", "all", "--yes"),
        ("import", "archive.json"),
        ("placement", "--plain", "tiny-pack"),
        ("review", "--plain"),
        ("final", "--plain", "tiny-pack"),
        ("quiz", "--plain", "every-block"),
    ],
    ids=" ".join,
)
def test_every_command_that_writes_says_so(
    command: tuple[str, ...], cli: Cli, fill: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\nquit\n"))
    cli("learn", "every-block", "--plain", *PACK)
    cli("export", "--all", "-o", "archive.json", *PACK)
    archive = json.loads(Path("archive.json").read_text())
    archive["attempts"][0]["id"] = "another"
    archive["attempts"][0]["at"] = "2020-01-01T00:00:00.000000+00:00"
    Path("archive.json").write_text(json.dumps(archive))
    cli("import", "archive.json", *PACK)
    archive["attempts"][0]["id"] = "a third"
    Path("archive.json").write_text(json.dumps(archive))
    fill()
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n1\n\n1\n1\nquit\n"))
    said = cli(*command, *PACK, code=1)
    assert "Not saved" in said
    assert "lost" in said or "do it again" in said


def test_reading_alone_loses_nothing(cli: Cli, fill: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\nquit\n"))
    cli("learn", "every-block", "--plain", *PACK)
    fill()
    for command in (["progress"], ["list"], ["report"], ["export", "--all"]):
        assert "ot saved" not in cli(*command, *PACK)


CASE = """d=$(mktemp -d); mount -t tmpfs -o size=300k tmpfs "$d" || exit 77
export TUTOR_DATA_DIR="$d" TUTOR_CONFIG_DIR=$(mktemp -d)
$TUTOR quiz --json --new --seed 1 every-block --pack-dir $PACKS > /dev/null
dd if=/dev/zero of="$d/fill" bs=1k 2> /dev/null
$TUTOR quiz --skip --pack-dir $PACKS
echo "exit $?"
$TUTOR export --all -o "$d/all.json"; $TUTOR report -o "$d/r.html"; $TUTOR new my-pack --in "$d"
$TUTOR note every-block 1 hello --pack-dir $PACKS
ls -A "$d"
"""


@pytest.mark.trust
@pytest.mark.skipif(not shutil.which("unshare") or os.getuid() != 0, reason="mounts a small disk: needs root on Linux")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    env = {**os.environ, "TUTOR": f"{sys.executable} -m tutor", "PACKS": str(PACKS), "HOME": str(tmp_path)}
    done = subprocess.run(["unshare", "-m", "sh", "-c", CASE], env=env, capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("nothing can be mounted here")
    assert "exit 1" in done.stdout
    assert "lost" in done.stderr
    assert set(done.stdout.split("exit 1")[1].split()) == {"fill", "progress.db", "progress.db.lock"}


def test_what_is_left_of_a_screen_is_told_when_it_ends(
    fill: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tutor.ui.library import Library

    monkeypatch.setenv("HOME", str(tmp_path))
    library = Library([PACKS], tmp_path / "data")
    library.store = open_store(tmp_path / "data")
    library.store.put("note/a/b", '{"Page": "mine"}').result()
    library.close()
    assert library.lost == ""
    fill()
    library.store = open_store(tmp_path / "data")
    library.store.put("note/a/b", '{"Page": "other"}')
    library.close()
    assert "lost" in library.lost
