"""What a kind of question needs to tell of itself in xAPI."""

import re
from collections.abc import Iterable
from typing import Any


def components(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Things to pick from, numbered from 1 as our responses number them."""
    return [{"id": str(number), "description": {"en": text}} for number, text in enumerate(texts, 1)]


def joined(parts: Iterable[str]) -> str:
    """Parts of a response as xAPI writes them."""
    return "[,]".join(parts)


def numbers_joined(response: str) -> str:
    """The numbers in a response as xAPI writes them."""
    return joined(re.findall("[0-9]+", response))
