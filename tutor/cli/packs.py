"""`tutor packs`: what is installed, from whom, what is wrong with it, and what is left out."""

import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from tutor.cli.common import Refused, as_json, counted, options, pack_dirs, put, put_json, say

if TYPE_CHECKING:
    from tutor.core.packs.listing import PackRow

_HEAD = ("pack", "version", "licence", "api", "lessons", "from")


@click.command()
@click.option(
    "--disable", "off", multiple=True, metavar="PACK", help="Leave out this pack from now on; can be repeated."
)
@click.option("--enable", "on", multiple=True, metavar="PACK", help="Enable a disabled pack again; can be repeated.")
@as_json
@options
def packs(off: tuple[str, ...], on: tuple[str, ...], as_json: bool) -> int:
    """List lesson packs: version, licence, API, lessons, where from, and what is wrong. Exit 1 if something is.

    TUTOR_PACKS=builtin in the environment leaves out all that is installed but the built-in course.
    """
    from tutor.core.packs.installed import ONLY_BUILT_IN, VARIABLE
    from tutor.core.packs.listing import pack_rows

    if off or on:
        _set(off, on)
    rows = pack_rows(pack_dirs())
    if as_json:
        put_json({"packs": [asdict(row) for row in rows]})
    else:
        _show(rows)
    if os.environ.get(VARIABLE) == ONLY_BUILT_IN:
        say(f"{VARIABLE}={ONLY_BUILT_IN}: other packs that are installed are left out.")
    return 1 if any(row.problems for row in rows if row.enabled) else 0


def _set(off: Sequence[str], on: Sequence[str]) -> None:
    """Keep in the settings what is disabled. Refused where a pack is not there, or was not disabled."""
    from tutor.core.nearest import did_you_mean
    from tutor.core.packs.installed import disabled
    from tutor.core.packs.listing import pack_rows
    from tutor.core.paths import settings_file
    from tutor.core.settings import load_settings, save_settings

    before = disabled()
    known = {row.id for row in pack_rows()}
    for id in off:
        if id not in known:
            raise Refused(f"No pack {id} is installed.{did_you_mean(id, known)} `tutor packs` lists them.")
    for id in on:
        if id not in before and id not in known:
            raise Refused(f"No pack {id} is disabled or installed.{did_you_mean(id, before | known)}")
    after = (before | {*off}) - {*on}
    settings = load_settings(settings_file()).settings
    if notice := save_settings(replace(settings, packs_off=" ".join(sorted(after))), settings_file()):
        say(notice)
    for id in sorted(after - before):
        say(f"{id} is disabled: its lessons are not shown, and your progress in them is kept.")
    for id in sorted(before - after):
        say(f"{id} is enabled again.")


def _show(rows: "Sequence[PackRow]") -> None:
    table = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in table) for at in range(len(_HEAD) - 1)]
    for line, row in zip(table, [None, *rows], strict=True):
        put("  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]).rstrip())
        for problem in row.problems if row is not None else ():
            put(f"  ! {problem}")
    wrong = sum(len(row.problems) for row in rows)
    say(f"{counted(len(rows), 'pack')}, {counted(wrong, 'problem')}.")


def _cells(row: "PackRow") -> tuple[str, ...]:
    brought = row.distribution or row.place or "-"
    mark = "" if row.enabled else "  (disabled)"
    return (
        row.id,
        row.version or "-",
        row.licence or "-",
        str(row.api or "-"),
        str(row.lessons) if row.api else "-",
        brought + mark,
    )
