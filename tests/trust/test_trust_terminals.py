"""R11: in poor terminals the tutor starts, or says why not; what it means is there without colour and Unicode."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

Start = Callable[..., Any]
ASCII = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
PLACES: dict[str, tuple[dict[str, str | None], tuple[int, int]]] = {
    "no colour, small": ({"NO_COLOR": "1"}, (40, 12)),
    "ascii, unset, over ssh": ({**ASCII, "TERM": None, "SSH_TTY": "/dev/pts/9"}, (60, 20)),
    "dumb": ({"TERM": "dumb"}, (80, 24)),
    "linux": ({"TERM": "linux"}, (80, 24)),
    "vt100": ({"TERM": "vt100"}, (80, 24)),
    "unset": ({"TERM": None}, (80, 24)),
    "unknown": ({"TERM": "no-such-terminal"}, (80, 24)),
    "LC_ALL=C": ({"LC_ALL": "C"}, (80, 24)),
    "POSIX": ({"LC_ALL": "POSIX", "LANG": None}, (80, 24)),
    "latin-1": ({"PYTHONIOENCODING": "latin-1"}, (80, 24)),
    "ascii": ({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, (80, 24)),
    "no colour": ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, (120, 40)),
    "all at once": ({**ASCII, "TERM": "dumb", "NO_COLOR": "1"}, (40, 12)),
    "large": ({}, (250, 80)),
}
FEW = ("no colour, small", "ascii, unset, over ssh")
"""In the default run; the others are in the full form."""
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


def grey(style: bytes) -> bool:
    """Whether an SGR sequence has no colour but shades of grey."""
    for found in re.finditer(rb"[34]8;(?:5;(\d+)|2;(\d+);(\d+);(\d+))", style):
        index = int(found[1] or 16)
        if index not in (0, 7, 8, 15, 16, 59, 102, 145, 188, 231, *range(232, 256)) or len(set(found.groups()[1:])) > 1:
            return False
    plain = re.sub(rb"[34]8;(?:5;\d+|2;\d+;\d+;\d+)", b"", style)
    return re.search(rb"(?<![0-9])(?:[34][1-6]|9[1-6]|10[1-6])(?![0-9])", plain) is None


def answer_rightly_and_leave(tutor: Any) -> None:
    """Two steps to the target, a check, and out."""
    tutor.keys("ss")
    tutor.until("1.0")
    tutor.keys("\r")
    tutor.until("Right")
    tutor.keys("\x11")
    assert tutor.end() == 0


@pytest.mark.parametrize(
    "place", [name if name in FEW else pytest.param(name, marks=pytest.mark.trust) for name in PLACES]
)
def test_r11_it_starts_and_means_the_same(program: Start, faulty_pack: Callable[..., Path], place: str) -> None:
    env, size = PLACES[place]
    root = faulty_pack({"Bad": "pass"})
    tutor = program("learn", "bad-pack/fine", "--pack-dir", root, env=env, size=size)
    if env.get("TERM") == "dumb":
        tutor.until("Type `help`")
        tutor.keys("quit\n")
        assert tutor.end() == 0
        assert b"\x1b" not in tutor.raw
        return
    tutor.begin()
    tutor.keys("\r")
    tutor.until("Nothing answered yet")
    answer_rightly_and_leave(tutor)
    assert tutor.restored
    if "NO_COLOR" in env:
        assert all(map(grey, COLOUR.findall(tutor.raw)))
    plain = {"LC_ALL", "PYTHONIOENCODING"} & set(env) or env.get("TERM", "x") in ("dumb", "linux", "vt100", None)
    assert not plain or tutor.raw.isascii()


@pytest.mark.parametrize(
    "size", [(20, 6), *(pytest.param(each, marks=pytest.mark.trust) for each in ((1, 1), (39, 11), (300, 3)))]
)
def test_r11_a_window_too_small_says_so_and_is_left_by_a_key(program: Start, size: tuple[int, int]) -> None:
    tutor = program(size=size)
    tutor.until("larger" if min(size) > 3 else "P")
    tutor.keys("\x11")
    assert tutor.end() == 0
    assert tutor.restored


@pytest.mark.parametrize("closed", ["stdin", "stdout", "stderr"])
def test_r11_without_a_terminal_it_says_so_in_a_sentence(closed: str, tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    streams: dict[str, Any] = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    streams[closed] = subprocess.DEVNULL if closed == "stdin" else subprocess.PIPE
    env = {**os.environ, "TUTOR_DATA_DIR": str(tmp_path)}
    try:
        ended = subprocess.run([sys.executable, "-m", "tutor"], timeout=60, env=env, **streams)
    finally:
        os.close(theirs)
        said = os.read(ours, 65536).decode() if closed != "stderr" else ""
        os.close(ours)
    told = said + (ended.stderr or ended.stdout or b"").decode()
    assert ended.returncode == 2
    assert "needs a terminal" in told
    assert "Traceback" not in told


def test_r11_a_lesson_without_a_terminal_is_read_in_lines(tmp_path: Path) -> None:
    env = {**os.environ, "TUTOR_DATA_DIR": str(tmp_path), **ASCII}
    command = [sys.executable, "-m", "tutor", "learn", "line"]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, env=env, check=False)
    assert ended.stdout.isascii()
    assert b"\x1b" not in ended.stdout + ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.trust
@pytest.mark.skipif(shutil.which("screen") is None, reason="no GNU screen")
def test_r11_in_gnu_screen(program: Start, faulty_pack: Callable[..., Path], tmp_path: Path) -> None:
    root = faulty_pack({"Bad": "pass"})
    (tmp_path / "sockets").mkdir(mode=0o700)
    inside = ["screen", "-q", "-c", os.devnull, "-U"]
    env = {"SCREENDIR": str(tmp_path / "sockets"), "TERM": "xterm-256color"}
    tutor = program("learn", "bad-pack/fine", "--pack-dir", root, env=env, size=(80, 24), inside=inside)
    tutor.begin()
    answer_rightly_and_leave(tutor)


@pytest.fixture
def multiplexer(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Runs a command in tmux and gives what the pane shows after keys were pressed."""
    if shutil.which("tmux") is None:
        pytest.skip("no tmux")
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]

    def call(*arguments: str) -> str:
        return subprocess.run([*tmux, *arguments], capture_output=True, text=True, check=True, timeout=60).stdout

    yield call
    subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


