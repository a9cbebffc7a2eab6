"""The catalogue knows every lesson of every pack, installed or in a folder, in order; it runs nothing."""

import sys
import zipfile
from pathlib import Path

import pytest

from tests.core.catalogs import Make, only, problem
from tutor.core.errors import TutorError
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.needs import circles


def install(site: Path, name: str, points: str) -> None:
    """A distribution with entry points of our group."""
    info = site / f"{name}-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(f"[tutor.lessons]\n{points}\n")


def test_the_built_in_course_comes_through_the_common_door() -> None:
    found = load_catalog()
    lesson = found.find("line")
    assert lesson is found.find("ml-engineer/line")
    assert (lesson.pack.distribution, lesson.module.id) == ("tuitor", "regression")
    assert lesson.package == "tuitor_ml_engineer.regression.line"
    assert "regression.letters" in lesson.meta.covers


def test_a_folder_of_packs_in_teaching_order(packs: Path) -> None:
    found = only(packs)
    assert [lesson.id for lesson in found.lessons] == ["tiny-pack/only-words", "tiny-pack/every-block"]
    second = found.lessons[1]
    assert second.needs == ("tiny-pack/only-words",)
    assert second.meta.minutes == 5
    assert second.source().startswith("+++\n")
    assert [lesson.name for lesson in found.in_pack("tiny-pack")] == ["only-words", "every-block"]
    assert {item.name for item in read_lesson(second).items()} >= {"steeper", "reach", "doubled"}
    assert only(packs / "tiny_pack").lessons[0].id == found.lessons[0].id


def test_the_built_in_course_as_a_folder_keeps_its_id_and_is_no_clash() -> None:
    root = load_catalog().packs[0].root
    assert isinstance(root, Path)
    found = load_catalog([root])
    assert [pack.id for pack in found.packs].count("ml-engineer") == 1
    assert found.problems == load_catalog().problems


def test_no_pack_code_runs(make_pack: Make) -> None:
    root = make_pack("bomb_pack", files={"__init__.py": "raise SystemExit('run')", "one/__init__.py": "1/0"})
    assert [lesson.id for lesson in only(root).lessons] == ["bomb-pack/first"]
    assert "bomb_pack" not in sys.modules


def test_an_installed_pack_and_one_in_a_zip(make_pack: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    make_pack("plain_pack", at=site)
    zipped = make_pack("zipped_pack", at=tmp_path / "z")
    make_pack("inner_pack", at=site / "outer_space" / "middle")
    with zipfile.ZipFile(tmp_path / "lib.zip", "w") as archive:
        for file in sorted(zipped.rglob("*.*")):
            archive.write(file, f"zipped_pack/{file.relative_to(zipped)}")
    (site / "outer_space" / "__init__.py").write_text("raise RuntimeError('run')")
    install(site, "stranger", "p = plain_pack\nz = zipped_pack\ni = outer_space.middle.inner_pack")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.syspath_prepend(str(tmp_path / "lib.zip"))
    found = load_catalog()
    assert [pack.id for pack in found.packs][-3:] == ["i", "p", "z"]
    lesson = found.find("z/first")
    assert (lesson.pack.distribution, lesson.pack.version) == ("stranger", "1.2")
    assert "Words." in lesson.source()
    assert "lib.zip" in lesson.file
    assert found.find("i/first").package == "outer_space.middle.inner_pack.one.first"


def test_two_packs_with_one_id_are_both_named(make_pack: Make, tmp_path: Path) -> None:
    first = make_pack("same", at=tmp_path / "a")
    second = make_pack("same", at=tmp_path / "b", lessons=("other",))
    found = load_catalog([first, second])
    assert [lesson.name for lesson in found.lessons if lesson.pack.id == "same"] == ["first"]
    (clash,) = [each for each in found.problems if each.pack == "same"]
    assert str(first) in clash.message
    assert str(second) in clash.message


def test_a_clash_of_installed_packs(make_pack: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    make_pack("evil_twin", at=site)
    install(site, "twin", "ml-engineer = evil_twin")
    monkeypatch.syspath_prepend(str(site))
    found = load_catalog()
    assert found.find("ml-engineer/line").pack.package == "tuitor_ml_engineer"
    assert any("evil_twin" in each.message and "two packs" in each.message for each in found.problems)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("gone = not_there_at_all", "package not_there_at_all is missing; instead: reinstall stranger"),
        ("gone = json.decoder", "package json.decoder is missing"),
        ("odd = a-b", "'a-b' is not the name of a package"),
        ("odd = plain:attr", "'plain:attr' is not the name of a package"),
        ("a/b = plain", "'a/b' cannot be a pack's id"),
        ("bad = json", "pack.toml"),
    ],
)
def test_entry_points_that_lead_nowhere(
    points: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "site", "stranger", points)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    found = load_catalog()
    assert found.packs[0].id == "ml-engineer"
    assert any(expected in f"{each.message} {each.file}" for each in found.problems), found.problems


