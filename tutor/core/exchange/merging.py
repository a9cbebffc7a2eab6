"""Two machines' documents under one key: which one says more, or what both say together."""

import json

from tutor.core import notes, own_questions
from tutor.core.quiz import state
from tutor.core.session import load


def merged(key: str, mine: str | None, theirs: str) -> str:
    """What is kept at `key`: of a place what both know, of notes and own questions both, else mine."""
    if mine is None or mine == theirs:
        return theirs
    kind = key.partition("/")[0].partition("@")[0]
    if kind.startswith("place") and kind != "placed":
        return load(theirs).merged(load(mine)).dump()
    if kind == "note":
        return _notes(mine, theirs)
    if kind == own_questions.KIND:
        return own_questions.joined(mine, theirs)
    if kind == "sitting":
        return _further(mine, theirs)
    return mine


def _further(mine: str, theirs: str) -> str:
    """Of one sitting the state with more answers; of two, mine."""
    one, other = state.load(mine), state.load(theirs)
    if one is None or other is None or one.id != other.id:
        return theirs if one is None and other is not None else mine
    return theirs if (bool(other.ended), len(other.answers)) > (bool(one.ended), len(one.answers)) else mine


def _notes(mine: str, theirs: str) -> str:
    one, other = _pages(mine), _pages(theirs)
    for page, text in other.items():
        if page not in one:
            one[page] = text
        elif text not in one[page]:
            one[page] = f"{one[page]}\n\n{text}"
    return json.dumps(one, ensure_ascii=False)


def _pages(text: str) -> dict[str, str]:
    try:
        return notes.parse(text)
    except ValueError:
        return {}
