"""`tutor new`: a distribution, a lesson or a block to start from; nothing that is there is overwritten."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tutor.cli.common import Refused, counted, put, say


class New(click.Group):
    """`tutor new NAME` makes a pack; `lesson` and `question` before a name are subcommands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand of the first word; with any other word, it is the name of a pack."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "", pack, args

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of a pack stand on the group's own page."""
        with formatter.section("Options with NAME"):
            formatter.write_dl([row for each in pack.params if (row := each.get_help_record(ctx))])
        super().format_options(ctx, formatter)


_folder = click.Path(exists=True, file_okay=False, path_type=Path)
from_gift = click.option(
    "--from", "gift", type=click.Path(path_type=Path), help="A file in Moodle's GIFT: its questions are the lesson."
)


@click.group(
    cls=New, subcommand_metavar="NAME | lesson NAME | question KIND", context_settings={"ignore_unknown_options": True}
)
def new() -> None:
    """Write a pack NAME, a lesson or a question that `tutor check` passes, as a start for your own.

    A pack is a folder that pip installs, with tests, a table and a check for GitHub. Nothing is overwritten.
    """


@click.command("new")
@click.argument("name")
@click.option("--in", "folder", type=_folder, default=Path("."), help="Where to put it; here, if not given.")
@click.option(
    "--licence",
    type=click.Choice(["MIT", "CC-BY-4.0", "closed"]),
    default="MIT",
    show_default=True,
    help="What others may do with it.",
)
@from_gift
def pack(name: str, folder: Path, licence: str, gift: Path | None) -> int:
    """Write a pack, a folder that pip installs."""
    from tutor.core.packs.adding import add_lesson
    from tutor.core.packs.new import Names, new_distribution

    with _refusing():
        names = Names.of(name)
        lesson = _imported(gift) if gift else {}
        written = new_distribution(folder, name, licence)
        if gift:
            add_lesson(written / names.package, _slug(gift), lesson)
    put(f"{written} is written. {names.sentence()} Now:")
    put(f"  tutor check {written}\n  tutor learn {names.id}/slope --pack-dir {written}")
    put(f"  pip install -e '{written}[test]'     once; then `tutor` lists it, and `pytest` in its folder proves it")
    return 0


@new.command()
@click.argument("name")
@click.option("--in", "folder", type=_folder, default=Path("."), help="The pack's folder, or one in it; here.")
@click.option("--module", default="", metavar="ID", help="The module it is listed in; the last one, if not given.")
@from_gift
def lesson(name: str, folder: Path, module: str, gift: Path | None) -> int:
    """Write a lesson NAME into a pack, and list it in pack.toml."""
    from tutor.core.packs.adding import add_lesson, model_lesson, pack_folder

    with _refusing():
        files = _imported(gift) if gift else model_lesson(name)
        place = add_lesson(pack_folder(folder), name, files, module)
    put(f"{place} is written, and listed in pack.toml. Now:\n  tutor check {name} --pack-dir {place.parents[1]}")
    return 0


@new.command()
@click.argument("kind")
@click.option(
    "--to", type=click.Path(exists=True, path_type=Path), help="A lesson.md, to add it at its end; else it is printed."
)
def question(kind: str, to: Path | None) -> int:
    """Print a whole block of this KIND: choice, number, text, blank, order, match, exercise or code."""
    from tutor.core.packs.blocks import add_block, example, module_of

    with _refusing():
        if to is None:
            block = example(kind)
            put(block.rstrip("\n"))
            if module := module_of(block)[0]:
                say(f"Its Python stands in {module}.py beside lesson.md; with --to LESSON it is written, too.")
            return 0
        added = add_block(to, kind)
    put(f"{added.name} stands at the end of {to}, line {added.line}. {added.written and f'{added.written} is new.'}")
    if added.lacks:
        say(f"There is no {added.lacks}, which was there already and stays as it is: write it, or change the block.")
    return 0


def _imported(gift: Path) -> dict[str, str]:
    """The files of a lesson of these questions."""
    from tutor.cli.reading import read_gift, read_text
    from tutor.core.exchange.lesson_text import lesson_of

    found = read_gift(gift, *read_text(gift))
    say(f"{counted(len(found.questions), 'question')} of {gift}.")
    return {"lesson.md": lesson_of(gift.stem, found.questions)}


def _slug(file: Path) -> str:
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in file.stem.lower()).split()
    return "-".join(words) or "quiz"


@contextmanager
def _refusing() -> Iterator[None]:
    """What is wrong with what was asked for is wrong usage; a file that cannot be written is not."""
    from tutor.core.errors import FileError, TutorError

    try:
        yield
    except FileError:
        raise
    except TutorError as error:
        raise Refused(str(error)) from error
