"""What fails in a state is printed as a `tutor grade` line, and the line shows it again."""

import shlex
from pathlib import Path

import pytest

from tests.core.line_pack import EX, LINE, change, pack
from tests.core.test_cli_check import run
from tutor.core.check import check_targets
from tutor.core.errors import Finding

__all__ = ["pack"]  # the fixture of these tests

# what is put into the exercise: in place of what, the code, and what the line then prints
FAULTS = {
    "a view that fails further on": (
        "        return View(", "        assert s.w <= 4, 'too steep'\n        return View(",
        "random-state", "too steep",
    ),
    "criteria that fail further on": (
        "        return [Criterion", "        assert s.w <= 4, 'it’s \"$HOME\"'\n        return [Criterion",
        "random-state", 'it’s "$HOME"',
    ),
    "an action that fails": (
        "        return replace(s, w=min(", "        assert s.w < 2, 'no further'\n        return replace(s, w=min(",
        "random-state", "no further",
    ),
    "a control that fails": (
        "    def start(", "    def settle(self, p, before, after): assert after.w >= 0; return after\n\n    def start(",
        "random-state", "AssertionError",
    ),
    "a start that fails on some seeds": (
        "return State()", "assert p.target < 4; return State()", "exercise-load", "AssertionError",
    ),
    "a solution that does not pass": ("w=float(p.target))", "w=p.target - 1.0)", "solve", "failed"),
}  # fmt: skip


def found_in(pack: Path, code: str) -> Finding:
    found = [each for each in check_targets([str(pack)]).findings if each.code == code]
    assert found
    return found[0]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_line_that_is_printed_shows_the_fault(fault: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack.parent)
    old, new, code, printed = FAULTS[fault]
    change(pack, EX, old, new)
    line = found_in(pack, code).paste
    program, *words = shlex.split(line)
    assert program == "tutor"
    assert words[:2] == ["grade", f"{pack.name.replace('_', '-')}/line"]
    assert words[-2:] == ["--pack-dir", pack.name]
    assert printed in run(*words).output


def test_the_right_answer_of_a_question_that_does_not_pass_is_a_line_too(pack: Path) -> None:
    change(pack, LINE, "- [x] {w} ± 1 %\n  > Rise over run.\n- [ ] {inverse} ± 1 %", "- [ ] 0 .. 99\n- [x] {w} ± 1 %")
    _, *words = shlex.split(found_in(pack, "not-solvable").paste)
    assert "failed" in run(*words).output


def test_a_draw_that_fails_on_a_seed_is_shown_on_that_seed(pack: Path) -> None:
    change(pack, "basics/line/questions.py", "    return {", "    assert x > 6, 'nine'\n    return {")
    found = found_in(pack, "draw")
    _, *words = shlex.split(found.paste)
    assert "nine" in run(*words).output
    assert "nine" not in run(*words[:5], "0", *words[6:]).output


def test_what_no_state_shows_has_no_line(pack: Path) -> None:
    change(pack, EX, 'x=Axis("x"), ', "")
    assert found_in(pack, "axis-name").paste == ""
