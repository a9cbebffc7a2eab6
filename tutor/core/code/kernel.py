"""One door to the C library: prctl and bare syscalls through ctypes, errors as OSError."""

import ctypes
import os
from typing import Any


def call(name: str, *arguments: Any) -> int:
    """`libc.name(*arguments)`, numbers as C longs; OSError with the kernel's errno below 0."""
    function = ctypes.CDLL(None, use_errno=True)[name]
    given = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    ctypes.set_errno(0)
    result = int(function(*given))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result
