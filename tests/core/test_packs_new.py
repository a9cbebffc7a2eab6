from pathlib import Path

import pytest

from tutor.core.check import check_targets
from tutor.core.errors import TutorError
from tutor.core.packs.new import new_distribution


def test_a_new_distribution_is_proved_without_a_finding(tmp_path: Path) -> None:
    place = new_distribution(tmp_path, "my-own-pack")
    assert place == tmp_path / "my_own_pack"
    report = check_targets([str(place)])
    assert [str(finding) for finding in report.findings] == []
    assert [lesson["id"] for lesson in report.lessons] == ["my-own-pack/slope"]


@pytest.mark.parametrize("name", ["", "a b", "../up", "Größe", "random", "numpy", "tutor", "1st"])
def test_a_name_that_cannot_be_imported_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="for example"):
        new_distribution(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(TutorError, match="there already"):
        new_distribution(tmp_path, "mine")
