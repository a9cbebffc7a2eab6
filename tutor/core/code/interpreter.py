"""Where Python and the libraries of a learner's program live: what may be read, and by which command it starts."""

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor.core.code.libraries import ROOTS

SYSTEM = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime"]
SYSTEM += ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]
INSTALLED = ("site-packages", "dist-packages")
BOOT = (
    "import json,sys;config=json.loads(sys.argv[1]);sys.path.extend(config['path']);"
    "from tutor.core.code.child import main;main(config)"
)


def library_folders() -> list[str]:
    """The folders that `tutor` and its libraries are imported from here, in the order in which this Python looks.

    numpy and the others stay unloaded.
    """
    specs = [importlib.util.find_spec(name) for name in ("tutor", "msgspec", *ROOTS)]
    found = [str(Path(spec.origin).resolve().parent.parent) for spec in specs if spec is not None and spec.origin]
    order = [str(Path(path).resolve()) for path in sys.path if Path(path).is_dir()]
    installed = [path for path in order if Path(path).name in INSTALLED or path in found]
    return list(dict.fromkeys([*installed, *found]))


def _has_library(folder: str) -> bool:
    return any((Path(folder) / name).exists() for name in ("msgspec", *ROOTS))


def readable() -> list[str]:
    """What any learner's program may read: the system's libraries and the standard library, but no package of lessons.

    Of what is installed, each run may read what libraries.py finds.
    """
    return [*SYSTEM, *_standard_library()]


def _standard_library() -> Iterator[str]:
    for key in ("stdlib", "platstdlib"):
        folder = Path(sysconfig.get_path(key))
        names = sorted(os.listdir(folder)) if folder.is_dir() else []
        yield from (str(folder / name) for name in names if name not in INSTALLED)
    yield from map(str, (Path(sys.base_prefix) / "lib").glob("*.so*"))


def command(config: dict[str, object]) -> list[str]:
    """The command of a child: isolated from environment, start-up files, user site and current folder."""
    return [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", BOOT, json.dumps(config)]


def environment(folder: str) -> dict[str, str]:
    """A bare environment; one thread of linear algebra, since a fork keeps only one, and no processes of joblib's.

    Home and temporary folder are the run's own: libraries look for theirs there.
    """
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    own = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), folder)
    return kept | own | dict.fromkeys(threads, "1") | {"LC_ALL": "C.UTF-8", "JOBLIB_MULTIPROCESSING": "0"}


def bubblewrap(tool: str, folder: str, size: int, inside: Sequence[str]) -> list[str]:
    """`inside` run by bubblewrap: own processes, network and devices; the disk is Python, read-only, and `folder`.

    `folder` is in memory, `size` bytes of it where this bubblewrap can be told (from 0.7 on), gone with the process.
    """
    packages = [str(Path(root) / "tutor") for root in library_folders()]
    roots = [root for root in library_folders() if Path(root).name in INSTALLED or _has_library(root)]
    shown = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", sys.base_prefix, sys.prefix]
    shown += [str(Path(sys.executable).parent.parent), *roots, *packages]
    binds = [word for path in dict.fromkeys(shown) for word in ("--ro-bind-try", path, path)]
    private = ["--unshare-all", "--cap-drop", "ALL", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
    sized = b"--size" in subprocess.run([tool, "--help"], capture_output=True, check=False).stdout
    own = [*(["--size", str(size)] if sized else []), "--tmpfs", folder, "--chdir", folder]
    return [tool, *private, *binds, *own, "--", *inside]
