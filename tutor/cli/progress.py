"""`tutor progress`: what has been learnt; and the learner's store, as the commands read it."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tutor.cli.common import as_json, catalog, options, put, put_json, say

if TYPE_CHECKING:
    from tutor.core.item_index import ItemIndex
    from tutor.core.store.port import Store

SIGNS = {"new": " ", "started": "◐", "passed": "●", "mastered": "★", "placed": "»"}


@click.command()
@as_json
@options
def progress(as_json: bool) -> None:
    """Show how far each lesson has come, and which is next."""
    from tutor.core.item_index import ItemIndex
    from tutor.core.progress import as_json as as_data

    lessons = (known := catalog()).lessons
    with store() as found:
        shelf = ItemIndex(known, found)
        data = as_data(shelf, found) | _memory(found, shelf)
    if as_json:
        put_json(data)
        return
    for lesson, row in zip(lessons, data["lessons"], strict=True):
        score = f"{row['score']:>5.0%}" if row["state"] != "new" else ""
        put(f"{SIGNS[row['state']]} {lesson.id:<28} {row['state']:<9}{score}".rstrip())
    counts = ", ".join(f"{number} {state}" for state, number in data["counts"].items() if number)
    put(f"\n{counts or 'No lessons'}.")
    reached = sum(one["state"] in ("shown", "mastered") for one in data["objectives"])
    put(f"{reached} of {len(data['objectives'])} objectives reached. {len(data['due']['now'])} reviews due.")
    if data["next"]:
        put(f"Next: tutor learn {data['next']}")


def _memory(found: "Store", shelf: "ItemIndex") -> dict[str, Any]:
    """Objectives with their recall, what is due, how sure the learner was, and answers by day."""
    from dataclasses import asdict
    from datetime import UTC, datetime

    import msgspec

    from tutor.core.paths import settings_file
    from tutor.core.progress import placements
    from tutor.core.quiz.history import as_json as sitting
    from tutor.core.quiz.history import history
    from tutor.core.quiz.readiness import readiness
    from tutor.core.review.due import due_of
    from tutor.core.review.ledger import read_ledger
    from tutor.core.review.mastery import as_json as rows
    from tutor.core.review.mastery import objectives
    from tutor.core.settings import load_settings

    now = datetime.now(UTC)
    ledger = read_ledger(found, now)
    limit = load_settings(settings_file()).settings.review_limit
    due = due_of(ledger, placements(found), shelf, limit, now)
    again = {"now": [entry.id for entry in due.entries], "waiting": due.waiting, "next_at": due.next_at or None}
    return {
        "objectives": rows(objectives(shelf, ledger, now), now),
        "due": {**again, "gone": list(due.gone), "changed": list(due.changed)},
        "confidence": {str(level): {"said": said, "right": right} for level, (said, right) in ledger.sure.items()},
        "days": msgspec.to_builtins(ledger.days),
        "history": [sitting(one) for one in history(found)],
        "readiness": asdict(readiness(shelf, ledger, now)),
    }


@contextlib.contextmanager
def store() -> "Iterator[Store]":
    """The learner's store, to be read; where nothing was saved yet, none is made. How it was mended is said."""
    from tutor.core.paths import data_dir
    from tutor.core.store.memory import MemoryStore
    from tutor.core.store.sqlite import FILE, open_store

    folder = data_dir()
    found: Store = open_store(folder, patience=10.0) if (folder / FILE).exists() else MemoryStore("")
    try:
        yield found
    finally:
        found.close()
        for notice in found.notices:
            say(notice)
