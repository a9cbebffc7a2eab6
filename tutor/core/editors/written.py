"""The files for editors that a pack holds: schemas beside `.taplo.toml`, which names them, and snippets."""

import json
from typing import Any

from tutor.core.editors.schemas import SCHEMAS, schema
from tutor.core.editors.snippets import snippets


def editor_files() -> dict[str, str]:
    """Their texts by relative name."""
    made = {f"schemas/{kind}.json": as_text(schema(kind)) for kind in SCHEMAS}
    return {**made, ".vscode/lessons.code-snippets": as_text(snippets())}


def as_text(found: dict[str, Any]) -> str:
    """JSON as a file holds it."""
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
