"""`tutor preview`: a lesson as a learner sees it, reloaded when its author saves."""

import re
import sys
from pathlib import Path

import click

from tutor.cli.common import Refused, options


def _size(_: click.Context, __: click.Parameter, text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    found = re.fullmatch(r"(\d{1,3})[x×](\d{1,3})", text)
    if found is None:
        raise click.BadParameter(f"{text!r} is not written COLUMNSxROWS, such as 60x20.")
    return int(found[1]), int(found[2])


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("lesson", default="")
@click.option("--page", type=click.IntRange(1), default=1, help="Begin at this page.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Draw the numbers of this seed. F6 takes the next one.")
@click.option("--size", metavar="60x20", callback=_size, help="The window at this size, in a larger terminal.")
@options
def preview(folder: Path, lesson: str, page: int, seed: int, size: tuple[int, int] | None) -> int:
    """Look at a LESSON of the pack in DIR while you write it; without a name, at its first one.

    What you save is on screen at once, text and Python together. F4 shows any branch: each answer, misconception, hint
    and solution, and other pages. Nothing is put on record.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise Refused("A preview needs a terminal. `tutor check` and `tutor learn LESSON --plain` do without.")
    from tutor.guard import guarded

    def run() -> int:
        from tutor.ui.previewing import run as run_app

        return run_app(folder, lesson, page=page - 1, seed=seed, size=size)

    return guarded(run)
