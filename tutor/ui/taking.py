"""Files that the screen writes: the same as `tutor export` and `tutor report` write, into one folder."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core import files
from tutor.core.errors import TutorError
from tutor.core.paths import data_dir, ensure

if TYPE_CHECKING:
    from tutor.core.shelf import Shelf
    from tutor.core.store.port import Store
    from tutor.ui.library import Library


def write(key: str, library: "Library", limit: int) -> Path:
    """Write format `key` of `FORMATS`; returns the file. Raises TutorError."""
    store, shelf = library.store, library.shelf
    if store is None or shelf is None:
        raise TutorError("The lessons are still being looked for. Try again in a moment.")
    ending = FORMATS[key][2]
    folder = ensure((library.data_dir or data_dir()) / "exports")
    path = folder / f"tutor-{key}-{datetime.now():%Y-%m-%d_%H%M%S}.{ending}"
    if key == "anki":
        from tutor.core.exchange.anki import write_deck
        from tutor.core.exchange.items import review_items

        write_deck(review_items(store, shelf, "", 1)[0], path)
    else:
        files.write(path, _TEXTS[key](store, shelf, limit))
    return path


def _report(store: "Store", shelf: "Shelf", limit: int) -> str:
    from tutor.core.report.content import gather
    from tutor.core.report.html import to_html

    return to_html(gather(store, shelf, limit=limit))


def _markdown(store: "Store", shelf: "Shelf", limit: int) -> str:
    from tutor.core.report.content import gather
    from tutor.core.report.markdown import to_markdown

    return to_markdown(gather(store, shelf, limit=limit))


def _all(store: "Store", shelf: "Shelf", limit: int) -> str:
    from tutor.core.exchange.archive import dump

    return dump(store)


def _csv(store: "Store", shelf: "Shelf", limit: int) -> str:
    from tutor.core.exchange.table import to_csv

    return to_csv(store.attempts())


def _json(store: "Store", shelf: "Shelf", limit: int) -> str:
    from tutor.core.exchange.table import to_json

    return to_json(store.attempts())


def _xapi(store: "Store", shelf: "Shelf", limit: int) -> str:
    from tutor.core.exchange.xapi import to_jsonl
    from tutor.core.progress import lessons

    return to_jsonl(store, shelf, lessons(store))


def _gift(store: "Store", shelf: "Shelf", limit: int) -> str:
    from tutor.core.exchange.gift import write as write_gift
    from tutor.core.exchange.items import gift_items

    return write_gift(gift_items(shelf, "", 1)[0])[0]


FORMATS: dict[str, tuple[str, str, str]] = {
    "report": ("Report, HTML", "opens in a browser, prints well", "html"),
    "markdown": ("Report, Markdown", "charts as pictures inside", "md"),
    "all": ("Everything", "to move to another machine: tutor import FILE", "json"),
    "anki": ("Anki deck", "the questions under review", "apkg"),
    "csv": ("Attempts, CSV", "for a spreadsheet", "csv"),
    "json": ("Attempts, JSON", "for scripts", "json"),
    "xapi": ("Attempts, xAPI 1.0.3", "for a learning record store", "jsonl"),
    "gift": ("Questions, GIFT", "for Moodle", "gift"),
}
_TEXTS: dict[str, Callable[["Store", "Shelf", int], str]] = {
    "report": _report, "markdown": _markdown, "all": _all, "csv": _csv, "json": _json, "xapi": _xapi, "gift": _gift,
}  # fmt: skip
