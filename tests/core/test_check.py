"""What is checked and what is reported: a pack that holds, lessons by name, the codes."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

import tutor.core
from tests.core.line_pack import EX, LINE, change, codes, pack
from tutor.core.check import CODES, check_targets
from tutor.core.check.standalone import shows
from tutor.core.errors import TutorError
from tutor.core.exercise.view import Metric

__all__ = ["pack"]  # the fixture of these tests


def test_a_lesson_that_holds_has_no_findings_and_has_figures(pack: Path) -> None:
    report = check_targets([str(pack)])
    assert [str(finding) for finding in report.findings] == []
    assert report.clean
    line, following = report.lessons
    assert line["id"].endswith("/line")
    assert following["id"].endswith("/next")
    assert line["figures"]["exercises"]["tune"]["view_ms"] > 0
    assert line["figures"]["page_rows"] == [pytest.approx(20, abs=8), pytest.approx(22, abs=3)]
    assert set(report.as_data()) == {"findings", "lessons"}


def test_a_question_that_is_asked_on_its_page_alone_may_point_at_it(pack: Path) -> None:
    change(pack, LINE, "What does raising b do?", "What does b do in that table?")
    change(pack, LINE, "::: choice bias", "::: choice bias here=only")
    assert codes(check_targets([str(pack)])) == set()


def test_formulas_of_a_drawn_question_hold(pack: Path) -> None:
    change(pack, LINE, "what is W?", r"what is $\frac{y}{x} + \sqrt{{x}}$?")
    assert check_targets([str(pack)]).findings == ()


def test_author_errors_name_the_line_that_raised(pack: Path) -> None:
    changed = change(pack, EX, "return Data(Random(seed).randint(2, 4))", "return Data(1 / 0)")
    (finding,) = check_targets([str(pack)]).findings
    assert (finding.code, Path(finding.file).name, finding.line) == ("exercise-load", "exercise.py", changed)
    assert "ZeroDivisionError" in finding.message


def test_what_does_not_end_is_stopped(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(pack, EX, "return State()", "while True: pass")
    monkeypatch.setattr("tutor.core.watch.TICK", 0.02)
    monkeypatch.setattr("tutor.core.watch.SECONDS", 0.1)
    assert "too-long" in codes(check_targets([str(pack)]))


def test_targets_are_packs_lessons_and_folders(pack: Path) -> None:
    whole = check_targets([str(pack)])
    by_name = check_targets([pack.name.replace("_", "-")], [pack])
    assert [each["id"] for each in by_name.lessons] == [each["id"] for each in whole.lessons]
    one = check_targets([whole.lessons[1]["id"]], [pack])
    assert [each["id"] for each in one.lessons] == [whole.lessons[1]["id"]]
    above = check_targets([str(pack.parent)])
    assert len(above.lessons) == 2
    with pytest.raises(TutorError, match="no lesson"):
        check_targets(["nowhere"], [pack])


def test_a_pack_that_cannot_be_used_is_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "check_newer"
    folder.mkdir()
    (folder / "pack.toml").write_text('api = 99\ntitle = "T"\n')
    (finding,) = check_targets([str(folder)]).findings
    assert (finding.code, finding.line, finding.severity) == ("pack", 1, "error")


@pytest.mark.parametrize(
    ("printed", "value", "form", "holds"),
    [
        ("loss 16.91", 16.9123, ".2f", True),
        ("loss 16.9", 16.9123, ".2f", True),
        ("16.912345", 16.9123, ".4g", True),
        ("16.95", 16.9123, ".2f", False),
        ("best 3", 16.9123, ".2f", False),
        ("1_234.5", 1234.5, ".1f", True),
        ("1.2e-07", 1.23e-7, ".2g", True),
        ("-0.5 and 2", -0.5, ".3f", True),
        ("", 1.0, ".3f", False),
        ("anything", float("nan"), ".3f", True),
    ],
)
def test_numbers_agree_to_the_coarser_precision(printed: str, value: float, form: str, holds: bool) -> None:
    assert shows(printed, Metric("m", value, format=form)) is holds


def test_every_code_that_is_used_is_in_the_table() -> None:
    rooms = [Path(tutor.core.__path__[0], room) for room in ("lesson", "check", "questions", "questions/kinds")]
    source = "\n".join(file.read_text() for room in rooms for file in room.glob("*.py") if file.name != "codes.py")
    pattern = r"""(?:report\.error|\.add|\.warn|\.blame|\.fault|\.guarded|Finding|Flaw)\(\s*"([a-z-]+)","""
    used = set(re.findall(pattern, source))
    assert len(used) > 50
    assert used <= set(CODES)
    assert all(meaning == dedent(meaning).strip() for meaning in CODES.values())
