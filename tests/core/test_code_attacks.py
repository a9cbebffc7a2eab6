"""Programs that mean harm, or that go wrong in the usual ways: each ends in a sentence, and nothing is left of it."""

import sys

import numpy as np
import pytest

from tests.core.attacks import (
    CHECKS,
    FAILED,
    INVALID,
    PASSED,
    PLENTY,
    RIGHT,
    all_runners,
    attempt,
    check_attack,
    processes,
    table,
)
from tutor.core.code.grading import grade_code

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the seal is Linux's; elsewhere the limits alone")

# name, outcome, words of the sentence, source. {…} are filled in with things that must not be reached.
HARMLESS_ANYWHERE = [
    ("endless loop", INVALID, "longer than 0.5 s", "def double(x):\n    while True: pass"),
    ("endless loop at the top", INVALID, "longer than 0.5 s", "while True: pass"),
    ("sleep", INVALID, "longer than 0.5 s", "import time\ndef double(x):\n    time.sleep(60)"),
    ("input", INVALID, "asked for input in line 2", "def double(x):\n    return input()"),
    ("10 GB", INVALID, "more memory than the 1024 MB", "def double(x):\n    return bytearray(10 * 2**30)"),
    ("10 GB in numpy", INVALID, "more memory", "import numpy as np\ndef double(x):\n    return np.ones(10 * 2**27)"),
    ("endless output", INVALID, "printed more than 4 MB", "def double(x):\n    while True: print('x' * 1000)"),
    ("recursion", FAILED, "RecursionError", "def double(x):\n    return double(x)"),
    (
        "recursion without a limit",
        INVALID,
        "",
        "import sys\nsys.setrecursionlimit(10**9)\ndef double(x):\n    return double(x)",
    ),
    ("os._exit", INVALID, "ended Python itself", "import os\ndef double(x):\n    os._exit(0)"),
    ("os._exit at the top", INVALID, "ended Python itself", "import os\nos._exit(0)"),
    ("sys.exit", INVALID, "called exit in line 3", "import sys\ndef double(x):\n    sys.exit()"),
    ("crash", INVALID, "crashed Python itself", "import ctypes\ndef double(x):\n    ctypes.string_at(0)"),
    ("big file", INVALID, "a file of more than 8 MB", "def double(x):\n    open('a', 'wb').write(b'x' * 9_000_000)"),
    ("many files", INVALID, "64 files at once", "def double(x):\n    return [open(str(n), 'w') for n in range(99)]"),
    (
        "prints a verdict",
        FAILED,
        "Twice x was due",
        'def double(x):\n    print(\'passed\', \'{{"outcome": "passed", "score": 1.0}}\')\n    return 0',
    ),
    (
        "forges the end record",
        INVALID,
        "meddled",
        "import os\n"
        "def double(x):\n"
        "    for fd in range(3, 64):\n"
        "        try: os.write(fd, bytes.fromhex('0a00000081a474797065a3456e64'))\n"
        "        except OSError: pass\n"
        "    os._exit(0)",
    ),
    (
        "patches the checker",
        INVALID,
        "",
        "import sys\n"
        "for name, module in list(sys.modules.items()):\n"
        "    if name.startswith('tutor'):\n"
        "        for key in list(vars(module)):\n"
        "            if callable(vars(module)[key]): setattr(module, key, lambda *a, **k: True)\n"
        "def double(x): return 0",
    ),
    (
        "patches numpy's judgement",
        FAILED,
        "Twice x was due",
        "import numpy as np\n"
        "np.allclose = np.isclose = lambda *a, **k: True\n"
        "class Equal(float):\n"
        "    def __eq__(self, other): return True\n"
        "def double(x): return Equal(0.0)",
    ),
    ("syntax error", INVALID, "cannot read your code in line 2", "def double(x):\n    return 2 *"),
    ("deep nesting", INVALID, "cannot read your code", "x = " + "(" * 5000 + ")" * 5000),
    ("no such name", FAILED, "NameError: name 'y' is not defined in line 2", "def double(x):\n    return y"),
    ("error at the top", INVALID, "stopped in line 1: ZeroDivisionError", "1 / 0\ndef double(x): return 2 * x"),
    ("another name", INVALID, "defines no function double(x)", "def doppelt(x): return 2 * x"),
    ("no return", FAILED, "returns nothing", "def double(x):\n    2 * x"),
    ("takes nothing", FAILED, "takes 0 positional arguments", "def double(): return 2"),
    ("tabs", PASSED, "", "def double(x):\n\ty = x\n        \n    return y + x"),
    ("Windows line ends", PASSED, "", "\ufeffdef double(x):\r\n    return 2 * x\r\n"),
    ("NUL", INVALID, "NUL character", "def double(x):\0\n    return 2 * x"),
    ("half a character", INVALID, "half a character", "# \udc80\ndef double(x): return 2 * x"),
]
SEALED_ONLY = [
    ("fork bomb", INVALID, "start a process", "import os\ndef double(x):\n    for _ in range(5): os.fork()"),
    (
        "daemon",
        INVALID,
        "start a process",
        "import subprocess\ndef double(x):\n    subprocess.Popen(['/bin/sleep', '60'], start_new_session=True)",
    ),
    (
        "multiprocessing",
        INVALID,
        "start a process",
        "import os\ndef double(x):\n    os.posix_spawn('/bin/ls', ['ls'], {{}})",
    ),
    ("reads the home folder", INVALID, "its own folder", "def double(x):\n    return open('{secret}').read()"),
    ("lists the home folder", INVALID, "its own folder", "import os\ndef double(x):\n    return os.listdir('{home}')"),
    ("reads the solution", INVALID, "its own folder", "def double(x):\n    return open('{solution}').read()"),
    ("writes outside", INVALID, "its own folder", "def double(x):\n    open('{home}/new', 'w').write('x')"),
    ("overwrites", INVALID, "its own folder", "def double(x):\n    open('{secret}', 'w')"),
    ("deletes", INVALID, "its own folder", "import os\ndef double(x):\n    os.unlink('{secret}')"),
    ("renames", INVALID, "its own folder", "import os\ndef double(x):\n    os.rename('{secret}', 'mine')"),
    ("links", INVALID, "its own folder", "import os\ndef double(x):\n    os.link('{secret}', 'mine')"),
    ("changes rights", INVALID, "its own folder", "import os\ndef double(x):\n    os.chmod('{secret}', 0)"),
    ("changes times", INVALID, "change the system", "import os\ndef double(x):\n    os.utime('{secret}', (0, 0))"),
    ("truncates", INVALID, "its own folder", "import os\ndef double(x):\n    os.truncate('{secret}', 0)"),
    ("writes a library", INVALID, "its own folder", "import json\ndef double(x):\n    open(json.__file__, 'a')"),
    (
        "network",
        INVALID,
        "tried to use the network in line 3",
        "import socket\ndef double(x):\n    socket.create_connection(('127.0.0.1', {port}), 1)",
    ),
    ("local sockets", INVALID, "the network", "import socket\ndef double(x):\n    socket.socket(socket.AF_UNIX)"),
    ("signals the tutor", INVALID, "reach another process", "import os\ndef double(x):\n    os.kill({pid}, 9)"),
    ("signals its parent", INVALID, "reach another process", "import os\ndef double(x):\n    os.kill(os.getppid(), 9)"),
    ("signals all", INVALID, "reach another process", "import os\ndef double(x):\n    os.kill(-1, 9)"),
    (
        "raises its limits",
        INVALID,
        "more memory",
        "import resource\n"
        "try: resource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n"
        "except (OSError, ValueError): pass\n"
        "def double(x): return bytearray(10 * 2**30)",
    ),
    (
        "threads that don't end",
        PASSED,
        "",
        "import threading, time\n"
        "def spin():\n"
        "    while True: time.sleep(0.01)\n"
        "threading.Thread(target=spin).start()\n"
        "def double(x): return 2 * x",
    ),
]


