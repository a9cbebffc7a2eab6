"""A lesson on the learner's own table, on the screen."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from tutor.core.own_lesson import table_for
from tutor.core.packs.catalog import load_catalog
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.widgets.exercise import ExerciseView
from tutor.ui.widgets.prose import Prose


async def test_own_data_is_told_and_recorded_as_such(tmp_path: Path, ready: Callable[..., Awaitable[None]]) -> None:
    csv = tmp_path / "my.csv"
    csv.write_text("year,rent\n" + "".join(f"{1990 + n},{500 + 9 * n + n % 7}\n" for n in range(30)))
    lesson = load_catalog().find("line")
    table = table_for(lesson, csv, x="year", y="rent")
    app = TutorApp(Library((), tmp_path / "data", {lesson.id: table}), lesson=lesson.id)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await ready(pilot)
        assert any("my.csv: 30 rows" in each.message for each in app._notifications)
        run = app.screen.lesson_run  # type: ignore[attr-defined]
        assert run.shown.play("tune").problem.source.file == table.name
        words = " ".join(prose.text for prose in app.screen.query(Prose))
        assert "x is *year*, y is *rent*" in words
        assert "Anscombe" not in words
        assert app.screen.query_one(ExerciseView).item.name == "tune"
        run.shown.play("tune").nudge("m", 1)
        run.submit("tune")
        assert [attempt.mode for attempt in run.store.attempts()] == ["own-data"]
