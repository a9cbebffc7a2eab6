import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor.cli import tutor
from tutor.core.check import check_lesson, targets

PACK = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny_pack"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lessons are proved in this process, which is quicker; test_check_processes.py and test_cli.py have theirs."""
    monkeypatch.setattr(
        targets, "side_by_side", lambda lessons, _, keys: [check_lesson(each, reserved_keys=keys) for each in lessons]
    )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(tutor, arguments, standalone_mode=False)


def test_a_new_pack_is_written_and_passes_the_check(tmp_path: Path) -> None:
    made = run("new", "cli_made", "--in", str(tmp_path))
    assert made.return_value == 0
    assert "tutor check" in made.stdout
    checked = run("check", str(tmp_path / "cli-made"), "--json")
    assert checked.return_value == 0
    report = json.loads(checked.stdout)
    assert report["findings"] == []
    assert [lesson["id"] for lesson in report["lessons"]] == ["cli-made/slope"]
    assert "from-points" not in checked.stdout


def test_a_broken_pack_exits_with_one_and_names_the_line(tmp_path: Path) -> None:
    run("new", "cli_broken", "--in", str(tmp_path))
    exercise = tmp_path / "cli-broken" / "cli_broken" / "basics" / "slope" / "exercise.py"
    exercise.write_text(exercise.read_text().replace("return Walks(", 'print("noise"); return (', 1))
    told = run("check", str(tmp_path / "cli-broken"))
    assert told.return_value == 1
    assert "exercise-load" in told.stdout
    assert "1 lesson proved: 1 error" in told.stderr
    report = json.loads(run("check", str(tmp_path / "cli-broken"), "--json").stdout)
    assert set(report["findings"][0]) == {"code", "severity", "file", "line", "message", "fix"}


@pytest.mark.parametrize(("key", "free"), [("s", True), ("n", False), ("u", False), ("c", False)])
def test_an_action_that_asks_for_a_key_of_a_screen_is_warned(tmp_path: Path, key: str, free: bool) -> None:
    folder = tmp_path / f"check_key_{key}"
    shutil.copytree(PACK, folder)
    exercise = folder / "basics" / "every_block" / "exercise.py"
    exercise.write_text(exercise.read_text().replace('@action("Step", key="s")', f'@action("Step", key="{key}")'))
    assert (f"asks for the key '{key}'" not in run("check", str(folder)).stdout) is free


@pytest.mark.parametrize("arguments", [("check", "nowhere"), ("new", "random"), ("new", "a b")])
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert getattr(result.exception, "exit_code", None) == 2


def test_a_code_is_explained() -> None:
    assert run("check", "--explain", "leans").stdout == (
        "leans: a question speaks of what stands on its page, and may be asked without it (warning).\n"
    )
    wrong = run("check", "--explain", "lean")
    assert "Did you mean “leans”" in str(wrong.exception)


def test_findings_as_annotations_for_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cli-notes"
    run("new", "cli_notes", "--in", str(tmp_path))
    text = next(folder.rglob("lesson.md"))
    text.write_text(text.read_text("utf-8").replace("title =", "titel =", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    told = run("check", str(folder), "--format", "github").stdout
    assert told.startswith("::error file=cli-notes")
    assert ",line=2,title=" in told
    assert "%0Ainstead: " in told
    assert told.count("\n") == told.count("::error") + told.count("::warning")
