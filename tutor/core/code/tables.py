"""Tables as they travel: a DataFrame or Series as columns of plain values; pandas is loaded only when one comes."""

from typing import Any


def columns_of(value: Any, most: int) -> tuple[bytes, list[Any]] | None:
    """Kind and parts of a DataFrame (names, index, columns) or Series (name, index, values).

    None for anything else of pandas, and for more than `most` columns.
    """
    import pandas as pd

    if isinstance(value, pd.Series):
        return b"S", [value.name, _column(value.index), _column(value)]
    if isinstance(value, pd.DataFrame) and value.shape[1] <= most:
        columns = [_column(value.iloc[:, at]) for at in range(value.shape[1])]
        return b"p", [list(value.columns), _column(value.index), *columns]
    return None


def _column(values: Any) -> Any:
    """A column as a numpy array: numbers and dates as they are, all else as objects, missing as None."""
    import pandas as pd

    array = values.to_numpy()
    if array.dtype.kind != "O":
        return array
    array = array.copy()
    array[pd.isna(array)] = None
    return array


def table_from(kind: str, parts: list[Any]) -> Any:
    """The DataFrame or Series of these parts; raises anything on what is none."""
    import pandas as pd

    name, index, *columns = parts
    if any(getattr(column, "shape", None) != (len(index),) for column in columns):
        raise ValueError("a column for each row was due")  # pandas would repeat a lone value for every row
    if kind == "S":
        (values,) = columns
        return pd.Series(values, index=index, name=name)
    frame = pd.DataFrame(dict(enumerate(columns)), index=index)
    frame.columns = pd.Index(name)
    return frame
