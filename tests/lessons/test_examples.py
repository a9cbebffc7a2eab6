"""The pack that a stranger wrote from docs/authoring.md alone holds, as packs from outside must."""

from pathlib import Path

from tutor.core.check import check_targets

PACK = Path(__file__).parents[2] / "examples" / "statistics_pack"


def test_the_pack_of_a_stranger_is_proved() -> None:
    report = check_targets([str(PACK)])
    assert [str(finding) for finding in report.findings if finding.severity == "error"] == []
    assert [lesson["id"] for lesson in report.lessons] == [
        f"statistics-pack/{name}" for name in ("simpson", "permutation", "base-rates")
    ]
