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


class Sign(click.ParamType):
    """A sign by its name, since a shell takes `;` and `|` for itself; or as it is."""

    name = "sign"

    def __init__(self, signs: dict[str, str]) -> None:
        self.signs = signs

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The sign itself."""
        said = value.replace("\\t", "\t")
        if said.lower() in self.signs:
            return self.signs[said.lower()]
        if not said or said in self.signs.values():
            return said
        return self.fail(f"“{value}” is none of {', '.join(self.signs)}.", param, ctx)


def own_table_options(command: F) -> F:
    """`--data` with all that says how it is to be read."""
    for option in reversed(
        (
            click.option("--data", type=click.Path(path_type=Path), help="Your own CSV file, in the exercise."),
            click.option("--x", default="", metavar="COLUMN", help="The column of your file that plays x."),
            click.option("--y", default="", metavar="COLUMN", help="The column that plays y."),
            click.option("--target", default="", metavar="COLUMN", help="The column that is to be predicted."),
            click.option(
                "--missing",
                type=click.Choice(["drop", "fill"]),
                default=None,
                help="Rows with missing values: leave them out, or fill in the median or the most frequent value.",
            ),
            click.option(
                "--skip",
                default="",
                metavar="LINES",
                help="Lines of the file that are no rows, such as 1-3,102; none: all lines are rows.",
            ),
            click.option("--decimal", type=Sign(DECIMALS), default="", help="point or comma, where both are possible."),
            click.option(
                "--dates",
                type=click.Choice(["dmy", "mdy", "ymd"]),
                default=None,
                help="The order of day, month and year, where more than one is possible.",
            ),
            click.option(
                "--separator",
                type=Sign(SEPARATORS),
                default="",
                help="What stands between cells: comma, semicolon, tab, …",
            ),
            click.option("--encoding", default="", metavar="NAME", help="The file's encoding, such as cp1250."),
        )
    ):
        command = option(command)
    return command


def own_table(lesson: "Lesson", given: dict[str, Any]) -> "OwnTable | None":
    """The learner's own table, if one was given; Refused where it will not do."""
    data: Path | None = given.pop("data")
    given = {name: value or "" for name, value in given.items()}
    if data is None:
        if named := [f"--{name}" for name, value in given.items() if value]:
            raise Refused(f"{', '.join(named)} speaks of your own file: give it with --data my.csv.")
        return None
    from tutor.core.errors import DataError
    from tutor.core.own_lesson import table_for
    from tutor.core.own_reading import Reading

    columns = {name: given.pop(name) for name in ("x", "y", "target")}
    try:
        return table_for(lesson, data.expanduser(), **columns, how=Reading(**given))
    except DataError as error:
        raise Refused(str(error)) from error
