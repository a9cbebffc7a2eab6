"""The sandbox itself: found by trying, whole or refused, and gone when the tutor is."""

import json
import os
import platform
import shutil
import signal
import struct
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tutor.core.code import interpreter, landlock, seccomp, syscalls
from tutor.core.code.confine import Confinement, Limits
from tutor.core.code.runner import CodeRunner

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux's own")


@linux
@pytest.mark.skipif(not landlock.version(), reason="a kernel without Landlock")
def test_this_machine_seals():
    runner = CodeRunner()
    try:
        level = runner.level
        assert level.sealed
        assert {"landlock", "seccomp"} <= set(level.means)
        assert level.words.startswith("Your code runs sealed off, in a folder of its own (")
        assert ("stat" in level.powers) == ("bubblewrap" not in level.means)
        assert ("whether a file exists" in level.words) == ("stat" in level.powers)
    finally:
        runner.close()


@linux
@pytest.mark.parametrize("use", [(), ("landlock",), ("seccomp",)])
def test_a_weaker_level_is_found_out_and_named(use):
    runner = CodeRunner(use)
    try:
        level = runner.level
        assert not level.sealed
        assert level.words.startswith("Your code runs as you: ")
        assert ("files" in level.powers) == ("landlock" not in use)
        assert ("signals" in level.powers) == (use == () or (use == ("landlock",) and landlock.version() < 6))
    finally:
        runner.close()


@linux
@pytest.mark.skipif(not shutil.which("bwrap"), reason="no bubblewrap")
def test_a_bubblewrap_that_fails_is_done_without(tmp_path, monkeypatch):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    runner = CodeRunner()
    try:
        assert "bubblewrap" not in runner.level.means
        assert not runner.level.trouble
    finally:
        runner.close()


@linux
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_what_was_prepared_must_hold(tmp_path):
    """A run that cannot enter its rules does not run."""
    confinement = Confinement(str(tmp_path), [], ())
    confinement.rules = os.open("/dev/null", os.O_RDONLY)
    child = os.fork()
    if child == 0:
        try:
            confinement.enter(Limits(), 0)
        except OSError:
            os._exit(3)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    os.close(confinement.rules)


@linux
def test_a_process_whose_folder_cannot_be_emptied_is_replaced():
    runner = CodeRunner()
    try:
        runner.level  # noqa: B018 - starts the process
        first = runner._child
        replies = first.run
        first.run = lambda request: msgspec.structs.replace(replies(request), last=True)
        assert runner.run("x = 1", []).status == "ended"
        assert first.process.returncode is not None
        assert not os.path.lexists(first.folder)
        assert runner.run("import os\nassert not os.listdir('.')", []).error is None
    finally:
        runner.close()


