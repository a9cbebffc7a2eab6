"""Many CSV files as people have them: what is read is what is meant, or the file is refused; never anything else."""

import math
from pathlib import Path

import pytest

from tests.core.own_tables import Made, made
from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.own_data import OwnTable, read_own_data
from tutor.core.own_reading import Reading
from tutor.core.safe_text import one_line

WANTS = OwnData(rows=(3, 1000))
CHUNK = 60
ASKED = {"missing", "total", "silent total", "preamble"}
"""What a file has that is always asked about."""


def read(folder: Path, file: Made, how: Reading) -> OwnTable | str:
    """The table, or the sentence why not."""
    path = folder / "my.csv"
    path.write_bytes(file.content)
    try:
        return read_own_data(path, WANTS, x=file.x, y=file.y, how=how)
    except DataError as error:
        return str(error)


def right(table: OwnTable, file: Made) -> bool:
    return not file.broken and all(
        len(table[role]) == len(truth) and all(map(close, table[role], truth)) for role, truth in file.truth.items()
    )


def close(one: object, other: float) -> bool:
    return isinstance(one, float) and math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize("chunk", range(10))
def test_what_is_read_is_what_is_meant(tmp_path: Path, chunk: int) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        file = made(seed)
        found = read(tmp_path, file, Reading())
        if isinstance(found, str):
            assert found == one_line(found)
            assert "my.csv" in found or "“" in found
        else:
            assert right(found, file), (seed, file.kinds, found.notes)


@pytest.mark.parametrize("chunk", range(10))
def test_there_is_a_way_out_of_every_refusal(tmp_path: Path, chunk: int) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        file = made(seed)
        found = read(tmp_path, file, file.how)
        if file.broken:
            assert isinstance(found, str), (seed, file.kinds)
            assert "line" in found
        else:
            assert not isinstance(found, str), (seed, file.kinds, found)
            assert right(found, file), (seed, file.kinds)


def test_few_are_asked_about_without_need(tmp_path: Path) -> None:
    plain = [file for file in map(made, range(300)) if not file.broken and not ASKED & set(file.kinds)]
    asked = [found for file in plain if isinstance(found := read(tmp_path, file, Reading()), str)]
    assert len(plain) > 150
    assert len(asked) < 0.06 * len(plain), asked
    assert all("--" in found for found in asked)


@pytest.mark.trust
def test_thousands_more(tmp_path: Path) -> None:
    for seed in range(10_000, 16_000):
        file = made(seed)
        found, told = read(tmp_path, file, Reading()), read(tmp_path, file, file.how)
        assert isinstance(found, str) or right(found, file), (seed, file.kinds)
        assert isinstance(told, str) if file.broken else (not isinstance(told, str) and right(told, file)), (seed, told)
