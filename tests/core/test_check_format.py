"""Every mistake in the format is found once, at its own line, with its mend."""

from itertools import count
from pathlib import Path

import pytest

from tests.core.format_mistakes import MISTAKES, make
from tests.core.small_pack import write
from tutor.core.check import CODES, check_targets

NUMBERS = count()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A package of this name is imported once in a process, so each has its own."""
    return write(tmp_path / f"lines_{next(NUMBERS)}")


def test_the_pack_without_a_mistake_has_no_finding(pack: Path) -> None:
    report = check_targets([str(pack)])
    assert report.findings == ()
    assert [each["id"] for each in report.lessons] == [
        f"{pack.name.replace('_', '-')}/{name}" for name in ("line", "next")
    ]


def test_a_byte_order_mark_and_line_ends_of_windows_are_no_mistake(pack: Path) -> None:
    for file in [*pack.rglob("*.md"), *pack.rglob("*.toml")]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert check_targets([str(pack)]).findings == ()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_finding_at_its_own_line_with_its_mend(name: str, pack: Path) -> None:
    mistake = MISTAKES[name]
    make(pack, mistake)
    findings = check_targets([str(pack)]).findings
    assert len(findings) == 1, list(map(str, findings))
    (found,) = findings
    text = (pack / mistake.file).read_bytes().decode("latin-1" if mistake.code == "encoding" else "utf-8")
    assert found.code == mistake.code
    assert found.code in CODES
    assert Path(found.file) == pack / mistake.file
    assert found.line == text[: text.index(mistake.at)].count("\n") + 1, str(found)
    assert mistake.says in f"{found.message} {found.fix}", str(found)
    assert found.fix
