"""The catalogue knows every lesson, runs nothing, and names what is wrong with file and line."""

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.core.errors import LessonError, TutorError
from tutor.core.packs.catalog import Catalog, Problem, load_catalog, read_lesson
from tutor.core.packs.needs import circles

Make = Callable[..., Path]


def only(root: Path) -> Catalog:
    """The catalogue without the built-in course."""
    found = load_catalog([root])
    packs = tuple(pack for pack in found.packs if pack.from_folder)
    lessons = tuple(lesson for lesson in found.lessons if lesson.pack in packs)
    return Catalog(packs, lessons, tuple(each for each in found.problems if each.pack != "ml-engineer"))


def problem(root: Path) -> Problem:
    (found,) = only(root).problems
    return found


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


@pytest.mark.parametrize(
    ("pack_toml", "line", "message"),
    [
        ('api = 1\ntitle = "T"\nmodules = [\n', 3, "this is not TOML"),
        ('api = 1\ntitle = "T"\nsummry = "s"\n', 3, "`summry` is no key here. Did you mean “summary”?"),
        ('api = 1\n\n\ntitle = 3\n', 4, "`title` must be a text in quotes, not a whole number"),
        ('title = "T"\n', 1, "`api` is missing"),
        ('api = "1"\ntitle = "T"\n', 1, "`api` must be a whole number, not a text"),
        ('# later\napi = 99\nfuture = 1\n', 2, "this pack is written for api 99, and this tutor knows api 1"),
        ('api = 0\ntitle = "T"\n', 1, "`api` is 0"),
        ('api = 1\ntitle = "T"\n[[modules]]\nid = "a"\ntitle = "A"\n[[modules]]\nid = "b"\ntitel = "B"\n', 8,
         "`titel` is no key here. Did you mean “title”?"),
        ('api = 1\ntitle = "T"\n[[modules]]\nid = "A b"\ntitle = "A"\n', 4, "small letters"),
        ('api = 1\ntitle = "T"\n[[modules]]\nid = "one"\ntitle = "A"\nlessons = [\n  "first",\n  "lost",\n]\n', 8,
         "lesson lost has no lesson.md"),
        ('api = 1\ntitle = "T"\n[[modules]]\nid = "one"\ntitle = "A"\nlessons = ["first",\n"first"]\n', 6,
         "lesson first is listed twice"),
        ('api = 1\ntitle = "T"\n[[modules]]\nid = "one"\ntitle = "A"\n[[modules]]\nid = "one"\ntitle = "B"\n', 7,
         "module one is listed twice"),
    ],
)  # fmt: skip
def test_faults_of_a_pack_toml(make_pack: Make, pack_toml: str, line: int, message: str) -> None:
    found = problem(make_pack(files={"pack.toml": pack_toml}))
    assert message in found.message
    assert (found.pack, found.line) == ("some-pack", line)
    assert found.file.endswith("some_pack/pack.toml")


@pytest.mark.parametrize(
    ("lesson_md", "line", "message"),
    [
        ("# No front matter\n", 1, "front matter"),
        ('+++\ntitle = "T"\n', 1, "never closed"),
        ('+++\ntitle = "T"\n\nminuts = 3\n+++\n', 4, "`minuts` is no key here. Did you mean “minutes”?"),
        ('+++\nsummary = "T"\n+++\n', 2, "`title` is missing"),
        ('+++\ntitle = "T"\nminutes = "ten"\n+++\n', 3, "`minutes` must be a whole number"),
        ('+++\ntitle = "T"\nneeds = "line"\n+++\n', 3, "`needs` must be a list"),
        ('+++\ntitle = "T"\nneeds = [\n  1,\n]\n+++\n', 3, "`needs` must be a text"),
        ('+++\ntitle = "T"\ntitle = "U"\n+++\n', 3, "this is not TOML"),
        ('+++\ntitle = "T"\nneeds = [\n  "nowhere/else",\n]\n+++\n', 4, "needs nowhere/else, which is not inst"),
        ('+++\ntitle = "T"\nneeds = ["first"]\n+++\nx\n', 3, "in a circle: some-pack/first -> some-pack/first"),
    ],
)
def test_faults_of_a_front_matter(make_pack: Make, lesson_md: str, line: int, message: str) -> None:
    found = problem(make_pack(files={"one/first/lesson.md": lesson_md}))
    assert message in found.message
    assert found.line == line
    assert found.file.endswith("one/first/lesson.md")


