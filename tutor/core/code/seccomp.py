"""The seccomp filter of a learner's program: no new processes, network, signals or changes of the machine.

A classic BPF program (Linux: Documentation/userspace-api/seccomp_filter.rst), built here and handed to
prctl(PR_SET_SECCOMP) through ctypes. Threads of the program itself are allowed.
"""

import ctypes
import errno
import struct

from tutor.core.code import kernel, syscalls

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCH, FIRST, SECOND = 0, 4, 16, 24  # offsets in struct seccomp_data (little-endian low words)
X32 = 0x40000000
CLONE_THREAD = 0x00010000
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER = 1, 22, 38, 2
HARMLESS_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # is it a terminal, its size, FIO*
OWNING_FCNTLS = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: signals by another door


def _do(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", code, yes, no, value)


def _refuse(number: int = errno.EPERM) -> bytes:
    return _do(RETURN, ERRNO | number)


def _when(number: int, *body: bytes) -> list[bytes]:
    """`body` (which returns) for syscall `number`, else go on."""
    return [_do(EQUAL, number, 0, len(body)), *body]


def _one_of(offset: int, values: tuple[int, ...], yes: bytes, no: bytes) -> list[bytes]:
    """Return `yes` if the argument at `offset` is one of `values`, else `no`."""
    tests = [_do(EQUAL, value, len(values) - at) for at, value in enumerate(values)]
    return [_do(LOAD, offset), *tests, no, yes]


def program(machine: str) -> bytes:
    """The filter for `machine` as an array of struct sock_filter; KeyError for a machine we don't know."""
    allow = _do(RETURN, ALLOW)
    code = [_do(LOAD, ARCH), _do(EQUAL, syscalls.AUDIT_ARCH[machine], 1), _do(RETURN, KILL), _do(LOAD, NUMBER)]
    if machine == syscalls.X86_64:
        code += [_do(AT_LEAST, X32, 0, 1), _do(RETURN, KILL)]
    calls, no_process = syscalls.judged(machine), _refuse(syscalls.NO_PROCESS)
    code += _when(calls["clone"], _do(LOAD, FIRST), _do(ANY_BIT, CLONE_THREAD, 1), no_process, allow)
    code += _when(calls["clone3"], _refuse(errno.ENOSYS))  # the C library then falls back to clone
    code += _when(calls["prlimit64"], *_one_of(FIRST, (0,), allow, _refuse()))
    code += _when(calls["prctl"], *_one_of(FIRST, (PR_SET_PDEATHSIG,), _refuse(), allow))
    code += _when(calls["fcntl"], *_one_of(SECOND, OWNING_FCNTLS, _refuse(), allow))
    code += _when(calls["ioctl"], *_one_of(SECOND, HARMLESS_IOCTLS, allow, _refuse(errno.ENOTTY)))
    for number, error in syscalls.refused(machine).items():
        code += _when(number, _refuse(error))
    return b"".join([*code, allow])


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(code: bytes) -> None:
    """Put this thread (and those it starts) under the filter for good; OSError if the kernel will not."""
    kernel.call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    kernel.call("prctl", PR_SET_SECCOMP, FILTER, ctypes.byref(_Program(len(code) // 8, code)), 0, 0)
