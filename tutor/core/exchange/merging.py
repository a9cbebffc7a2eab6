"""Two machines' documents under one key: which one says more, or what both say together."""

import json
from typing import Any

from tutor.core.session import load


def merged(key: str, mine: str | None, theirs: str) -> str:
    """What is kept at `key`: of a place what both know, of notes both, else mine."""
    if mine is None or mine == theirs:
        return theirs
    kind = key.partition("/")[0].partition("@")[0]
    if kind.startswith("place") and kind != "placed":
        return load(theirs).joined(load(mine)).dump()
    if kind == "note":
        return _notes(mine, theirs)
    return mine


def _notes(mine: str, theirs: str) -> str:
    one, other = _pages(mine), _pages(theirs)
    for page, text in other.items():
        if page not in one:
            one[page] = text
        elif str(text) not in str(one[page]):
            one[page] = f"{one[page]}\n\n{text}"
    return json.dumps(one, ensure_ascii=False)


def _pages(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
