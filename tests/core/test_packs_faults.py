"""What is wrong with a pack or a lesson's front matter is named with file and line, and leaves the rest."""

import shutil
from pathlib import Path

import pytest

from tests.core.catalogs import Make, only, problem
from tutor.core.errors import LessonError, TutorError
from tutor.core.packs.catalog import load_catalog


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
