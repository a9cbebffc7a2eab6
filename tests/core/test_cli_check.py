import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor.cli import tutor
from tutor.core.check import CODES
from tutor.core.check.explained import MORE

PACK = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny_pack"


# test_check_processes.py and test_cli.py have theirs.
pytestmark = pytest.mark.usefixtures("in_this_process")


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
    assert set(report["findings"][0]) == {"code", "severity", "file", "line", "message", "fix", "paste"}


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
    told = run("check", "--explain", "leans").stdout
    assert told.startswith(
        "leans: a question speaks of what stands on its page, and may be asked without it (warning).\n\nQuizzes, "
    )
    assert max(map(len, told.splitlines()[1:])) <= 78
    assert run("check", "--explain", "no-gap").stdout == "no-gap: a blank has no gap.\n"
    assert set(MORE) <= set(CODES)
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


def test_the_report_ends_with_a_table_of_figures(tmp_path: Path) -> None:
    run("new", "cli_figures", "--in", str(tmp_path))
    pack = str(tmp_path / "cli-figures")
    lines = run("check", pack).stdout.splitlines()
    assert lines[0].startswith("cli-figures/slope: ")
    assert lines[0].endswith(" rows")
    assert lines[1].split("  ")[1] == "exercise"
    (exercise,) = lines[2:]
    (lesson,) = json.loads(run("check", pack, "--json").stdout)["lessons"]
    ((name, figures),) = lesson["figures"]["exercises"].items()
    assert (figures["seeds"], figures["solved"]) == (20, 20)
    assert figures["told_apart"] == figures["misconceptions"] > 0
    words = ", ".join(str(len(chart["told"].split())) for chart in figures["charts"])
    cells = [cell.strip() for cell in exercise.split("  ") if cell.strip()]
    assert cells[:3] == [name, "20 of 20", f"{figures['misconceptions']} of {figures['misconceptions']}"]
    assert cells[4] == words


def test_one_item_is_proved_alone(tmp_path: Path) -> None:
    folder = tmp_path / "cli-only" / "cli_only"
    run("new", "cli_only", "--in", str(tmp_path))
    text = next(folder.rglob("lesson.md"))
    text.write_text(text.read_text("utf-8").replace("terms = [", 'terms = ["nothing", '), "utf-8")
    assert run("check", str(folder)).return_value == 1
    alone = run("check", str(folder), "--only", "from-points", "--json")
    assert alone.return_value == 0
    (lesson,) = json.loads(alone.stdout)["lessons"]
    assert lesson["figures"]["items"] == 1
    assert "exercises" not in lesson["figures"]
    wrong = run("check", str(folder), "--only", "from-point")
    assert "Did you mean “from-points”?" in str(wrong.exception)
    assert getattr(wrong.exception, "exit_code", None) == 2


def test_one_item_is_looked_for_in_one_lesson(tmp_path: Path) -> None:
    folder = tmp_path / "cli-twice" / "cli_twice"
    run("new", "cli_twice", "--in", str(tmp_path))
    shutil.copytree(folder / "basics" / "slope", folder / "basics" / "again")
    listed = folder / "pack.toml"
    listed.write_text(listed.read_text("utf-8").replace('"slope"', '"slope", "again"'), "utf-8")
    both = run("check", str(folder), "--only", "from-points")
    assert "Several lessons have an item “from-points”: cli-twice/slope, cli-twice/again." in str(both.exception)
