"""The pytest plug-in: a new pack's own tests pass as they are, a broken one is told so, and else it rests."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import tutor.core.check
import tutor.testing
import tutor.ui.keys
from tutor.core.errors import TutorError
from tutor.core.packs.new import new_distribution
from tutor.testing import Played, Player

pytest_plugins = ["pytester"]
AUTHORING = Path(__file__).parents[2] / "docs" / "authoring.md"
PACKS = Path(__file__).parents[1] / "fixtures" / "packs"
# Loaded before a run in this process, which forgets what it loads: numpy cannot be loaded twice.
LOADED = (np, tutor.core.check, tutor.testing, tutor.ui.keys)
OURS = ("-p", "no:tutor", "-p", "tutor.pytest_plugin", "-p", "no:cacheprovider", "-p", "no:asyncio", "-p", "no:xdist")


@pytest.fixture
def pack(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_distribution(pytester.path, "plugged")
    monkeypatch.chdir(folder)
    return folder


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(*OURS, *arguments)


def test_a_new_pack_passes_its_own_tests_unedited(pytester: pytest.Pytester, pack: Path) -> None:
    result = run(pytester, "-W", "error", "--strict-config", "--strict-markers", "-v")
    result.assert_outcomes(passed=8)
    result.stdout.fnmatch_lines(["plugged/basics/slope/lesson.md::slope PASSED*", "plugged/pack.toml::pack PASSED*"])


def test_findings_fail_a_lesson_with_file_line_and_mend(pytester: pytest.Pytester, pack: Path) -> None:
    lesson = pack / "plugged/basics/slope/lesson.md"
    lesson.write_text(lesson.read_text("utf-8").replace("- [x] Makes", "- [y] Makes"), "utf-8")
    draft = pack / "plugged/basics/draft/lesson.md"
    draft.parent.mkdir()
    draft.write_text("not yet", "utf-8")
    (pack / "plugged/glossary.toml").write_text("[slope]\nscientist = 3\n", "utf-8")
    result = run(pytester, "--tutor", "plugged", "-rs", "-W", "default")
    result.assert_outcomes(failed=2, skipped=1)
    result.stdout.fnmatch_lines([
        f"error[[]bad-box[]] {lesson}:17:*",
        "  instead: *",
        f"error[[]glossary[]] {pack}/plugged/glossary.toml:2: *",
        "SKIPPED*pack.toml does not list this lesson",
    ])  # fmt: skip
    assert "Traceback" not in result.stdout.str()


def test_a_warning_warns_and_fails_only_where_it_is_asked_to(pytester: pytest.Pytester, pack: Path) -> None:
    lesson = pack / "plugged/basics/slope/lesson.md"
    text = lesson.read_text("utf-8").replace("  > That is what an intercept does. At x = 0 this line stays at 0.\n", "")
    lesson.write_text(text, "utf-8")
    result = run(pytester, str(lesson), "-W", "default")
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(["*LessonWarning: warning[[]silent[]] *"])
    run(pytester, str(lesson), "-W", "error").assert_outcomes(failed=1)


def test_where_no_pack_is_named_nothing_is_collected_and_nothing_loaded(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text("no lesson of ours")
    (tmp_path / "test_one.py").write_text(
        "import sys\n\ndef test_one():\n    loaded = [name for name in sys.modules if name.startswith('tutor')]\n"
        "    assert loaded == ['tutor', 'tutor.pytest_plugin']\n    assert 'msgspec' not in sys.modules\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", *OURS, "-p", "no:hypothesispytest", "-W", "error", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout


def test_a_folder_without_a_pack_is_said(pytester: pytest.Pytester, pack: Path) -> None:
    result = run(pytester, "--tutor", "tests")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: tutor: there is no lesson pack in {pack}/tests. Name the folder*"])


@pytest.fixture
def play() -> Player:
    return Player((PACKS,))


def test_a_lesson_is_played(play: Player) -> None:
    played = play("every-block", {"steeper": "1", "reach": {"n": 7}})
    assert played.lesson == "tiny-pack/every-block"
    assert {name: played.outcome(name) for name in played.grades} == {"steeper": "failed", "reach": "passed"}
    assert not played.passed
    assert list(played.views) == ["reach"]


def test_a_learner_s_moves_are_made_in_order(play: Player) -> None:
    moved = play("every-block", {"reach": [{"n": 5}, "step", "step"]})
    assert moved.passed
    assert play("every-block", {"reach": "step"}).outcome("reach") == "failed"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"reich": "1"}, "Did you mean “reach”"),
        ({"reach": {"m": 1}}, "the controls are n"),
        ({"reach": {"n": 1e9}}, "n"),
        ({"reach": "stop"}, "the actions are"),
        ({"steeper": ["1"]}, "takes a text"),
    ],
)
def test_what_a_learner_cannot_do_is_said(play: Player, answers: dict[str, tutor.testing.Answer], said: str) -> None:
    with pytest.raises(TutorError, match=said):
        play("every-block", answers)


def test_a_chart_is_text_of_the_size_that_was_asked_for(play: Player) -> None:
    view = play("every-block", {"reach": {"n": 5}}).view("reach")
    drawn = tutor.testing.render(view, width=40, height=10)
    chart = drawn.split("\n\n")[0].splitlines()
    assert len(chart) == 10
    assert max(map(len, chart)) <= 40


def test_what_the_plug_in_brings_is_told_to_authors() -> None:
    told = set(re.findall(r"^\| `([^`]+)` \|", AUTHORING.read_text("utf-8"), re.MULTILINE))
    for name, function in (("play", Player.__call__), ("render", tutor.testing.render)):
        given = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
        written = (each.name if each.default is each.empty else f"{each.name}={each.default}" for each in given)
        assert f"{name}({', '.join(written)})" in told
    assert {f"{name}(item)" for name in ("grade", "outcome", "view")} | {"passed"} <= told
    public = {name for name, each in vars(Played).items() if inspect.isfunction(each) or isinstance(each, property)}
    assert {name for name in public if not name.startswith("_")} == {"grade", "outcome", "view", "passed"}
