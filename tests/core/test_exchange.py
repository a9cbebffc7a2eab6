"""Taking it along: archives, xAPI, CSV, Anki; nothing lost, nothing doubled, foreign files refused in words."""

import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import asdict, replace
from itertools import chain, islice

import pytest
from ralph.models.xapi.base.statements import BaseXapiStatement

from tutor.core import progress
from tutor.core.errors import TutorError
from tutor.core.exchange import anki, archive, xapi
from tutor.core.exchange.export import Request
from tutor.core.exchange.formats import FORMATS
from tutor.core.exchange.items import review_items
from tutor.core.exchange.merging import merged
from tutor.core.exchange.table import COLUMNS, to_csv, to_json
from tutor.core.notes import notes, write_note
from tutor.core.progress import key
from tutor.core.questions import solution
from tutor.core.quiz.making import make
from tutor.core.quiz.runner import QuizRunner
from tutor.core.run import LessonRun
from tutor.core.safe_text import clean
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt
from tutor.core.store.sqlite import SqliteStore

HOSTILE = 'a "quoted", line\nwith\ttabs; \x1b[31m=1+1 ’é✓'


@pytest.fixture
def answered(course):
    """A store with one answer to each question, a place, a note and a hostile attempt."""
    store = MemoryStore()
    lesson = course.catalog.lessons[0]
    run = LessonRun(lesson, store)
    for item in run.text.items():
        if item.name != "double":
            run.submit(item.name, solution(run.shown.question(item.name)), seconds=3.5, confidence=2)
    write_note(store, lesson.id, "Page one", "mine")
    store.add(replace(store.attempts()[0], id="f" * 32, response=HOSTILE, outcome="failed", score=0.0))
    return store


def test_a_learner_moves_and_nothing_is_lost_or_doubled(answered, course, tmp_path):
    text = archive.dump(answered)
    there = SqliteStore(tmp_path / "progress.db")
    taken = archive.take(there, text)
    assert (taken.new, taken.known, taken.refused) == (len(answered.attempts()), 0, ())
    assert [asdict(one) for one in there.attempts()] == [asdict(one) for one in answered.attempts()]
    assert archive.take(there, text).new == 0
    assert len(there.attempts()) == len(answered.attempts())
    assert progress.lessons(there, course) == progress.lessons(answered, course)
    assert json.loads(archive.dump(there))["documents"] == json.loads(text)["documents"]
    there.close()


def test_two_machines_come_together(answered, course):
    lesson = course.catalog.lessons[0].id
    other = MemoryStore()
    archive.take(other, archive.dump(answered))
    write_note(other, lesson, "Page one", "theirs")
    write_note(other, lesson, "Page two", "new")
    other.add(replace(answered.attempts()[0], id="e" * 32))
    answered.add(replace(answered.attempts()[0], id="d" * 32))
    taken = archive.take(answered, archive.dump(other))
    assert taken.new == 1
    assert notes(answered, lesson) == {"Page one": "mine\n\ntheirs", "Page two": "new"}


def test_of_what_cannot_be_joined_mine_stays():
    assert merged("sitting/quiz", "mine", "theirs") == "mine"
    assert merged("sitting/quiz", None, "theirs") == "theirs"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "damaged or cut short"),
        ("[]", "no export of tutor"),
        ('{"kind": "tutor-archive", "format": 99, "tutor": "9"}', "newer tutor"),
        ('{"hello": 1}', "no export of tutor"),
        ('{"attempts": 3}', "no export of tutor"),
        ("[" * 5000, "damaged|no export"),
        ("\ud800", "damaged"),
    ],
)
def test_foreign_and_damaged_files_change_nothing(text, said, answered):
    before = archive.dump(answered)
    with pytest.raises(TutorError, match=said):
        archive.take(answered, text)
    assert archive.dump(answered) == before


def test_a_cut_archive_changes_nothing(answered):
    text = archive.dump(answered)
    for share in (0.1, 0.5, 0.99):
        with pytest.raises(TutorError):
            archive.take(MemoryStore(), text[: int(len(text) * share)])


