"""The options of `tutor learn` for a learner's own table: which column plays what, and how the file is read."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tutor.cli.common import Refused

if TYPE_CHECKING:
    from tutor.core.own_data import OwnTable
    from tutor.core.packs.model import Lesson

F = TypeVar("F", bound=Callable[..., Any])
DECIMALS = {"point": ".", "comma": ","}
SEPARATORS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "space": " ", "colon": ":", "caret": "^", "tilde": "~"
}  # fmt: skip


def _sign(signs: dict[str, str]) -> Callable[[click.Context, click.Parameter, str | None], str]:
    """A sign by its name, since a shell takes `;` and `|` for itself; or as it is."""

    def convert(context: click.Context, option: click.Parameter, value: str | None) -> str:
        value = value or ""
        found = signs.get(value.lower(), value.replace("\\t", "\t"))
        if found and found not in signs.values():
            raise click.BadParameter(f"“{value}” is none of {', '.join(signs)}.", context, option)
        return found

    return convert


OPTIONS = (
    click.option("--data", type=click.Path(path_type=Path), help="Your own CSV file, in the exercise."),
    click.option("--x", default="", metavar="COLUMN", help="The column of your file that plays x."),
    click.option("--y", default="", metavar="COLUMN", help="The column that plays y."),
    click.option("--target", default="", metavar="COLUMN", help="The column that is to be predicted."),
    click.option("--missing", type=click.Choice(["drop", "fill"]), help="Rows with missing values: out, or filled in."),
    click.option("--skip", metavar="LINES", help="Lines that are no rows, such as 1-3,102; none: all are rows."),
    click.option("--decimal", callback=_sign(DECIMALS), metavar="SIGN", help="point or comma, where both could be."),
    click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order in dates, where two could be."),
    click.option("--separator", callback=_sign(SEPARATORS), metavar="SIGN", help="comma, semicolon, tab, bar, space …"),
    click.option("--encoding", metavar="NAME", help="The file's encoding, such as cp1250."),
)


def own_table_options(command: F) -> F:
    """`--data` with all that says how the file is to be read."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def own_table(lesson: "Lesson", given: dict[str, Any]) -> "OwnTable | None":
    """The learner's own table, if one was given; Refused where it will not do."""
    data: Path | None = given.pop("data")
    given = {name: value or "" for name, value in given.items()}
    if data is None:
        if named := [f"--{name}" for name, value in given.items() if value]:
            raise Refused(f"{', '.join(named)} is about your own file: give it with --data my.csv.")
        return None
    from tutor.core.errors import DataError
    from tutor.core.own_lesson import table_for
    from tutor.core.own_reading import Reading
    from tutor.core.paths import absolute

    columns = {name: given.pop(name) for name in ("x", "y", "target")}
    try:
        return table_for(lesson, absolute(data), **columns, how=Reading(**given))
    except DataError as error:
        raise Refused(str(error)) from error
