"""`tutor` and `tutor learn`: the whole screen, or plain text where there is none."""

import sys
from importlib import import_module

import click

from tutor.cli.common import Refused, catalog, find_lesson, options, pack_dirs


@click.command()
@click.argument("lesson")
@click.option("--plain", is_flag=True, help="Lines of text, without a screen: for screen readers and pipes.")
@options
def learn(lesson: str, plain: bool) -> int:
    """Open a LESSON, such as "line" or "ml-engineer/line"."""
    return _plain(lesson) if plain else start(lesson)


def start(lesson: str | None = None) -> int:
    """Open the app, at a lesson or at the home screen. Returns its exit code."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise Refused(
            "This needs a terminal, and input or output is redirected; "
            "run it in a terminal, or use `tutor learn LESSON --plain`."
        )
    from tutor.guard import guarded

    return guarded(lambda: _app(lesson))


def _app(lesson: str | None) -> int:
    found = find_lesson(catalog(), lesson).id if lesson else None
    from tutor.core.paths import data_dir
    from tutor.ui.app import run

    return run(found, pack_dirs(), data_dir())


def _plain(name: str) -> int:
    lesson = find_lesson(catalog(), name)
    try:
        run = import_module("tutor.core.plain").run
    except ModuleNotFoundError as error:
        if error.name != "tutor.core.plain":
            raise
        raise click.ClickException("the plain mode is not part of this version yet.") from error
    return int(run(lesson))
