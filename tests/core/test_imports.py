"""What each command imports: nobody pays for what they do not use."""

import subprocess
import sys
from pathlib import Path

import pytest

PACKS = str(Path(__file__).parents[1] / "fixtures" / "packs")
HEAVY = {"textual", "rich", "numpy", "pandas", "scipy", "sklearn", "plotext", "asyncio", "markdown_it"}
LIST = """
import sys
sys.argv = ["tutor", *sys.argv[1:]]
from tutor.cli import main
try:
    main()
except SystemExit as left:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
    raise
"""


def imported(*args: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", LIST, *args], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--version"],
        ["list"],
        ["--pack-dir", PACKS, "list", "--json"],
        ["define", "bias"],
        ["--pack-dir", PACKS, "grade", "every-block", "steeper", "2"],
    ],
    ids=lambda args: " ".join(args).replace(PACKS, "packs"),
)
def test_commands_that_stay_light(args: list[str]) -> None:
    assert imported(*args) & HEAVY == set()


def test_help_reads_no_pack() -> None:
    assert imported("--help") & {"msgspec", "tomllib", "sqlite3", "platformdirs"} == set()


def test_an_exercise_is_graded_without_scikit_learn_or_a_screen() -> None:
    args = ("--pack-dir", PACKS, "grade", "every-block", "reach", '{"n": 5}')
    assert imported(*args) & {"textual", "rich", "plotext", "sklearn", "pandas", "tuitor_ml_engineer"} == set()


def test_the_core_imports_no_screen() -> None:
    code = (
        "import pkgutil, sys, importlib, tutor.core as core\n"
        "for each in pkgutil.walk_packages(core.__path__, 'tutor.core.'):\n"
        "    importlib.import_module(each.name)\n"
        "print(*{name.partition('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & {"textual", "rich", "plotext", "sklearn", "tuitor_ml_engineer"} == set()
