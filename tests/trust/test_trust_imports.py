"""Import trusts nothing, and neither does reading: one bad row never takes the rest with it, nor the next start."""

import asyncio
import contextvars
import json
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tutor.cli import main
from tutor.core import progress
from tutor.core.documents import check
from tutor.core.exchange import archive
from tutor.core.exchange.table import to_csv, to_json
from tutor.core.exchange.xapi import to_jsonl
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.quiz.making import make
from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.quiz.runner import QuizRunner
from tutor.core.report.content import gather
from tutor.core.report.html import to_html
from tutor.core.report.markdown import to_markdown
from tutor.core.review.due import due
from tutor.core.run import LessonRun
from tutor.core.store.database import open_database
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt, Store
from tutor.core.store.sqlite import FILE, SqliteStore
from tutor.ui.app import TutorApp
from tutor.ui.library import Library

PACKS = Path(__file__).parents[1] / "fixtures" / "packs"
LESSON, ITEM = "tiny-pack/every-block", "tiny-pack/every-block#steeper"
KEYS = [f"{kind}/{LESSON}" for kind in ("lesson", "placed", "place", "note", "place-own-data-ab", "lesson@ann")]
KEYS += [
    "sitting/quiz",
    "sitting/review",
    "export/xapi-actor",
    "cache/ledger",
    "history/",
    "what/is/this",
    "\x1b[31m/x/y",
]
GOOD = Attempt(
    item=ITEM, version="v", seed=1, response="1", outcome="passed", score=1.0, at="2026-03-01T10:00:00+00:00"
)
DEEP = "[" * 100_000
WRONG: list[Any] = [
    None, "", "🦄 not a date", "9999-12-31T23:59:59-23:59", "2026-13-01", -1, 10**400, 1e308, -0.5, True, [], {}, [[]],
    {"a": 1}, DEEP, "\x1b]0;x\x07", "\ud800", "x" * 5000, "[@click=app.quit]x[/]", "\0", "2026-01-01T00:00:00",
]  # fmt: skip


@pytest.fixture(scope="module")
def shelf() -> ItemIndex:
    return ItemIndex(load_catalog([PACKS]))


def documents(shelf: ItemIndex) -> dict[str, str]:
    """One good document of each kind, as the tutor itself writes it."""
    store = MemoryStore()
    lesson = shelf.lessons[LESSON]
    run = LessonRun(lesson, store)
    run.submit("steeper", "1")
    entries = [entry for entry in shelf.entries(LESSON) if entry.asks][:3]
    sit = QuizRunner(store, shelf, make("quiz", entries, seed=1))
    sit.begin()
    sit.answer("1", sit.verdict("1"), confidence=2)
    list(to_jsonl(store, shelf, {}))
    found = store.documents()
    found[f"placed/{LESSON}"] = progress.Placed(at=GOOD.at, items=("steeper",)).dump()
    found[f"note/{LESSON}"] = '{"Page": "mine"}'
    return found


def read_all(store: Store, shelf: ItemIndex) -> str:
    """All that the tutor ever reads of a store; returns what a learner would see of it."""
    seen = [json.dumps(progress.as_json(shelf, store))]
    report = gather(store, shelf)
    seen += [to_markdown(report, pictures=False), to_html(report)]
    (
        list(to_csv(store.attempts())),
        list(to_json(store.attempts())),
        list(to_jsonl(store, shelf, progress.lessons(store, shelf))),
    )
    archive.take(MemoryStore(), archive.dump(store))
    due(store, shelf, 20)
    lesson = shelf.lessons[LESSON]
    run = LessonRun(lesson, store)
    for item in run.text.items():
        run.state(item.name), run.score()
    for kind in ("quiz", "review"):
        try:
            open_sitting(QuizRequest(kind, scope=LESSON, new=False), store, shelf)
        except archive.TutorError:
            continue
    return "\n".join(seen)


