"""Tables on the wire: a DataFrame or Series as columns of plain values; pandas is loaded only when one comes."""

from collections.abc import Callable
from typing import Any

Part = Callable[[Any], Any]


def encode_pandas(value: Any, encode: Part) -> dict[str, Any] | None:
    """A DataFrame or Series as data; None for anything else of pandas."""
    import pandas as pd

    if isinstance(value, pd.Series):
        return {
            "t": "series",
            "name": encode(value.name),
            "v": encode(_column(value)),
            "index": encode(_column(value.index)),
        }
    if isinstance(value, pd.DataFrame):
        columns = [encode(_column(value.iloc[:, place])) for place in range(value.shape[1])]
        return {
            "t": "frame",
            "names": encode(list(value.columns)),
            "v": columns,
            "index": encode(_column(value.index)),
        }
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


def decode_pandas(raw: dict[str, Any], decode: Part) -> Any:
    """The DataFrame or Series that `encode_pandas` wrote; raises on anything else."""
    import pandas as pd

    index = decode(raw["index"])
    if raw["t"] == "series":
        return pd.Series(decode(raw["v"]), index=index, name=decode(raw["name"]))
    columns = {place: decode(column) for place, column in enumerate(raw["v"])}
    frame = pd.DataFrame(columns, index=index)
    frame.columns = pd.Index(decode(raw["names"]))
    return frame
