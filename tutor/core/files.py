"""Files of the learner's, in and out: none is read that could have no end, none is left half written."""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from tutor.core.errors import FileError
from tutor.core.paths import ensure
from tutor.core.safe_text import one_line


def read(path: Path, most: int) -> bytes:
    """All of a plain file of at most `most` bytes. Raises FileError, before a byte is read of anything else."""
    shown = one_line(str(path), 200)
    try:
        _refuse(os.stat(path), most, shown)  # to open a device may already do something
        with open(path, "rb", opener=plain) as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise FileError(f"There is no file {shown}. Look at the path, from this folder.") from None
    except (OSError, ValueError) as error:
        raise FileError(f"{shown} cannot be read ({getattr(error, 'strerror', None) or error}).") from error
    if len(content) > most:  # it grew meanwhile, or tells no size, as in /proc
        raise FileError(_too_large(shown, most))
    return content


def plain(path: str, flags: int) -> int:
    """For `open(…, opener=plain)`: plain files only; at a pipe OSError, without waiting for who would write to it."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "it is no plain file")


def _refuse(about: os.stat_result, most: int, shown: str) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise FileError(f"{shown} is a folder: name a file in it.")
    if not stat.S_ISREG(about.st_mode):
        raise FileError(f"{shown} is a pipe or a device, no plain file: save what it gives to a file, and name that.")
    if about.st_size > most:
        raise FileError(_too_large(shown, most))


def _too_large(shown: str, most: int) -> str:
    size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1_000} kB"
    return f"{shown} is larger than {size}, more than such a file can have: is it the right one?"


def write(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Replace the file at `path`, or the one that a link there leads to: after a crash it is the old or the new one.

    Of a text in pieces no more than one is in memory.
    Raises FileError, on a full disk too, and leaves nothing half written.
    """
    target = _target(path)
    ensure(target.parent)
    # The name cannot be guessed and must be new: in a shared folder, a link might lie in wait there.
    made = target.with_name(f".tutor-{os.urandom(8).hex()}.new")
    pieces = [content] if isinstance(content, str | bytes) else content
    try:
        with made.open("xb") as file:
            file.writelines(piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, made)
        made.replace(target)
    except OSError as error:
        raise FileError(f"{path}: cannot be written ({error.strerror or error}).") from error
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)


def _target(path: Path) -> Path:
    """Where a file at `path` is written: behind a link, what it leads to. Raises FileError where that cannot be."""
    target = Path(os.path.realpath(path))
    if os.path.islink(path) and not target.parent.is_dir():
        raise FileError(f"{path} is a link to {target}, whose folder is not there. Is its disk mounted?")
    if target.is_dir():
        raise FileError(f"{path} is a folder: name a file in it.")
    if os.path.lexists(target) and not target.is_file():
        raise FileError(f"{path} is a pipe or a device, no plain file, and is not written to.")
    return target


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Make `folder`, new or empty, of texts by relative name; it appears when all of them are on disk. FileError."""
    made = folder.with_name(f".tutor-{os.urandom(8).hex()}.new")
    try:
        for name, text in files.items():
            write(made / name, text)
        if folder.is_dir():
            folder.rmdir()  # empty; else this fails, as it should
        made.rename(folder)
    except FileError as error:
        raise FileError(str(error).replace(str(made), str(folder))) from error
    except OSError as error:
        raise FileError(f"{folder}: cannot be written ({error.strerror or error}).") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
