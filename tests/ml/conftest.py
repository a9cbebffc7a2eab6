"""The course's computed figures, and the tables of the tests as arrays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest

from tutor.core.datasets import card, columns

Arrays: TypeAlias = tuple[np.ndarray, np.ndarray]


@pytest.fixture(scope="session")
def reference() -> dict[str, dict[str, Any]]:
    return json.loads(Path(__file__).with_name("reference.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def anscombe() -> Callable[[str], Arrays]:
    def read(name: str) -> Arrays:
        table = columns("core/anscombe", where={"set": name})
        return np.array(table["x"]), np.array(table["y"])

    return read


@pytest.fixture(scope="session")
def arrays() -> Callable[[str], Arrays]:
    """Inputs (n, p) and target (n,) or (n, k) of a shipped table."""

    def read(name: str) -> Arrays:
        table, about = columns(f"core/{name}"), card(f"core/{name}")
        X = [values for column, values in table.items() if column not in about.target]
        y = [table[column] for column in about.target]
        return np.array(X, dtype=float).T, np.array(y).T.squeeze()

    return read
