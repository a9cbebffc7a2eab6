"""From `tutor new` to colleagues: both wheels side by side in a fresh environment, listed, proved, tested, left out."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tutor.core.packs.new import new_distribution

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.trust


def wheel(project: Path, to: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(to)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (made,) = to.glob("*.whl")
    return made


class Fresh:
    """An environment that holds what was installed into it, and may read the dependencies of this one."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=True)
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        (site,) = [each for each in folder.rglob("site-packages") if each.is_dir()]
        # A path alone: the .pth files that lie there, such as that of an editable tutor, are not followed.
        (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
        self.home = folder / "home"

    def run(self, name: str, *arguments: str, cwd: Path, **more: str) -> str:
        own = {"TUTOR_DATA_DIR": str(self.home), "TUTOR_CONFIG_DIR": str(self.home)}
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "TUTOR", "PYTEST"))}
        command = [str(self.bin / name), *arguments]
        done = subprocess.run(
            command, cwd=cwd, env={**kept, **own, **more}, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@pytest.mark.skipif(not (ROOT / "tutor").is_dir(), reason="about the checkout: there is none here")
def test_a_new_pack_is_installed_beside_the_tutor_and_works(tmp_path: Path) -> None:
    name, id = "tuitor-guests", "guests"
    project = new_distribution(tmp_path, name)
    fresh = Fresh(tmp_path / "fresh")
    wheels = [wheel(ROOT, tmp_path / "tutor"), wheel(project, tmp_path / "pack")]
    fresh.run("python", "-m", "pip", "install", "-q", "--no-index", "--no-deps", *map(str, wheels), cwd=tmp_path)
    package = name.replace("-", "_")
    where = "import tutor, sys; print(tutor.__file__)"
    assert fresh.run("python", "-c", where, cwd=tmp_path).startswith(str(tmp_path / "fresh"))

    listed = json.loads(fresh.run("tutor", "list", "--json", cwd=tmp_path))
    (lesson,) = [each for each in listed["lessons"] if each["pack"] == id]
    assert (lesson["id"], lesson["distribution"]) == (f"{id}/slope", name)
    assert lesson["items"] == ["meaning", "from-points", "turn"]
    proved = json.loads(fresh.run("tutor", "check", id, "--json", cwd=tmp_path))
    assert proved["findings"] == []
    assert [each["id"] for each in proved["lessons"]] == [f"{id}/slope"]

    (tmp_path / "elsewhere").mkdir()  # where the wheel is all there is of the pack
    for each in ("tests", "pyproject.toml"):
        (project / each).rename(tmp_path / "elsewhere" / each)
    proving = ("-m", "pytest", "-q", "-W", "error", "-p", "no:asyncio")
    told = fresh.run("python", *proving, "-o", "tutor_packs=", "tests", cwd=tmp_path / "elsewhere")
    assert "6 passed" in told
    (tmp_path / "elsewhere/pyproject.toml").rename(project / "pyproject.toml")
    assert "2 passed" in fresh.run("python", *proving, package, cwd=project)

    fresh.run("tutor", "packs", "--disable", id, cwd=tmp_path)
    left = json.loads(fresh.run("tutor", "list", "--json", cwd=tmp_path))
    assert {each["pack"] for each in left["lessons"]} == {"ml-engineer"}
    fresh.run("tutor", "packs", "--enable", id, cwd=tmp_path)
    alone = json.loads(fresh.run("tutor", "packs", "--json", cwd=tmp_path, TUTOR_PACKS="builtin"))
    assert [each["id"] for each in alone["packs"]] == ["ml-engineer"]
