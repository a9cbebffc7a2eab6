"""docs/authoring.md is true: its examples hold, and its tables name what the code has, no more and no less."""

import inspect
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from click import Context, Group
from click.testing import CliRunner
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.core.signatures import arguments
from tutor import api
from tutor.cli import tutor
from tutor.cli.creating import pack
from tutor.core import datasets
from tutor.core.check import CODES, check_targets
from tutor.core.code.properties import CodeChecks, Property, WrongProgram
from tutor.core.datasets import Card, Column, columns
from tutor.core.errors import LessonError
from tutor.core.exercise import rubric
from tutor.core.exercise.answer import Answer, WrongAnswer
from tutor.core.exercise.axis import Axis
from tutor.core.exercise.controls.base import Control
from tutor.core.exercise.kit import Exercise, OwnData, Prediction
from tutor.core.exercise.layers import AnyLayer
from tutor.core.exercise.layers.base import Layer
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.source import Source
from tutor.core.exercise.tone import Tone
from tutor.core.exercise.trace import Trace
from tutor.core.exercise.view import Edge, Node, ViewPart
from tutor.core.grade import Criterion, Outcome
from tutor.core.lesson.model import BLOCKS
from tutor.core.lesson.parser import parse_body
from tutor.core.own_lesson import table_for
from tutor.core.packs.catalog import Catalog, load_catalog
from tutor.core.packs.glossary import _Entry
from tutor.core.packs.new import new_distribution
from tutor.core.packs.pack import FrontMatter, ModuleMeta, OrderMeta, PackMeta
from tutor.testing import Player
from tutor.ui.keys import RESERVED_KEYS

TEXT = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text("utf-8")
TOKENS = MarkdownIt().enable("table").parse(TEXT)
FENCES = [token for token in TOKENS if token.type == "fence"]


def inline_code(token: Token) -> list[str]:
    return [child.content for child in token.children or () if child.type == "code_inline"]


def tables() -> Iterator[list[Token]]:
    """The cells of each row of each table, heads aside."""
    cells: list[Token] = []
    for before, token in pairwise(TOKENS):
        if before.type == "tr_open":
            cells = []
        if before.type == "td_open":
            cells.append(token)
        if token.type == "tr_close" and cells:
            yield cells


ROWS = list(tables())


def keys_of(name: str) -> list[set[str]]:
    """What the second cells of the rows for `name` name in code."""
    return [
        set(inline_code(row[1]))
        for row in ROWS
        if inline_code(row[0]) == [name] or row[0].content.startswith(f"`{name}` (")
    ]


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


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_kind_of_block_is_shown_with_its_keys(kind: str) -> None:
    assert set(BLOCKS[kind].keys()) in keys_of(kind)
    assert any(re.search(rf"^::: {kind} [a-z]", fence.content, re.MULTILINE) for fence in FENCES)


@pytest.mark.parametrize(
    "kind",
    [
        *Control.__subclasses__(),
        *ViewPart.__subclasses__(),
        *get_args(AnyLayer),
        *(Node, Edge, Axis, Trace, Prediction, Misconception, Answer, WrongAnswer, OwnData, Source, Criterion),
    ],
)
def test_every_argument_is_in_its_row_with_its_type_and_default(kind: type) -> None:
    rows = [
        [code.replace("\\|", "|") for code in inline_code(row[1])]
        for row in ROWS
        if inline_code(row[0]) == [kind.__name__]
    ]
    assert rows == [arguments(kind)]


def test_every_attribute_and_method_of_an_exercise_is_told() -> None:
    told = {name.partition("(")[0] for row in ROWS for name in inline_code(row[0])}
    public = {name for name in vars(Exercise) if not name.startswith("_")}
    assert public - told <= {
        "part",
        "parts",
        "own_data",
        "actions",
        "known_misconceptions",
        "problem_type",
        "state_type",
    }
    signatures = {code for row in ROWS for code in inline_code(row[0]) if code.endswith(")")}
    for name in ("setup", "start", "view", "criteria", "solution", "validate", "praise", "code", "settle"):
        given = ", ".join(list(inspect.signature(getattr(Exercise, name)).parameters)[1:])
        assert f"{name}({given})" in signatures


def test_every_rule_of_scoring_is_told() -> None:
    told = set(re.findall(r"^\| `rubric\.(\w+)\(", TEXT, re.MULTILINE))
    assert told == {
        name for name, each in vars(rubric).items() if inspect.isfunction(each) and each.__module__ == rubric.__name__
    }


@pytest.mark.parametrize("kind", [CodeChecks, Property, WrongProgram])
def test_every_argument_of_the_checks_is_in_its_row(kind: type) -> None:
    assert {field.name for field in fields(kind)} in keys_of(kind.__name__)


@pytest.mark.parametrize("struct", [PackMeta, ModuleMeta, OrderMeta, FrontMatter, _Entry, Card, Column])
def test_every_key_of_a_file_is_in_its_row(struct: Any) -> None:
    assert [{field.encode_name for field in msgspec.structs.fields(struct)}] == keys_of(struct.__name__)


def test_axes_tones_grades_and_outcomes_are_told() -> None:
    said = set(re.findall(r"`([^`\n]+)`", TEXT))
    assert {field.name for field in fields(Axis)} | set(get_args(Tone)) | {each.name for each in Outcome} <= said
    assert {field.name for field in fields(Layer)} == {"label", "tone"}


def test_every_name_of_the_api_occurs() -> None:
    assert [name for name in api.__all__ if not re.search(rf"\b{name}\b", TEXT)] == []
    modules = [name for name in api.__all__ if inspect.ismodule(getattr(api, name))]
    assert [name for name in modules if not any(inline_code(row[0]) == [name] for row in ROWS)] == []


def test_every_finding_has_its_meaning_and_its_mend() -> None:
    told = {inline_code(row[0])[0]: row[1:] for row in ROWS if len(row) == 3 and len(inline_code(row[0])) == 1}
    codes = {code: cells for code, cells in told.items() if code in CODES}
    assert {code: cells[0].content for code, cells in codes.items()} == CODES
    assert [code for code, cells in codes.items() if len(cells[1].content) < 8] == []
    assert len(re.findall(r"^\| code \|", TEXT, re.MULTILINE)) == 6


def test_the_keys_that_the_app_keeps_are_told() -> None:
    (line,) = [line for line in TEXT.splitlines() if "keeps these keys for itself" in line]
    assert set(re.findall(r"`(\w)`", line)) == {key for key in RESERVED_KEYS if key.isalpha()}


def test_every_table_that_is_built_in_is_told() -> None:
    assert set(re.findall(r"`(core/\w+)`", TEXT)) == {name for name in datasets.names() if name.startswith("core/")}


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


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    head = 0
    fenced = {number for token in FENCES if token.map for number in range(*token.map)}
    for number, line in enumerate(TEXT.splitlines()):
        bars = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") and number not in fenced else 0
        head = (head or bars) if bars else 0
        assert bars == head, (number + 1, line)
