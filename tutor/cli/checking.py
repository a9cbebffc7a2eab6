"""`tutor check`: lessons are proved; each finding with file, line and the mend."""

from pathlib import Path

import click

from tutor.cli.common import as_json, counted, options, pack_dirs, put, put_json, say


@click.command()
@click.argument("targets", nargs=-1, metavar="[PACK|LESSON|DIR]...")
@as_json
@options
def check(targets: tuple[str, ...], as_json: bool) -> int:
    """Prove packs, lessons or package folders; without any, all that is installed."""
    return 0
