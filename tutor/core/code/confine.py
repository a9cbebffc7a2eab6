"""In the child, before a learner's first line: its own session, limits, and (on Linux) Landlock and seccomp."""

import os
import platform
import signal
import struct
import sys
from collections.abc import Sequence

import msgspec

from tutor.core.code import kernel, landlock, seccomp, syscalls

CAPSET = {syscalls.X86_64: 126, syscalls.AARCH64: 91}


class Limits(msgspec.Struct, frozen=True):
    """What one run may use: seconds of wall clock, bytes of memory beyond Python's own, of files, of output.

    `file_size` is of one file, `files` how many may be open at once; `disk` is of all files of the run together,
    `entries` how many files and folders there may be.
    """

    seconds: float = 5.0
    memory: int = 1 << 30
    file_size: int = 8 << 20
    files: int = 64
    disk: int = 32 << 20
    entries: int = 1000
    prints_kept: int = 200_000
    prints: int = 4 << 20
    results: int = 64 << 20


class Confinement:
    """Prepared once (rules, filter), entered by each run for good."""

    def __init__(self, folder: str, readable: Sequence[str], use: Sequence[str]) -> None:
        linux, machine = sys.platform == "linux", platform.machine()
        known = linux and sys.byteorder == "little" and machine in CAPSET
        self.folder, self.readable = folder, tuple(readable)
        self.landlocked = linux and "landlock" in use
        self.rules: int | None = None
        self.prepare(())
        self.filter = seccomp.program(machine) if known and "seccomp" in use else None
        self.capset = CAPSET[machine] if known else None
        self.linux = linux

    def prepare(self, libraries: Sequence[str]) -> None:
        """The rules of the runs to come, which may read these libraries as well."""
        if self.landlocked:
            old, self.rules = self.rules, landlock.ruleset([*self.readable, *libraries], [self.folder])
            if old is not None:
                os.close(old)

    def enter(self, limits: Limits, parent: int) -> None:
        """Confine this process. OSError where something that was prepared cannot be had: then nothing may run."""
        os.chdir(self.folder)
        if self.linux:
            kernel.call("prctl", seccomp.PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            kernel.call("prctl", seccomp.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            if parent and os.getppid() != parent:
                raise OSError("the tutor is gone")
        set_limits(limits, no_processes=self.filter is None)
        self._drop_capabilities()
        if self.rules is not None:
            landlock.restrict(self.rules)
            os.close(self.rules)
        if self.filter is not None:
            seccomp.install(self.filter)

    def _drop_capabilities(self) -> None:
        if self.capset is not None and os.geteuid() == 0:
            kernel.call("syscall", self.capset, struct.pack("<Ii", 0x20080522, 0), bytes(24))


def set_limits(limits: Limits, no_processes: bool) -> None:
    """The rlimits that this system has; one that it refuses is left out (the self-test sees what holds)."""
    if sys.platform == "win32":
        return
    import resource

    seconds = int(limits.seconds) + 2
    wanted = {
        "RLIMIT_CPU": (seconds, seconds + 1),
        "RLIMIT_AS": (address_space() + limits.memory,) * 2,
        "RLIMIT_FSIZE": (limits.file_size,) * 2,
        "RLIMIT_NOFILE": (limits.files,) * 2,
        "RLIMIT_CORE": (0, 0),
    }
    if no_processes:
        wanted["RLIMIT_NPROC"] = (1, 1)
    for name, values in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), values)
        except (ValueError, OSError, AttributeError):
            continue


def address_space() -> int:
    """Bytes of address space this process has now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 1 << 30
