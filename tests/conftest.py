"""What many tests need: folders of their own, and packs made to order."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# Programs that tests start run from compiled files, as they do on a learner's machine: where the environment forbids to
# write those, each start compiles all of the tutor anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("tutor", deadline=None, max_examples=40)
settings.register_profile("full", deadline=None, max_examples=400)  # pytest --hypothesis-profile=full
settings.load_profile("tutor")


@pytest.fixture(scope="session", autouse=True)
def no_program_outlives_the_tests() -> Iterator[None]:
    """The process for programs ends with the tests: a worker of xdist's leaves without asking `atexit`."""
    yield
    used = sys.modules.get("tutor.core.code.runner")
    for runner in used._shared if used is not None else ():
        runner.close()


PACKS = Path(__file__).parent / "fixtures" / "packs"
FRONT = '+++\ntitle = "{title}"\nsummary = "s"\nminutes = 3\n+++\n# Hello\n\nWords.\n'


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the progress of whoever runs it, nor the tables of another test's pack."""
    if datasets := sys.modules.get("tutor.core.datasets"):
        datasets._given.clear()
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TUTOR_DATA_DIR", str(home / "data"))
    monkeypatch.setenv("TUTOR_CONFIG_DIR", str(home / "config"))


@pytest.fixture
def packs() -> Path:
    """The folder of the packs that are kept as files, e.g. `tiny_pack`."""
    return PACKS


MakePack = Callable[..., Path]


@pytest.fixture
def make_pack(tmp_path: Path) -> MakePack:
    """make_pack("name", lessons=[…], files={path: text}, at=folder, api=1) -> its package folder."""

    def make(
        name: str = "some_pack",
        lessons: tuple[str, ...] = ("first",),
        files: Mapping[str, str] | None = None,
        at: Path | None = None,
        api: int = 1,
    ) -> Path:
        root = (at or tmp_path) / name
        listed = ", ".join(f'"{lesson}"' for lesson in lessons)
        module = f'[[modules]]\nid = "one"\ntitle = "One"\nlessons = [{listed}]\n'
        wanted = {"__init__.py": "", "pack.toml": f'api = {api}\ntitle = "{name}"\nsummary = "s"\n\n{module}'}
        for lesson in lessons:
            wanted[f"one/{lesson.replace('-', '_')}/lesson.md"] = FRONT.format(title=lesson)
        for path, text in {**wanted, **(files or {})}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return root

    return make
