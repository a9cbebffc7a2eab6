"""`tutor new`: a distribution to start from."""

from pathlib import Path

import click

from tutor.cli.common import Refused, put


@click.command()
@click.argument("name")
@click.option(
    "--in",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="Where to put it; here, if not given.",
)
def new(name: str, folder: Path) -> int:
    """Write a small pack NAME that `tutor check` passes, as a start for your own."""
    from tutor.core.errors import FileError, TutorError
    from tutor.core.packs.new import Names, new_distribution

    try:
        written = new_distribution(folder, name)
    except FileError:
        raise
    except TutorError as error:
        raise Refused(str(error)) from error
    put(f"{written} is written. {Names.of(name).sentence()}")
    return 0
