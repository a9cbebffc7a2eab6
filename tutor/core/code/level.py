"""How well a learner's program is confined here: tried by a program of our own, never assumed."""

import os
import socket
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROBE = """
import os, socket

def tried(what):
    try:
        return bool(what())
    except BaseException:
        return False

def fork():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True

def connect(port):
    with socket.socket() as one:
        one.settimeout(2)
        one.connect(("127.0.0.1", port))
    return True

def write(path):
    with open(path, "w") as file:
        return file.write("x")

def signal(pid):
    os.kill(pid, 0)
    return True

def probe(secret, beside, port, pid, memory):
    return {
        "files": tried(lambda: open(secret).read()),
        "stat": tried(lambda: os.stat(secret).st_size),
        "writes": tried(lambda: write(beside)),
        "network": tried(lambda: connect(port)),
        "processes": tried(fork),
        "signals": tried(lambda: signal(pid)),
        "memory": tried(lambda: bytearray(memory)),
    }
"""

POWERS = {
    "files": "read your files",
    "stat": "tell whether a file exists, how big it is and when it changed",
    "writes": "write your files",
    "network": "use the network",
    "processes": "start processes",
    "signals": "end your other programs",
    "memory": "use all memory",
}


@dataclass(frozen=True, slots=True)
class Level:
    """What holds: `powers` are the words of POWERS that a program still has here, `means` what confines it."""

    powers: tuple[str, ...]
    means: tuple[str, ...] = ()
    warm: bool = False
    trouble: str = ""

    @property
    def sealed(self) -> bool:
        """Whether a program can harm nothing but itself; it may still see that a file is there."""
        return not set(self.powers) - {"stat"} and not self.trouble

    @property
    def words(self) -> str:
        """One sentence for a lesson and for `tutor doctor`."""
        if self.trouble:
            return f"Your code cannot be run here: {self.trouble}."
        if self.sealed:
            sees = f"; all it could find out of your disk is to {POWERS['stat']}" if self.powers else ""
            return f"Your code runs sealed off, in a folder of its own ({', '.join(self.means)}){sees}."
        able = ", ".join(POWERS[power] for power in self.powers)
        return f"Your code runs as you: it is stopped in time, but it could {able}. Run only what you trust."


def tried(reply: Any) -> tuple[str, ...]:
    """The powers that a probe's value shows; all of them if it is not what a probe returns."""
    if not isinstance(reply, Mapping):
        return tuple(POWERS)
    return tuple(power for power in POWERS if reply.get(power) is not False)


class Bait:
    """Things of ours that a confined probe must not reach: a file, a folder, a port, a process."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="tutor-probe-")
        secret = Path(self.folder.name) / "secret"
        secret.write_text("secret", encoding="utf-8")
        self.listener = socket.create_server(("127.0.0.1", 0))
        beside, port = Path(self.folder.name) / "written", self.listener.getsockname()[1]
        self.args = (str(secret), str(beside), port, os.getpid(), 4 << 30)

    def __enter__(self) -> "Bait":
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()
        self.folder.cleanup()
