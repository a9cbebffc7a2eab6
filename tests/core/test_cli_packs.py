"""`tutor packs`: what is installed and from whom; and the ways to leave out a pack that is in the way."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor.cli import tutor
from tutor.core import datasets
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import Problem
from tutor.core.paths import settings_file
from tutor.core.settings import Settings, load_settings, save_settings

PACK = 'api = 1\ntitle = "Guests"\n\n[[modules]]\nid = "a"\ntitle = "A"\nlessons = ["one"]\n'
LESSON = '+++\ntitle = "One"\n+++\n# One\n\nWords.\n'
ABOUT = "Metadata-Version: 2.4\nName: guest-pack\nVersion: 1.2\nLicense-Expression: CC-BY-4.0\n"


def install(site: Path, distribution: str, points: str, about: str = ABOUT) -> None:
    info = site / f"{distribution}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(about, encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where packages are: the pack `guests`, one that is broken, and tables that call themselves core."""
    site = tmp_path / "site"
    lesson = site / "guest_pack/a/one/lesson.md"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(LESSON, encoding="utf-8")
    (site / "guest_pack/__init__.py").write_text("raise RuntimeError('a pack was run')")
    (site / "guest_pack/pack.toml").write_text(PACK, encoding="utf-8")
    install(site, "guest_pack", "[tutor.lessons]\nguests = guest_pack\n[tutor.datasets]\ncore = guest_pack\n")
    install(site, "lost_pack", "[tutor.lessons]\nlost = not_there\n", ABOUT.replace("guest", "lost"))
    monkeypatch.syspath_prepend(str(site))
    return site


def run(*arguments: str) -> Result:
    return CliRunner().invoke(tutor, arguments, standalone_mode=False)


def test_each_pack_is_told_with_its_problems(site: Path) -> None:
    told = run("packs")
    assert told.return_value == 1
    head, _, guests, lost, problem = told.stdout.splitlines()
    assert head.split() == ["pack", "version", "licence", "api", "lessons", "from"]
    assert guests.split() == ["guests", "1.2", "CC-BY-4.0", "1", "1", "guest-pack"]
    assert lost.split() == ["lost", "1.2", "-", "-", "-", "lost-pack"]
    assert "package not_there is missing; instead: reinstall lost-pack" in problem
    assert all(len(line) <= 80 for line in (head, guests, lost))
    rows = {row["id"]: row for row in json.loads(run("packs", "--json").stdout)["packs"]}
    assert rows["ml-engineer"]["distribution"] == "tuitor"
    assert rows["ml-engineer"]["licence"] == "MIT"
    assert rows["guests"]["place"] == str(site / "guest_pack")
    assert rows["guests"]["problems"] == []
    assert rows["lost"]["lessons"] == 0


def test_a_disabled_pack_is_left_out_until_it_is_enabled(site: Path) -> None:
    save_settings(Settings(ascii=True), settings_file())
    said = run("packs", "--disable", "lost", "--disable", "guests")
    assert said.return_value == 0
    assert "guests is disabled" in said.stderr
    assert said.stdout.count("(disabled)") == 2
    assert load_settings(settings_file()).settings == Settings(ascii=True, packs_off="guests lost")
    found = load_catalog()
    assert [pack.id for pack in found.packs] == ["ml-engineer"]
    assert found.problems == ()
    assert "guests             disabled" in run("doctor").stdout
    given = load_catalog([site / "guest_pack"])
    assert "guests" in [pack.id for pack in given.packs], "who gives it by hand wants it"
    assert "guests is enabled again" in run("packs", "--enable", "guests").stderr
    assert [pack.id for pack in load_catalog().packs] == ["ml-engineer", "guests"]


def test_a_pack_that_is_not_there_is_named(site: Path) -> None:
    for option in ("--disable", "--enable"):
        said = run("packs", option, "guest")
        assert said.exception.exit_code == 2
        assert "Did you mean “guests”" in str(said.exception)
    assert not settings_file().exists()


def test_a_pack_that_has_gone_can_be_enabled() -> None:
    save_settings(Settings(packs_off="gone"), settings_file())
    assert run("packs", "--enable", "gone").return_value == 0
    assert load_settings(settings_file()).settings.packs_off == ""


def test_the_way_out_leaves_the_built_in_course_alone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_PACKS", "builtin")
    datasets._packs.cache_clear()
    try:
        told = run("packs")
        assert told.return_value == 0
        assert [line.split()[0] for line in told.stdout.splitlines()] == ["pack", "ml-engineer"]
        assert "TUTOR_PACKS=builtin: other packs" in told.stderr
        assert len(datasets.columns("core/anscombe")["x"]) == 44, "nobody else's tables are in the way"
    finally:
        datasets._packs.cache_clear()


def test_a_wrong_value_of_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_PACKS", "built-in")
    found = load_catalog()
    assert [pack.id for pack in found.packs] == ["ml-engineer"]
    message = (
        "TUTOR_PACKS=built-in says nothing, and every pack is looked at; instead: TUTOR_PACKS=builtin, or unset it"
    )
    assert found.problems == (Problem("TUTOR_PACKS", "", 0, message),)
