"""A progress file of an earlier tutor: its answers come along, with what is known of help and of their days."""

import contextlib
import sqlite3
import time
from pathlib import Path

import pytest

from tutor.core.item_index import ItemIndex
from tutor.core.progress import lessons
from tutor.core.review.ledger import read_ledger
from tutor.core.store import schema
from tutor.core.store.sqlite import FILE, SqliteStore

COLUMNS = (
    "id, learner, item, version, seed, drawn, response, outcome, score, route, hints, seconds, prediction, mode, at"
)


def old_file(path: Path, rows: list[tuple[object, ...]], documents: dict[str, str]) -> None:
    """A file as the first version of the tables has it."""
    with contextlib.closing(sqlite3.connect(path)) as file:
        for statement in schema.MIGRATIONS[0]:
            file.execute(statement)
        file.execute("PRAGMA user_version = 1")
        file.executemany(f"INSERT INTO attempts ({COLUMNS}) VALUES ({', '.join('?' * 15)})", rows)
        file.executemany("INSERT INTO documents VALUES (?, ?, '2026')", documents.items())
        file.execute("INSERT INTO facts VALUES ('local', 'p/l#x', 'v', 1, 1, 1, '', '', '', 0, '')")
        file.commit()


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()


def test_an_old_file_tells_help_days_and_the_same_scores(tmp_path: Path, course: ItemIndex, berlin: None) -> None:
    lesson = course.catalog.lessons[0].id
    version = {entry.item.name: entry.version for entry in course.entries(lesson)}

    def row(
        name: str, response: str, outcome: str, route: str = "", hour: int = 10, **more: object
    ) -> tuple[object, ...]:
        values = {"hints": 0, "seed": 1, "mode": "lesson", "drawn": "{}"} | more
        return (
            f"id{len(rows)}", "local", f"{lesson}#{name}", version[name], values["seed"], values["drawn"], response,
            outcome, float(outcome == "passed"), route, values["hints"], 0.0, "", values["mode"],
            f"2026-03-04T{hour}:30:00.{len(rows):06}+00:00",
        )  # fmt: skip

    rows: list[tuple[object, ...]] = []
    rows.append(row("pick", "2", "failed", "that one"))
    rows.append(row("pick", "3", "failed", "another"))
    rows.append(row("pick", "1", "passed"))
    rows.append(row("pick", "2", "failed", "that one", seed=2))
    rows.append(row("pick", "1", "passed", seed=2))
    rows.append(row("seven", "6", "failed", "else"))
    rows.append(row("seven", "7", "passed"))
    rows.append(row("twice", "3", "failed", "3 ± 0.1", drawn='{"x": 3}'))
    rows.append(row("twice", "6", "passed", drawn='{"x": 3}'))
    rows.append(row("many", "1,2", "passed", hints=1, hour=23))
    path = tmp_path / FILE
    old_file(path, rows, {"cache/ledger": "{}", f"lesson/{lesson}": '{"score": 1.0}', f"place/{lesson}": '{"page": 2}'})
    store = SqliteStore(path)
    assert store.ready
    by_item = {
        item.partition("#")[2]: facts[version[item.partition("#")[2]]]
        for item, facts in read_ledger(store).facts.items()
    }
    assert [(by_item[name].best, by_item[name].unassisted) for name in ("pick", "seven", "twice", "many")] == [
        (0.5, 0.0), (1.0, 1.0), (1.0, 1.0), (1.0, 0.0),
    ]  # fmt: skip
    assert [one.misses for one in store.stream()] == [0, 0, 2, 0, 1, 0, 0, 0, 0, 0]
    assert [one.day for one in store.stream()] == ["2026-03-04"] * 9 + ["2026-03-05"]
    assert store.keys("lesson/") == []
    assert lessons(store, course)[lesson].record.score == pytest.approx(3.5 / 8)
    store.close()
    copies = list((tmp_path / "backups").glob("*before-migration*"))
    assert len(copies) == 1
