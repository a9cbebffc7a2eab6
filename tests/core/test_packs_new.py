"""`tutor new`: what it writes is right as it is, and nothing that is there is lost."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor import __version__
from tutor.cli import tutor
from tutor.core.check import check_targets
from tutor.core.errors import TutorError
from tutor.core.lesson.model import BLOCKS
from tutor.core.packs.adding import add_lesson, pack_folder
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.files import read_text
from tutor.core.packs.licences import LICENCES
from tutor.core.packs.new import Names, new_distribution
from tutor.core.packs.pack import read_pack

GIFT = Path(__file__).parents[1] / "fixtures" / "gift"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(tutor, list(map(str, arguments)), standalone_mode=False)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Path]:
    yield new_distribution(tmp_path, "my-own-pack")
    for name in [name for name in sys.modules if name.partition(".")[0] == "my_own_pack"]:
        del sys.modules[name]


def test_a_new_distribution_is_proved_without_a_finding(made: Path) -> None:
    assert made.name == "my-own-pack"
    report = check_targets([str(made)])
    assert [str(finding) for finding in report.findings] == []
    assert [lesson["id"] for lesson in report.lessons] == ["my-own-pack/slope"]


def test_no_name_of_the_start_is_left(made: Path) -> None:
    files = everything(made)
    assert [name for name, content in files.items() if b"newpack" in (name.encode() + content).lower()] == []
    assert {".gitignore", ".gitattributes", ".taplo.toml", ".github/workflows/check.yml", "LICENSE"} <= set(files)


@pytest.mark.parametrize(
    ("name", "distribution", "package", "id"),
    [
        ("my-lessons", "my-lessons", "my_lessons", "my-lessons"),
        ("my_lessons", "my-lessons", "my_lessons", "my-lessons"),
        ("tuitor-statistics", "tuitor-statistics", "tuitor_statistics", "statistics"),
    ],
)
def test_what_is_installed_is_what_is_typed(
    name: str, distribution: str, package: str, id: str, tmp_path: Path
) -> None:
    project = tomllib.loads((new_distribution(tmp_path, name) / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == distribution
    assert project["entry-points"] == {"tutor.lessons": {id: package}, "tutor.datasets": {id: f"{package}.data"}}
    (found,) = load_catalog([tmp_path / distribution / package]).packs[:1]
    assert found.id == id
    assert id in Names.of(name).sentence()


def test_the_tutor_that_it_asks_for_is_this_one(made: Path) -> None:
    (needed,) = tomllib.loads((made / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert __version__.startswith(needed.removeprefix("tuitor>="))


@pytest.mark.parametrize("licence", LICENCES)
def test_the_licence_is_the_one_that_was_chosen(licence: str, tmp_path: Path) -> None:
    assert run("new", "mine", "--licence", licence, "--in", tmp_path).return_value == 0
    project = tomllib.loads((tmp_path / "mine/pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == LICENCES[licence][0]
    assert "the authors of mine" in (tmp_path / "mine/LICENSE").read_text("utf-8")


@pytest.mark.parametrize("name", ["", "a b", "../up", "Größe", "random", "numpy", "tutor", "1st", "lesson", "a--b"])
def test_a_name_that_cannot_be_imported_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="for example"):
        new_distribution(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_there_is_overwritten(made: Path) -> None:
    before = everything(made)
    again = run("new", "my-own-pack", "--in", made.parent)
    assert again.exception.exit_code == 2
    assert "holds .gitattributes, .github, .gitignore and 8 more; nothing is overwritten" in str(again.exception)
    (made.parent / "file").write_text("mine")
    with pytest.raises(TutorError, match="is a file; nothing"):
        new_distribution(made.parent, "file")
    (made.parent / "empty").mkdir()
    assert new_distribution(made.parent, "empty").is_dir()
    assert everything(made) == before


def test_a_lesson_is_added_and_proved(made: Path) -> None:
    assert run("new", "lesson", "next-one", "--in", made).return_value == 0
    assert run("new", "lesson", "third", "--in", made / "my_own_pack/basics", "--module", "more").return_value == 0
    report = check_targets([str(made)])
    assert [str(finding) for finding in report.findings] == []
    assert [lesson["id"].partition("/")[2] for lesson in report.lessons] == ["slope", "next-one", "third"]
    before = everything(made)
    for name in ("next-one", "slope", "No", "a_b"):
        assert run("new", "lesson", name, "--in", made).exception.exit_code == 2
    (made / "my_own_pack/more/fourth").mkdir()
    (made / "my_own_pack/more/fourth/draft.md").write_text("mine")
    assert "holds draft.md; nothing" in str(run("new", "lesson", "fourth", "--in", made).exception)
    (made / "my_own_pack/more/fourth/draft.md").unlink()
    assert everything(made) == before


HEAD = 'api = 1\ntitle = "T"\n\n[[modules]]\nid = "a"\ntitle = "A"\n'
TAIL = '\n[[orders]]\ntitle = "]"\nmodules = ["a"]\n'


@pytest.mark.parametrize(
    ("lessons", "then"),
    [
        ("", 'lessons = ["x"]\n'),
        ("lessons = []\n", 'lessons = ["x"]\n'),
        ('lessons = ["b", "c"]  # ] these\n', 'lessons = ["b", "c", "x"]  # ] these\n'),
        ('lessons = [\n  "b",  # ]\n  "c",\n]\n', 'lessons = [\n  "b",  # ]\n  "c",\n  "x",\n]\n'),
        ('lessons = [\n  "b"\n]\n', 'lessons = [\n  "b",\n  "x",\n]\n'),
        ('planned = ["z"]\nlessons = ["b",]\n', 'planned = ["z"]\nlessons = ["b", "x"]\n'),
    ],
)
def test_a_pack_toml_keeps_all_else_that_is_in_it(lessons: str, then: str, tmp_path: Path) -> None:
    file = tmp_path / "pack.toml"
    file.write_text(HEAD + lessons + TAIL, encoding="utf-8")
    add_lesson(tmp_path, "x", {"lesson.md": "text"}, "a")
    assert file.read_text("utf-8") == HEAD + then + TAIL
    assert read_pack(read_text(file), "").modules[0].lessons[-1] == "x"
    add_lesson(tmp_path, "y", {"lesson.md": "text"}, "new-one")
    assert [each.id for each in read_pack(read_text(file), "").modules] == ["a", "new-one"]


def test_a_pack_toml_that_is_not_understood_is_left_alone(tmp_path: Path) -> None:
    text = HEAD + 'lessons = [\n  "b" # no comma\n]\n'
    (tmp_path / "pack.toml").write_text(text)
    with pytest.raises(TutorError, match="by hand"):
        add_lesson(tmp_path, "x", {"lesson.md": "text"})
    assert (tmp_path / "pack.toml").read_text() == text
    assert not (tmp_path / "a").exists()


def test_the_pack_is_found_from_in_it_and_around_it(made: Path) -> None:
    pack = made / "my_own_pack"
    assert {pack_folder(each) for each in (made, pack, pack / "basics/slope")} == {pack}
    with pytest.raises(TutorError, match="no pack in"):
        pack_folder(made.parent)
    (made / "other").mkdir()
    (made / "other/pack.toml").write_text("api = 1")
    with pytest.raises(TutorError, match="more than one pack"):
        pack_folder(made)


def test_questions_come_from_a_gift_file(made: Path) -> None:
    said = run("new", "lesson", "stars", "--in", made, "--from", GIFT / "g30_stars.gift")
    assert said.return_value == 0
    assert "6 questions of" in said.stderr
    assert run("new", "quiz-pack", "--in", made.parent, "--from", GIFT / "g01_negative.gift").return_value == 0
    found = load_catalog([made, made.parent / "quiz-pack"])
    assert len(list(read_lesson(found.find("my-own-pack/stars")).items())) == 6
    assert [item.name for item in read_lesson(found.find("quiz-pack/g01-negative")).items()] == ["neg"]
    wrong = run("new", "lesson", "none", "--in", made, "--from", made / "LICENSE")
    assert "no question" in str(wrong.exception)
    assert not (made / "my_own_pack/basics/none").exists()


def test_every_kind_of_block_is_an_example_that_is_proved(made: Path) -> None:
    run("new", "lesson", "all", "--in", made)
    lesson = made / "my_own_pack/basics/all"
    for kind in BLOCKS:
        assert run("new", "question", kind).stdout == BLOCKS[kind].EXAMPLE
        with (lesson / "lesson.md").open("a", encoding="utf-8") as file:
            file.write(f"\n---\n# A page for {kind}\n")
        added = run("new", "question", kind, "--to", lesson if kind == "code" else lesson / "lesson.md")
        assert added.return_value == 0
        assert ("checks.py is new" in added.stdout) is (kind == "code")
    report = check_targets([str(made)])
    assert [str(finding) for finding in report.findings] == []
    names = [item.name for item in read_lesson(load_catalog([made]).find("my-own-pack/all")).items()]
    assert names[2:] == ["raise-b", "rise", "letter", "mean-point", "fit", "letters", "nudge-2", "sum-of-squares"]


def test_a_module_that_is_there_stays_as_it_is(made: Path) -> None:
    lesson = made / "my_own_pack/basics/slope"
    before = (lesson / "exercise.py").read_bytes()
    said = run("new", "question", "exercise", "--to", lesson)
    assert "There is no Nudge in" in said.stderr
    assert (lesson / "exercise.py").read_bytes() == before


def test_a_kind_that_is_not_there_is_named(made: Path) -> None:
    assert "Did you mean “choice”" in str(run("new", "question", "choise").exception)
    assert all(kind in str(run("new", "question", "--help").stdout) for kind in BLOCKS)