@pytest.mark.trust
@pytest.mark.parametrize("terminal", ["tmux", "screen", "screen-256color", "tmux-256color"])
def test_r11_in_a_multiplexer(
    multiplexer: Callable[..., str], faulty_pack: Callable[..., Path], terminal: str, tmp_path: Path
) -> None:
    root = faulty_pack({"Bad": "pass"})
    env = ["-e", f"TERM={terminal}", "-e", f"TUTOR_DATA_DIR={tmp_path / 'data'}", "-e", "LANG=C.UTF-8"]
    command = f"{sys.executable} -m tutor learn bad-pack/fine --pack-dir {root}; echo left with $?; cat"
    multiplexer("new-session", "-d", "-x", "90", "-y", "24", *env, command)
    ways = (("Enter", "› W "), ("s", "w 0.5"), ("s", "w 1"), ("Enter", "Right"), ("C-q", "left with 0"))
    shown = until(multiplexer, "enter begin")
    for key, words in ways:
        assert words not in shown
        multiplexer("send-keys", key)
        shown = until(multiplexer, words)


def until(multiplexer: Callable[..., str], words: str) -> str:
    """What the pane shows, once these words are in it; fails where the program has ended without them."""
    while words not in (shown := multiplexer("capture-pane", "-p")):
        assert "left with" not in shown, shown
    return shown
