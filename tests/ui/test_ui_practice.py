"""Exercises and programs in a quiz, the window that sets one, and what keys mean in a field."""

import pytest
from textual.widgets import Input, TextArea

from tutor.core.lesson.model import CodeItem, ExerciseRef
from tutor.core.packs.code import load_object
from tutor.core.quiz.making import make
from tutor.core.quiz.opening import QuizRequest
from tutor.core.quiz.runner import QuizRunner
from tutor.ui.screens.papers import PapersScreen
from tutor.ui.screens.setting import SetSheet
from tutor.ui.screens.sitting import SittingScreen
from tutor.ui.widgets.keybar import KeyBar

LESSON = "tiny-pack/every-block"


async def sit_at(app, pilot, ready, kind, sitting="quiz", **more):
    """A sitting of one item of this kind, begun."""
    await ready(pilot)
    shelf, store = app.library.shelf, app.library.store
    entry = next(each for each in shelf.entries(LESSON) if isinstance(each.item, kind))
    sit = QuizRunner(store, shelf, make(sitting, [entry], **more))
    app.push_screen(SittingScreen(sit))
    await ready(pilot)
    await pilot.press("enter")
    await ready(pilot)
    return sit


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_an_exercise_is_done_once_with_the_lessons_widgets(make_app, ready, text_of, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        sit = await sit_at(app, pilot, ready, ExerciseRef)
        view = app.screen.view
        assert "an exercise, about 4 min" in text_of(app)
        assert not view.locked, "nothing is to be predicted in a test"
        assert not view.item.hints
        view.moved(view.play.solve)
        await ready(pilot)
        assert sit.sitting.draft == view.play.dump(), "what was moved is kept"
        app.screen.query_one("#page").focus()
        await pilot.press("enter")
        await ready(pilot)
        assert app.screen.stage == "sure"
        await pilot.press("2")
        await ready(pilot)
        (attempt,) = app.library.store.attempts()
        assert (attempt.mode, attempt.outcome, attempt.seed) == ("quiz", "passed", sit.sitting.asked[0].seed)
        await pilot.press("enter")
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        assert isinstance(app.screen, PapersScreen)
        assert app.screen.papers[0].mine


async def test_an_exercise_that_was_left_is_gone_on_with(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        sit = await sit_at(app, pilot, ready, ExerciseRef)
        view = app.screen.view
        view.moved(view.play.solve)
        await ready(pilot)
        left = view.play.dump()
        back = QuizRunner(sit.store, sit.shelf, sit.sitting)
        run = back.practice()
        assert run.shown.play(run.name).dump() == left


async def test_a_program_runs_and_is_judged_once(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        sit = await sit_at(app, pilot, ready, CodeItem)
        assert "a program, about 5 min" in text_of(app)
        editor = app.screen.query_one(TextArea)
        editor.focus()
        await ready(pilot)
        assert "s skip" not in app.screen.query_one(KeyBar).render().plain
        assert "^n Skip this one" in text_of(app) or "^n skip" in app.screen.query_one(KeyBar).render().plain
        item = app.screen.view.item
        editor.text = load_object(sit.lesson, item.checks).solution
        await pilot.press("f5")
        await ready(pilot)
        assert app.screen.stage == "sure"
        await pilot.press("3")
        await ready(pilot)
        (attempt,) = app.library.store.attempts()
        assert (attempt.mode, attempt.outcome) == ("quiz", "passed")


async def test_a_program_that_is_no_python_costs_nothing(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await sit_at(app, pilot, ready, CodeItem)
        app.screen.query_one(TextArea).text = "def ("
        app.screen.query_one(TextArea).focus()
        await pilot.press("f5")
        await ready(pilot)
        assert app.screen.stage == "question"
        assert app.library.store.attempts() == []


async def test_in_a_field_no_key_that_is_shown_types_a_letter(make_app, ready, text_of):
    from tutor.core.lesson.model import Number

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        sit = await sit_at(app, pilot, ready, Number)
        app.screen.query_one(Input).focus()
        await ready(pilot)
        shown = text_of(app)
        assert "^n Skip this one" in shown
        assert " s Skip" not in shown
        assert "s skip" not in app.screen.query_one(KeyBar).render().plain
        await pilot.press("s")
        assert app.screen.query_one(Input).value.endswith("s")
        await pilot.press("ctrl+n")
        await ready(pilot)
        assert sit.over


async def test_a_miss_in_a_quiz_is_final(make_app, ready, text_of):
    from tutor.core.lesson.model import Number

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await sit_at(app, pilot, ready, Number)
        app.screen.view.fill("123456")
        app.screen.query_one("#page").focus()
        await pilot.press("enter")
        await ready(pilot)
        await pilot.press("1")
        await ready(pilot)
        assert "Not right" in text_of(app)
        assert "Not yet" not in text_of(app)


async def test_number_feedback_time_and_practice_are_set_before_a_quiz(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot)
        app._ask_how(LESSON, "Every block")
        await ready(pilot)
        assert isinstance(app.screen, SetSheet)
        assert "Questions" in text_of(app)
        keys = ["down", "left", "down", "right", "down", "right", "down", "right", "right", "up", "up", "up", "up"]
        await pilot.press(*keys, "enter")
        await ready(pilot)
        sitting = app.screen.sit.sitting
        assert (len(sitting.asked), sitting.feedback, sitting.minutes) == (5, "end", 10)
        assert not any(each.practice for each in sitting.asked)


async def test_a_quiz_says_what_it_holds(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.open_sitting(QuizRequest("quiz", scope=LESSON, items=9, seed=4))
        await ready(pilot)
        shown = text_of(app)
        assert "1 exercise (about 4 min)" in shown or "1 program (about 5 min)" in shown
