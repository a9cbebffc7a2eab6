"""`tutor` and `tutor learn`: the whole screen, or plain text where there is none."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tutor.cli.common import Refused, catalog, find_lesson, options, pack_dirs
from tutor.cli.own_table import own_table, own_table_options

if TYPE_CHECKING:
    from tutor.core.own_data import OwnTable
    from tutor.core.packs.model import Lesson


@click.command()
@click.argument("lesson")
@click.option("--plain", is_flag=True, help="Lines of text, without a screen: for screen readers and pipes.")
@own_table_options
@options
def learn(lesson: str, plain: bool, **own: Any) -> int:
    """Open a LESSON, such as "line" or "ml-engineer/line".

    Plain text is taken by itself where there is no terminal for more. With --data it opens at the exercise, on your
    own table; nothing counts there.
    """
    found = find_lesson(catalog(), lesson)
    if plain or not _capable():
        return _plain(found, own_table(found, own))
    return _guarded(lambda: _app(found, own_table(found, own)))


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


def _app(lesson: "Lesson | None", own_data: "OwnTable | None") -> int:
    from tutor.core.paths import data_dir
    from tutor.ui.app import run

    return run(lesson.id if lesson else None, pack_dirs(), data_dir(), own_data=own_data)


def _plain(lesson: "Lesson", own_data: "OwnTable | None") -> int:
    from tutor.core.item_index import ItemIndex
    from tutor.core.paths import data_dir
    from tutor.core.store.sqlite import open_store
    from tutor.plain.lesson import run

    return run(lesson, open_store(data_dir()), own_data, ItemIndex(catalog()))
