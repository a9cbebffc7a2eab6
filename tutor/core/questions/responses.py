"""Canonical response strings read back: option numbers, pairs, gaps. A str result says what was expected."""

import re

from tutor.core.lesson.model import Blank, Choice, Match, Order

_LIST = re.compile(r"[\s,;]+")
_NUMBER = re.compile(r"[0-9]{1,4}")
_PAIR = re.compile(r"([0-9]{1,4})\s*[=:]\s*([0-9]{1,4})")
_BAR = re.compile(r"(?<!\\)\|")


def read_choice(question: Choice, response: str) -> tuple[int, ...] | str:
    """The indices picked, in file order."""
    count = len(question.options)
    picked = _numbers(response, count)
    example = "1,2" if question.pick_all else "2"
    if picked is None:
        return f"Answer with option numbers from 1 to {count}, for example `{example}`."
    if len(set(picked)) > 1 and not question.pick_all:
        return f"Only one option holds: pick one, for example `{example}`."
    return tuple(sorted(set(picked)))


def read_order(question: Order, response: str) -> tuple[int, ...] | str:
    """Entry indices in the order given."""
    count = len(question.entries)
    given = _numbers(response, count)
    if given is None or sorted(given) != list(range(count)):
        example = ",".join(str(number) for number in range(count, 0, -1))
        return f"Name each of the numbers 1 to {count} once, in your order, for example `{example}`."
    return given


def read_match(question: Match, response: str) -> tuple[int, ...] | str:
    """For each left entry the index of the right one it was given."""
    count = len(question.left)
    expected = f"Give each of the {count} left entries a right one, for example `1=2,2=1`."
    pairs = [_PAIR.fullmatch(word) for word in re.split(r"\s*[,;]\s*", response.strip().strip(",;"))]
    given: dict[int, int] = {}
    for pair in pairs:
        if pair is None or int(pair[1]) in given:
            return expected
        given[int(pair[1])] = int(pair[2])
    right = range(1, count + 1)
    if sorted(given) != list(right) or any(number not in right for number in given.values()):
        return expected
    return tuple(given[number] - 1 for number in right)


def read_blank(question: Blank, response: str) -> tuple[str, ...] | str:
    """The text of each gap; `\\|` stands for a bar inside one."""
    count = len(question.gaps)
    given = tuple(part.replace("\\|", "|").strip() for part in _BAR.split(response))
    if len(given) != count:
        example = "|".join(["first", "second", "third"][:count])
        return f"There {'is 1 gap' if count == 1 else f'are {count} gaps'}: answer like `{example}`."
    empty = [str(number) for number, text in enumerate(given, 1) if not text]
    if empty:
        return f"Still empty: gap {', '.join(empty)}. A guess costs little."
    return given


def _numbers(response: str, count: int) -> tuple[int, ...] | None:
    words = [word for word in _LIST.split(response) if word]
    if not words or not all(_NUMBER.fullmatch(word) for word in words):
        return None
    numbers = tuple(int(word) - 1 for word in words)
    return numbers if all(0 <= number < count for number in numbers) else None
