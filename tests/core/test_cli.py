"""The commands: what scripts read, what people read, and how it ends."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor import __version__, cli

Result = tuple[int, str, str]
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str | Path) -> Result:
        monkeypatch.setattr("sys.argv", ["tutor", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capfd.readouterr()
        return int(left.value.code or 0), out, err

    return call


@pytest.fixture
def tiny(run: Run, packs: Path) -> Run:
    """`run` with the tiny pack."""
    return lambda *args: run("--pack-dir", packs, *args)


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"tutor {__version__}\n", "")
    code, out, _ = run("--help")
    assert code == 0
    for command in ("learn", "list", "check", "grade", "progress", "doctor", "define"):
        assert f"\n  {command} " in out
        assert run(command, "--help")[0] == 0


@pytest.mark.parametrize("args", [["nonsense"], ["list", "--nonsense"], ["grade", "line"], ["list", "extra"]])
def test_wrong_usage_is_2(run: Run, args: list[str]) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_list_for_people(tiny: Run) -> None:
    code, out, err = tiny("list")
    assert (code, "tiny" in err) == (0, False)
    assert out.index("A tiny pack (tiny-pack)") < out.index("only-words") < out.index("every-block")
    assert "Life as an ML engineer (ml-engineer)" in out


def test_list_as_json_is_what_scripts_rely_on(tiny: Run) -> None:
    code, out, _ = tiny("list", "--json")
    found = json.loads(out)
    lesson = next(each for each in found["lessons"] if each["id"] == "tiny-pack/every-block")
    assert code == 0
    assert lesson == {
        "id": "tiny-pack/every-block",
        "title": "Every block",
        "module": "basics",
        "pack": "tiny-pack",
        "distribution": "",
        "minutes": 5,
        "needs": ["tiny-pack/only-words"],
        "covers": ["tiny.blocks"],
        "objectives": ["meet each block once"],
        "items": ["steeper", "even", "double", "letter", "gaps", "by-size", "letters", "reach", "doubled"],
        "state": "new",
    }


def test_problems_go_to_stderr_and_into_the_json(run: Run, make_pack: Callable[..., Path]) -> None:
    root = make_pack(lessons=("first", "lost"), files={"one/first/lesson.md": '+++\ntitle = "T"\n+++\n::: chioce a\n'})
    (root / "one/lost/lesson.md").unlink()
    code, out, err = run("list", "--pack-dir", root)
    assert code == 0
    assert "problem: some-pack: lesson lost has no lesson.md" in err
    assert "problem:" not in out
    problems = json.loads(run("list", "--json", "--pack-dir", root)[1])["problems"]
    assert {frozenset(each) for each in problems} == {frozenset({"pack", "file", "line", "message"})}
    assert 4 in [each["line"] for each in problems if each["file"].endswith("first/lesson.md")]


def test_listing_writes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("--data-dir", tmp_path / "data", "list", "--json")[0] == 0
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("item", "response", "outcome", "score"),
    [
        ("steeper", "2", "passed", 1),
        ("tiny-pack/every-block#steeper", "1", "failed", 0),
        ("even", "1,3", "passed", 1),
        ("even", "1,3,4", "failed", 0.5),
        ("double", "-12", "failed", 0),
        ("letter", " M ", "passed", 1),
        ("gaps", "two|1", "passed", 1),
        ("by-size", "1,2,3", "passed", 1),
        ("letters", "1=1,2=2,3=3", "passed", 1),
        ("reach", '{"n": 40}', "invalid", 0),
        ("reach", "{", "invalid", 0),
        ("steeper", "9", "invalid", 0),
        ("steeper", "", "unattempted", 0),
        ("reach", "", "unattempted", 0),
    ],
)
def test_grade_as_json(tiny: Run, item: str, response: str, outcome: str, score: float) -> None:
    code, out, err = tiny("grade", "every-block", item, response, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["outcome"], found["score"]) == (outcome, pytest.approx(score))
    assert set(found) == {"outcome", "score", "feedback"}
    assert found["feedback"]


def test_the_seed_draws_the_question_and_the_exercise(tiny: Run) -> None:
    def outcome(item: str, response: str, seed: int) -> str:
        args = ("grade", "every-block", item, response, "--seed", str(seed), "--json")
        return str(json.loads(tiny(*args)[1])["outcome"])

    # random.Random(1) draws 27 for the length and 7 for the goal, random.Random(2) 17 and 5.
    assert [outcome("double", "54 m", 1), outcome("double", "54 m", 2)] == ["passed", "failed"]
    assert [outcome("reach", '{"n": 7}', 1), outcome("reach", '{"n": 7}', 2)] == ["passed", "failed"]


def test_grade_for_people(tiny: Run) -> None:
    assert tiny("grade", "every-block", "steeper", "2") == (0, "passed, score 1\nIts slope is 2.\n", "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["every-blok", "steeper", "1"], "Did you mean tiny-pack/every-block?"),
        (["every-block", "steepr", "1"], "Did you mean “steeper”?"),
        (["every-block", "steeper", "1", "--seed", "-1"], "--seed"),
        (["every-block", "doubled", "--file", "/not/there.py"], "There is no file /not/there.py"),
    ],
)
def test_grading_what_is_not_there_is_usage(tiny: Run, args: list[str], said: str) -> None:
    code, out, err = tiny("grade", *args)
    assert (code, out) == (2, "")
    assert said in err


SKLEARN_FIT = """from sklearn.linear_model import LinearRegression
def fit(X, Y):
    r = LinearRegression().fit(X, Y)
    return r.coef_, r.intercept_
