"""docs/authoring.md is true: its examples hold, its commands exist and say what is shown."""

import inspect
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from click import Context, Group
from click.testing import CliRunner

from tests.core.authoring_page import FENCES, TEXT, TOKENS
from tutor.cli import tutor
from tutor.cli.creating import pack
from tutor.core import datasets
from tutor.core.check import check_targets
from tutor.core.datasets import columns
from tutor.core.errors import LessonError
from tutor.core.exercise.controls.base import Control
from tutor.core.exercise.layers import AnyLayer
from tutor.core.exercise.view import ViewPart
from tutor.core.lesson.parser import parse_body
from tutor.core.own_lesson import table_for
from tutor.core.packs.catalog import Catalog, load_catalog
from tutor.core.packs.new import new_distribution
from tutor.testing import Player


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What an author has who typed in the whole page: `tutor new my-lessons`, then every fence into its file."""
    root = new_distribution(tmp_path_factory.mktemp("author"), "my-lessons")
    files: dict[Path, str] = {}
    for fence in FENCES:
        language, _, name = fence.info.partition(" ")
        if "." in name:
            files[root / name] = files.get(root / name, "") + fence.content + ("\n" if language == "python" else "")
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    yield root
    for name in [name for name in sys.modules if name.partition(".")[0] == "my_lessons"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def catalog(project: Path) -> Catalog:
    return load_catalog([project / "my_lessons"])


def test_the_examples_are_proved_without_a_finding(project: Path) -> None:
    report = check_targets([str(project / "my_lessons")])
    assert [str(finding) for finding in report.findings] == []
    listed = ["slope", "questions", "nudge", "guess", "answers", "gallery", "neighbours", "double"]
    assert [lesson["id"] for lesson in report.lessons] == [f"my-lessons/{name}" for name in listed]


def test_what_is_planned_is_no_lesson(catalog: Catalog) -> None:
    (pack,) = [pack for pack in catalog.packs if pack.id == "my-lessons"]
    assert pack.planned == {"my-lessons/forests"}


def test_the_gallery_shows_every_control_part_and_layer(project: Path) -> None:
    source = (project / "my_lessons/examples/gallery/exercise.py").read_text("utf-8")
    kinds = [*Control.__subclasses__(), *ViewPart.__subclasses__(), *get_args(AnyLayer)]
    assert [kind.__name__ for kind in kinds if f" {kind.__name__}(" not in source.replace("[", " ")] == []


def test_a_finding_looks_as_shown() -> None:
    wrong, shown = (fence.content for fence in FENCES if fence.info.endswith(" wrong"))
    with pytest.raises(LessonError) as error:
        parse_body(wrong, "lesson.md")
    assert str(error.value) == shown.rstrip("\n")


def test_commands_say_what_is_shown(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    shown = [fence.content for fence in FENCES if fence.info == "console"]
    assert shown
    for session in shown:
        command, _, output = session.partition("\n")
        assert CliRunner().invoke(tutor, shlex.split(command.removeprefix("$ tutor "))).output == output


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?:^|`)tutor ([a-z]+)", TEXT, re.MULTILINE))))
def test_every_command_that_is_named_exists(command: str) -> None:
    found = tutor.get_command(Context(tutor), command)
    assert found is not None
    more = [*found.commands.values(), pack] if isinstance(found, Group) else []
    known = {name for each in (found, *more) for option in each.params for name in option.opts}
    lines = re.findall(rf"(?:^|`)(?:\$ )?tutor {command}\b([^`\n]*)", TEXT, re.MULTILINE)
    assert {option for line in lines for option in re.findall(r"(?<!\S)(--[a-z-]+)", line.partition("#")[0])} <= known


@pytest.mark.parametrize(
    ("lesson", "item", "response"),
    [
        ("questions", "raise-b", "1"),
        ("questions", "fields", "1,2"),
        ("questions", "letter", "Weights W"),
        ("questions", "mean-point", "averages|y"),
        ("questions", "fit", "1,2,3,4"),
        ("questions", "letters", "1=1,2=2,3=3"),
        ("gallery", "controls", '{"scaled": true}'),
        ("nudge", "nudge", '{"c": 12.0}'),
        ("neighbours", "choose", '{"k": 9}'),
    ],
)
def test_right_responses_pass(lesson: str, item: str, response: str, project: Path) -> None:
    done = CliRunner().invoke(tutor, ["grade", lesson, item, response, "--pack-dir", str(project / "my_lessons")])
    assert done.output.startswith("passed")


def test_the_exercise_takes_a_table_of_the_learners_own(project: Path, tmp_path: Path, catalog: Catalog) -> None:
    own = tmp_path / "own.csv"
    own.write_text("rent\n" + "\n".join(str(10 + n * n % 37) for n in range(60)) + "\n")
    assert table_for(catalog.find("my-lessons/guess"), own, y="rent").rows == 60


def test_the_authors_own_test_holds(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    monkeypatch.syspath_prepend(str(project))
    names: dict[str, Any] = {}
    exec(compile((project / "tests/test_my_lessons.py").read_text("utf-8"), "test_my_lessons.py", "exec"), names)
    tests = [value for name, value in names.items() if name.startswith("test_")]
    assert len(tests) == 3
    for test in tests:
        test(*(Player((project / "my_lessons",)) for _ in inspect.signature(test).parameters))


def test_the_project_as_published_brings_lessons_and_tables(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    datasets._packs.cache_clear()
    try:
        assert [str(rent) for rent in columns("my-lessons/rents")["rent"]] == ["610.5", "820.0", "nan"]
        found = load_catalog()
        assert [each.message for each in found.problems if each.pack == "my-lessons"] == []
        assert len(found.in_pack("my-lessons")) == 8
        assert found.find("my-lessons/guess").pack.distribution == "my-lessons"
    finally:
        datasets._packs.cache_clear()


def test_every_fence_of_toml_and_python_can_be_read() -> None:
    for fence in FENCES:
        if fence.info.startswith("toml"):
            tomllib.loads(fence.content)
    assert {fence.info.split()[0] for fence in FENCES} == {"sh", "text", "toml", "markdown", "python", "csv", "console"}


def test_links_lead_to_headings() -> None:
    headings = [after.content for token, after in pairwise(TOKENS) if token.type == "heading_open"]
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
