"""What a learner may put into a control: typed, picked or nudged, held against its range."""

import math
from collections.abc import Sequence
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.controls import Cells, Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.state import Field


def checked(field: Field, value: Any) -> Any:
    """`value` (or a number typed as text) as the state holds it; TutorError says what it may be."""
    match field.control:
        case Slider(low=low, high=high, unit=unit):
            return _number(field, value, low, high, unit)
        case Number(low=low, high=high, unit=unit):
            return None if value is None or value == "" else _number(field, value, low, high, unit)
        case Toggle():
            return _must(field, value, isinstance(value, bool), "true or false")
        case Choice(options=options):
            return _must(field, value, value in options, "one of: " + ", ".join(options))
        case Order(items=items):
            right = _indices(value, len(items)) and len(set(value)) == len(value)
            return tuple(_must(field, value, right, f"the numbers 0 to {len(items) - 1}, each once, in your order"))
        case Cells() as cells:
            return _marks(field, cells, value)


def nudged(field: Field, value: Any, steps: int) -> Any:
    """The value `steps` further along its control, at most to its end: the next mark, the next option."""
    match field.control:
        case Slider() as slider:
            return _as(field, _slid(slider, float(value), steps))
        case Number(low=low, high=high):
            moved = (0.0 if value is None else value) + steps
            return _as(field, min(math.inf if high is None else high, max(-math.inf if low is None else low, moved)))
        case Toggle():
            return not value if steps % 2 else value
        case Choice(options=options):
            at = options.index(value) if value in options else 0
            return options[min(len(options) - 1, max(0, at + steps))]
        case _:
            return value


def showable(field: Field, value: Any) -> bool:
    """Whether its control can show the value, also where no learner could have set it."""
    match field.control:
        case Slider():
            return hasattr(value, "__float__")
        case Number():
            return value is None or hasattr(value, "__float__")
        case Choice():
            return isinstance(value, str)
        case Order(items=items):
            return _indices(value, len(items))
        case Cells() as cells:
            numbers = 2 if cells.pick == "cells" else 1
            marks = [_mark_of(mark) for mark in value] if isinstance(value, list | tuple) else [()]
            return all(_fits(mark, numbers, tuple(cells.tags)) for mark in marks)
        case _:
            return True


def fraction(slider: Slider, value: float) -> float:
    """Where `value` stands on the slider, 0 at its low end and 1 at its high one."""
    if math.isnan(value):
        return 0.0
    value = min(slider.high, max(slider.low, value))
    return _way(slider, value) / _way(slider, slider.high)


def at_fraction(slider: Slider, part: float) -> float:
    """The slider's mark nearest to `part` of its way."""
    part = min(1.0, max(0.0, part))
    step = math.log(slider.step) if slider.log else slider.step
    return _mark(slider, round(part * _way(slider, slider.high) / step))


def number_text(slider: Slider, value: float) -> str:
    """The value with as many decimals as a step has."""
    if slider.log:
        return f"{value:.3g}"
    step = f"{slider.step:.6f}".rstrip("0").rstrip(".")
    return f"{value:.{len(step.partition('.')[2])}f}" if float(step) and slider.step < 1e6 else f"{value:.6g}"


def _way(slider: Slider, value: float) -> float:
    """How far `value` is from the low end: a difference, or the log of a ratio."""
    return math.log(value / slider.low) if slider.log else value - slider.low


def _slid(slider: Slider, value: float, steps: int) -> float:
    """Marks are low + k·step, or low·step^k; from between two marks the first step goes to the next one."""
    if not math.isfinite(value):
        return slider.low if not value > 0 else slider.high
    value = min(slider.high, max(slider.low, value))
    at = _way(slider, value) / (math.log(slider.step) if slider.log else slider.step)
    near = round(at)
    base = near if abs(at - near) < 1e-6 else math.floor(at) if steps > 0 else math.ceil(at)
    return _mark(slider, base + steps)


def _mark(slider: Slider, index: int) -> float:
    if slider.log:
        exact = slider.low * slider.step ** min(index, 10_000) if index > 0 else slider.low
    else:
        exact = slider.low + index * slider.step
    rounded = float(f"{exact:.12g}")
    return 0.0 if abs(rounded) < slider.step * 1e-9 and not slider.log else min(slider.high, max(slider.low, rounded))


def _number(field: Field, value: Any, low: float | None, high: float | None, unit: str) -> float | int:
    number = _read(field, value, unit) if isinstance(value, str) else value
    may = _range(low, high, field.integer)
    _must(field, value, isinstance(number, int | float) and not isinstance(number, bool), may)
    fits = (low is None or number >= low) and (high is None or number <= high)
    whole = not field.integer or number == round(number) if math.isfinite(number) else False
    _must(field, value, fits and whole, may)
    return _as(field, number)


def _read(field: Field, text: str, unit: str) -> float:
    from tutor.core.questions.numbers import read_number

    read = read_number(text, unit)
    if isinstance(read, str):
        raise TutorError(f"{field.label}: {read}")
    return read.value


def _range(low: float | None, high: float | None, integer: bool) -> str:
    kind = "a whole number" if integer else "a number"
    if low is not None and high is not None:
        return f"{kind} from {low:g} to {high:g}"
    return kind + (f", {low:g} or more" if low is not None else f", {high:g} or less" if high is not None else "")


def _as(field: Field, number: float) -> float | int:
    return int(number) if field.integer else float(number)


def _must(field: Field, value: Any, holds: bool, may: str) -> Any:
    if not holds:
        raise TutorError(f"{field.label} cannot be {value!r:.60}; it may be {may}.")
    return value


def _indices(value: Any, size: int) -> bool:
    return isinstance(value, list | tuple) and all(_index(index) and index < size for index in value)


def _index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _marks(field: Field, cells: Cells, value: Any) -> tuple[Any, ...]:
    """Marks as the state holds them: numbers, (row, column), each with its tag last where there are tags."""
    numbers = 2 if cells.pick == "cells" else 1
    may = {"cells": "a list of [row, column", "rows": "a list of [row", "columns": "a list of [column"}[cells.pick]
    tags = ", tag] with a tag of " + ", ".join(cells.tags) if cells.tags else "]"
    _must(field, value, isinstance(value, list | tuple), may + tags)
    marks = tuple(_mark_of(mark) for mark in value)
    _must(field, value, all(_fits(mark, numbers, tuple(cells.tags)) for mark in marks), may + tags)
    places = [mark[:numbers] for mark in marks]
    _must(field, value, len(set(places)) == len(places), "marked once in each place")
    if cells.limit is not None:
        _must(field, value, len(marks) <= cells.limit, f"at most {cells.limit} marks")
    bare = numbers == 1 and not cells.tags
    return tuple(mark[0] for mark in marks) if bare else marks


def _mark_of(mark: Any) -> tuple[Any, ...]:
    return tuple(mark) if isinstance(mark, list | tuple) else (mark,)


def _fits(mark: tuple[Any, ...], numbers: int, tags: Sequence[str]) -> bool:
    if len(mark) != numbers + bool(tags) or not all(map(_index, mark[:numbers])):
        return False
    return not tags or mark[-1] in tags
