"""The second pack, examples/tuitor_statistics: its wheel beside the tutor's in a fresh environment, played there."""

import re
from pathlib import Path

import pytest

from tests.fresh import Fresh, wheel

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "tuitor_statistics"
LESSONS = ["spread", "simpson", "permutation", "base-rates"]
pytest.importorskip("pip", reason="wheels are installed by pip")


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Both wheels; away from the sources the tutor's own is there already."""
    folder = tmp_path_factory.mktemp("beside")
    fresh = Fresh(folder / "fresh")
    sources = [PROJECT, ROOT] if (ROOT / "tutor").is_dir() else [PROJECT]
    fresh.install(*(wheel(source, folder / source.name) for source in sources))
    return fresh


def test_its_lessons_are_listed_after_those_of_the_course(beside: Fresh, tmp_path: Path) -> None:
    lessons = beside.read("list", cwd=tmp_path)["lessons"]
    assert [each["id"] for each in lessons if each["pack"] == "statistics"] == [
        f"statistics/{name}" for name in LESSONS
    ]
    assert {each["distribution"] for each in lessons if each["pack"] == "statistics"} == {"tuitor-statistics"}
    assert {each["pack"] for each in lessons} == {"ml-engineer", "statistics"}


def test_an_answer_is_graded_on_the_table_that_came_along(beside: Fresh, tmp_path: Path) -> None:
    answer = '{"split": true, "rows": [0, 1, 2, 3, 4, 5]}'
    graded = beside.read("grade", "statistics/simpson", "mark", answer, "--seed", "1", cwd=tmp_path)
    assert graded["outcome"] == "failed"
    assert "does not belong: compare its two rates" in graded["feedback"]


def test_a_lesson_is_played_to_right_answers(beside: Fresh, tmp_path: Path) -> None:
    """Looked at once, then answered: the first attempt of a lesson has the same numbers for everyone."""

    def played(*lines: str) -> str:
        return beside.run("tutor", "learn", "statistics/spread", "--plain", cwd=tmp_path, typed="\n".join(lines) + "\n")

    seen = " ".join(played("skip", "predict 2", "quit").split())
    asked = re.search(r"(\d+) response times have a mean of (\d+) ms.* as (\d+) ms, and was really (\d+) ms", seen)
    goal = re.search(r"mean: ([\d.]+) ms \(goal ([\d.]+) ms\)", seen)
    shown = re.search(r"times: ([\d, ]+) ms", seen)
    assert asked, seen
    assert goal, seen
    assert shown, seen
    n, mean, old, new = map(int, asked.groups())
    times = [int(each) for each in shown[1].split(",")]
    far = max(times) + round(5 * (float(goal[2]) - float(goal[1])))
    told = played(
        "back", f"{mean + (new - old) / n}", "next", f"times {times.index(max(times)) + 1} {far}", "check", "quit"
    )
    assert told.count("Right.") == 2, told
    assert "Page 1 of 7." in told
    assert "Predict first" not in told, "the guess of the first sitting was kept"


@pytest.mark.trust
def test_the_installed_pack_is_proved_without_a_finding_and_passes_its_own_tests(beside: Fresh, tmp_path: Path) -> None:
    proved = beside.read("check", "statistics", cwd=tmp_path)
    assert proved["findings"] == []
    assert [each["id"] for each in proved["lessons"]] == [f"statistics/{name}" for name in LESSONS]
    proving = ("-m", "pytest", "-q", "-p", "no:asyncio", "-p", "no:cacheprovider")
    told = beside.run("python", *proving, str(PROJECT / "tests"), cwd=tmp_path)
    assert re.search(r"\d+ passed in", told), told
