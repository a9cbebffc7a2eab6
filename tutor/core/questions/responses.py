"""Numbers in canonical responses: of options and entries as the file has them, from 1."""

import re
from collections.abc import Sequence

_LIST = re.compile(r"[\s,;]+")
_NUMBER = re.compile(r"[0-9]{1,4}")
_TYPED = re.compile(r"\d{1,6}")


def indices(response: str, count: int) -> tuple[int, ...] | None:
    """The indices (from 0) that a list of numbers means; None where one is none of 1 to `count`."""
    words = [word for word in _LIST.split(response) if word]
    if not words or not all(_NUMBER.fullmatch(word) for word in words):
        return None
    numbers = tuple(int(word) - 1 for word in words)
    return numbers if all(0 <= number < count for number in numbers) else None


def in_file(shown: str, order: Sequence[int]) -> str:
    """The file's number of what is shown as number `shown`; one that is not on offer stays, to be refused later."""
    at = int(shown) - 1
    return str(order[at] + 1) if 0 <= at < len(order) else shown


def all_in_file(typed: str, order: Sequence[int]) -> str:
    """`in_file` of every number in a line."""
    return _TYPED.sub(lambda found: in_file(found[0], order), typed)