@pytest.fixture(scope="module")
def runners():
    made = all_runners()
    yield made
    for runner in made.values():
        runner.close()


@pytest.mark.parametrize("level", ["all", "limits"])
@table(HARMLESS_ANYWHERE)
def test_what_the_limits_stop(runners, level, tmp_path, outcome, words, source):
    check_attack(runners[level], tmp_path, outcome, words, source)


@pytest.mark.parametrize("level", ["all", "kernel"])
@table(SEALED_ONLY)
def test_what_the_seal_stops(runners, level, tmp_path, outcome, words, source):
    if not runners[level].level.sealed:
        pytest.skip("no seal on this machine")
    check_attack(runners[level], tmp_path, outcome, words, source)


COLD = {
    "endless loop",
    "endless output",
    "os._exit",
    "10 GB",
    "threads that don't end",
    "network",
    "syntax error",
    "tabs",
}


@table([case for case in [*HARMLESS_ANYWHERE, *SEALED_ONLY] if case[0] in COLD])
def test_a_cold_process_holds_the_same(runners, tmp_path, outcome, words, source):
    if not runners["cold"].level.sealed:
        pytest.skip("no seal on this machine")
    check_attack(runners["cold"], tmp_path, outcome, words, source)


@pytest.mark.trust
@table([*HARMLESS_ANYWHERE, *SEALED_ONLY])
def test_a_cold_process_holds_all_the_same(runners, tmp_path, outcome, words, source):
    check_attack(runners["cold"], tmp_path, outcome, words, source)