def test_rows_that_cannot_be_read_are_named_and_the_rest_comes_in(answered):
    data = json.loads(archive.dump(answered))
    data["attempts"][1] = {"id": 3}
    data["attempts"][2]["score"] = "much"
    data["attempts"].append("nonsense")
    taken = archive.take(MemoryStore(), json.dumps(data))
    assert (taken.new, len(taken.refused)) == (len(answered.attempts()) - 2, 3)
    assert taken.refused[0].startswith("attempt 2:")


def test_a_store_that_cannot_save_says_so(answered):
    with pytest.raises(TutorError, match="not saved"):
        archive.take(MemoryStore("Not saved: no home."), archive.dump(answered))


def test_thousands_of_attempts(tmp_path):
    source = MemoryStore()
    for number in range(5000):
        source.add(
            Attempt(item=f"p/l#{number % 50}", version="v", seed=number, response="1", outcome="passed", score=1.0)
        )
    there = SqliteStore(tmp_path / "progress.db")
    assert archive.take(there, archive.dump(source)).new == 5000
    assert len(there.attempts()) == 5000
    there.close()


def test_csv_and_json_hold_every_field(answered):
    rows = list(csv.DictReader(io.StringIO("".join(to_csv(answered.attempts())), newline="")))
    data = json.loads("".join(to_json(answered.attempts())))["attempts"]
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len(data) == len(answered.attempts())
    for row, kept in zip(rows, data, strict=True):
        assert row == {name: "" if value is None else clean(str(value)) for name, value in kept.items()}
    assert HOSTILE in [row["response"] for row in data]


