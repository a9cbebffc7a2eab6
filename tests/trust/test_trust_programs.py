"""Programs that return, raise, leave and forge what no tutor expects: a sentence each, and the next program runs as ever."""

import sys

import pytest

from tests.core.attacks import FAILED, INVALID, PASSED, all_runners, check_attack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is tried is Linux's")

NOT_PASSED = (FAILED, INVALID)
ANY = (FAILED, INVALID, PASSED)

# name, outcomes, words of the sentence, source; in a source braces are doubled.
# fmt: off
RETURNED = [
    ('10**5000', FAILED, 'Twice x was due.', 'def double(x):\n    return 10**5000'),
    ('a long int deep inside', FAILED, '', "def double(x):\n    return {{'a': [(10**5000,)], 10**4400: 1}}"),
    ('a factorial', FAILED, 'Twice x was due.', 'import math\ndef double(x):\n    return math.factorial(3000)'),
    ('an int of a million digits', INVALID, 'an int of about', 'def double(x):\n    return 1 << 4_000_000'),
    ('an array of nothing, endless', INVALID, 'of shape (549755813888, 0)', 'import numpy as np\ndef double(x):\n    return np.empty((2**39, 0))'),
    ('an array that says it is bigger', INVALID, 'ndarray of shape', 'import numpy as np\ndef double(x):\n    return np.broadcast_to(1.0, (2**20, 2**20))'),
    ('a set whose items are of one hash', FAILED, '', 'def double(x):\n    return {{n * (2**61 - 1) for n in range(2000)}}'),
    ('a set that yields other things', FAILED, '', 'class S(set):\n    def __iter__(self): return iter(range(10**9))\n    def __len__(self): return 10**9\ndef double(x):\n    return S([1])'),
    ('a list that never ends', FAILED, '', 'class L(list):\n    def __iter__(self):\n        while True: yield 1\ndef double(x):\n    return L([1])'),
    ('a dict that lies', FAILED, '', 'class D(dict):\n    def items(self): raise SystemExit\n    def keys(self): return range(10**9)\ndef double(x):\n    return D(a=1)'),
    ('100 MB of text', INVALID, 'str of 100,000,000 characters, too long to be looked at', "def double(x):\n    return 'x' * 10**8"),
    ('a list that holds itself', INVALID, 'nested too deep', 'def double(x):\n    y = []; y.append(y); return y'),
    ('nested 10,000 deep', INVALID, 'nested too deep', 'def double(x):\n    y = []\n    for _ in range(10_000): y = [y]\n    return y'),
    ('a million empty dicts', INVALID, 'list of 1,000,000 items', 'def double(x):\n    return [{{}} for _ in range(10**6)]'),
    ('long texts beside numbers', FAILED, '', "def double(x):\n    return ['x' * 10**6] + [1.0] * 1000"),
    ('a repr that never ends', FAILED, 'is an Odd', 'class Odd:\n    def __repr__(self): raise SystemExit\ndef double(x):\n    return Odd()'),
    ('a metaclass that raises', FAILED, '', 'class M(type):\n    def __getattribute__(cls, n): raise KeyboardInterrupt\nclass Odd(metaclass=M): pass\ndef double(x):\n    return Odd()'),
    ('a generator', FAILED, 'is a generator', 'def double(x):\n    yield 2 * x'),
    ('nan for every number', FAILED, 'is nan', "def double(x):\n    return x * float('nan')"),
    ('a table of long numbers', FAILED, '', "import pandas as pd\ndef double(x):\n    return pd.DataFrame({{'a' * 9000: [10**5000, '\\ud800', None]}})"),
    ('a table of 100,000 columns', INVALID, 'DataFrame of shape', 'import pandas as pd, numpy as np\ndef double(x):\n    return pd.DataFrame(np.zeros((1, 100_000)))'),
    ('half characters', FAILED, '', "def double(x):\n    return '\\ud800\\x1b[2J\\x00' * 5"),
    ('an object array of itself', INVALID, 'nested too deep', 'import numpy as np\ndef double(x):\n    a = np.empty(2, dtype=object); a[0] = a; return a'),
    ('an array that is no array', FAILED, '', 'import numpy as np\nclass A(np.ndarray):\n    shape = property(lambda s: 1/0)\n    def tobytes(self): raise SystemExit\ndef double(x):\n    return np.zeros(3).view(A)'),
]
RAISED = [
    ('an error whose text never ends', FAILED, 'raised E', "class E(Exception):\n    def __str__(self): return 'x' * 10**8\ndef double(x):\n    raise E"),
    ('an error that raises', FAILED, '', 'class E(Exception):\n    def __str__(self): raise SystemExit\ndef double(x):\n    raise E'),
    ('an error with a lying file', INVALID, '', "def double(x):\n    raise OSError(13, 'no', 'y' * 10**7)"),
    ('an error with odd numbers', FAILED, '', 'def double(x):\n    e = OSError(); e.errno = 10**30; e.filename = object(); raise e'),
    ('a group of 10,000 errors', FAILED, 'ExceptionGroup', "def double(x):\n    raise ExceptionGroup('many', [ValueError(n) for n in range(10_000)])"),
    ('a syntax error of its own', FAILED, '', "def double(x):\n    raise SyntaxError('no', ('your code', 10**9, -5, 'text'))"),
]
LEFT = [
    ('1,500 folders in each other', INVALID, 'files and folders', "import os\nfor n in range(1500):\n    os.mkdir('d'); os.chdir('d')\nimport time; time.sleep(1)\ndef double(x): return 2 * x"),
    ('30 folders with long names', (PASSED, INVALID), '', "import os\nfor n in range(30):\n    os.mkdir('d' * 250); os.chdir('d' * 250)\nopen('f' * 250, 'w')\ndef double(x): return 2 * x"),
    ('closed folders', (PASSED, INVALID), '', "import os\nfor n in range(30):\n    os.mkdir('d'); os.chdir('d'); open('f', 'w').write('x')\nos.mkdir('e', 0); os.mkdir('g', 0o300)\ndef double(x): return 2 * x"),
    ('links to elsewhere', PASSED, '', "import os\nos.symlink('/etc', 'l'); os.symlink('..', 'm'); os.symlink('n', 'n')\ndef double(x): return 2 * x"),
    ('7 MB files in a loop', INVALID, 'wrote more than 32 MB', "def double(x):\n    n = 0\n    while True:\n        open(f'{{n}}', 'wb').write(bytes(7_000_000)); n += 1"),
    ('files that it deletes but holds', INVALID, 'wrote more than 32 MB', "import os, time\nkept = []\nfor n in range(40):\n    kept.append(open('f', 'wb')); kept[-1].write(bytes(7_000_000)); kept[-1].flush(); os.unlink('f')\ntime.sleep(3)\ndef double(x): return 2 * x"),
    ('100,000 empty files', INVALID, 'files and folders', "def double(x):\n    n = 0\n    while True:\n        open(f'{{n}}', 'w').close(); n += 1"),
    ('5 files of 7 MB, at once', INVALID, 'wrote more than 32 MB', "for n in range(5): open(f'{{n}}', 'wb').write(bytes(7_000_000))\ndef double(x): return 2 * x"),
    ('FIFOs and sockets', (PASSED, INVALID), '', "import os\nos.mkfifo('p')\ntry: os.mknod('q')\nexcept OSError: pass\ndef double(x): return 2 * x"),
    ('names that are no text', PASSED, '', "import os\nopen(b'\\xff\\xfe', 'w').close(); os.mkdir(b'\\x01\\x1b[2J')\ndef double(x): return 2 * x"),
    ('its folder moved away', (PASSED, INVALID), '', "import os\nos.mkdir('a'); os.chdir('a'); os.rmdir('../a')\ndef double(x): return 2 * x"),
]
FORGED = [
    ('a clock that stands', FAILED, '', 'import time\ntime.thread_time = time.process_time = time.perf_counter = time.monotonic = lambda: 0.0\ndef double(x): return 0'),
    ('ends its streams', (PASSED, INVALID), '', 'import os, sys\nsys.stdout.close(); sys.stderr.close(); os.close(1)\ndef double(x): return 2 * x'),
    ('streams that raise', PASSED, '', 'import sys\nclass O:\n    def flush(self): raise SystemExit\nsys.stdout = sys.stderr = None\ndef double(x): return 2 * x'),
    ('forges a thousand answers', INVALID, '', 'import os, struct\nfrom tutor.core.code import messages, wire\ndef double(x):\n    for fd in range(3, 64):\n        try: os.write(fd, wire.frame(messages.Missing()) * 1000)\n        except OSError: pass\n    return 2 * x'),
    ('forges 12 MB of empty arrays', INVALID, '', "import os, struct\nfrom tutor.core.code import messages, wire, values\nbomb = wire.frame(messages.Returned(values.Packed(b'l' + b'astN' * 120_000, struct.pack('<q', 480_000) + struct.pack('<4q', 0, 3, 0, 0) * 120_000, b'<f8' * 120_000)))\ndef double(x):\n    for fd in range(3, 64):\n        try: os.write(fd, bomb)\n        except OSError: pass\n    return 2 * x"),
    ('asks for the time for ever', INVALID, '', 'import os\ndef double(x):\n    for fd in range(3, 64):\n        for _ in range(1000):\n            try: os.write(fd, bytes(4000))\n            except OSError: break\n    return 2 * x'),
    ('half a frame', INVALID, '', "import os\ndef double(x):\n    for fd in range(3, 64):\n        try: os.write(fd, b'\\xff\\xff\\xff\\x0fabc')\n        except OSError: pass\n    return 2 * x"),
    ('patches what sends', NOT_PASSED, '', 'import tutor.core.code.learner as l\nl.pack = lambda *a: 3\ndef double(x): return 0'),
    ('marks among its prints', FAILED, '', "def double(x):\n    print('\\0call 999999999\\0' * 1000); return 0"),
    ('a hook on every import', ANY, '', 'import sys\nsys.meta_path.clear(); sys.path_hooks.clear(); sys.modules.clear()\ndef double(x): return 2 * x'),
    ('audit hooks and tracing', (PASSED, INVALID), '', 'import sys, threading\nsys.settrace(lambda *a: None); sys.addaudithook(lambda *a: None); threading.settrace(lambda *a: None)\ndef double(x): return 2 * x'),
    ('changes its argument', FAILED, 'changes x', "def double(x):\n    y = 2 * x\n    if hasattr(x, 'shape'): x[:] = 0\n    return y"),
    ('10,000 threads', NOT_PASSED, '', 'import threading, time\ndef double(x):\n    for _ in range(10_000): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n    return 2 * x'),
    ('a stack of its own', NOT_PASSED, '', 'import sys, threading\nthreading.stack_size(512 << 20)\nsys.setrecursionlimit(10**8)\ndef deep(n): return deep(n + 1)\ndef double(x):\n    t = threading.Thread(target=deep, args=(0,)); t.start(); t.join(); return 2 * x'),
    ('an exit at the end', (PASSED, INVALID), '', 'import atexit, os\natexit.register(os._exit, 3)\ndef double(x): return 2 * x'),
    ('an alarm', INVALID, '', 'import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.05)\ndef double(x):\n    while True: pass'),
    ('fills memory slowly', INVALID, '', 'def double(x):\n    kept = []\n    while True: kept.append(bytearray(1 << 20))'),
]
# fmt: on
SLOW = {
    "a set whose items are of one hash",
    "a table of long numbers",
    "a table of 100,000 columns",
    "a million empty dicts",
    "an error whose text never ends",
    "100,000 empty files",
    "forges 12 MB of empty arrays",
    "asks for the time for ever",
    "a stack of its own",
    "fills memory slowly",
}
PROGRAMS = [*RETURNED, *RAISED, *LEFT, *FORGED]


