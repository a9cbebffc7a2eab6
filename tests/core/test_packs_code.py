"""A lesson's Python is loaded by name, from wherever the pack is, and nothing it does comes through the door."""

import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.core.errors import ExerciseError
from tutor.core.packs.catalog import Lesson, load_catalog
from tutor.core.packs.code import load_object
from tutor.core.packs.glossary import Read, glossary, read_glossary

Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def no_traces() -> Iterator[None]:
    """Packs of one test are not those of the next."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith(("code_pack", "tiny_pack", "zip_pack")):
            del sys.modules[name]


def lesson(root: Path, name: str = "first") -> Lesson:
    found = load_catalog([root])
    return next(each for each in found.lessons if each.pack.from_folder and each.name == name)


def with_code(make_pack: Make, code: str, **files: str) -> Lesson:
    return lesson(make_pack("code_pack", files={"one/first/exercise.py": code, **files}))


def test_an_object_of_a_folder_pack(packs: Path) -> None:
    found = lesson(packs / "tiny_pack", "every-block")
    reach = load_object(found, "exercise:Reach")
    assert reach.__module__ == "tiny_pack.basics.every_block.exercise"
    assert load_object(found, "exercise:Reach") is reach
    assert load_object(found, "questions:a_length")(3)["twice"] > 0


def test_the_parent_folder_of_a_pack_is_not_on_the_path(make_pack: Make) -> None:
    found = with_code(make_pack, "import beside")
    assert isinstance(found.pack.root, Path)
    (found.pack.root.parent / "beside.py").write_text("")
    with pytest.raises(ExerciseError, match="No module named 'beside'"):
        load_object(found, "exercise:X")
    assert str(found.pack.root.parent) not in sys.path


def test_a_pack_may_share_modules_and_import_relatively(make_pack: Make) -> None:
    found = with_code(make_pack, "from ...shared import X\nfrom .local import Y\n",
                      **{"shared.py": "X = 1", "one/first/local.py": "Y = 2"})  # fmt: skip
    assert (load_object(found, "exercise:X"), load_object(found, "exercise:Y")) == (1, 2)


def test_a_zipped_pack_without_init_files(make_pack: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_pack("zip_pack", at=tmp_path / "z", files={"one/first/exercise.py": "from .local import X",
                                                           "one/first/local.py": "X = 7"})  # fmt: skip
    with zipfile.ZipFile(tmp_path / "lib.zip", "w") as archive:
        for file in sorted(root.rglob("*.*")):
            archive.write(file, f"zip_pack/{file.relative_to(root)}")
        archive.writestr("zip_pack-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: zip-pack\nVersion: 1\n")
        archive.writestr("zip_pack-1.dist-info/entry_points.txt", "[tutor.lessons]\nzip = zip_pack\n")
    monkeypatch.syspath_prepend(str(tmp_path / "lib.zip"))
    assert load_object(load_catalog().find("zip/first"), "exercise:X") == 7


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import sys; sys.exit('bye')", "bye"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("class Odd(BaseException): pass\nraise Odd('odd')", "Odd: odd"),
        ("def broken(:", "SyntaxError"),
        ("import not_there", "No module named 'not_there'"),
        ("from tutor.api import NotThere", "cannot import name 'NotThere'"),
        ("class Excercise: pass", "has no Exercise. Did you mean “Excercise”?"),
        ("def __getattr__(name): raise ValueError('caught')", "caught"),
    ],
)
def test_what_an_import_does_wrong_names_pack_and_file(make_pack: Make, code: str, said: str) -> None:
    found = with_code(make_pack, code)
    for _ in range(2):
        with pytest.raises(ExerciseError) as caught:
            load_object(found, "exercise:Exercise")
        assert said in str(caught.value)
        assert "code-pack/first" in str(caught.value)
        assert "exercise.py" in str(caught.value)


@pytest.mark.parametrize("reference", ["exercise", "exercise:", ":X", "a.b:X", "../x:Y", "exercise:X.y", "os path:X"])
def test_references_that_are_none(make_pack: Make, reference: str) -> None:
    with pytest.raises(ExerciseError, match="must be written module:name"):
        load_object(with_code(make_pack, "X = 1"), reference)


def test_a_module_that_is_not_there(make_pack: Make) -> None:
    with pytest.raises(ExerciseError, match=r"there is no exercize\.py beside lesson\.md"):
        load_object(with_code(make_pack, "X = 1"), "exercize:X")


def test_a_namesake_that_was_imported_before_is_refused(make_pack: Make, tmp_path: Path) -> None:
    files = {"one/first/exercise.py": "X = 1"}
    first = lesson(make_pack("code_pack", at=tmp_path / "a", files=files))
    second = lesson(make_pack("code_pack", at=tmp_path / "b", files=files))
    assert load_object(first, "exercise:X") == 1
    with pytest.raises(ExerciseError, match="was imported from"):
        load_object(second, "exercise:X")


def test_a_glossary(packs: Path) -> None:
    terms = glossary(lesson(packs / "tiny_pack", "every-block").pack)
    assert terms["slope"].false_friends == ("A slope in the ground.",)
    assert terms["slope"].is_called("Rise over run")


def test_one_wrong_term_leaves_the_others(make_pack: Make) -> None:
    good, bad, worse = 'scientist = "s"\nengineer = "e"\n', 'scientist = "s"\n', 'scientist = "s"\nenginer = "e"\n'
    text = f"[good]\n{good}\n[bad]\n{bad}\n[worse]\n{worse}"
    read = read_glossary(lesson(make_pack("code_pack", files={"glossary.toml": text})).pack)
    terms, findings = read.terms, read.findings
    assert list(terms) == ["good"]
    assert [(found.line, found.message) for found in findings] == [
        (5, "`engineer` is missing"),
        (10, "`enginer` is no key here. Did you mean “engineer”?"),
    ]


def test_a_pack_without_glossary_and_one_that_is_no_toml(make_pack: Make) -> None:
    assert read_glossary(lesson(make_pack("code_pack")).pack) == Read({})
    pack = lesson(make_pack("code_pack", files={"glossary.toml": "\n=\n"})).pack
    assert read_glossary(pack).findings[0].line == 2
