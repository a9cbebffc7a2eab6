"""`tutor` and `tutor learn`: the whole screen, or plain text where there is none."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli.common import Refused, catalog, find_lesson, options, pack_dirs

if TYPE_CHECKING:
    from tutor.core.own_data import OwnTable
    from tutor.core.packs.model import Lesson


@click.command()
@click.argument("lesson")
@click.option("--plain", is_flag=True, help="Lines of text, without a screen: for screen readers and pipes.")
@click.option("--data", type=click.Path(path_type=Path), help="Your own CSV file, in place of the lesson's data.")
@click.option("--x", default="", metavar="COLUMN", help="The column of your file that plays x.")
@click.option("--y", default="", metavar="COLUMN", help="The column that plays y.")
@click.option("--target", default="", metavar="COLUMN", help="The column that is to be predicted.")
@options
def learn(lesson: str, plain: bool, data: Path | None, x: str, y: str, target: str) -> int:
    """Open a LESSON, such as "line" or "ml-engineer/line".

    Plain text is taken by itself where there is no terminal for more. On your own data nothing counts.
    """
    found = find_lesson(catalog(), lesson)
    if data is None and (x or y or target):
        raise Refused("--x, --y and --target name columns of your own file: give it with --data my.csv.")
    if plain or not _capable():
        return _plain(found, _table(found, data, x, y, target))
    return _guarded(lambda: _app(found, _table(found, data, x, y, target)))


def start() -> int:
    """Open the app at the home screen. Returns its exit code."""
    if not _capable():
        raise Refused(
            "The whole screen needs a terminal that can move its cursor, for input and output; "
            "`tutor list` and `tutor learn LESSON --plain` do without."
        )
    return _guarded(lambda: _app(None, None))


def _capable() -> bool:
    """Whether there is a terminal for the whole screen."""
    return os.environ.get("TERM") != "dumb" and all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _guarded(run: Callable[[], int]) -> int:
    from tutor.guard import guarded

    return guarded(run)


def _table(lesson: "Lesson", data: Path | None, x: str, y: str, target: str) -> "OwnTable | None":
    """The learner's own table, if one was given; Refused where it will not do."""
    if data is None:
        return None
    from tutor.core.errors import DataError
    from tutor.core.own_lesson import table_for
    from tutor.core.paths import absolute

    try:
        return table_for(lesson, absolute(data), x=x, y=y, target=target)
    except DataError as error:
        raise Refused(str(error)) from error


def _app(lesson: "Lesson | None", own_data: "OwnTable | None") -> int:
    from tutor.core.paths import data_dir
    from tutor.ui.app import run

    return run(lesson.id if lesson else None, pack_dirs(), data_dir(), own_data=own_data)


def _plain(lesson: "Lesson", own_data: "OwnTable | None") -> int:
    from tutor.core.paths import data_dir
    from tutor.core.store.sqlite import open_store
    from tutor.plain.lesson import run

    return run(lesson, open_store(data_dir()), own_data)
