"""Is what a program returned what was expected? Within a tolerance, in the same shape; else the difference in words."""

from typing import Any

from tutor.core.code.shown import value_text
from tutor.core.code.values import Opaque, is_table

KEYS = 6


def difference(got: Any, expected: Any, rtol: float = 1e-9, atol: float = 1e-12) -> str:
    """ "" if `got` equals `expected`, else how it differs ("has shape (3, 1), not (3,)").

    Never raises for any `got` that came over the wire, and takes no more than some copies of it. Lists and tuples
    stand for each other; so do numbers of Python and numpy, and a list for an array. NaN equals NaN.
    """
    got, expected = _unwrapped(got), _unwrapped(expected)
    if got is None and expected is not None:
        return "is None"
    if isinstance(got, Opaque):
        return _opaque(got, expected)
    if is_table(expected) or is_table(got):
        return _tables(got, expected)
    if isinstance(expected, dict):
        return _dicts(got, expected, rtol, atol)
    if isinstance(expected, list | tuple) and not _numeric(expected):
        return _sequences(got, expected, rtol, atol)
    if isinstance(expected, str | bytes | bool | set | frozenset) or expected is None:
        return "" if type(got) is type(expected) and got == expected else _kind(got, expected)
    if isinstance(expected, tuple) and isinstance(got, list | tuple) and len(got) != len(expected):
        return f"has {len(got)} parts, not {len(expected)}"
    return _numbers(got, expected, rtol, atol)


def _unwrapped(value: Any) -> Any:
    """A truth value or text of numpy as Python's own."""
    plain = hasattr(value, "dtype") and getattr(value, "shape", None) == () and value.dtype.kind in "bU"
    return value.item() if plain else value


def _opaque(got: Opaque, expected: Any) -> str:
    if not got.too_big:
        return f"is {a(got.type)}"
    kind = _word(expected)
    return f"is {a(got.type)} {got.text}" + ("" if kind == got.type else f", and no {kind}")


def _word(expected: Any) -> str:
    """What `expected` is to a learner: a number is a number, whatever its type."""
    if isinstance(expected, int | float | complex) and not isinstance(expected, bool):
        return "number"
    return "array" if type(expected).__name__ == "ndarray" else type(expected).__name__


def a(name: str) -> str:
    """The name of a type with its article: “an int”."""
    return f"{'an' if name[:1].lower() in 'aeio' or name.startswith('nd') else 'a'} {name}"


def _not_a(got: Any, expected: Any) -> str:
    return f"is {a(type(got).__name__)}, not {a(type(expected).__name__)}"


def _kind(got: Any, expected: Any) -> str:
    if type(got) is not type(expected):
        return _not_a(got, expected)
    return "differs"


def _numeric(values: Any) -> bool:
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _tables(got: Any, expected: Any) -> str:
    if type(got) is not type(expected):
        return _not_a(got, expected)
    if got.shape != expected.shape:
        return f"has shape {got.shape}, not {expected.shape}"
    try:
        return "" if bool(got.equals(expected)) else "differs"
    except Exception:  # noqa: BLE001 - a learner's table may hold anything
        return "differs"


def _dicts(got: Any, expected: dict[Any, Any], rtol: float, atol: float) -> str:
    if not isinstance(got, dict):
        return _not_a(got, expected)
    if got.keys() != expected.keys():
        return f"has the keys {_keys(got)}, not {_keys(expected)}"
    for key, value in expected.items():
        if said := difference(got[key], value, rtol, atol):
            return f"at {value_text(key)} {said}"
    return ""


def _keys(given: dict[Any, Any]) -> str:
    """The first few keys, in order where that is cheap to have."""
    texts = [value_text(key) for key, _ in zip(given, range(KEYS), strict=False)]
    return f"[{', '.join(sorted(texts) if len(given) <= KEYS else [*texts, '…'])}]"


def _sequences(got: Any, expected: Any, rtol: float, atol: float) -> str:
    if not isinstance(got, list | tuple):
        return _not_a(got, expected)
    if len(got) != len(expected):
        return f"has {len(got)} parts, not {len(expected)}"
    for number, (mine, right) in enumerate(zip(got, expected, strict=True), 1):
        if said := difference(mine, right, rtol, atol):
            return f"in part {number} {said}"
    return ""


def _numbers(got: Any, expected: Any, rtol: float, atol: float) -> str:
    import numpy as np

    if isinstance(got, bool | str | bytes | dict | set):
        return _not_a(got, expected)
    # Only numbers: numpy would give each place of a list the room of its longest text.
    if not _all_numbers(got):
        return f"is {a(type(got).__name__)} that is no array"
    try:
        mine, right = np.asarray(got), np.asarray(expected)
    except Exception:  # noqa: BLE001 - a ragged list
        return f"is {a(type(got).__name__)} that is no array"
    if mine.shape != right.shape:
        if not mine.shape:
            return (
                f"is one number, not {len(expected)}"
                if isinstance(expected, list | tuple)
                else "is one number, not an array"
            )
        return f"has shape {mine.shape}, not {right.shape}"
    if right.dtype.kind not in "biufc" or mine.dtype.kind not in "biufc":
        return "" if mine.dtype.kind == right.dtype.kind and _equal(mine, right) else "differs"
    if (mine.dtype.kind == "b") != (right.dtype.kind == "b"):
        return f"holds {mine.dtype.name}, not {right.dtype.name}"
    with np.errstate(all="ignore"):
        if np.allclose(mine, right, rtol=rtol, atol=atol, equal_nan=True):
            return ""
    return "is nan" if np.isnan(mine).any() and not np.isnan(right).any() else "differs"


def _all_numbers(value: Any) -> bool:
    """Whether `value` holds nothing but numbers and arrays of anything, in lists."""
    if isinstance(value, list | tuple):
        return all(map(_all_numbers, value))
    return hasattr(value, "dtype") or isinstance(value, int | float | complex)


def _equal(mine: Any, right: Any) -> bool:
    """Arrays of one shape that are not of numbers."""
    try:
        return not mine.size or bool((mine == right).all())
    except Exception:  # noqa: BLE001 - objects may compare in any way
        return False
