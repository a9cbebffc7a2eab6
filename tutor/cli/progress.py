"""`tutor progress`: what has been learnt; and the learner's store, as the commands read it."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tutor.cli.common import as_json, catalog, options, put, put_json, say

if TYPE_CHECKING:
    from tutor.core.store.port import Store

SIGNS = {"new": " ", "started": "◐", "passed": "●", "mastered": "★"}


@click.command()
@as_json
@options
def progress(as_json: bool) -> None:
    """Show how far each lesson has come, and which is next."""
    from tutor.core.progress import as_json as as_data

    lessons = catalog().lessons
    with store() as found:
        data = as_data(lessons, found)
        for notice in found.notices:
            say(notice)
    if as_json:
        put_json(data)
        return
    for lesson, row in zip(lessons, data["lessons"], strict=True):
        score = f"{row['score']:>5.0%}" if row["state"] != "new" else ""
        put(f"{SIGNS[row['state']]} {lesson.id:<28} {row['state']:<9}{score}".rstrip())
    counts = ", ".join(f"{number} {state}" for state, number in data["counts"].items() if number)
    put(f"\n{counts or 'No lessons'}.")
    if data["next"]:
        put(f"Next: tutor learn {data['next']}")


@contextlib.contextmanager
def store() -> "Iterator[Store]":
    """The learner's store, to be read; where nothing was saved yet, none is made."""
    from tutor.core.paths import data_dir
    from tutor.core.store.memory import MemoryStore
    from tutor.core.store.sqlite import FILE, open_store

    folder = data_dir()
    found: Store = open_store(folder, patience=10.0) if (folder / FILE).exists() else MemoryStore("")
    try:
        yield found
    finally:
        found.close()
