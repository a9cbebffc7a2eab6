"""Text and Python of a pack are of one edition: new ones come together, or the old ones stay."""

import os
import py_compile
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.core.errors import StalePackError
from tutor.core.packs.catalog import Lesson, load_catalog, read_lesson
from tutor.core.packs.code import load_object
from tutor.core.packs.edition import Edition, forget
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore

Make = Callable[..., Path]
FILES = {
    "shared.py": "WORD = 'old'\n",
    "one/first/exercise.py": "from ...shared import WORD\ndef later():\n    from .more import MORE\n    return MORE\n",
    "one/first/other.py": "OTHER = 'old'\n",
    "one/first/more.py": "MORE = 'old'\n",
}


@pytest.fixture(autouse=True)
def no_traces() -> Iterator[None]:
    yield
    forget("edit_pack")


@pytest.fixture
def root(make_pack: Make) -> Path:
    return make_pack("edit_pack", files=FILES)


def opened(root: Path) -> Lesson:
    return next(each for each in load_catalog([root]).lessons if each.pack.id == "edit-pack")


def write(root: Path, name: str, text: str) -> None:
    """As an editor saves: the file is another one, so that no clock decides whether it changed."""
    (root / name).with_suffix(".new").write_text(text)
    (root / name).with_suffix(".new").replace(root / name)


def words(lesson: Lesson) -> str:
    return str(read_lesson(lesson).pages[0].parts[0])


def test_what_is_opened_anew_has_new_text_and_new_python_of_every_module(root: Path) -> None:
    first = opened(root)
    assert ("Words" in words(first), load_object(first, "exercise:WORD")) == (True, "old")
    write(root, "shared.py", "WORD = 'new'\n")
    write(root, "one/first/lesson.md", '+++\ntitle = "first"\n+++\n# Hello\n\nSentences.\n')
    second = opened(root)
    assert ("Sentences" in words(second), load_object(second, "exercise:WORD")) == (True, "new")
    assert load_object(second, "exercise:later")() == "old"
    assert sys.modules["edit_pack.shared"].WORD == "new"


def test_what_is_open_stays_as_it_is_and_gets_no_new_python_beside_its_old_text(root: Path) -> None:
    lesson = opened(root)
    words(lesson)
    later = load_object(lesson, "exercise:later")
    write(root, "one/first/other.py", "OTHER = 'new'\n")
    assert load_object(lesson, "exercise:WORD") == "old"
    for late in (lambda: load_object(lesson, "other:OTHER"), later):
        with pytest.raises(StalePackError, match="edit-pack was changed on disk since; leave this and open it again"):
            late()
    assert load_object(opened(root), "other:OTHER") == "new"
    with pytest.raises(StalePackError):
        load_object(lesson, "exercise:WORD")


def test_python_that_was_not_needed_yet_is_as_old_as_the_text_that_was_read(root: Path) -> None:
    lesson = opened(root)
    run = LessonRun(lesson, MemoryStore())
    write(root, "shared.py", "WORD = 'new'\n")
    with pytest.raises(StalePackError):
        load_object(run.lesson, "exercise:WORD")


def test_a_change_of_prose_alone_asks_for_no_new_python(root: Path) -> None:
    lesson = opened(root)
    later = load_object(lesson, "exercise:later")
    write(root, "one/first/lesson.md", '+++\ntitle = "first"\n+++\n# Hello\n\nSentences.\n')
    assert later() == "old"
    assert load_object(opened(root), "exercise:later") is later


def test_two_saves_within_a_second_and_of_one_size_are_two(root: Path) -> None:
    file = root / "shared.py"
    os.utime(file, ns=(10**18, 10**18))
    py_compile.compile(str(file), doraise=True)
    assert load_object(opened(root), "exercise:WORD") == "old"
    write(root, "shared.py", "WORD = 'odd'\n")
    os.utime(file, ns=(10**18 + 1, 10**18 + 1))
    assert load_object(opened(root), "exercise:WORD") == "odd"


def test_a_module_that_is_gone_or_broken_is_not_had_from_before(root: Path) -> None:
    load_object(opened(root), "other:OTHER")
    (root / "one/first/other.py").unlink()
    with pytest.raises(Exception, match=r"there is no other\.py beside"):
        load_object(opened(root), "other:OTHER")
    write(root, "shared.py", "WORD = (\n")
    for _ in range(2):
        with pytest.raises(Exception, match="was never closed"):
            load_object(opened(root), "exercise:WORD")
    write(root, "shared.py", "WORD = 'mended'\n")
    assert load_object(opened(root), "exercise:WORD") == "mended"


def test_what_editors_and_python_leave_behind_is_no_change(root: Path) -> None:
    before = Edition.of(root)
    for name in (".hidden", "#shared.py#", "shared.py~", "one/.first.swp", "__pycache__/shared.pyc"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x")
    assert Edition.of(root) == before
    (root / "one/table.csv").write_text("x\n1\n")
    assert Edition.of(root).python != before.python
