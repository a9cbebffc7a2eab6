"""A lesson on screen: pages, memory, resize, foreign text."""

import asyncio

from textual import events
from textual.geometry import Size
from textual.widgets import Input

from tutor.core.lesson.model import Item
from tutor.ui.screens.ending import EndingScreen
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.goal import GoalBar
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.preview import Preview
from tutor.ui.widgets.prose import Prose

EVERY, ROUGH = "tiny-pack/every-block", "rough-pack/rough"


async def test_pages_turn_and_are_remembered(make_app, ready, text_of):
    app = make_app(EVERY)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n", "n", "n")
        await ready(pilot)
        assert isinstance(app.screen, EndingScreen)
        assert "○ double, page 1" in text_of(app)
        await pilot.press("p")
        await ready(pilot)
        assert app.screen.lesson_run.session.page == 2
        assert "2 open" in text_of(app)
        await pilot.press("p")
        await ready(pilot)
    again = make_app(EVERY)
    async with again.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert again.screen.lesson_run.session.page == 1


async def test_drafts_and_verdicts_come_back(make_app, ready):
    app = make_app(EVERY)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        right = app.screen.item_view("steeper").order.index(1) + 1
        await pilot.press(str(right), "enter")
        app.screen.item_view("letter").query_one(Input).focus()
        await pilot.press("b")
        await ready(pilot)
    again = make_app(EVERY)
    async with again.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert again.screen.item_view("letter").response() == "b"
        assert again.screen.item_view("steeper").settled


async def test_letters_are_typed_in_a_field_and_escape_leads_home(make_app, ready):
    app = make_app(EVERY)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        field = app.screen.item_view("letter").query_one(Input)
        field.focus()
        await pilot.press("n", "q", "h")
        assert field.value == "nqh"
        assert isinstance(app.screen, LessonScreen)
        await pilot.press("escape")
        assert not field.has_focus
        await pilot.press("escape")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_resize_keeps_the_place(make_app, ready, text_of):
    app = make_app("ml-engineer/line")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("n", "n")
        await ready(pilot)
        await pilot.press("1", "enter")
        await ready(pilot)
        await pilot.press("right", "right")
        await ready(pilot)
        state = app.screen.item_view("tune").play.state
        for size in ((60, 20), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await ready(pilot)
            assert app.screen.lesson_run.session.page == 2
            assert app.screen.item_view("tune").play.state == state
            assert app.screen.query_one(GoalBar).display
        await pilot.resize_terminal(30, 8)
        await ready(pilot)
        assert "larger" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await ready(pilot)
        assert "Goal" in text_of(app)


async def test_small_windows_do_no_harm(make_app, ready):
    app = make_app(EVERY)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for size in ((40, 12), (20, 5), (4, 3), (1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("pagedown", "tab", "down")
            await ready(pilot)
        assert app.return_code is None


async def test_foreign_text_is_shown_as_it_is(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"rough", "enter")
        await ready(pilot)
        shown = text_of(app)
        assert "Rough [edges] › All [/of] it" in shown
        assert "Rough [red]lesson[/red]" in shown
        assert "list[int], [/x] and [@click=app.quit]here[/]" in str(app.screen.query_one(Preview).content)
        await pilot.press("enter")
        await ready(pilot)
        shown = text_of(app)
        for text in ("list[int]", "[/tmp]", "[@click=app.quit]quit[/]", "Which of [a], [/b]?", "[bold]here[/bold]"):
            assert text in shown
        await pilot.press("1", "enter", "h")
        await ready(pilot)
        assert "[/e]" in text_of(app)
        await pilot.press("g")
        await ready(pilot)
        assert "the coefficient of x [bold]" in text_of(app)
        assert app.return_code is None


async def test_links_are_asked_about_and_only_the_web_is_opened(make_app, ready, text_of, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("tutor.ui.screens.sheets.browse", opened.append)
    app = make_app(ROUGH)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        prose = app.screen.query(Prose).first()
        for word, sheet in (("link", False), ("page", True)):
            y, line = next((y, line) for y, line in enumerate(str(prose.render()).split("\n")) if f" {word}" in line)
            await pilot.click(prose, offset=(line.index(f" {word}") + 2, y))
            await ready(pilot)
            assert ("Open this in your browser?" in text_of(app)) is sheet
        assert opened == []
        await pilot.press("y")
        await ready(pilot)
        assert opened == ["https://example.org"]


async def test_a_window_that_is_dragged_while_pages_are_turned_shows_the_page_that_it_says(make_app, ready):
    app = make_app("ml-engineer/line")
    async with app.run_test(size=(110, 40)) as pilot:
        await ready(pilot)
        for number in range(60):
            app._driver._size = size = Size(90 if number % 2 else 110, 40)
            app.post_message(events.Resize(size, size))
            if number % 3 == 0:
                app.simulate_key("n" if number < 24 else "p")
            await asyncio.sleep(0)
        await ready(pilot)
        screen = app.screen
        names = [part.name for part in screen.page.parts if isinstance(part, Item)]
        assert [view.item.name for view in screen.query(ItemView)] == names
        assert len(screen.query("#left, #single")) == 1
        assert screen.focused is not None
