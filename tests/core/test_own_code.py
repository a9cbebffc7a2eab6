"""The program that a learner takes home reads the file as the tutor did, or says what is still to be done."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.own_tables import made
from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.own_data import OwnTable, read_own_data
from tutor.core.own_reading import Reading

WANTS = OwnData(rows=(3, 1000))


def run(table: OwnTable) -> dict[str, list[float]]:
    """What pandas makes of the file."""
    names: dict[str, Any] = {}
    exec(table.code, names)
    return {role: names["table"][column].to_numpy(float).tolist() for role, column in table.roles.items()}


@pytest.mark.parametrize("chunk", range(4))
def test_it_gives_the_same_numbers_or_says_what_is_to_be_done(tmp_path: Path, monkeypatch: Any, chunk: int) -> None:
    monkeypatch.chdir(tmp_path)
    same = 0
    for seed in range(50 * chunk, 50 * chunk + 50):
        file = made(seed)
        Path("my.csv").write_bytes(file.content)
        try:
            table = read_own_data(Path("my.csv"), WANTS, x=file.x, y=file.y, how=file.how)
        except DataError:
            continue
        if "# Still to be done" in table.code:
            continue
        assert run(table) == {role: table[role] for role in table.roles}, (seed, file.kinds, table.code)
        same += 1
    assert same > 5


def test_rows_that_are_dropped_filled_or_drawn(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("my.csv")
    path.write_text(
        "Title\nx;y\n" + "".join(f"{n};{n * n if n % 7 else 'k.A.'},5\n".replace("A.,5", "A.") for n in range(90))
    )
    for missing in ("drop", "fill"):
        for rows in (50, 1000):
            wants = OwnData(rows=(3, rows))
            table = read_own_data(path, wants, x="x", y="y", how=Reading(missing=missing, skip="1"))
            assert run(table) == {role: table[role] for role in table.roles}


def test_a_plain_file_takes_a_plain_line(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("x,y\n1,2\n2,3\n3,5\n")
    table = read_own_data(path, WANTS, x="x", y="y")
    assert table.code == "import pandas as pd\n\ntable = pd.read_csv('my.csv')\n"


def test_what_pandas_does_not_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("x,y\n2024-01-01,2 kg\n2024-01-02,3 kg\n2024-01-05,5 kg\n")
    code = read_own_data(path, WANTS, x="x", y="y").code
    assert "# Still to be done: 'x' has dates" in code
    assert "# Still to be done: 'y' has the unit 'kg'" in code
