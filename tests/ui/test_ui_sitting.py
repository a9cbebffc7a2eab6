"""A quiz on screen: rules, one answer each, confidence by one key, leaving, the result, the way into lessons."""

import pytest
from textual.widgets import Input

from tutor.core.questions import solution
from tutor.core.quiz.opening import QuizRequest
from tutor.core.quiz.runner import waiting
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.papers import PapersScreen
from tutor.ui.screens.progress import ProgressScreen
from tutor.ui.screens.result import ResultScreen
from tutor.ui.screens.sitting import SittingScreen
from tutor.ui.widgets.buttons import Buttons
from tutor.ui.widgets.sure import SureRows

LESSON = "tiny-pack/every-block"
SIZES = [(80, 24), (120, 40)]


async def begin(app, pilot, ready, **more):
    await ready(pilot)
    more.setdefault("practice", False)
    app.open_sitting(QuizRequest("quiz", scope=LESSON, seed=more.pop("seed", 3), **more))
    await ready(pilot)


async def answer(app, pilot, ready, response, key="3"):
    app.screen.view.fill(response)
    app.screen.query_one("#page").focus()
    await pilot.press("enter")
    await ready(pilot)
    await pilot.press(key)
    await ready(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_quiz_by_keyboard(make_app, ready, text_of, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await begin(app, pilot, ready, items=7)
        assert "There are no hints." in text_of(app)
        assert not app.screen.sit.sitting.started
        await pilot.press("enter")
        await ready(pilot)
        for number in range(7):
            assert f"question {number + 1} of 7" in text_of(app)
            right = solution(app.screen.sit.item())
            wrong = number == 2
            await answer(app, pilot, ready, "2,1,3" if wrong else right, "1" if wrong else "3")
            assert app.screen.stage == "verdict"
            await pilot.press("enter")
            await ready(pilot)
        assert isinstance(app.screen, ResultScreen)
        attempts = app.library.store.attempts()
        assert [one.mode for one in attempts] == ["quiz"] * 7
        assert {one.confidence for one in attempts} == {1, 3}
        assert "of 7 right" in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_the_mouse_does_it_too(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, ready, items=1)
        await pilot.click(Buttons, offset=(3, 0))
        await ready(pilot)
        assert app.screen.stage == "question"
        app.screen.view.fill(solution(app.screen.sit.item()))
        app.screen.view.query_one(Buttons).scroll_visible(animate=False)
        await pilot.pause()
        await pilot.click(app.screen.view.query_one(Buttons), offset=(3, 0))
        await ready(pilot)
        await pilot.click(SureRows, offset=(6, 2))
        await ready(pilot)
        assert app.library.store.attempts()[0].confidence == 3


async def test_nothing_answered_asks_nothing_and_esc_goes_back_to_the_answer(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, ready, items=3)
        await pilot.press("enter")
        await ready(pilot)
        app.screen.query_one("#page").focus()
        await pilot.press("enter")
        await ready(pilot)
        assert (app.screen.stage, app.library.store.attempts()) == ("question", [])
        app.screen.view.fill(solution(app.screen.sit.item()))
        await pilot.press("enter")
        await ready(pilot)
        assert app.screen.stage == "sure"
        await pilot.press("escape")
        await ready(pilot)
        assert (app.screen.stage, app.library.store.attempts()) == ("question", [])
        assert not app.screen.query(SureRows)


async def test_left_in_the_middle_and_gone_on_with_in_another_run(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, ready, items=7)
        await pilot.press("enter")
        await ready(pilot)
        while not app.screen.query(Input):
            await answer(app, pilot, ready, solution(app.screen.sit.item()))
            await pilot.press("enter")
            await ready(pilot)
        at = app.screen.sit.sitting.at
        app.screen.query(Input).first().focus()
        await pilot.press("4", "2")
        await pilot.press("escape", "escape")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen)
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("t")
        await ready(pilot)
        assert "Go on:" in text_of(again)
        await pilot.press("enter")
        await ready(pilot)
        assert again.screen.sit.sitting.at == at
        assert again.screen.query(Input).first().value == "42"


async def test_feedback_at_the_end_and_reading_again(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, ready, items=2, feedback="end")
        await pilot.press("enter")
        await ready(pilot)
        await app.screen.action_skip()
        await ready(pilot)
        await answer(app, pilot, ready, solution(app.screen.sit.item()))
        assert isinstance(app.screen, ResultScreen)
        missed = app.screen.found.missed
        assert len(missed) == 1
        await pilot.press("enter")
        await ready(pilot)
        assert isinstance(app.screen, PapersScreen)
        shown = text_of(app)
        assert "question 1 of 2" in shown
        assert "skipped" in shown
        assert "The right answer" in shown
        await pilot.press("n")
        await ready(pilot)
        assert "✓ right" in text_of(app)
        await pilot.press("p", "o")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson_run.session.page == missed[0].page


async def test_every_sitting_is_in_the_history_with_its_papers(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            await begin(app, pilot, ready, items=2, new=True)
            await pilot.press("enter")
            await ready(pilot)
            await answer(app, pilot, ready, solution(app.screen.sit.item()))
            await pilot.press("enter")
            await ready(pilot)
            await app.screen.action_skip()
            await ready(pilot)
            await pilot.press("escape")
            await ready(pilot)
        await pilot.press("p", "3")
        await ready(pilot)
        assert text_of(app).count("1 of 2") == 2
        await pilot.press("enter")
        await ready(pilot)
        assert isinstance(app.screen, PapersScreen)
        await pilot.press("escape")
        await ready(pilot)
        assert isinstance(app.screen, ProgressScreen)


async def test_only_what_was_missed_once_more(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, ready, items=2)
        await pilot.press("enter")
        await ready(pilot)
        before = app.screen.sit.sitting.asked[0]
        await app.screen.action_skip()
        await ready(pilot)
        await answer(app, pilot, ready, solution(app.screen.sit.item()))
        await pilot.press("enter")
        await ready(pilot)
        await pilot.press("r")
        await ready(pilot)
        assert isinstance(app.screen, SittingScreen)
        other, asked = app.screen.sit.sitting.asked
        assert asked.item == before.item, "after another in between"
        assert other.item != before.item
        assert asked.seed != before.seed


async def test_review_with_nothing_due_is_a_sentence(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert any("Nothing is due" in note.message for note in app._notifications)


@pytest.mark.parametrize("size", [(40, 12), (10, 3), (200, 60)])
async def test_any_size_will_do(make_app, ready, size):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, ready, items=7)
        await pilot.press("enter")
        await ready(pilot)
        await pilot.resize_terminal(*size)
        await pilot.press("escape", "s", "down", "tab")
        await pilot.resize_terminal(80, 24)
        await ready(pilot)
        assert waiting(app.library.store, "quiz") is not None
        assert app.is_running
