"""The commands: what scripts read, what people read, and how it ends."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.commands import Run, run, tiny
from tutor import __version__

__all__ = ["run", "tiny"]  # the fixtures of these tests


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
    assert set(finding) == {"code", "severity", "file", "line", "message", "fix", "paste"}
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
