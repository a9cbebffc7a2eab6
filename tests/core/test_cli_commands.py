from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from tutor.cli import COMMANDS, tutor


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_found_by_its_own_name(name: str) -> None:
    found = tutor.get_command(Context(tutor), name)
    assert found is not None
    assert found.name == name


def test_an_unknown_command_is_none_of_them() -> None:
    assert tutor.get_command(Context(tutor), "lst") is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "A preview needs a terminal"),
        (["--size", "60 by 20"], "is not written COLUMNSxROWS, such as 60x20"),
        (["--page", "0"], "0 is not in the range x>=1"),
    ],
)
def test_a_preview_that_cannot_be_shown_says_why(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(tutor, ["preview", str(tmp_path), *arguments])
    assert (result.exit_code, said in result.output) == (2, True)
