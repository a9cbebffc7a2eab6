"""The command as it is called: its arguments in, its code and what it wrote out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor import cli

Result = tuple[int, str, str]
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str | Path) -> Result:
        monkeypatch.setattr("sys.argv", ["tutor", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capfd.readouterr()
        return int(left.value.code or 0), out, err

    return call


@pytest.fixture
def tiny(run: Run, packs: Path) -> Run:
    """`run` with the tiny pack."""
    return lambda *args: run("--pack-dir", packs, *args)
