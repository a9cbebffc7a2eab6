"""An exercise on a lesson's page: predictions, undo, animations, slow actions, and one that is broken."""

from contextlib import asynccontextmanager

from tutor.core.grade import Outcome
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.choice import OptionRows
from tutor.ui.widgets.error_panel import ErrorPanel
from tutor.ui.widgets.exercise import ExerciseView

ROUGH = "rough-pack/rough"


@asynccontextmanager
async def at(make_app, ready, *keys):
    """The app and its pilot on the page of the rough lesson that the keys lead to."""
    app = make_app(ROUGH)
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        await pilot.press(*keys)
        await ready(pilot)
        yield app, pilot


async def test_a_broken_exercise_leaves_the_rest_alive(make_app, ready, text_of):
    async with at(make_app, ready, "n") as (app, pilot):
        assert "The lesson is at fault here" in text_of(app)
        said = app.screen.item_view("broken").said.notice.text
        assert "rough-pack/rough" in said
        assert "no [/view] today" in said
        await pilot.press("right", "enter")
        await ready(pilot)
        grade = app.screen.lesson_run.state("broken").grade
        assert grade.outcome is Outcome.LESSON_ERROR
        item = app.screen.item_view("after")
        item.query_one(OptionRows).focus()
        await pilot.press(str(item.order.index(0) + 1), "enter")
        await ready(pilot)
        assert app.screen.lesson_run.facts("after").done


async def test_an_exercise_that_cannot_be_opened_is_a_panel(make_app, ready, text_of):
    app = make_app(ROUGH)
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        for _ in range(4):
            await pilot.press("n")
            await ready(pilot)
        shown = text_of(app)
        assert "The lesson is at fault here, not you." in shown
        said = str(app.screen.query_one(ErrorPanel).content)
        assert "“unopened” of the pack rough-pack cannot be shown" in said
        assert "[/setup]" in said
        item = app.screen.item_view("still")
        await pilot.press(str(item.order.index(0) + 1), "enter")
        await ready(pilot)
        assert app.screen.lesson_run.facts("still").done


async def test_a_prediction_comes_first(make_app, ready):
    async with at(make_app, ready, "n", "n", "n") as (app, pilot):
        item = app.screen.item_view("guess")
        assert isinstance(item, ExerciseView)
        assert item.locked
        await pilot.press("r", "u")
        assert item.play.state.n == 0
        await pilot.press("2", "enter")
        await ready(pilot)
        assert not item.locked
        assert app.screen.lesson_run.predictions("guess") == (1,)
        said = item.said.told
        assert "You said" in said.text
        assert "it was" not in said.text
        await pilot.press("r")
        await ready(pilot)
        assert item.play.state.n == 3
        assert "it was:** at 3" in said.text
        await pilot.press("enter")
        await ready(pilot)
        assert app.screen.lesson_run.facts("guess").done


async def test_undo_redo_and_starting_over(make_app, ready):
    async with at(make_app, ready, "n", "n", "n") as (app, pilot):
        item = app.screen.item_view("guess")
        await pilot.press("x")
        await ready(pilot)
        assert app.screen.lesson_run.predictions("guess") == (-1,)
        await pilot.press("right", "right", "r")
        await ready(pilot)
        seen = [item.play.state.n]
        for key in ("u", "u", "U", "U", "x"):
            await pilot.press(key)
            seen.append(item.play.state.n)
        assert seen == [3, 2, 0, 2, 3, 0]


async def a_frame(item, pilot):
    """Until an animation has shown something."""
    while item.play.state.n == 0:
        await pilot.pause()


async def test_escape_stops_an_animation(make_app, ready):
    async with at(make_app, ready, "n", "n", "n") as (app, pilot):
        await pilot.press("x")
        await ready(pilot)
        item = app.screen.item_view("guess")
        await pilot.press("f")
        assert item.running is not None
        await a_frame(item, pilot)
        await pilot.press("escape")
        await ready(pilot)
        assert item.running is None
        assert isinstance(app.screen, LessonScreen)
        assert item.play.can_undo, "the frame where it was stopped is kept"


async def test_a_page_that_is_laid_anew_under_an_animation(make_app, ready):
    async with at(make_app, ready, "n", "n", "n", "x") as (app, pilot):
        await pilot.press("f")
        item = app.screen.item_view("guess")
        assert item.running is not None
        await a_frame(item, pilot)
        await pilot.resize_terminal(80, 24)
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.item_view("guess").running is None
        assert app.screen.item_view("guess").play.can_undo, "the frame where it was interrupted is kept"


async def test_a_slow_action_runs_aside(make_app, ready):
    async with at(make_app, ready, "n", "n", "n", "x") as (app, pilot):
        await pilot.press("k")
        await ready(pilot)
        item = app.screen.item_view("guess")
        assert item.play.state.n == 2
        await pilot.press("u")
        assert item.play.state.n == 0
