"""`tutor schema`: what editors are told about a pack's files."""

import click

from tutor.cli.common import Refused, put_file


@click.command()
@click.argument("kind", metavar="pack|lesson|glossary|card|snippets")
def schema(kind: str) -> int:
    """Print the JSON Schema of pack.toml, front matter, glossary.toml or a table's card; or snippets for VS Code."""
    from tutor.core.editors.schemas import schema as made
    from tutor.core.editors.snippets import snippets
    from tutor.core.editors.written import as_text
    from tutor.core.errors import TutorError

    try:
        put_file(as_text(snippets() if kind == "snippets" else made(kind)))
    except TutorError as error:
        raise Refused(str(error)) from error
    return 0