"""


@pytest.mark.parametrize(
    ("item", "source", "said"),
    [
        ("wx-plus-b fit", SKLEARN_FIT, "passed, score 1\nEvery property holds.\n"),
        (
            "line sse",
            "def sse(m, b, x, y):\n    return 'x' * 10**8\n",
            "invalid, score 0\nWhat your sse returns is a str of 100,000,000 characters, too long to be looked at, "
            "and no number.\n",
        ),
        (
            "line sse",
            "def sse(m, b, x, y):\n    print('m is', m, '\x1b[2J')\n    return y.nope\n",
            "\n\nIt printed:\nm is 1.0 �[2J\n\nIt ended with:\nline 3 in sse\n    return y.nope\nAttributeError: ",
        ),
    ],
)
def test_a_program_is_graded_and_what_it_printed_told(
    run: Run, tmp_path: Path, item: str, source: str, said: str
) -> None:
    (tmp_path / "solution.py").write_text(source)
    code, out, err = run("grade", *item.split(), "--file", tmp_path / "solution.py")
    assert (code, err) == (0, "")
    assert said in out
    printed = json.loads(run("grade", *item.split(), "--file", tmp_path / "solution.py", "--json")[1]).get("printed")
    assert printed == ("m is 1.0 �[2J\n" if "printed" in said else None)


@pytest.mark.parametrize(
    ("code", "said"), [("1/0", "ZeroDivisionError"), ("raise SystemExit", "SystemExit"), ("", "has no Reach")]
)
def test_a_lesson_at_fault_is_1(run: Run, make_pack: Callable[..., Path], code: str, said: str) -> None:
    text = '+++\ntitle = "T"\n+++\n::: exercise reach use=exercise:Reach\nGo.\n:::\n'
    name = f"fault_pack_{len(code)}"
    root = make_pack(name, files={"one/first/lesson.md": text, "one/first/exercise.py": code})
    ended, out, _ = run("grade", "--pack-dir", root, name.replace("_", "-") + "/first", "reach", "{}", "--json")
    found = json.loads(out)
    assert (ended, found["outcome"]) == (1, "lesson-error")
    assert said in found["feedback"]


def test_a_lesson_that_cannot_be_parsed_is_1(run: Run, make_pack: Callable[..., Path]) -> None:
    root = make_pack(files={"one/first/lesson.md": '+++\ntitle = "T"\n+++\n::: choice a\nWhich?\n'})
    ended, out, _ = run("grade", "--pack-dir", root, "some-pack/first", "a", "1", "--json")
    assert (ended, json.loads(out)["outcome"]) == (1, "lesson-error")


def test_define(tiny: Run) -> None:
    code, out, err = tiny("define", "Rise over run")
    assert (code, err) == (0, "")
    assert "slope (tiny-pack)\n  data scientist: The coefficient of x.\n" in out
    assert "not:            A slope in the ground." in out
    code, out, err = tiny("define", "slop")
    assert (code, out) == (2, "")
    assert "Did you mean “slope”?" in err


def test_without_a_terminal_one_sentence(run: Run) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "--plain" in err
    assert len(err.splitlines()) == 1


def test_doctor_looks_at_everything(run: Run) -> None:
    code, out, _ = run("doctor")
    for part in ("Versions", "textual", "Folders", "Terminal", "encoding", "ml-engineer", "sandbox", "progress.db"):
        assert part in out
    assert code == (1 if "\n! " in out else 0)


def test_doctor_finds_what_is_wrong(run: Run, tmp_path: Path, make_pack: Callable[..., Path]) -> None:
    (tmp_path / "file").write_text("")
    root = make_pack(api=5)
    code, out, _ = run("doctor", "--data-dir", tmp_path / "file" / "below", "--pack-dir", root)
    assert code == 1
    assert "! data" in out
    assert "written for api 5" in out


def test_doctor_reads_the_store(run: Run, tmp_path: Path) -> None:
    from tutor.core.store.port import Attempt
    from tutor.core.store.sqlite import FILE, open_store

    store = open_store(tmp_path)
    store.add(Attempt(item="p/l#i", version="v", seed=1, response="1", outcome="passed", score=1.0)).result()
    store.close()
    assert sqlite3.connect(tmp_path / FILE).close() is None
    assert "1 answer)" in run("doctor", "--data-dir", tmp_path)[1]


def test_a_bug_of_ours_is_a_sentence_and_a_log(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("ours \x1b[31m")

    monkeypatch.setattr("tutor.core.packs.catalog.load_catalog", broken)
    code, out, err = run("--data-dir", tmp_path, "list")
    assert (code, out) == (1, "")
    assert "This is a bug of tutor: RuntimeError: ours �[31m" in err
    assert "Traceback" not in err
    assert "Traceback" in (tmp_path / "tutor.log").read_text()


def test_progress_and_states_come_from_the_store(run: Run, tmp_path: Path) -> None:
    from tutor.core.store.port import Attempt
    from tutor.core.store.sqlite import open_store

    store = open_store(tmp_path)
    store.add(Attempt(item="ml-engineer/line#bias", version="v", seed=1, response="1", outcome="failed", score=0.0))
    store.close()
    listed = json.loads(run("list", "--json", "--data-dir", tmp_path)[1])["lessons"]
    assert {lesson["id"]: lesson["state"] for lesson in listed}["ml-engineer/line"] == "started"
    code, out, _ = run("progress", "--json", "--data-dir", tmp_path)
    assert code == 0
    assert json.loads(out)["counts"]["started"] == 1
    code, out, _ = run("progress", "--data-dir", tmp_path)
    assert "◐ ml-engineer/line" in out
    assert "Next: tutor learn ml-engineer/" in out


def test_a_data_folder_that_is_no_database(run: Run, tmp_path: Path) -> None:
    (tmp_path / "progress.db").write_bytes(b"not a database" * 100)
    code, out, err = run("list", "--json", "--data-dir", tmp_path)
    assert code == 0
    assert json.loads(out)["lessons"]
    assert "Traceback" not in err


def test_check_as_json(run: Run, packs: Path) -> None:
    code, out, err = run("check", packs / "tiny_pack", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert {lesson["id"] for lesson in found["lessons"]} == {"tiny-pack/only-words", "tiny-pack/every-block"}
    assert all(set(lesson) == {"id", "figures"} for lesson in found["lessons"])


def test_check_finds_and_names(run: Run, make_pack: Callable[..., Path]) -> None:
    root = make_pack("checked_pack", files={"one/first/lesson.md": '+++\ntitle = "T"\n+++\n::: choice a\nWhich?\n'})
    code, out, _ = run("check", root, "--json")
    finding = json.loads(out)["findings"][0]
    assert code == 1
    assert set(finding) == {"code", "severity", "file", "line", "message", "fix"}
    assert run("check", root)[0] == 1
    code, out, err = run("check", "no-such-pack")
    assert (code, out) == (2, "")
    assert "no-such-pack" in err


def test_what_a_lesson_prints_is_not_in_the_data(run: Run, make_pack: Callable[..., Path]) -> None:
    text = '+++\ntitle = "T"\n+++\n::: exercise reach use=exercise:Reach\nGo.\n:::\n'
    root = make_pack("loud_pack", files={"one/first/lesson.md": text, "one/first/exercise.py": "print('LOUD')"})
    for args in (("grade", "loud-pack/first", "reach", "{}"), ("check", "loud-pack")):
        out = run("--pack-dir", root, *args, "--json")[1]
        assert json.loads(out)
        assert "LOUD" not in out