def test_text_that_is_not_utf8(make_pack: Make) -> None:
    root = make_pack(lessons=("first", "second"))
    (root / "one/first/lesson.md").write_bytes(b'+++\ntitle = "caf\xe9"\n+++\nx\n')
    found = only(root)
    assert [lesson.name for lesson in found.lessons] == ["second"]
    assert (found.problems[0].line, "UTF-8" in found.problems[0].message) == (2, True)
    (root / "pack.toml").write_bytes(b"\xff")
    assert problem(root).line == 1


def test_windows_line_ends_and_a_byte_order_mark(make_pack: Make) -> None:
    text = '\ufeff+++\r\ntitle = "T"\r\nminutes = 4\r\n+++\r\n# Hello\r\n'
    root = make_pack(files={"one/first/lesson.md": text})
    pack_toml = (root / "pack.toml").read_text()
    (root / "pack.toml").write_text("\ufeff" + pack_toml.replace("\n", "\r\n"))
    (lesson,) = only(root).lessons
    assert (lesson.title, lesson.meta.minutes) == ("T", 4)
    assert "\r" not in lesson.source()


def test_long_front_matter(make_pack: Make) -> None:
    objectives = ", ".join(f'"ŷ {number}"' for number in range(3000))
    text = f'+++\ntitle = "T"\nobjectives = [{objectives}]\n+++\n'
    (lesson,) = only(make_pack(files={"one/first/lesson.md": text})).lessons
    assert len(lesson.meta.objectives) == 3000


def test_escapes_in_metadata_never_reach_the_terminal(make_pack: Make) -> None:
    text = '+++\ntitle = "a\\u001b[31mb\\u202ec"\n+++\n'
    (lesson,) = only(make_pack(files={"one/first/lesson.md": text})).lessons
    assert lesson.title == "a�[31mbc"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("my-pack", "folder 'my-pack' cannot be a package; instead: rename it, e.g. to my_pack"),
        ("json", "a package json that is no lesson pack exists already"),
        ("numpy", "a package numpy that is no lesson pack exists already"),
        ("tutor", "a package tutor that is no lesson pack exists already"),
    ],
)
def test_folders_that_cannot_be_packs(make_pack: Make, name: str, message: str) -> None:
    assert message in problem(make_pack(name)).message


def test_a_folder_without_packs(tmp_path: Path) -> None:
    assert "there is no pack in this folder" in problem(tmp_path).message
    assert "there is no such folder" in problem(tmp_path / "none").message


def test_a_broken_pack_leaves_the_rest(make_pack: Make, tmp_path: Path) -> None:
    make_pack("good_pack")
    make_pack("new_pack", api=2)
    make_pack("wrong_pack", files={"pack.toml": "="})
    found = only(tmp_path)
    assert [pack.id for pack in found.packs] == ["good-pack"]
    assert {each.pack for each in found.problems} == {"new-pack", "wrong-pack"}


def test_a_lesson_that_is_not_there_names_what_is_near(make_pack: Make) -> None:
    found = load_catalog([make_pack(lessons=("wx-plus-b",))])
    with pytest.raises(TutorError, match="Did you mean some-pack/wx-plus-b"):
        found.find("wx-plus-c")
    with pytest.raises(TutorError, match="Did you mean ml-engineer/line"):
        found.find("ml-engineer/lin")


def test_a_lesson_that_is_broken_says_so_when_asked_for(make_pack: Make) -> None:
    found = load_catalog([make_pack(api=7)])
    with pytest.raises(TutorError, match="written for api 7"):
        found.find("some-pack/first")


def test_a_file_that_vanishes_after_the_catalogue_was_read(make_pack: Make) -> None:
    root = make_pack()
    (lesson,) = only(root).lessons
    shutil.rmtree(root)
    with pytest.raises(LessonError, match="missing"):
        lesson.source()


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