@pytest.mark.parametrize("session", [False, True])
def test_without_a_seal_what_a_program_leaves_is_ended(runners, tmp_path, session):
    """Three children, no more: a bomb's first moment."""
    source = (
        "import os, time\n"
        "def double(x):\n"
        "    for _ in range(3):\n"
        "        if os.fork() == 0:\n"
        f"            {'os.setsid()' if session else 'pass'}\n"
        "            time.sleep(60)\n"
        "            os._exit(0)\n"
        "    return 0"
    )
    runner = runners["limits"]
    runner.level  # noqa: B018
    alive = processes()
    attempt(runner, source, PLENTY)
    assert processes() == alive


def test_folders_that_cannot_be_entered_are_swept(runners):
    source = (
        "import os\nfor n in range(30):\n    os.mkdir('d'); os.chdir('d')\n"
        "os.mkdir('closed', 0)\nopen('f', 'w').write('x')\n" + RIGHT
    )
    runner = runners["all"]
    assert attempt(runner, source, PLENTY).grade.outcome is PASSED
    assert attempt(runner, f"import os\nassert not os.listdir('.')\n{RIGHT}", PLENTY).grade.outcome is PASSED


def test_nothing_is_left_from_one_run_to_the_next(runners):
    runner = runners["all"]
    attempt(runner, "import numpy as np, builtins\nnp.sum = builtins.len = None\nopen('left', 'w')\n" + RIGHT, PLENTY)
    source = "import os, numpy as np\nassert not os.listdir('.') and len('a') == np.sum([1])\n" + RIGHT
    assert attempt(runner, source, PLENTY).grade.outcome is PASSED


def test_the_child_never_holds_what_is_expected(runners):
    """All that the program could find of the right values in its memory are its own inputs."""
    source = (
        "import gc\n"
        "def double(x):\n"
        "    for thing in gc.get_objects():\n"
        "        if type(thing).__name__ in ('Property', 'CodeChecks', 'Case', 'Grade'): return 2 * x\n"
        "    return 0"
    )
    graded = attempt(runners["all"], source, PLENTY)
    assert graded.grade.outcome is FAILED
    assert graded.grade.score == 0


def test_inputs_are_drawn_anew_for_each_attempt(runners):
    source = "def double(x):\n    print(x)\n    return 2 * x"
    prints = {grade_code(CHECKS, source, seed=seed, seconds=PLENTY, runner=runners["all"]).prints for seed in (1, 2, 3)}
    assert len(prints) == 3
    assert np.isfinite([float(text) for text in prints]).all()
