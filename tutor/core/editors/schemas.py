"""JSON Schemas of the TOML files of a pack, made of the very types that read them."""

from typing import Any

import msgspec

from tutor.core.datasets import Card
from tutor.core.errors import TutorError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.glossary import Glossary
from tutor.core.packs.pack import FrontMatter, PackMeta

SCHEMAS: dict[str, tuple[str, Any]] = {
    "pack": ("pack.toml", PackMeta),
    "lesson": ("the front matter of a lesson.md", FrontMatter),
    "glossary": ("glossary.toml", Glossary),
    "card": ("the card of a table", Card),
}
"""By kind: the file it is of, and its type."""


def schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, in draft 2020-12 (https://json-schema.org). TutorError names the kinds."""
    if kind not in SCHEMAS:
        raise TutorError(f"There is no schema “{kind}”.{did_you_mean(kind, SCHEMAS)} There are: {', '.join(SCHEMAS)}.")
    title, type_ = SCHEMAS[kind]
    made = msgspec.json.schema(type_)
    if "$ref" in made:  # to a reader of an older draft, nothing else stands beside a reference
        made = {**made["$defs"].pop(made.pop("$ref").rpartition("/")[2]), **made}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}
