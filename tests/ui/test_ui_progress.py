"""Progress, glossary, notes, files and resets on screen, by keys, at 80×24."""

from datetime import UTC, datetime, timedelta

import pytest
from textual.css.query import NoMatches
from textual.widgets import Input, TextArea

from tutor.core.exchange.formats import FORMATS
from tutor.core.notes import notes
from tutor.core.questions import version
from tutor.core.store.port import Attempt
from tutor.ui.app_messages import OpenLesson
from tutor.ui.screens.choosing import ChooseSheet
from tutor.ui.screens.glossary import GlossarySheet
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.progress import ProgressScreen
from tutor.ui.screens.sitting import SittingScreen
from tutor.ui.taking import write
from tutor.ui.widgets.chart import ChartView
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.page import PageView

LESSON = "tiny-pack/every-block"


async def answered(app, pilot, ready, days=30):
    """The lesson's questions, right, some days ago."""
    await ready(pilot)
    at = datetime.now(UTC) - timedelta(days=days)
    for number, entry in enumerate(app.library.shelf.entries(LESSON)):
        attempt = Attempt(
            item=entry.id, version=version(entry.item), seed=number, response="x", outcome="passed", score=1.0,
            confidence=3, at=(at + timedelta(minutes=number)).isoformat(),
        )  # fmt: skip
        app.library.store.add(attempt).result()


async def test_the_due_count_is_on_home_and_r_asks_it(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(app, pilot, ready)
        await app.refresh_home()
        await ready(pilot)
        assert "9 due" in app.screen.query_one(Header).right.plain
        await pilot.press("r")
        await ready(pilot)
        assert isinstance(app.screen, SittingScreen)
        assert len(app.screen.sit.sitting.asked) == 9, "seven questions, an exercise and a program"


async def test_objectives_charts_and_words(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(app, pilot, ready)
        await pilot.press("p")
        await ready(pilot)
        shown = text_of(app)
        assert "meet each block once" in shown
        assert "fading      67%   30 d ago" in shown
        assert "recall" in shown
        assert "last tried" in shown
        assert "9 due today" in shown
        await pilot.press("2")
        await ready(pilot)
        titles = [view.chart.title for view in app.screen.query(ChartView)]
        assert titles == [
            "Objectives", "Answers a day", "Reviews falling due", "What you would still know",
            "Right, by how sure you were",
        ]  # fmt: skip
        await pilot.press("w")
        await ready(pilot)
        assert "Chart “Objectives”" in text_of(app)
        await pilot.press("1", "enter")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)


async def test_an_empty_record_is_no_fault(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("p", "2")
        await ready(pilot)
        assert "charts of them appear here" in text_of(app) or app.screen.query(ChartView)
        await pilot.press("escape")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_reset_asks_and_is_taken_back(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(app, pilot, ready)
        count = len(app.library.store.attempts())
        await pilot.press("p")
        await ready(pilot)
        await pilot.press("down", "x")
        await ready(pilot)
        assert isinstance(app.screen, ChooseSheet)
        await pilot.press("down", "enter")
        await ready(pilot)
        assert f"{count} answers" in text_of(app)
        await pilot.press("n")
        await ready(pilot)
        assert len(app.library.store.attempts()) == count
        await pilot.press("x", "down", "enter", "y")
        await ready(pilot)
        assert app.library.store.attempts() == []
        await pilot.press("x", "enter")
        await ready(pilot)
        assert len(app.library.store.attempts()) == count
        assert isinstance(app.screen, ProgressScreen)


async def test_words_on_the_page_come_first_and_open_by_keyboard(make_app, ready, text_of):
    app = make_app(LESSON)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("g")
        await ready(pilot)
        shown = text_of(app)
        assert "slope  on this page" in shown
        assert "data scientist" in shown
        assert "taught in" in shown
        await pilot.press("z", "z", "z")
        await ready(pilot)
        assert "No such word here." in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)


async def test_search_from_home_and_on_to_the_lesson(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("g")
        await ready(pilot)
        assert isinstance(app.screen, GlossarySheet)
        assert app.screen.query_one(Input).has_focus
        await pilot.press(*"slope", "down", "enter")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)


async def test_a_note_is_kept_and_comes_back(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("N")
        await ready(pilot)
        await pilot.press(*"mine", "escape")
        await ready(pilot)
        assert list(notes(app.library.store, LESSON).values()) == ["mine"]
        await pilot.press("N")
        await ready(pilot)
        assert app.screen.query_one(TextArea).text == "mine"


@pytest.mark.parametrize("key", FORMATS)
async def test_every_file_can_be_written(make_app, ready, key):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(app, pilot, ready)
        path = write(key, app.library, 20)
        assert path.stat().st_size > 100


async def test_the_choice_of_files_opens(make_app, ready, tmp_path):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(app, pilot, ready)
        await pilot.press("e", "enter")
        await ready(pilot)
        (file,) = (tmp_path / "data" / "exports").iterdir()
        assert file.read_text().startswith("<!DOCTYPE html>")


async def test_a_lesson_opens_at_a_page(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.post_message(OpenLesson(LESSON, 1))
        await ready(pilot)
        assert app.screen.lesson_run.session.page == 1


async def test_what_shows_itself_after_a_wait_may_find_its_screen_left(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("p")
        await ready(pilot)
        screen = app.screen
        with pytest.raises(NoMatches), screen.unless_left():
            screen.query_one("#nothing")
        await pilot.press("escape")
        await ready(pilot)
        with screen.unless_left():
            screen.query_one("#nothing")


async def test_the_glossary_is_a_peek_from_within_a_field(make_app, ready, text_of):
    """Focus, what was typed, the cursor and the scroll are as they were."""
    app = make_app("ml-engineer/line")
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot)
        for _ in range(3):
            await app.screen.action_go(1)
            await ready(pilot)
        lesson = app.screen
        field = lesson.query(Input).last()
        await pilot.press("enter", *"0.7", "left")
        await ready(pilot)
        before = field.value, field.cursor_position, lesson.query_one(PageView).main().scroll_y
        assert before[2] > 0
        await pilot.press("f3")
        await ready(pilot)
        assert isinstance(app.screen, GlossarySheet)
        await pilot.press(*"feat")
        await ready(pilot)
        assert "data scientist" in text_of(app)
        await pilot.press("down", "enter")
        await ready(pilot)
        assert app.screen is lesson
        assert lesson.focused is field
        assert (field.value, field.cursor_position, lesson.query_one(PageView).main().scroll_y) == before


async def test_a_number_half_typed_at_a_control_is_there_after_a_peek(make_app, ready):
    app = make_app("ml-engineer/line")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for _ in range(2):
            await app.screen.action_go(1)
            await ready(pilot)
        await pilot.press("enter", "x")
        await ready(pilot)
        held = app.screen.focused
        await pilot.press(*"0.4", "g")
        await ready(pilot)
        assert isinstance(app.screen, GlossarySheet)
        await pilot.press("escape")
        await ready(pilot)
        assert app.screen.focused is held
        assert held.typed == "0.4"
