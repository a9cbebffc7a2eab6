"""The wheel has all that the checkout has (hatchling drops ignored files silently), and works, zipped too."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
pytestmark = pytest.mark.skipif(not (ROOT / "tutor").is_dir(), reason="about the checkout: there is none here")
PACKAGES = [ROOT / each for each in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]]


def on_disk() -> set[str]:
    """Every file of the packages, named as in a wheel."""
    return {
        f"{package.name}/{file.relative_to(package).as_posix()}"
        for package in PACKAGES
        for file in package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def tutor(path: Path, *args: str) -> Any:
    """The JSON that the tutor found at `path` prints, run where the checkout is not the working folder."""
    environment = {**os.environ, "PYTHONPATH": str(path)}
    code = "import sys, tutor; assert tutor.__file__.startswith(sys.argv.pop(1)); from tutor.cli import main; main()"
    command = [sys.executable, "-c", code, str(path), *args, "--json"]
    done = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_packages_folders_and_entry_points_agree() -> None:
    points = PROJECT["project"]["entry-points"]
    named = {package for group in ("tutor.lessons", "tutor.datasets") for package in points[group].values()}
    assert points["pytest11"] == {"tutor": "tutor.pytest_plugin"}
    assert named | {"tutor"} == {package.name for package in PACKAGES}
    assert all((package / "__init__.py").is_file() for package in PACKAGES)
    for root in ("lessons", "datasets"):
        assert not (ROOT / root / "__init__.py").exists(), f"{root}/ is a source root, never a package"
    scripts = PROJECT["project"]["scripts"]
    assert scripts["tutor"] == scripts["tuitor"] == "tutor.cli:main"


def test_the_wheel_holds_the_checkout_and_nothing_else(names: set[str]) -> None:
    assert names == on_disk()
    assert {"tutor/py.typed", "tuitor_ml_engineer/pack.toml", "tuitor_ml_engineer/glossary.toml"} <= names
    tables = {name.removesuffix(".csv") for name in names if name.endswith(".csv")}
    assert tables
    assert {f"{table}.toml" for table in tables} <= names


def test_every_listed_lesson_is_in_the_wheel(names: set[str]) -> None:
    pack = tomllib.loads((ROOT / "lessons/tuitor_ml_engineer/pack.toml").read_text("utf-8"))
    wanted = {
        f"tuitor_ml_engineer/{module['id']}/{lesson}/lesson.md".replace("-", "_")
        for module in pack["modules"]
        for lesson in module["lessons"]
    }
    assert wanted
    assert wanted <= names


def test_no_lesson_on_disk_is_left_out_of_the_pack() -> None:
    pack = ROOT / "lessons/tuitor_ml_engineer"
    listed = {
        pack / module["id"].replace("-", "_") / lesson.replace("-", "_")
        for module in tomllib.loads((pack / "pack.toml").read_text("utf-8"))["modules"]
        for lesson in module["lessons"]
    }
    assert {file.parent for file in pack.glob("*/*/lesson.md")} == listed


def test_the_wheel_works_unpacked_and_as_a_zip(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    here = tutor(ROOT, "list")
    for path in (tmp_path / "site", wheel):
        there = tutor(path, "list")
        assert [lesson["id"] for lesson in there["lessons"]] == [lesson["id"] for lesson in here["lessons"]]
        assert [lesson["items"] for lesson in there["lessons"]] == [lesson["items"] for lesson in here["lessons"]]
        assert all(lesson["distribution"] == "tuitor" for lesson in there["lessons"])
        graded = tutor(path, "grade", "line", "by-hand", "1e9", "--seed", "3")
        assert graded["outcome"] == "failed", graded
