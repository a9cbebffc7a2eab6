"""`tutor progress`: what has been learnt, and what is due."""

import click

from tutor.cli.common import as_json, options


@click.command()
@as_json
@options
def progress(as_json: bool) -> None:
    """Show how far each lesson has come, and what is due for review."""
