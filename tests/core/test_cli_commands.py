import pytest
from click import Context

from tutor.cli import COMMANDS, tutor


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_found_by_its_own_name(name: str) -> None:
    found = tutor.get_command(Context(tutor), name)
    assert found is not None
    assert found.name == name


def test_an_unknown_command_is_none_of_them() -> None:
    assert tutor.get_command(Context(tutor), "lst") is None
