"""Where Python and the libraries of a learner's program live: what may be read, and by which command it starts."""

import importlib.util
import json
import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

LIBRARIES = ["numpy", "numpy.libs", "pandas", "pandas.libs", "dateutil", "six.py", "pytz", "tzdata", "pyarrow"]
LIBRARIES += ["scipy", "scipy.libs", "sklearn", "scikit_learn.libs", "joblib", "threadpoolctl.py", "narwhals"]
SYSTEM = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime"]
SYSTEM += ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]
BOOT = (
    "import json,sys;config=json.loads(sys.argv[1]);sys.path.extend(config['path']);"
    "from tutor.core.code.child import main;main(config)"
)


def library_folders() -> list[str]:
    """The folders that `tutor`, numpy and msgspec are imported from (numpy itself stays unloaded)."""
    found = []
    for name in ("tutor", "numpy", "msgspec"):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            found.append(str(Path(spec.origin).resolve().parent.parent))
    return list(dict.fromkeys(found))


def readable() -> list[str]:
    """What a learner's program may read: the standard library and the libraries, but no package of lessons."""
    return [*SYSTEM, *_standard_library(), *_libraries()]


def _standard_library() -> Iterator[str]:
    for key in ("stdlib", "platstdlib"):
        folder = Path(sysconfig.get_path(key))
        names = sorted(os.listdir(folder)) if folder.is_dir() else []
        yield from (str(folder / name) for name in names if name not in ("site-packages", "dist-packages"))
    yield from map(str, (Path(sys.base_prefix) / "lib").glob("*.so*"))


def _libraries() -> Iterator[str]:
    for folder in library_folders():
        yield from (str(Path(folder) / name) for name in LIBRARIES if (Path(folder) / name).exists())


def command(config: dict[str, object]) -> list[str]:
    """The command of a child: isolated from environment, user site and current folder."""
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", BOOT, json.dumps(config)]


def environment() -> dict[str, str]:
    """A bare environment; one thread of linear algebra, since a fork keeps only one."""
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return kept | dict.fromkeys(threads, "1") | {"LC_ALL": "C.UTF-8"}


def bubblewrap(tool: str, folder: str, inside: Sequence[str]) -> list[str]:
    """`inside` run by bubblewrap: own processes, network and devices; the disk is Python, read-only, and `folder`."""
    packages = [str(Path(root) / "tutor") for root in library_folders()]
    roots = [root for root in library_folders() if (Path(root) / "numpy").exists() or (Path(root) / "msgspec").exists()]
    shown = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", sys.base_prefix, sys.prefix]
    shown += [str(Path(sys.executable).parent.parent), *roots, *packages]
    binds = [word for path in dict.fromkeys(shown) for word in ("--ro-bind-try", path, path)]
    private = ["--unshare-all", "--cap-drop", "ALL", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
    return [tool, *private, *binds, "--bind", folder, folder, "--chdir", folder, "--", *inside]
