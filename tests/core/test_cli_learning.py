"""Quiz, review, progress, export, import, report, note and reset on the command line, with their JSON."""

import json

import pytest
from click.testing import CliRunner

from tutor.cli import tutor
from tutor.core.exchange.formats import FORMATS


@pytest.fixture
def run(course_dir):
    def call(*words, input=None, ok=True):
        result = CliRunner().invoke(tutor, [*words, "--pack-dir", str(course_dir)], input=input, standalone_mode=False)
        if ok:
            assert result.exception is None, result.output
        return result

    return call


@pytest.fixture
def pack(run):
    found = json.loads(run("list", "--json").stdout)["lessons"]
    return next(lesson["pack"] for lesson in found if lesson["pack"].startswith("course"))


def data(result):
    return json.loads(result.stdout)


def test_a_quiz_answer_by_answer(run, pack):
    state = data(run("quiz", f"{pack}/alpha", "--items", "3", "--seed", "1", "--json"))
    assert (state["at"], state["of"], state["over"]) == (0, 3, False)
    assert any("no hints" in rule for rule in state["rules"])
    for _ in range(3):
        state = data(run("quiz", "--answer", "1", "--confidence", "3", "--json")) if state["question"]["kind"] in (
            "choice", "number", "text") else data(run("quiz", "--skip", "--json"))  # fmt: skip
        if state["over"]:
            break
    assert state["over"]
    assert state["result"]["counted"] == 3
    assert run("quiz", "--answer", "1", ok=False).exception.message.startswith("No quiz is under way")


def test_the_verdict_waits_where_the_end_was_asked_for(run, pack):
    run("quiz", f"{pack}/alpha", "--items", "2", "--feedback", "end", "--json")
    state = data(run("quiz", "--skip", "--json"))
    assert "last" not in state
    assert "last" in data(run("quiz", "--skip", "--json"))


def test_a_quiz_line_by_line_is_left_and_gone_on_with(run, pack):
    first = run("quiz", f"{pack}/alpha", "--items", "2", "--plain", input="\nskip\nquit\n").stdout
    assert "There are no hints." in first
    assert "It waits where you are." in first
    second = run("quiz", "--plain", input="hint\nend\n").stdout
    assert "You go on at question 2 of 2." in second
    assert "There are no hints here." in second
    assert "0 of 2 right" in second


def test_review_says_when_nothing_is_due(run, pack):
    found = data(run("review", "--json"))
    assert (found["of"], found["over"]) == (0, True)
    assert "Nothing is due" in found["message"]
    assert "Nothing is due" in run("review", "--plain").stdout


def test_progress_tells_objectives_due_and_confidence(run, pack):
    run("quiz", f"{pack}/alpha", "--items", "1", "--seed", "3", "--json")
    run("quiz", "--answer", "1", "--confidence", "2")
    found = data(run("progress", "--json"))
    ours = [one for one in found["objectives"] if one["lesson"] == f"{pack}/alpha"]
    assert [one["number"] for one in ours] == [1, 2]
    assert sum(one["tried"] for one in ours) == 1
    assert found["confidence"]["2"]["said"] == 1
    assert found["due"]["now"] == []
    assert sum(day["tries"] for day in found["days"].values()) == 1


def test_all_is_moved_to_another_machine(run, pack, tmp_path, monkeypatch):
    run("quiz", f"{pack}/alpha", "--items", "2", "--seed", "3", "--json")
    run("quiz", "--answer", "1")
    run("note", f"{pack}/alpha", "1", "mine")
    file = tmp_path / "all.json"
    assert data(run("export", "--all", "-o", str(file), "--json"))["what"].startswith("1 attempt")
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path / "there"))
    assert data(run("import", str(file), "--json")) == {
        "kind": "archive", "new": 1, "known": 0, "documents": 2, "refused": [],
    } or data(run("import", str(file), "--json"))["new"] == 0  # fmt: skip
    assert data(run("import", str(file), "--json"))["known"] == 1
    assert data(run("note", f"{pack}/alpha", "--json"))["notes"] == {f"{pack}/alpha": {"Page one": "mine"}}
    assert data(run("quiz", "--json"))["at"] == 1


@pytest.mark.parametrize("kind", [name for name, one in FORMATS.items() if not one.binary])
def test_every_text_format_to_stdout_and_file(run, pack, tmp_path, kind):
    run("quiz", f"{pack}/alpha", "--items", "1", "--seed", "3", "--json")
    run("quiz", "--answer", "1")
    text = run("export", f"{pack}/alpha", "--format", kind).stdout
    assert text
    file = tmp_path / "out"
    run("export", f"{pack}/alpha", "--format", kind, "-o", str(file))
    assert file.read_text() == text
    assert "not overwritten" in run("export", "--format", kind, "-o", str(file), ok=False).exception.message


def test_anki_needs_a_file(run, pack, tmp_path):
    assert "name a file" in run("export", "--format", "anki", ok=False).exception.message
    out = data(run("export", f"{pack}/alpha", "--format", "anki", "-o", str(tmp_path / "d.apkg"), "--json"))
    assert out["what"] == "8 notes"


def test_gift_becomes_a_pack_that_can_be_asked(run, pack, tmp_path):
    file, folder = tmp_path / "quiz.gift", tmp_path / "my_quiz"
    assert "left out" in run("export", f"{pack}/alpha", "--format", "gift", "-o", str(file)).stderr
    out = data(run("import", str(file), "-o", str(folder), "--json"))
    assert (out["questions"], out["refused"]) == (7, [])
    state = data(run("quiz", "my-quiz", "--items", "7", "--json", "--pack-dir", str(folder)))
    assert state["of"] == 7


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\x89PNG\0\0", "no text"), (b"\xff\xfe1", "no text"), (b'{"a": 1}', "not an export of tutor"),
     (b'{"tutor": "1"', "damaged"), (b"hello", "no question that can be asked"), (b"", "no question")],
)  # fmt: skip
def test_foreign_files_are_refused_in_words(run, tmp_path, content, said):
    file = tmp_path / "file"
    file.write_bytes(content)
    assert said in str(run("import", str(file), ok=False).exception)


def test_report_in_both_formats(run, pack, tmp_path):
    assert run("report").stdout.startswith("# What I learned")
    file = tmp_path / "r.html"
    assert data(run("report", "-o", str(file), "--json"))["format"] == "html"
    assert file.read_text().startswith("<!DOCTYPE html>")


def test_a_reset_asks_and_can_be_undone(run, pack):
    run("quiz", f"{pack}/alpha", "--items", "2", "--seed", "3", "--json")
    run("quiz", "--answer", "1")
    assert type(run("reset", f"{pack}/alpha", input="n\n", ok=False).exception).__name__ == "Abort"
    assert "with --json, say --yes" in run("reset", "all", "--json", ok=False).exception.message
    assert data(run("reset", f"{pack}/alpha", "--json", "--yes"))["removed"] == 1
    assert data(run("reset", "--undo", "--json"))["undone"] == 1
    assert "Name what to forget" in run("reset", ok=False).exception.message


def test_define_tells_where_a_word_is_taught(run, pack):
    out = run("define", "bias").stdout
    assert "Alpha" in out
    found = json.loads(run("define", "variance", "--json").stdout)
    ours = next(one for one in found["terms"] if one["pack"] == pack)
    assert [lesson.rpartition("/")[2] for lesson in ours["taught"]] == ["alpha", "beta", "gamma"]
