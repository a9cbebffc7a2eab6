"""The tables of docs/authoring.md name what the code has, no more and no less."""

import inspect
import re
from dataclasses import fields
from typing import Any, get_args

import msgspec
import pytest

from tests.core.authoring_page import FENCES, ROWS, TEXT, inline_code, keys_of
from tests.core.signatures import arguments
from tutor import api
from tutor.core import datasets
from tutor.core.check import CODES
from tutor.core.code.properties import CodeChecks, Property, WrongProgram
from tutor.core.datasets import Card, Column
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
from tutor.core.packs.glossary import _Entry
from tutor.core.packs.pack import FrontMatter, ModuleMeta, OrderMeta, PackMeta
from tutor.ui.keys import RESERVED_KEYS


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


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    head = 0
    fenced = {number for token in FENCES if token.map for number in range(*token.map)}
    for number, line in enumerate(TEXT.splitlines()):
        bars = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") and number not in fenced else 0
        head = (head or bars) if bars else 0
        assert bars == head, (number + 1, line)
