"""What `tutor check` proves of a code item."""

import numpy as np
import pytest

from tests.core.code_total import CHECKS, STARTER, total
from tutor.core.code.properties import CodeChecks, Property, WrongProgram
from tutor.core.code.prove import check_code_item


def test_a_proved_item_has_no_findings(runner):
    assert check_code_item(CHECKS, STARTER, runner=runner, seeds=3) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"solution": "def total(X):\n    return 0\n"}, "the solution does not pass on seed 0"),
        ({"wrong": [WrongProgram("same", CHECKS.solution, says="?")]}, "wrong program “same” passes on seed 0"),
        ({"wrong": [WrongProgram("none", STARTER, expect="the mean")]}, "returns nothing"),
        ({"wrong": [WrongProgram("none", STARTER)]}, "expects no words"),
        ({"properties": [Property("idle", inputs=lambda rng: (1,))]}, "judges nothing"),
        ({"properties": []}, "no property"),
        ({"properties": [Property("p", expect=total, says="s")]}, "has no inputs"),
        ({"properties": [Property("p", examples=[(np.ones(1),)], expect=total)]}, "says nothing"),
    ],
)
def test_check_finds_what_is_not_proved(runner, change, said):
    fields = {name: getattr(CHECKS, name) for name in ("function", "solution", "properties", "wrong")}
    findings = check_code_item(CodeChecks(**(fields | change)), STARTER, "lesson.md", 7, runner=runner, seeds=2)
    assert any(said in finding.message for finding in findings), findings
    assert all((finding.file, finding.line) == ("lesson.md", 7) and finding.fix for finding in findings)


def test_check_finds_a_starter_that_passes(runner):
    said = [finding.message for finding in check_code_item(CHECKS, CHECKS.solution, runner=runner, seeds=1)]
    assert said == ["the starter passes as it is"]
    assert "not a CodeChecks" in check_code_item(3, "")[0].message


def test_a_wrong_program_is_the_solution_with_a_piece_replaced():
    solution = "def total(X):\n    return X.sum()\n"
    mean = WrongProgram("the mean", {"sum()": "mean()", "return ": "return 1 * "}, says="?")
    checks = CodeChecks(function="total", solution=solution, properties=[], wrong=[mean])
    assert checks.program(mean) == "def total(X):\n    return 1 * X.mean()\n"
    with pytest.raises(ValueError, match="wrong program “typo” replaces 'smu', which the solution does not have"):
        CodeChecks(function="total", solution=solution, properties=[], wrong=[WrongProgram("typo", {"smu": ""})])
