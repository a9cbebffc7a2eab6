"""Landlock: from here on the program sees a few folders to read, one to write, and nothing else of the disk.

Linux ≥ 5.13, no root needed (Documentation/userspace-api/landlock.rst). Rules are made once by the warm
process; each run only enters them.
"""

import os
import stat
import struct
from collections.abc import Iterable

from tutor.core.code import kernel

CREATE, ADD, RESTRICT = 444, 445, 446
VERSION_FLAG, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
BASE = (1 << 13) - 1  # the rights of ABI 1
ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV


def version() -> int:
    """The kernel's Landlock ABI, 0 where there is none."""
    try:
        return kernel.call("syscall", CREATE, None, 0, VERSION_FLAG)
    except OSError:
        return 0


def handled(abi: int) -> int:
    """The file rights that ABI `abi` can take away."""
    return BASE | (REFER if abi >= 2 else 0) | (TRUNCATE if abi >= 3 else 0) | (IOCTL_DEV if abi >= 5 else 0)


def ruleset(readable: Iterable[str], writable: Iterable[str]) -> int | None:
    """A file descriptor for `restrict`; paths that don't exist are left out. None without Landlock."""
    abi = version()
    if not abi:
        return None
    rights = handled(abi)
    network, scopes = (3 if abi >= 4 else 0), (3 if abi >= 6 else 0)
    attributes = struct.pack("<QQQ", rights, network, scopes)[: 8 if abi < 4 else 16 if abi < 6 else 24]
    rules = kernel.call("syscall", CREATE, attributes, len(attributes), 0)
    for path in readable:
        _allow(rules, path, READ_FILE | READ_DIR)
    for path in writable:
        _allow(rules, path, rights & ~EXECUTE)
    return rules


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(handle).st_mode):
            rights &= ON_FILES
        rule = struct.pack("<Qi", rights, handle)
        kernel.call("syscall", ADD, rules, PATH_BENEATH, rule, 0)
    finally:
        os.close(handle)


def restrict(rules: int) -> None:
    """Enter the rules for good (after no_new_privs); OSError if the kernel will not."""
    kernel.call("syscall", RESTRICT, rules, 0)