@pytest.fixture(scope="module")
def runners():
    made = all_runners()
    yield made
    for runner in made.values():
        runner.close()


def named(programs):
    return [pytest.param(*program[1:], id=program[0]) for program in programs]


def test_there_are_fifty():
    assert len({name for name, *_ in PROGRAMS}) == len(PROGRAMS) >= 50
    assert {name for name, *_ in PROGRAMS} >= SLOW


@pytest.mark.parametrize(("outcome", "words", "source"), named(one for one in PROGRAMS if one[0] not in SLOW))
def test_each_ends_in_a_sentence(runners, tmp_path, outcome, words, source):
    check_attack(runners["all"], tmp_path, outcome, words, source, seconds=60)


@pytest.mark.trust
@pytest.mark.parametrize("level", ["all", "kernel", "cold", "limits", "cold limits"])
@pytest.mark.parametrize(("outcome", "words", "source"), named(PROGRAMS))
def test_each_ends_in_a_sentence_on_every_level(runners, tmp_path, level, outcome, words, source):
    """Where a program cannot be held by the kernel, it may end otherwise; but it ends, and nothing is left."""
    sealed = level in ("all", "kernel", "cold")
    check_attack(runners[level], tmp_path, outcome if sealed else ANY, words if sealed else "", source, seconds=10)
