"""From `tutor new` to colleagues: both wheels side by side in a fresh environment, listed, proved, tested, left out."""

import json
from pathlib import Path

import pytest

from tests.fresh import Fresh, wheel
from tutor.core.packs.new import new_distribution

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.trust


@pytest.mark.skipif(not (ROOT / "tutor").is_dir(), reason="about the checkout: there is none here")
def test_a_new_pack_is_installed_beside_the_tutor_and_works(tmp_path: Path) -> None:
    name, id = "tuitor-guests", "guests"
    project = new_distribution(tmp_path, name)
    fresh = Fresh(tmp_path / "fresh")
    wheels = [wheel(ROOT, tmp_path / "tutor"), wheel(project, tmp_path / "pack")]
    fresh.install(*wheels)
    package = name.replace("-", "_")
    where = "import tutor, sys; print(tutor.__file__)"
    assert fresh.run("python", "-c", where, cwd=tmp_path).startswith(str(tmp_path / "fresh"))

    listed = fresh.read("list", cwd=tmp_path)
    (lesson,) = [each for each in listed["lessons"] if each["pack"] == id]
    assert (lesson["id"], lesson["distribution"]) == (f"{id}/slope", name)
    assert lesson["items"] == ["meaning", "from-points", "turn"]
    proved = fresh.read("check", id, cwd=tmp_path)
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

    fresh.run("tutor", "packs", "--disable", id, cwd=tmp_path, quiet=False)
    left = fresh.read("list", cwd=tmp_path)
    assert {each["pack"] for each in left["lessons"]} == {"ml-engineer"}
    fresh.run("tutor", "packs", "--enable", id, cwd=tmp_path, quiet=False)
    alone = json.loads(fresh.run("tutor", "packs", "--json", cwd=tmp_path, quiet=False, TUTOR_PACKS="builtin"))
    assert [each["id"] for each in alone["packs"]] == ["ml-engineer"]