TUTOR = """
import json, sys
from tutor.core.code.confine import Limits
from tutor.core.code.runner import CodeRunner
runner = CodeRunner(json.loads(sys.argv[1]))
runner.level
print(runner._child.folder, flush=True)
runner.run("open('begun', 'w').close()\\nwhile True: pass", [], Limits(seconds=600))
"""


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
@pytest.mark.parametrize("use", [["bubblewrap", "landlock", "seccomp"], []])
def test_a_tutor_that_ends_takes_all_with_it(use, number):
    """Killed, or by the window that is closed: no process and no folder is left."""
    tutor = subprocess.Popen(
        [sys.executable, "-c", TUTOR, json.dumps(use)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert tutor.stdout is not None
    with tutor, tutor.stdout:
        folder = Path(tutor.stdout.readline().decode().strip())
        while not has_begun(folder):
            assert tutor.poll() is None
        tutor.send_signal(number)
    while running_in(folder):
        pass
    assert not folder.exists()


def has_begun(folder: Path) -> bool:
    """Whether the program runs: its folder may be one that only its own processes see."""
    return any(Path(f"/proc/{process}/root{folder}/begun").exists() for process in running_in(folder))


def running_in(folder: Path) -> set[int]:
    """The processes that mention `folder` on their command line (zombies have none)."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder).encode() in path.read_bytes():
                found.add(int(path.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("machine", [syscalls.X86_64, syscalls.AARCH64])
def test_the_filter_is_a_program_that_the_kernel_would_take(machine):
    code = seccomp.program(machine)
    assert len(code) % 8 == 0
    rows = [struct.unpack_from("<HBBI", code, place) for place in range(0, len(code), 8)]
    assert len(rows) <= 4096
    for place, (operation, yes, no, _) in enumerate(rows):
        if operation & 7 == 5:
            assert place + 1 + max(yes, no) < len(rows)
    assert rows[-1][0] == seccomp.RETURN


def verdict(code: bytes, arch: int, number: int, first: int = 0, second: int = 0) -> int:
    """What the filter returns for a call: classic BPF, in a few lines."""
    data = {seccomp.NUMBER: number, seccomp.ARCH: arch, seccomp.FIRST: first, seccomp.SECOND: second}
    place = value = 0
    while True:
        operation, yes, no, constant = struct.unpack_from("<HBBI", code, 8 * place)
        place += 1
        if operation == seccomp.RETURN:
            return int(constant)
        if operation == seccomp.LOAD:
            value = data[constant]
        else:
            holds = {seccomp.EQUAL: value == constant, seccomp.AT_LEAST: value >= constant}
            place += yes if holds.get(operation, bool(value & constant)) else no


@pytest.mark.parametrize("machine", [syscalls.X86_64, syscalls.AARCH64])
def test_the_filter_says_what_it_should(machine):
    code, arch, calls = seccomp.program(machine), syscalls.AUDIT_ARCH[machine], syscalls.judged(machine)

    def asked(number, *arguments):
        return verdict(code, arch, number, *arguments)

    read, write = (0, 1) if machine == syscalls.X86_64 else (63, 64)
    assert asked(read) == asked(write) == seccomp.ALLOW
    for number, error in syscalls.refused(machine).items():
        assert asked(number) == seccomp.ERRNO | error
    assert asked(calls["clone"], 0x3D0F00) == seccomp.ALLOW  # as pthread_create calls it
    assert asked(calls["clone"], 17) == seccomp.ERRNO | syscalls.NO_PROCESS
    assert asked(calls["prlimit64"], 0) == asked(calls["prctl"], 15) == asked(calls["fcntl"], 3, 1) == seccomp.ALLOW
    assert asked(calls["prlimit64"], 1) != seccomp.ALLOW
    assert asked(calls["prctl"], 1) != seccomp.ALLOW
    assert asked(calls["fcntl"], 3, 8) != seccomp.ALLOW
    assert asked(calls["ioctl"], 0, 0x5401) == seccomp.ALLOW
    assert asked(calls["ioctl"], 0, 0x5412) != seccomp.ALLOW  # TIOCSTI types into the terminal
    assert verdict(code, 0x40000003, 11) == seccomp.KILL  # execve by the 32-bit door
    if machine == syscalls.X86_64:
        assert asked(seccomp.X32 + 59) == seccomp.KILL


@pytest.mark.skipif(platform.machine() != "x86_64" or sys.platform != "linux", reason="numbers of x86-64")
def test_the_numbers_are_this_systems():
    """Against the C library's own header, where it is installed."""
    header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
    if not header.exists():
        pytest.skip("no kernel headers")
    words = [line.split() for line in header.read_text().splitlines() if line.startswith("#define __NR_")]
    known = {name.removeprefix("__NR_"): int(number) for _, name, number in words}
    ours = {}
    for table in (syscalls._NETWORK, syscalls._PROCESSES, syscalls._REFUSED, syscalls._JUDGED):
        ours |= syscalls._numbers(table, syscalls.X86_64)
    assert {name: number for name, number in ours.items() if name in known} == {
        name: known[name] for name in ours if name in known
    }


def test_a_program_may_read_python_but_no_lesson():
    paths = [Path(path) for path in interpreter.readable()]
    names = {path.name for path in paths}
    assert "json" in names
    for hidden in (Path(__file__), Path(interpreter.__file__), Path.home(), Path(np.__file__)):
        assert not any(path == hidden or path in hidden.parents for path in paths)
    assert not names & {"site-packages", "dist-packages"}


def test_the_environment_is_bare(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "x")
    found = interpreter.environment("/folder")
    assert "SECRET_TOKEN" not in found
    assert found["HOME"] == found["TMPDIR"] == "/folder"
    assert found["OPENBLAS_NUM_THREADS"] == "1"
