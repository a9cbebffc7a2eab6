"""`tutor doctor`: what a bug report needs, and what is wrong on this machine."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from tutor import __version__
from tutor.cli.common import catalog, counted, options, put

Row = tuple[str, str]
LOG_LINES, ROWS = 60, 10


@click.command()
@click.option("--repair", is_flag=True, help="Look at every page of the progress file, and mend it where needed.")
@options
def doctor(repair: bool) -> int:
    """Look at versions, folders, terminal, lessons, progress, sandbox and log. Exit 1 if something is wrong."""
    if repair:
        return _repair()
    wrong = 0
    for title, rows in (("Versions", _versions), ("Folders", _folders), ("Terminal", _terminal),
                        ("Lessons", _lessons), ("Settings", _settings), ("Progress", _store),
                        ("Learners' programs", _sandbox), ("Log, its newest lines", _log)):  # fmt: skip
        put(title)
        for name, value in _safely(rows):
            wrong += name.startswith("!")
            put(f"{'!' if name.startswith('!') else ' '} {name.lstrip('!'):<18} {value}")
    put(f"\n{counted(wrong, 'thing')} to look at, marked with !" if wrong else "\nAll is well.")
    return 1 if wrong else 0


def _repair() -> int:
    from tutor.core.documents import fault
    from tutor.core.paths import data_dir
    from tutor.core.store.database import repair
    from tutor.core.store.sqlite import FILE

    put(repair(data_dir() / FILE, fault))
    return 0


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path))
@options
def backup(target: Path | None) -> int:
    """Copy your progress into TARGET, a folder or a new file; here, if not given. A tutor may run meanwhile."""
    from tutor.core.paths import data_dir
    from tutor.core.store.database import backup as copied
    from tutor.core.store.sqlite import FILE

    put(f"Your progress is copied to {copied(data_dir() / FILE, target)}.")
    return 0


def _safely(rows: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """The rows; a part of the doctor that falls ill is a row itself."""
    try:
        yield from rows()
    except Exception as error:  # noqa: BLE001 - the doctor must get through, whatever is broken
        yield "!failed", f"{type(error).__name__}: {error}"


def _versions() -> Iterator[Row]:
    from importlib.metadata import PackageNotFoundError, requires, version

    yield "tutor", __version__
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield "system", platform.platform()
    for requirement in requires("tuitor") or ():
        if "extra ==" in requirement:
            continue
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield f"!{name}", "not installed: pip install --upgrade tuitor"


def _folders() -> Iterator[Row]:
    from tutor.core.paths import config_dir, data_dir, log_file, writable

    for name, folder in (("data", data_dir()), ("settings", config_dir())):
        good = writable(folder)
        yield f"{'' if good else '!'}{name}", f"{folder}{'' if good else ' cannot be written to'}"
    yield "log", str(log_file())


def _terminal() -> Iterator[Row]:
    ttys = [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name).isatty()]
    yield "is a terminal", ", ".join(ttys) or "none of stdin, stdout, stderr"
    columns, lines = shutil.get_terminal_size()
    yield "size", f"{columns} × {lines}" + ("" if columns >= 80 and lines >= 24 else ", small: 80 × 24 is better")
    yield "TERM", os.environ.get("TERM", "not set")
    yield "encoding", sys.stdout.encoding
    yield "colours", _colours()
    variables = ("NO_COLOR", "TMUX", "SSH_TTY", "TERM_PROGRAM", "LC_ALL", "LANG")
    yield "environment", ", ".join(f"{each}={os.environ[each]}" for each in variables if each in os.environ) or "plain"


def _colours() -> str:
    if "NO_COLOR" in os.environ:
        return "none, as NO_COLOR asks"
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return "16 million"
    return "256" if "256" in os.environ.get("TERM", "") else "16"


def _lessons() -> Iterator[Row]:
    from tutor.core.packs.installed import VARIABLE, disabled

    found = catalog()
    for pack in found.packs:
        brought = f"{pack.distribution} {pack.version}" if pack.distribution else str(pack.root)
        yield pack.id, f"{counted(len(found.in_pack(pack)), 'lesson')}, from {brought}"
    for id in sorted(disabled()):
        yield id, "disabled; `tutor packs --enable` brings it back"
    if VARIABLE in os.environ:
        yield VARIABLE, os.environ[VARIABLE]
    for problem in found.problems:
        yield "!problem", str(problem)


def _settings() -> Iterator[Row]:
    from tutor.core.paths import settings_file
    from tutor.core.settings import load_settings

    yield "file", str(settings_file()) if settings_file().exists() else f"{settings_file()} (none yet)"
    for notice in load_settings(settings_file()).notices:
        yield "!notice", notice


def _store() -> Iterator[Row]:
    from tutor.core.paths import data_dir
    from tutor.core.store.sqlite import FILE, open_store

    file = data_dir() / FILE
    if not file.exists():
        yield "file", f"{file} (none yet)"
        return
    store = open_store(data_dir())
    try:
        answers = len(store.attempts())
        yield "file", f"{file} ({file.stat().st_size / 1e6:.1f} MB, {counted(answers, 'answer')})"
        for notice in store.notices:
            yield "!notice", notice
        yield from _rows(file)
    finally:
        store.close()


def _rows(file: Path) -> Iterator[Row]:
    """Rows that reading leaves out."""
    from contextlib import closing

    from tutor.core.documents import fault
    from tutor.core.store import aside, schema

    with closing(schema.connect(file, mode="ro")) as connection:
        found = list(aside.faults(connection, fault))
    for each in found[:ROWS]:
        yield "!cannot be read", str(each)
    if found:
        left = f"; {len(found) - ROWS} more" if len(found) > ROWS else ""
        yield "!set them aside", f"tutor doctor --repair moves them to a file, all else stays{left}"


def _sandbox() -> Iterator[Row]:
    from tutor.core.code.runner import shared_runner

    runner = shared_runner()
    try:
        yield f"{'!' if runner.level.trouble else ''}sandbox", runner.level.words
    finally:
        runner.close()


def _log() -> Iterator[Row]:
    from tutor.core.log import newest

    lines = list(newest(LOG_LINES))
    yield from (("", line) for line in lines or ["(empty)"])
