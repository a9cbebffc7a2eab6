"""Did you mean …? One place that guesses what was meant by a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` of `known` that look like `name`, best first; case is no difference."""
    by_folded: dict[str, str] = {}
    for each in known:
        by_folded.setdefault(each.casefold(), each)
    return [by_folded[match] for match in get_close_matches(name.casefold(), by_folded, n=count, cutoff=0.6)]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` Did you mean "x" or "y"?` to go after a sentence; empty where nothing is near."""
    found = nearest(name, known)
    return f" Did you mean {' or '.join(f'“{each}”' for each in found)}?" if found else ""
