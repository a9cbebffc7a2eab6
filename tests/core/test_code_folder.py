"""The folder of a run: counted while a program writes to it, emptied whatever it holds, and no link is followed."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tutor.core.code import folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these folders cannot be made there")
NAME = "n" * 250


def nest(root: Path, name: str, depth: int) -> None:
    """Folders in each other, deeper than any path can say."""
    handles = [os.open(root, os.O_RDONLY)]
    for _ in range(depth):
        os.mkdir(name, dir_fd=handles[-1])
        handles.append(os.open(name, os.O_RDONLY, dir_fd=handles[-1]))
        os.close(handles.pop(-2))
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=handles[-1]))
    os.close(handles.pop())


@pytest.mark.parametrize(("name", "depth"), [("d", 30), (NAME, 30), ("d", 1500), (NAME, 200)])
def test_folders_in_each_other_are_swept_without_recursion(tmp_path, name, depth):
    nest(tmp_path, name, depth)
    assert folder.emptied(str(tmp_path))
    assert not os.listdir(tmp_path)


def test_what_is_swept_is_only_what_is_inside(tmp_path):
    outside, run = tmp_path / "outside", tmp_path / "run"
    for made in (outside, run, run / "closed", run / "closed" / "deeper", run / "7"):
        made.mkdir()
    (outside / "kept").write_text("kept")
    for place, name in ((run, "0"), (run / "closed", "link"), (run / "closed" / "deeper", "1")):
        (place / name).symlink_to(outside)
    (run / "loop").symlink_to("loop")
    (run / "closed" / "hard").hardlink_to(outside / "kept")
    (run / os.fsdecode(b"\xff\xfe")).touch()
    os.mkfifo(run / "7" / "pipe")
    mode = stat.S_IMODE(outside.stat().st_mode)
    (run / "closed").chmod(0)
    assert folder.removed(str(run))
    assert not run.exists()
    assert [path.read_text() for path in outside.iterdir()] == ["kept"]
    assert stat.S_IMODE(outside.stat().st_mode) == mode


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize(
    "holds",
    [
        pytest.param(
            lambda here: folder.used(here, 100)[0] >= 1 << 20 and folder.used(here, 100)[1] == 4, id="counted"
        ),
        pytest.param(folder.emptied, id="swept"),
    ],
)
def test_folders_that_nobody_may_enter_are_counted_and_swept(tmp_path, holds):
    """As a plain user: root may enter any folder."""
    run = tmp_path / "run"
    (run / "closed" / "deeper" / "deepest").mkdir(parents=True)
    (run / "closed" / "file").write_bytes(bytes(1 << 20))
    for path in (run / "closed" / "deeper" / "deepest", run / "closed" / "deeper", run / "closed"):
        path.chmod(0)
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            for path in (run, *run.rglob("*")):
                os.chown(path, 65534, 65534)
            os.chdir(run)
            os.setuid(65534)
        here = str(run) if os.access(run, os.X_OK) else "."
        os._exit(0 if holds(here) else 3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_what_cannot_be_emptied_is_said(tmp_path, monkeypatch):
    (tmp_path / "a").touch()
    monkeypatch.setattr(os, "unlink", lambda name, dir_fd: (_ for _ in ()).throw(PermissionError))
    assert not folder.emptied(str(tmp_path))
    assert not folder.removed(str(tmp_path))


def test_what_is_used_is_counted(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file").write_bytes(bytes(1 << 20))
    (tmp_path / "link").symlink_to("/usr")
    size, entries = folder.used(str(tmp_path), 100)
    assert 1 << 20 <= size < 2 << 20
    assert entries == 3


def test_counting_ends(tmp_path):
    for number in range(50):
        (tmp_path / f"{number}").touch()
    assert folder.used(str(tmp_path), 10)[1] == 11
    (tmp_path / "deep").mkdir()
    nest(tmp_path / "deep", "d", 200)
    assert folder.used(str(tmp_path), 1000)[0] == folder.TOO_MUCH
    assert folder.emptied(str(tmp_path))
    nest(tmp_path, NAME, 30)
    assert folder.used(str(tmp_path), 1000)[0] == folder.TOO_MUCH
    assert folder.used(str(tmp_path / "none"), 10) == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="told by /proc")
def test_a_file_that_is_deleted_but_open_counts(tmp_path):
    with (tmp_path / "file").open("wb") as file:
        file.write(bytes(1 << 20))
        file.flush()
        os.fsync(file.fileno())
        before = folder.deleted(os.getpid())
        (tmp_path / "file").unlink()
        assert folder.deleted(os.getpid()) - before >= 1 << 20
