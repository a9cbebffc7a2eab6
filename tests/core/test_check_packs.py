"""Checks beyond one item: licences of distributions, what a lesson's choices have in common, tables of data packs."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.core.small_pack import write
from tutor.core.check import check_targets
from tutor.core.errors import Finding, TutorError

PROJECT = """\
[build-system]
requires = ["hatchling"]

[project]
name = "lines"
version = "1"

[project.entry-points."tutor.lessons"]
lines = "lines"
"""
NUMBERS = count()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write(tmp_path / f"alone_{next(NUMBERS)}")


def found(pack: Path) -> list[Finding]:
    return list(check_targets([str(pack)]).findings)


def test_a_distribution_tells_its_licence(pack: Path) -> None:
    project = pack.parent / "pyproject.toml"
    project.write_text(PROJECT)
    (finding,) = found(pack)
    assert (finding.code, finding.severity, finding.file, finding.line) == ("licence", "warning", str(project), 4)
    assert 'license = "MIT"' in finding.fix


@pytest.mark.parametrize(
    "told",
    [
        PROJECT.replace('version = "1"\n', 'version = "1"\nlicense = "MIT"\n'),
        PROJECT.replace('version = "1"\n', 'version = "1"\nclassifiers = ["License :: OSI Approved :: MIT License"]\n'),
        PROJECT.replace("tutor.lessons", "another.group"),
        "no TOML",
    ],
    ids=["license", "classifier", "no distribution of lessons", "unreadable"],
)
def test_who_tells_it_or_brings_no_lessons_is_not_asked(told: str, pack: Path) -> None:
    (pack.parent / "pyproject.toml").write_text(told)
    assert found(pack) == []


def choices(how_long: Callable[[int], int], number: int = 5) -> str:
    """Questions whose right option has so many letters more than the wrong ones, which have 20."""
    block = "\n::: choice c{n}\nWhich?\n\n- [x] {right}\n- [ ] {one}\n  > No.\n- [ ] {two}\n  > No.\n:::\n"
    return "".join(block.format(n=n, right="r" * (20 + how_long(n)), one="a" * 20, two="b" * 20) for n in range(number))


def test_right_options_that_are_always_the_longest_are_found_once(pack: Path) -> None:
    text = pack / "basics/next/lesson.md"
    before = text.read_text("utf-8")
    text.write_text(before + choices(lambda n: 8), "utf-8")
    (finding,) = found(pack)
    assert (finding.code, finding.severity, finding.line) == ("tells", "warning", before.count("\n") + 2)
    assert "in all 5 choices of the lesson the right option is the longest" in finding.message


@pytest.mark.parametrize(
    "text",
    [choices(lambda n: 7), choices(lambda n: 8 * (n > 0)), choices(lambda n: 8, number=4)],
    ids=["hardly longer", "one that is not", "few"],
)
def test_what_may_be_an_accident_tells_nothing(text: str, pack: Path) -> None:
    lesson = pack / "basics/next/lesson.md"
    lesson.write_text(lesson.read_text("utf-8") + text, "utf-8")
    assert found(pack) == []


def test_a_folder_of_tables_alone_is_proved(pack: Path) -> None:
    report = check_targets([str(pack / "rents")])
    assert (report.findings, report.lessons) == ((), ())
    (pack / "rents/more.csv").write_text("a,b\n1,2\n")
    (finding,) = check_targets([str(pack / "rents")]).findings
    assert (finding.code, finding.message) == ("card", "more.csv has no card: nobody can use it")


def test_an_installed_data_pack_is_proved_by_its_id() -> None:
    report = check_targets(["core"])
    assert (report.findings, report.lessons) == ((), ())
    with pytest.raises(TutorError, match="There is no lesson"):
        check_targets(["cores"])