@st.composite
def mangled(draw: st.DrawFn, good: str) -> object:
    """A document with one value replaced, a key added, or something else altogether."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(WRONG))
    try:
        value = json.loads(good)
    except ValueError:
        return draw(st.sampled_from(WRONG))
    at, here = value, None
    while isinstance(at, dict | list) and at and (here is None or draw(st.integers(0, 2))):
        here = at
        key = draw(st.sampled_from(sorted(at))) if isinstance(at, dict) else draw(st.integers(0, len(at) - 1))
        at = at[key]
    if here is not None:
        here[key] = draw(st.sampled_from(WRONG) | st.text(max_size=9) | st.integers() | st.floats(allow_nan=False))
    return json.dumps(value)


def imports(shelf: ItemIndex, examples: int) -> Callable[[], None]:
    good = documents(shelf)

    @settings(max_examples=examples, deadline=None, database=None, derandomize=True, print_blob=True,
              suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])  # fmt: skip
    @given(st.data())
    def take(data: st.DataObject) -> None:
        given_ = {
            key: data.draw(mangled(good.get(key, "{}")))
            for key in data.draw(st.lists(st.sampled_from(KEYS), max_size=4))
        }
        row = {name: getattr(GOOD, name) for name in GOOD.__slots__}
        rows: list[Any] = [row, data.draw(st.sampled_from(WRONG))]
        rows.append({**row, "id": "b", data.draw(st.sampled_from(sorted(row))): data.draw(st.sampled_from(WRONG))})
        text = json.dumps({"kind": "tutor-archive", "format": 1, "tutor": "1", "attempts": rows, "documents": given_})
        store = MemoryStore()
        taken = archive.take(store, text)
        assert taken.new >= 1
        assert GOOD.id in [attempt.id for attempt in store.attempts()]
        assert all(attempt.at.endswith("+00:00") for attempt in store.attempts())
        brought = {key for key in given_ if key in store.documents() and not key.startswith(("cache/", "lesson"))}
        for key in brought:
            check(key, store.get(key))
        assert sum("document" in each for each in taken.refused) == sum(
            not key.startswith(("cache/", "lesson")) for key in given_
        ) - len(brought)
        read_all(store, shelf)
        # The same, got into the store without us.
        past = MemoryStore()
        past.add(GOOD)
        for key, value in given_.items():
            past.put(key, value if isinstance(value, str) else json.dumps(value))
        read_all(past, shelf)

    return take


def test_whatever_an_archive_holds_all_that_reads_it_works(shelf: ItemIndex) -> None:
    imports(shelf, 40)()


@pytest.mark.trust
def test_whatever_ten_thousand_archives_hold(shelf: ItemIndex) -> None:
    imports(shelf, 3_000)()


COLUMNS = (
    "at",
    "outcome",
    "score",
    "seed",
    "hints",
    "seconds",
    "response",
    "drawn",
    "item",
    "confidence",
    "mode",
    "misses",
    "day",
)
BAD = {"blob": "x'ff00'", "no UTF-8": "CAST(x'ff41' AS TEXT)", "text": "'🦄 not a date'", "huge": "1e300"}


def spoiled(folder: Path, shelf: ItemIndex) -> tuple[Path, int]:
    """A progress file with forty good answers, and next to them a row for every way to spoil a column."""
    store = SqliteStore(folder / FILE)
    for number in range(40):
        store.add(Attempt(item=ITEM, version="v", seed=number, response="1", outcome="passed", score=1.0))
    for key, text in documents(shelf).items():
        store.put(key, text)
    store.close()
    connection, _ = open_database(store.path)
    good = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
    connection.execute("PRAGMA ignore_check_constraints = 1")
    for column in COLUMNS:
        for name, value in BAD.items():
            connection.execute(
                "INSERT INTO attempts SELECT NULL, ?, learner, item, version, seed, drawn, response, outcome, score, route, "
                "hints, seconds, prediction, confidence, mode, at, misses, day FROM attempts WHERE n = 1",
                (f"{column}-{name}",),
            )
            connection.execute(f"UPDATE attempts SET {column} = {value} WHERE id = ?", (f"{column}-{name}",))
    for key, value in (("note/a/b", "x'ff'"), ("history/a/b", "'[[['"), ("placed/a/b", """'{"at": "soon"}'"""),
                       ("sitting/quiz", "CAST(x'ff' AS TEXT)"), ("place/a/b", f"'{DEEP}'")):  # fmt: skip
        connection.execute(f"INSERT OR REPLACE INTO documents VALUES (?, {value}, 'never')", (key,))
    connection.close()
    return store.path, good


def test_one_bad_row_never_takes_the_rest_with_it(
    tmp_path: Path, shelf: ItemIndex, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, good = spoiled(tmp_path, shelf)
    store = SqliteStore(path)
    ours = [attempt for attempt in store.attempts() if "-" not in attempt.id]
    assert len(ours) == good
    assert not {"at-text", "score-text", "outcome-blob"} & {attempt.id for attempt in store.attempts()}
    read_all(store, shelf)
    assert store.get(f"note/{LESSON}")
    store.close()
    monkeypatch.setenv("TUTOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TUTOR_CONFIG_DIR", str(tmp_path))

    def tutor(*arguments: str) -> tuple[object, str]:
        monkeypatch.setattr(sys, "argv", ["tutor", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, "".join(capsys.readouterr())

    for command in ("progress", "list", "report"):
        assert tutor(command)[0] == 0
    code, said = tutor("doctor")
    assert code == 1
    assert "cannot be read" in said
    assert "--repair" in said
    assert "moved to" in tutor("doctor", "--repair")[1]
    (aside,) = tmp_path.glob("progress-set-aside-*.json")
    rows = json.loads(aside.read_text())["rows"]
    assert {"at-blob", "outcome-text", "score-text"} <= {each["row"].get("id") for each in rows}
    assert {"note/a/b", "placed/a/b", "history/a/b", "place/a/b"} <= {each["row"].get("key") for each in rows}
    assert "cannot be read" not in tutor("doctor")[1].replace("progress cannot", "")
    with sqlite3.connect(path) as connection:
        left = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
    assert left + sum(each["table"] == "attempts" for each in rows) == good + len(COLUMNS) * len(BAD)


@pytest.mark.parametrize("key", ["lesson", "placed", "place", "note"])
def test_the_home_screen_opens_whatever_stands_in_the_store(key: str, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / FILE)
    for number, value in enumerate(WRONG):
        store.put(f"{key}/{LESSON}" if number == 3 else f"{key}/a/{number}", str(value))
    store.close()

    async def start() -> None:
        app = TutorApp(Library([PACKS], tmp_path))
        async with app.run_test() as pilot:
            await app.workers.wait_for_complete()
            await pilot.press("p")
            await pilot.pause()

    contextvars.copy_context().run(asyncio.run, start())


def test_fields_that_are_nested_without_end_are_exported(shelf: ItemIndex) -> None:
    store = MemoryStore()
    for name in ("values", "response", "prediction", "item", "version", "route"):
        entry = shelf.find(ITEM)
        assert entry is not None
        store.add(replace(GOOD, **{"version": entry.version, "id": name, name: DEEP}))
        store.add(replace(GOOD, **{"version": entry.version, "id": f"{name}-2", name: '{"a":' * 100_000}))
    statements = "".join(to_jsonl(store, shelf, progress.lessons(store, shelf))).splitlines()
    assert sum('"answered"' in each for each in statements) == 12
    read_all(store, shelf)


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00.000000+00:00"),
        ("2026-03-01", "2026-03-01T00:00:00.000000+00:00"),
        ("20260301T100000Z", "2026-03-01T10:00:00.000000+00:00"),
        ("🦄 not a date", None),
        ("9999-12-31T23:59:59-23:59", None),
        ("2026-02-30", None),
        (3, None),
    ],
)
def test_times_are_put_in_order_or_refused(at: object, kept: str | None) -> None:
    row = {name: getattr(GOOD, name) for name in GOOD.__slots__} | {"at": at}
    store = MemoryStore()
    taken = archive.take(store, json.dumps({"kind": "tutor-archive", "format": 1, "tutor": "1", "attempts": [row]}))
    assert [attempt.at for attempt in store.attempts()] == ([kept] if kept else [])
    assert len(taken.refused) == (0 if kept else 1)