@pytest.mark.parametrize(
    ("given", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+2", "'+1+2"),
        ("-2+3*cmd", "'-2+3*cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "\ufffd=1"),
        (" =1", "' =1"),
        ("\u200b=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("-0.5", "-0.5"),
        ("-1,5e-3 %", "-1,5e-3 %"),
        ("a\x1b[2Jb\x07\x9b", "a\ufffd[2Jb\ufffd\ufffd"),
        ("y = Wx + b", "y = Wx + b"),
    ],
)
def test_a_spreadsheet_runs_nothing_and_a_terminal_obeys_nothing(answered, given, cell):
    attempt = replace(answered.attempts()[0], response=given, prediction=given)
    (row,) = csv.DictReader(io.StringIO("".join(to_csv([attempt])), newline=""))
    assert (row["response"], row["prediction"]) == (cell, cell)
    assert json.loads("".join(to_json([attempt])))["attempts"][0]["response"] == given


def test_statements_are_valid_to_an_independent_model(answered, course):
    lines = "".join(xapi.to_jsonl(answered, course, progress.lessons(answered, course))).splitlines()
    found = [json.loads(line) for line in lines]
    for statement in found:
        BaseXapiStatement.model_validate(statement)
    assert len({statement["id"] for statement in found}) == len(found) == len(answered.attempts()) + 2
    assert "".join(xapi.to_jsonl(answered, course, progress.lessons(answered, course))).splitlines() == lines
    verbs = [statement["verb"]["id"].rpartition("/")[2] for statement in found]
    assert (verbs[0], verbs.count("answered"), verbs.count("passed")) == ("initialized", len(answered.attempts()), 1)
    by_item = {statement["object"]["id"].partition("#")[2]: statement for statement in found}
    kinds = {name: one["object"]["definition"].get("interactionType") for name, one in by_item.items()}
    assert kinds | {"": None} == {
        "pick": "choice", "twice": "numeric", "seven": "numeric", "gap": "fill-in", "steps": "sequencing",
        "pairs": "matching", "word": "fill-in", "many": "choice", "": None,
    }  # fmt: skip
    patterns = {name: one["object"]["definition"].get("correctResponsesPattern") for name, one in by_item.items()}
    assert patterns["many"] == ["1[,]2"]
    assert patterns["pairs"] == ["1[.]1[,]2[.]2[,]3[.]3"]
    assert patterns["seven"] == ["7[:]7"]
    assert by_item["many"]["result"]["response"] == "1[,]2"
    assert by_item["seven"]["result"]["duration"] == "PT3.50S"
    actor = found[0]["actor"]["account"]
    assert len(actor["name"]) == 32


@pytest.mark.parametrize("name", ["csv", "json", "xapi", "all"])
def test_attempts_are_read_as_they_are_written(name, answered, course, monkeypatch):
    read = []
    attempt, stream = answered.attempts()[0], answered.stream
    more = (replace(attempt, id=f"{number:032}") for number in range(1_000))
    monkeypatch.setattr(answered, "stream", lambda: (read.append(one) or one for one in chain(stream(), more)))
    content = FORMATS[name].export(Request(answered, course)).content
    rows = iter(content)
    head = "".join(islice(rows, 3))
    assert 0 < len(read) <= 3, "a million would stand in memory"
    assert head + "".join(rows)
    assert len(read) == len(answered.attempts()) + 1_000
    assert content.told >= len(read)


@pytest.mark.parametrize("part", ["actor", "verb", "object"])
def test_the_independent_model_has_teeth(part, answered, course):
    statement = json.loads("".join(xapi.to_jsonl(answered, course, {})).splitlines()[0])
    del statement[part]
    with pytest.raises((ValueError, KeyError), match=part):
        BaseXapiStatement.model_validate(statement)


def test_statements_of_items_that_are_gone(answered, course):
    answered.add(
        Attempt(item="gone/l#x", version="v", seed=1, response="?", outcome="failed", score=0.0, at="yesterday")
    )
    answered.add(replace(answered.attempts()[0], id="c" * 32, response="", outcome="failed", score=float("nan")))
    for line in "".join(xapi.to_jsonl(answered, course, progress.lessons(answered, course))).splitlines():
        BaseXapiStatement.model_validate_json(line)


def test_an_anki_deck_is_an_archive_with_stable_notes(answered, course, tmp_path):
    cards, refused = review_items(answered, course, "", 1)
    assert (len(cards), refused) == (8, [])
    path = tmp_path / "deck.apkg"
    path.write_bytes(anki.to_deck(cards))
    found = _notes(path, tmp_path)
    assert len(found) == 8
    path.write_bytes(anki.to_deck(review_items(answered, course, "", 99)[0]))
    assert {guid for guid, *_ in _notes(path, tmp_path)} == {guid for guid, *_ in found}
    lesson = course.catalog.lessons[0].id.replace("/", "::")
    assert all(tags.strip() == lesson for _, _, tags in found)
    fields = next(text for _, text, _ in found if "#many" in text).split("\x1f")
    assert "Which are even?" in fields[0]
    assert "<li>2</li>" in fields[1]
    assert "<li>3</li>" not in fields[1]


def _notes(path, tmp_path):
    with zipfile.ZipFile(path) as archive_:
        assert archive_.testzip() is None
        archive_.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as connection:
        rows = connection.execute("SELECT guid, flds, tags FROM notes").fetchall()
    connection.close()
    return rows


def test_html_in_a_question_is_shown_not_obeyed(course, tmp_path):
    entry = course.find(f"{course.catalog.packs[0].id}/alpha#pick")
    item = replace(entry.item, prompt="<script>alert(1)</script> $x^2$ \x1b[0m")
    text = anki.to_tsv([(entry.lesson, entry.id, item)])
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "x²" in text
    assert "\x1b" not in text


def test_nothing_under_review_is_said(course):
    with pytest.raises(TutorError, match="Nothing is under review"):
        review_items(MemoryStore(), course, "", 1)
    assert len(review_items(MemoryStore(), course, "gamma", 1)[0]) == 8


def test_a_sitting_travels_too(course):
    store = MemoryStore()
    entry = course.find(f"{course.catalog.packs[0].id}/alpha#pick")
    sit = QuizRunner(store, course, make("quiz", [entry, entry]))
    sit.begin()
    there = MemoryStore()
    archive.take(there, archive.dump(store))
    assert there.documents("sitting/") == store.documents("sitting/")
    assert not [place for place in json.loads(archive.dump(store))["documents"] if place.startswith("cache/")]
    assert key("place", "x/y") == "place/x/y"
