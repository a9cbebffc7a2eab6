"""Where the widget of a kind is: in the module here that bears the name of the kind's module in the core."""

from importlib import import_module
from typing import Any


def widget_of(kind: type, package: str, suffix: str) -> Any:
    """Of `core/exercise/controls/slider.py` with its Slider: `lines/slider.py` with its SliderLine.

    So that a new kind is one module there and one here, and no table has to be told. A test sees that none is missing.
    """
    module = import_module(f"{package}.{kind.__module__.rpartition('.')[2]}")
    return getattr(module, kind.__name__ + suffix)
