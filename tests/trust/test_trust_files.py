"""Files of the learner's, in and out: what has no end is refused unread, what is written is whole or not there."""

import errno
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.core import files
from tutor.core.errors import FileError
from tutor.core.settings import Settings, load_settings, save_settings

PACKS = Path(__file__).parents[1] / "fixtures" / "packs"
ENDLESS = ("pipe", "device", "folder", "socket", "huge", "missing", "proc")


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A file of each kind that must not be read."""
    listening = socket.socket(socket.AF_UNIX)

    def make(kind: str) -> Path:
        path = tmp_path / f"{kind}.csv"
        match kind:
            case "pipe":
                os.mkfifo(path)
            case "device":
                path.symlink_to("/dev/zero")
            case "folder":
                path.mkdir()
            case "socket":
                listening.bind(str(path))
            case "huge":
                path.touch()
                os.truncate(path, 2**40)  # sparse: it takes no room
            case "proc":
                path.symlink_to("/proc/self/mem")
        return path

    yield make
    listening.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("kind", ENDLESS)
def test_what_has_no_end_is_refused_unread(kind: str, endless: Callable[[str], Path], cli: Callable[..., str]) -> None:
    path = endless(kind)
    for command in (["import", path], ["grade", "every-block", "double", "--file", path, "--pack-dir", PACKS],
                    ["learn", "line", "--plain", "--data", path, "--x", "a", "--y", "b"]):  # fmt: skip
        said = cli(*command, code=2)
        assert path.name in said
        assert "bug" not in said


@pytest.mark.parametrize("kind", [kind for kind in ENDLESS if kind != "missing"])
def test_settings_and_lessons_that_have_no_end_are_told(
    kind: str, endless: Callable[[str], Path], cli: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    endless(kind).rename(path)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "settings.toml" in loaded.notices[0]
    root = tmp_path / "odd_pack"
    (root / "one" / "odd").mkdir(parents=True)
    (root / "__init__.py").touch()
    (root / "pack.toml").write_text(
        'api = 1\ntitle = "O"\nsummary = "s"\n[[modules]]\nid = "one"\ntitle = "1"\nlessons = ["odd"]'
    )
    path.rename(root / "one" / "odd" / "lesson.md")
    assert "lesson.md" in cli("list", "--pack-dir", root)


def test_a_file_that_grows_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * 11)
    assert files.read(path, 11) == b"x" * 11
    with pytest.raises(FileError, match="larger"):
        files.read(path, 10)


def test_a_file_that_is_there_is_asked_about(cli: Callable[..., str], tmp_path: Path) -> None:
    for command in (["report", "-o"], ["export", "-o"], ["export", "--all", "-o"]):
        path = tmp_path / "mine.html"
        path.write_text("mine")
        link = tmp_path / "link.html"
        link.unlink(missing_ok=True)
        link.symlink_to(path)
        for place in (path, link):
            assert "--force" in cli(*command, place, code=2)
            assert path.read_text() == "mine"
        cli(*command, link, "--force")
        assert link.is_symlink()
        assert path.read_text() != "mine"


def test_links_are_followed_knowingly(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "real" / "new.txt")
    files.write(link, "new")
    assert (tmp_path / "real" / "new.txt").read_text() == "new"
    (tmp_path / "real" / "new.txt").chmod(0o640)
    files.write(link, "newer")
    assert (tmp_path / "real" / "new.txt").stat().st_mode & 0o777 == 0o640
    away = tmp_path / "away.txt"
    away.symlink_to("/nowhere/mounted/a.txt")
    with pytest.raises(FileError, match="Is its disk mounted"):
        files.write(away, "x")
    files.write(link, "")
    save_settings(Settings(ascii=True), link)
    assert link.is_symlink()
    for device in ("/dev/null", "/dev/full"):
        (tmp_path / "dev").unlink(missing_ok=True)
        (tmp_path / "dev").symlink_to(device)
        with pytest.raises(FileError, match="no plain file"):
            files.write(tmp_path / "dev", "x")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_no_half(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "mine.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full) if step == "fsync" else monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError, match="No space left"):
        files.write(path, "new")
    with pytest.raises(FileError, match="No space left"):
        files.write_folder(tmp_path / "pack", {"a.txt": "a", "b/c.txt": "c"})
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
    assert path.read_text() == "old"
