"""The controls of an exercise in words: what they are at, what may be typed, and what was typed as their value."""

from collections.abc import Sequence
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.controls import Cells, Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.state import Field
from tutor.core.exercise.values import number_text
from tutor.core.exercise.view import Table, View

_YES, _NO = ("yes", "on", "true", "1"), ("no", "off", "false", "0")
_NONE = ("none", "empty", "")


def at(field: Field, value: Any) -> str:
    """What the control is at."""
    match field.control:
        case Slider() as slider:
            return f"{number_text(slider, value)} {slider.unit}".rstrip()
        case Number(unit=unit):
            return "not given" if value is None else f"{value:.10g} {unit}".rstrip()
        case Toggle():
            return "yes" if value else "no"
        case Order(items=items):
            return ", ".join(items[each] for each in value)
        case Cells():
            return "; ".join(map(_mark_text, value)) or "nothing marked"
        case _:
            return str(value)


def offer(field: Field, value: Any) -> str:
    """One line: name, label, what it is at, and what may be typed."""
    name, label = field.name, " ".join(field.label.split())
    called = name if label.casefold() in (name, name.replace("_", " ")) else f"{name} ({label})"
    return f"{called}: {at(field, value)}. {_may(field)}"


def _may(field: Field) -> str:
    name = field.name
    match field.control:
        case Slider(low=low, high=high, log=log) as slider:
            step = f"factors of {slider.step:g}" if log else f"steps of {slider.step:g}"
            return f"From {low:g} to {high:g} in {step}: `{name} {number_text(slider, high)}`, `{name} up 3`."
        case Number():
            return f"Type `{name}` and a number, or `{name} none`."
        case Toggle():
            return f"`{name} yes` or `{name} no`."
        case Choice(options=options):
            listed = ", ".join(f"{number} {text}" for number, text in enumerate(options, start=1))
            return f"Type `{name}` and a number: {listed}."
        case Order(items=items):
            listed = ", ".join(f"{number} {text}" for number, text in enumerate(items, start=1))
            return f"Type `{name}` and all numbers in your order: {listed}."
        case Cells(pick=pick, tags=tags):
            what = {"cells": "ROW COLUMN", "rows": "ROW", "columns": "COLUMN"}[pick]
            tagged = f"{name} {what} TAG`, with a tag of {', '.join(tags)}" if tags else f"{name} {what}`"
            return f"Type `{tagged}; `{name} {what} none` takes a mark away."


def typed(field: Field, value: Any, text: str, view: View) -> Any:
    """The value that `text` asks for, for `Play.set`; TutorError says what may be typed."""
    word = text.strip()
    match field.control:
        case Toggle():
            if word.casefold() in _YES + _NO:
                return word.casefold() in _YES
            raise TutorError(_may(field))
        case Number() if word.casefold() in _NONE:
            return None
        case Choice(options=options):
            return _option(field, word, options)
        case Order(items=items):
            numbers = [int(each) - 1 for each in word.replace(",", " ").split() if each.isdecimal()]
            if sorted(numbers) != list(range(len(items))):
                raise TutorError(_may(field))
            return tuple(numbers)
        case Cells() as cells:
            table = next((p for p in view.parts if isinstance(p, Table) and p.control == field.name), None)
            return _marked(field, cells, value, word, table)
        case _:
            return word


def _option(field: Field, word: str, options: Sequence[str]) -> str:
    if word in options:
        return word
    if word.isdecimal() and 0 < int(word[:6]) <= len(options):
        return options[int(word) - 1]
    near = [option for option in options if option.casefold().startswith(word.casefold())] if word else []
    if len(near) != 1:
        raise TutorError(_may(field))
    return near[0]


def _marked(field: Field, cells: Cells, marks: Sequence[Any], word: str, table: Table | None) -> tuple[Any, ...]:
    """The marks with one more, or one less: `3`, `3 leak`, `alcohol leak`, `3 none`, `none`."""
    if word.casefold() == "none":
        return ()
    tag = next((each for each in cells.tags if word.casefold().endswith(f" {each.casefold()}")), "")
    drop = word.casefold().endswith(" none")
    place_text = word[: len(word) - len(tag or "none")].strip() if tag or drop else word
    if cells.tags and not tag and not drop:
        raise TutorError(_may(field))
    place = _place(field, cells, place_text, table)
    kept = [each for each in marks if _place_of(each, len(place)) != place]
    if drop:
        return tuple(kept)
    new = (*place, tag) if tag else place if len(place) > 1 else place[0]
    return (*kept, new)


def _place(field: Field, cells: Cells, text: str, table: Table | None) -> tuple[int, ...]:
    """Row and column, counted from 0, given by number or by what the first cell or the heading says."""
    rows = [str(row[0]) if row else "" for row in table.rows] if table else []
    columns = list(table.columns) if table else []
    match cells.pick:
        case "rows":
            return (_index(field, text, rows),)
        case "columns":
            return (_index(field, text, columns),)
        case _:
            row, _, column = text.replace(",", " ").strip().partition(" ")
            return _index(field, row, rows), _index(field, column.strip(), columns)


def _index(field: Field, text: str, names: Sequence[str]) -> int:
    if text.isdecimal() and 0 < int(text[:6]) <= len(names):
        return int(text) - 1
    found = [at for at, name in enumerate(names) if name.casefold().removesuffix(" (target)") == text.casefold()]
    if len(found) != 1:
        raise TutorError(f"“{text}” is no row or column of the table. {_may(field)}")
    return found[0]


def _place_of(mark: Any, numbers: int) -> tuple[int, ...]:
    return tuple(mark[:numbers]) if isinstance(mark, tuple) else (mark,)


def _mark_text(mark: Any) -> str:
    parts = mark if isinstance(mark, tuple) else (mark,)
    return " ".join(str(each + 1) if isinstance(each, int) else str(each) for each in parts)