def test_one_malformed_distribution_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "broken", "this is no entry point")
    (tmp_path / "broken-1.2.dist-info" / "entry_points.txt").write_bytes(b"[tutor.lessons]\n\xff\xfe")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = load_catalog()
    assert found.packs[0].id == "ml-engineer"
    assert any("entry points cannot be read" in each.message for each in found.problems)


def test_a_lesson_that_is_not_there_names_what_is_near(make_pack: Make) -> None:
    found = load_catalog([make_pack(lessons=("wx-plus-b",))])
    with pytest.raises(TutorError, match="Did you mean some-pack/wx-plus-b"):
        found.find("wx-plus-c")
    with pytest.raises(TutorError, match="Did you mean ml-engineer/line"):
        found.find("ml-engineer/lin")


def test_circles_are_found_once_each() -> None:
    needs = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": [], "e": ["d", "e", "gone"], "f": ["a"]}
    assert list(circles(needs)) == [["a", "b", "c"], ["e"]]


def test_a_need_that_is_planned_is_no_problem(make_pack: Make) -> None:
    lesson = '+++\ntitle = "T"\nneeds = ["later"]\n+++\nx\n'
    toml = 'api = 1\ntitle = "P"\n[[modules]]\nid = "one"\ntitle = "One"\nlessons = ["first"]\nplanned = ["later"]\n'
    assert not load_catalog([make_pack(files={"pack.toml": toml, "one/first/lesson.md": lesson})]).problems


def test_a_long_chain_of_needs_is_no_circle() -> None:
    assert list(circles({str(n): [str(n + 1)] for n in range(5000)})) == []


ORDERS = """
[[orders]]
title = "backwards"
modules = ["b", "a"]
last = ["late"]
"""


def test_another_order_is_one_of_modules_and_some_come_last(tmp_path: Path) -> None:
    root = tmp_path / "two_ways"
    text = "+++\ntitle = '{}'\n+++\n# One\n"
    for module, names in (("a", ("one", "two")), ("b", ("late", "three"))):
        for name in names:
            (root / module / name).mkdir(parents=True)
            (root / module / name / "lesson.md").write_text(text.format(name))
    (root / "__init__.py").write_text("")
    pack = "api = 1\ntitle = 'Two ways'\n" + "".join(
        f"[[modules]]\nid = '{module}'\ntitle = '{module}'\nlessons = {names}\n"
        for module, names in (("a", ["one", "two"]), ("b", ["late", "three"]))
    )
    (root / "pack.toml").write_text(pack + ORDERS)
    found = only(tmp_path)
    assert [each.name for each in found.lessons] == ["one", "two", "late", "three"]
    assert [each.name for each in found.ordered("backwards").lessons] == ["three", "one", "two", "late"]
    assert found.ordered("backwards").ordered("").lessons == found.lessons
    (root / "pack.toml").write_text(pack + ORDERS.replace('"b", "a"', '"c", "a"'))
    assert "names 'c' in `modules`" in problem(tmp_path).message
