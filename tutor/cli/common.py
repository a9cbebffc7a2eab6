"""What the commands share: options, output that any terminal and pipe can take, and finding a lesson."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from tutor.core.packs.catalog import Catalog, Lesson

F = TypeVar("F", bound=Callable[..., Any])
_DIRS = "tutor.pack_dirs"


class Refused(click.ClickException):
    """Wrong usage in one sentence, without click's lines on how to use the command."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(clean(message))


def options(command: F) -> F:
    """`--pack-dir` and `--data-dir`, which may stand before or after the command's name."""
    pack_dir = click.option(
        "--pack-dir",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        expose_value=False,
        callback=_add_pack_dirs,
        help="A lesson pack's package folder, or a folder of such; can be given again.",
    )
    data_dir = click.option(
        "--data-dir",
        type=click.Path(file_okay=False, path_type=Path),
        expose_value=False,
        callback=_set_data_dir,
        help="Where progress is kept, in place of the usual folder.",
    )
    return pack_dir(data_dir(command))


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")


def pack_dirs() -> tuple[Path, ...]:
    """The folders given with --pack-dir."""
    return tuple(click.get_current_context().meta.get(_DIRS, ()))


def catalog() -> "Catalog":
    """The catalogue of all that is installed and given."""
    from tutor.core.packs.catalog import load_catalog
    from tutor.core.paths import settings_file
    from tutor.core.settings import load_settings

    return load_catalog(pack_dirs()).ordered(load_settings(settings_file()).settings.lesson_order)


def find_lesson(found: "Catalog", name: str) -> "Lesson":
    """The lesson; Refused, with the nearest ones, if there is none."""
    from tutor.core.errors import TutorError

    try:
        return found.find(name)
    except TutorError as error:
        raise Refused(str(error)) from error


def clean(text: str) -> str:
    """Foreign text as a terminal may have it."""
    from tutor.core.safe_text import clean as made_safe

    return made_safe(text)


def put(text: str) -> None:
    """Data, to stdout, in its own encoding: click.echo would write UTF-8 to a stream that asks for ASCII."""
    print(clean(text))


def put_file(text: str | Iterable[str]) -> None:
    """What another program is to read, to stdout as it is; where a person looks on, as a terminal may have it."""
    for piece in [text] if isinstance(text, str) else text:
        sys.stdout.write(clean(piece) if sys.stdout.isatty() else piece)


def output_file(output: Path, force: bool) -> Path:
    """Where a file that was asked for goes; Refused where one is there and --force was not said."""
    from tutor.core.paths import absolute

    path = absolute(output)
    if path.exists() and not force:
        raise Refused(f"{output} exists and is not overwritten; --force replaces it.")
    return path


output_option = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file, in place of stdout."
)
force_option = click.option("--force", is_flag=True, help="Replace a file that is there.")


def put_json(value: Any) -> None:
    """Data for scripts, to stdout; ASCII, so that no locale can spoil it."""
    import json

    print(json.dumps(value, indent=2))


def say(text: str) -> None:
    """A word to the person at the keyboard, to stderr."""
    print(clean(text), file=sys.stderr)


def counted(number: int, thing: str) -> str:
    """`1 problem`, `2 problems`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def say_problems(problems: Iterable[object]) -> None:
    """One line for each problem of the catalogue, to stderr."""
    for problem in problems:
        say(f"problem: {problem}")


def _add_pack_dirs(context: click.Context, _: click.Parameter, folders: tuple[Path, ...]) -> None:
    context.meta.setdefault(_DIRS, []).extend(folders)


def _set_data_dir(_: click.Context, __: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        # By the environment, so that child processes keep to it too.
        from tutor.core.paths import absolute

        os.environ["TUTOR_DATA_DIR"] = str(absolute(folder))
