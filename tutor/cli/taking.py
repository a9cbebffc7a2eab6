"""`tutor export` and `tutor import`: attempts, questions, or everything, to other programs and other machines."""

import sys
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
from tutor.cli.reading import read_gift, read_text
from tutor.cli.sittings import writing
from tutor.core.exchange.formats import FORMATS
from tutor.core.paths import absolute

if TYPE_CHECKING:
    from tutor.core.exchange.gift import Refusal

_HELP = "; ".join(f"{name}: {one.title}, {one.about}" for name, one in FORMATS.items())


@click.command("export")
@click.argument("scope", default="", metavar="[MODULE|LESSON|PACK]")
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="json", show_default=True, help=f"{_HELP}."
)
@click.option("--all", "all_", is_flag=True, help="Everything you have, to move to another machine (`tutor import`).")
@output_option
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True, help="Which variants.")
@force_option
@as_json
@options
def export(scope: str, format_: str, all_: bool, output: Path | None, seed: int, force: bool, as_json: bool) -> int:
    """Write attempts or questions for other programs, or all for another machine. Nothing is sent anywhere."""
    from tutor.core.exchange.export import Request
    from tutor.core.files import write
    from tutor.core.item_index import ItemIndex

    name = "all" if all_ else format_
    chosen = FORMATS[name]
    file = output_file(output, force) if output is not None else None
    if file is None and chosen.binary:
        raise Refused(f"This format ({chosen.title}) is no text: name a file with -o tutor.{chosen.ending}.")
    seen = file is None and not as_json and sys.stdout.isatty()
    with writing() as store:
        made = chosen.export(Request(store, ItemIndex(catalog()), scope, seed, pictures=not seen))
        text = "" if isinstance(made.content, bytes) else made.content
        inline = {"text": "".join(text)} if as_json and file is None else {}
        if file is not None:
            write(file, made.content)
        elif not as_json:
            put_file(text)
    for each in made.refused:
        say(f"left out: {each}")
    what = counted(made.number, made.thing) + made.rest
    if as_json:
        rows = [{"item": each.item, "reason": each.reason} for each in made.refused]
        put_json({"format": name, "file": str(output or ""), "what": what, "refused": rows, **inline})
    elif output is not None:
        say(f"{what} written to {output}.")
    return 0


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the pack of imported questions goes.")
@as_json
@options
def import_(file: Path, output: Path | None, as_json: bool) -> int:
    """Take in what `tutor export --all` wrote, or questions in Moodle's GIFT (as a new lesson pack)."""
    text, note = read_text(file)
    if text.lstrip().startswith("{") and '"tutor"' in text:
        return _import_archive(text, as_json)
    if _is_json(text):
        raise Refused(f"{file}: this is JSON, but not an export of tutor (`tutor export --all`). Nothing was changed.")
    return _import_gift(file, text, note, output, as_json)


def _is_json(text: str) -> bool:
    """Whether it is JSON: `[html]` begins a question in GIFT."""
    import json

    try:
        return text.lstrip()[:1] in ("{", "[") and json.loads(text) is not None
    except RecursionError:
        return True
    except ValueError:
        return False


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


def _import_gift(file: Path, text: str, note: str, output: Path | None, as_json: bool) -> int:
    from tutor.core.exchange.lesson_text import write_pack

    gift = read_gift(file, text, note)
    stem = "".join(char if char.isascii() and char.isalnum() else "_" for char in file.stem.lower()).strip("_")
    folder = absolute(output or f"{stem or 'my'}_quiz")
    write_pack(folder, file.stem, gift.questions)
    if as_json:
        said = {"refused": _rows(gift.refused), "notes": _rows(gift.notes), "note": note}
        put_json({"kind": "gift", "questions": len(gift.questions), "pack": str(folder), **said})
    else:
        put(f"{counted(len(gift.questions), 'question')} in the pack {folder}.")
        put(f"Ask yourself: tutor quiz --pack-dir {folder} {folder.name.replace('_', '-')}")
    return 0


def _rows(found: "list[Refusal]") -> list[dict[str, Any]]:
    return [{"item": each.item, "line": each.line, "reason": each.reason} for each in found]
