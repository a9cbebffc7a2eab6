"""`tutor export` and `tutor import`: attempts, questions, or everything, to other programs and other machines."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutor.cli.common import (
    Refused,
    as_json,
    catalog,
    counted,
    force_option,
    options,
    output_file,
    output_option,
    put,
    put_file,
    put_json,
    say,
)
from tutor.cli.sittings import writing
from tutor.core.paths import absolute

if TYPE_CHECKING:
    from tutor.core.exchange.gift import Refusal
    from tutor.core.shelf import Shelf
    from tutor.core.store.port import Store

LONGEST = 200_000_000
"""Bytes of a file that is read."""


@click.command("export")
@click.argument("scope", default="", metavar="[MODULE|LESSON|PACK]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "json", "xapi", "anki", "tsv", "gift"]),
    default="json",
    show_default=True,
    help="csv, json, xapi: attempts; anki, tsv: questions under review; gift: questions.",
)
@click.option("--all", "all_", is_flag=True, help="Everything you have, to move to another machine (`tutor import`).")
@output_option
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True, help="Which variants.")
@force_option
@as_json
@options
def export(
    scope: str, format_: str, all_: bool, output: Path | None, seed: int, force: bool, as_json: bool
) -> int:  # fmt: skip
    """Write attempts or questions for other programs, or all for another machine. Nothing is sent anywhere."""
    from tutor.core.shelf import Shelf

    file = output_file(output, force) if output is not None else None
    if output is None and (format_ == "anki" and not all_):
        raise Refused("An Anki deck is no text: name a file with -o deck.apkg.")
    with writing() as store:
        text, what, refused = _written(scope, "all" if all_ else format_, seed, store, Shelf(catalog()), file)
    if file is not None and text is not None:
        from tutor.core.files import write

        write(file, text)
    elif text is not None and not as_json:
        put_file(text)
    for each in refused:
        say(f"left out: {each}")
    place = str(output) if output else ""
    if as_json:
        rows = [{"item": each.item, "reason": each.reason} for each in refused]
        inline = {"text": text} if output is None else {}
        put_json({"format": "all" if all_ else format_, "file": place, "what": what, "refused": rows, **inline})
    elif output:
        say(f"{what} written to {place}.")
    return 0


def _written(
    scope: str, format_: str, seed: int, store: "Store", shelf: "Shelf", output: Path | None
) -> "tuple[str | None, str, list[Refusal]]":
    """The text (None where it was written already), what it holds in words, and what was left out."""
    match format_:
        case "all":
            from tutor.core.exchange.archive import dump

            return dump(store), f"{counted(len(store.attempts()), 'attempt')} and all else", []
        case "csv" | "json":
            from tutor.core.exchange.table import to_csv, to_json

            attempts = store.attempts()
            return (to_csv if format_ == "csv" else to_json)(attempts), counted(len(attempts), "attempt"), []
        case "xapi":
            from tutor.core.exchange.xapi import to_jsonl
            from tutor.core.progress import lessons

            text = to_jsonl(store, shelf, lessons(store))
            return text, counted(text.count("\n"), "statement"), []
    from tutor.core.exchange.items import gift_items, review_items

    if format_ == "gift":
        from tutor.core.exchange.gift import write

        items, refused = gift_items(shelf, scope, seed)
        text, more = write(items)
        return text, counted(len(items) - len(more), "question"), [*refused, *more]
    from tutor.core.exchange.anki import to_tsv, write_deck

    cards, refused = review_items(store, shelf, scope, seed)
    if format_ == "tsv":
        return to_tsv(cards), counted(len(cards), "question"), refused
    assert output is not None
    return None, counted(write_deck(cards, output), "note"), refused


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the pack of imported questions goes.")
@as_json
@options
def import_(file: Path, output: Path | None, as_json: bool) -> int:
    """Take in what `tutor export --all` wrote, or questions in Moodle's GIFT (as a new lesson pack)."""
    text = _read(file)
    if text.lstrip().startswith("{") and '"tutor"' in text:
        return _import_archive(text, as_json)
    if text.lstrip()[:1] in ("{", "["):
        raise Refused(f"{file}: this is JSON, but no export of tutor (`tutor export --all`). Nothing was changed.")
    return _import_gift(file, text, output, as_json)


def _read(file: Path) -> str:
    from tutor.core.errors import FileError
    from tutor.core.files import read

    try:
        data = read(absolute(file), LONGEST)
    except FileError as error:
        raise Refused(str(error)) from error
    if b"\0" in data[:100_000]:
        raise Refused(f"{file} is no text. `tutor import` takes `tutor export --all` files and Moodle's GIFT.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{file} is not UTF-8 (byte {error.start}). Save it as UTF-8 and try again.") from error


def _import_archive(text: str, as_json: bool) -> int:
    from tutor.core.exchange.archive import take
    from tutor.core.review.ledger import read_ledger

    with writing() as store:
        taken = take(store, text)
        read_ledger(store)
    if as_json:
        put_json({"kind": "archive", "new": taken.new, "known": taken.known, "documents": taken.documents,
                  "refused": list(taken.refused)})  # fmt: skip
    else:
        put(f"{counted(taken.new, 'attempt')} brought in, {taken.known} were here already.")
        if taken.refused:
            say(f"{len(taken.refused)} could not be read and were left out:")
        for each in taken.refused[:20]:
            say(f"left out: {each}")
    return 0


def _import_gift(file: Path, text: str, output: Path | None, as_json: bool) -> int:
    from tutor.core.exchange.gift_read import read
    from tutor.core.exchange.lesson_text import readable, write_pack

    items, refused = read(text)
    kept, more = readable(items)
    refused += more
    for each in refused:
        say(f"left out: {each}")
    if not kept:
        raise Refused(f"{file} holds no question that can be asked here. Is it Moodle's GIFT, or `tutor export --all`?")
    stem = "".join(char if char.isascii() and char.isalnum() else "_" for char in file.stem.lower()).strip("_")
    folder = absolute(output or f"{stem or 'my'}_quiz")
    write_pack(folder, file.stem, kept)
    rows: list[dict[str, Any]] = [{"item": each.item, "line": each.line, "reason": each.reason} for each in refused]
    if as_json:
        put_json({"kind": "gift", "questions": len(kept), "pack": str(folder), "refused": rows})
    else:
        put(f"{counted(len(kept), 'question')} in the pack {folder}.")
        put(f"Ask yourself: tutor quiz --pack-dir {folder} {folder.name.replace('_', '-')}")
    return 0
