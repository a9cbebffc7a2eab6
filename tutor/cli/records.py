"""`tutor report`, `note` and `reset`: what a learner keeps of it all, and lets go."""

import sys
from pathlib import Path

import click

from tutor.cli.common import (
    Refused,
    as_json,
    catalog,
    counted,
    find_lesson,
    force_option,
    options,
    output_file,
    output_option,
    put,
    put_json,
    say,
)
from tutor.cli.sittings import writing


@click.command()
@click.option("--format", "format_", type=click.Choice(["md", "html"]), help="By the file's ending, or md.")
@output_option
@force_option
@as_json
@options
def report(format_: str | None, output: Path | None, force: bool, as_json: bool) -> int:
    """Tell what you learned: objectives, answers, notes, and charts as pictures."""
    from tutor.core.files import write
    from tutor.core.item_index import ItemIndex
    from tutor.core.report.content import gather
    from tutor.core.report.html import to_html
    from tutor.core.report.markdown import summary, to_markdown

    if format_ is None:
        format_ = "html" if output is not None and output.suffix.lower() in (".html", ".htm") else "md"
    file = output_file(output, force) if output is not None else None
    with writing() as store:
        found = gather(store, ItemIndex(catalog(), store))
    # Pictures are pages of base64: of use in a file, none to a person at a terminal.
    pictured = file is not None or as_json or not sys.stdout.isatty()
    text = to_html(found) if format_ == "html" else to_markdown(found, pictures=pictured)
    if file is not None:
        write(file, text)
    if as_json:
        pictures = len(found.charts) + len(found.exercises)
        about = {"format": format_, "file": str(output or ""), "summary": summary(found), "charts": pictures}
        put_json({**about, "answers": len(found.answers), **({} if output else {"text": text})})
    elif output is not None:
        say(f"Report written to {output}.")
    else:
        put(text)
    return 0


@click.command()
@click.argument("lesson", default="")
@click.argument("page", type=click.IntRange(1), required=False)
@click.argument("text", required=False)
@as_json
@options
def note(lesson: str, page: int | None, text: str | None, as_json: bool) -> int:
    """Show your notes, or keep TEXT as the note of a PAGE of a LESSON; an empty TEXT takes it away."""
    from tutor.core.exchange.archive import settle
    from tutor.core.notes import all_notes, page_key, write_note
    from tutor.core.packs.catalog import read_lesson

    with writing() as store:
        if page is not None and text is not None:
            found = find_lesson(catalog(), lesson)
            pages = read_lesson(found)
            if page > len(pages.pages):
                raise Refused(f"{found.id} has {counted(len(pages.pages), 'page')}.")
            settle(store, [write_note(store, found.id, page_key(pages, page - 1), text)])
        kept = all_notes(store)
    if lesson:
        id = find_lesson(catalog(), lesson).id
        kept = {id: kept.get(id, {})}
    if as_json:
        put_json({"notes": kept})
    else:
        for id, by_page in kept.items():
            for name, said in by_page.items():
                put(f"{id}, {name}: {said}")
        if not any(kept.values()):
            put("No notes yet.")
    return 0


@click.command()
@click.argument("what", default="")
@click.option("--undo", is_flag=True, help="Bring back what the last reset removed.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@options
def reset(what: str, undo: bool, yes: bool, as_json: bool) -> int:
    """Forget what was done of "pack/lesson#item", a LESSON, a PACK, or "all". A copy is kept; --undo takes it back."""
    from tutor.core.paths import data_dir
    from tutor.core.resetting import counted as attempts_of
    from tutor.core.resetting import reset as forget
    from tutor.core.resetting import undo as take_back
    from tutor.core.store.sqlite import FILE

    with writing() as store:
        if undo:
            taken = take_back(store, data_dir() / FILE)
            if as_json:
                put_json({"undone": taken.new, "known": taken.known, "documents": taken.documents})
            else:
                put(f"{counted(taken.new, 'attempt')} brought back.")
            return 0
        what = _meant(what)
        number = attempts_of(store, what)
        if as_json and not yes:
            raise Refused(f"This would remove {counted(number, 'attempt')}: with --json, say --yes.")
        if not yes:
            said = "everything" if what == "all" else what
            click.confirm(f"Forget {counted(number, 'attempt')}, places and notes of {said}?", abort=True)
        removed = forget(store, what)
    if as_json:
        put_json({"reset": what, "removed": removed})
    else:
        put(f"{counted(removed, 'attempt')} removed. `tutor reset --undo` brings them back.")
    return 0


def _meant(what: str) -> str:
    """The full id; what is no longer installed may be named too, in full."""
    if not what:
        raise Refused('Name what to forget: "pack/lesson#item", a lesson, a pack, or all.')
    found = catalog()
    if what == "all" or any(pack.id == what for pack in found.packs):
        return what
    lesson, mark, item = what.partition("#")
    if "/" in lesson:
        return what
    return f"{find_lesson(found, lesson).id}{mark}{item}"
