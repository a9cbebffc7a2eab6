"""The folder that a run may write to: how much is in it, and how it is emptied, whatever a program made of it.

A program may leave a thousand folders in each other, names of 255 letters, folders that nobody may enter, links to
anywhere. Nothing here recurses or follows a link.
"""

import contextlib
import errno
import os
import shutil
import stat
import sys

DEEPEST = 50
TOO_MUCH = 1 << 62


def used(folder: str, most: int) -> tuple[int, int]:
    """(bytes on the disk, files and folders) in `folder` at this moment, while a program may be changing it.

    Counting stops after `most` entries; folders in each other more than `DEEPEST` deep count as too much.
    """
    size = entries = 0
    todo = [(folder, 0)]
    while todo and entries <= most:
        path, depth = todo.pop()
        if depth > DEEPEST:
            return TOO_MUCH, entries
        try:
            inside = _entries(path, folder)
        except OSError:  # a path too long for the system
            return TOO_MUCH, entries
        for entry, found in inside:
            entries += 1
            size += found.st_blocks * 512 if sys.platform != "win32" else found.st_size
            if stat.S_ISDIR(found.st_mode):
                todo.append((entry, depth + 1))
            if entries > most:
                break
    return size, entries


def _entries(path: str, folder: str) -> list[tuple[str, os.stat_result]]:
    """The paths in one folder, with what they are; what vanishes meanwhile is left out. OSError: a path too long."""
    found = []
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    found.append((entry.path, entry.stat(follow_symlinks=False)))
                if len(found) > 10_000:
                    break
    except PermissionError:
        return _entries(path, folder) if _opened(path, folder) else []
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise
        return []
    return found


def _opened(path: str, folder: str) -> bool:
    """Make a folder readable that the program closed; only if it truly is in `folder`, whatever the path leads to."""
    if sys.platform != "linux":
        return False
    try:
        handle = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        magic = f"/proc/self/fd/{handle}"
        closed = not os.stat(magic).st_mode & stat.S_IRUSR
        if closed and os.readlink(magic).startswith(os.path.realpath(folder) + os.sep):
            os.chmod(magic, 0o700)
            return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def deleted(process: int) -> int:
    """Bytes of files that `process` deleted and still holds open; 0 where the system does not say."""
    size = 0
    try:
        handles = os.listdir(f"/proc/{process}/fd")
    except OSError:
        return 0
    for handle in handles:
        try:
            found = os.stat(f"/proc/{process}/fd/{handle}")
        except OSError:
            continue
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
            size += found.st_blocks * 512
    return size


def emptied(folder: str) -> bool:
    """Delete everything in `folder`, once no program runs in it; whether it is empty now.

    Goes down by one name at a time and up by `..`, however deep that is.
    """
    os.chmod(folder, 0o700)
    if sys.platform == "win32":
        return _emptied_by_paths(folder)
    here = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        todo = [_folders_left(here)]
        names: list[str] = []
        while todo:
            if todo[-1]:
                names.append(todo[-1].pop())
                os.chmod(names[-1], 0o700, dir_fd=here)
                here = _moved(here, names[-1])
                todo.append(_folders_left(here))
            else:
                todo.pop()
                if names:
                    here = _moved(here, "..")
                    os.rmdir(names.pop(), dir_fd=here)
    except OSError:
        return False
    finally:
        os.close(here)
    return not os.listdir(folder)


def _folders_left(here: int) -> list[str]:
    """Delete what is no folder in the open folder `here`; the names of the folders."""
    folders = []
    for name in os.listdir(here):
        if stat.S_ISDIR(os.lstat(name, dir_fd=here).st_mode):
            folders.append(name)
        else:
            os.unlink(name, dir_fd=here)
    return folders


def _moved(here: int, name: str) -> int:
    """The open folder `name` of the open folder `here`, which is closed."""
    there = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=here)
    os.close(here)
    return there


def _emptied_by_paths(folder: str) -> bool:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                os.unlink(entry.path)
    return not os.listdir(folder)


def removed(folder: str) -> bool:
    """Empty `folder` and remove it; whether nothing is left."""
    try:
        if emptied(folder):
            os.rmdir(folder)
    except OSError:
        return not os.path.lexists(folder)
    return not os.path.lexists(folder)
