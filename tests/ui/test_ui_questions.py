"""Every question type answered with the keyboard and with the mouse."""

import pytest
from textual.widgets import Input

from tutor.core.grade import Outcome
from tutor.ui.app_messages import OpenLesson
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.blank import BlankView, GapText
from tutor.ui.widgets.choice import ChoiceView, OptionRows
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.match import MatchView, PairRows
from tutor.ui.widgets.order import OrderView, Sorter
from tutor.ui.widgets.page import PageView
from tutor.ui.widgets.verdict import Verdict

LESSON = "tiny-pack/every-block"


def view(app, name) -> ItemView:
    assert isinstance(app.screen, LessonScreen)
    found = app.screen.item_view(name)
    assert found is not None
    return found


def outcome(app, name):
    grade = app.screen.lesson_run.state(name).grade
    return grade and grade.outcome


async def click_chip(pilot, item, label):
    """Click a command of an item where its label stands."""
    buttons = item.buttons
    for y, line in enumerate(str(buttons.render()).split("\n")):
        if label in line:
            await pilot.click(buttons, offset=(line.index(label) + 1, y))
            return
    pytest.fail(f"no {label!r} in {buttons.render()}")


async def test_choice_by_keyboard(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        item = view(app, "steeper")
        assert isinstance(item, ChoiceView)
        right = item.order.index(1) + 1
        await pilot.press(str(right % 3 + 1), "enter")
        await ready(pilot)
        assert outcome(app, "steeper") is Outcome.FAILED
        assert "✗ Not yet" in item.query_one(Verdict).text.replace("**", "")
        await pilot.press(str(right), "enter")
        await ready(pilot)
        assert outcome(app, "steeper") is Outcome.PASSED
        assert "The slope is the factor of x." in item.query_one(Verdict).text
        assert app.screen.lesson_run.session.page == 0, "nothing advances by itself"


async def test_choice_by_mouse(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        item = view(app, "even")
        rows = item.query_one(OptionRows)
        for index in (0, 2):
            await pilot.click(rows, offset=(8, item.order.index(index)))
        await click_chip(pilot, item, "Check")
        await ready(pilot)
        assert outcome(app, "even") is Outcome.PASSED
        await click_chip(pilot, item, "Next")
        await ready(pilot)
        assert app.screen.current is view(app, "double")


async def test_a_digit_begins_the_answer_to_a_number(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        item = view(app, "double")
        app.screen.query_one(PageView).main().focus()
        app.screen.at = "double"
        await pilot.press("minus", "1", "2")
        assert item.response() == "-12"
        assert item.query_one(Input).has_focus


async def test_number_by_keyboard(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        item = view(app, "double")
        length = app.screen.lesson_run.shown.question("double").prompt.split()[3]
        item.query_one(Input).focus()
        await pilot.press(*"no number", "enter")
        await ready(pilot)
        assert outcome(app, "double") is Outcome.INVALID
        assert not item.tried, "what cannot be read costs nothing"
        item.query_one(Input).value = ""
        await pilot.press(*str(2 * int(length)), "enter")
        await ready(pilot)
        assert outcome(app, "double") is Outcome.PASSED


async def test_text_by_mouse(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        item = view(app, "letter")
        await pilot.click(item.query_one(Input))
        await pilot.press("m")
        await click_chip(pilot, item, "Check")
        await ready(pilot)
        assert outcome(app, "letter") is Outcome.PASSED


async def test_blank_by_keyboard_and_mouse(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 70)) as pilot:
        await ready(pilot)
        item = view(app, "gaps")
        assert isinstance(item, BlankView)
        field = item.query_one(GapText)
        line = str(field.render())
        await pilot.click(field, offset=(line.index("____", line.index("height")), 0))
        assert field.has_focus
        assert field.current == 1, "the gap that was clicked"
        await pilot.press("up")
        await pilot.press("2", "enter", *"onx", "backspace", "e", "enter")
        await ready(pilot)
        assert item.response() == "2|one"
        assert outcome(app, "gaps") is Outcome.PASSED
        assert not field.has_focus, "a settled field gives the keys back"


async def test_order_by_keyboard(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        item = view(app, "by-size")
        assert isinstance(item, OrderView)
        assert item.response() == ""
        sorter = item.query_one(Sorter)
        sorter.focus()
        for target in range(3):
            while (at := sorter.order.index(target)) != target:
                sorter.cursor = at
                await pilot.press("space", "up", "space")
        assert item.response() == "1,2,3"
        await pilot.press("enter")
        await ready(pilot)
        assert outcome(app, "by-size") is Outcome.PASSED


async def test_order_by_mouse(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        sorter = view(app, "by-size").query_one(Sorter)
        for target in range(3):
            at = sorter.order.index(target)
            await pilot.mouse_down(sorter, offset=(8, at))
            for y in range(at - 1, target - 1, -1):
                await pilot.hover(sorter, offset=(8, y))
            await pilot.mouse_up(sorter, offset=(8, target))
        assert sorter.order == [0, 1, 2]


@pytest.mark.parametrize("mouse", [False, True])
async def test_match(make_app, ready, mouse):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        item = view(app, "letters")
        assert isinstance(item, MatchView)
        rows = item.query_one(PairRows)
        rows.focus()
        for left in range(3):
            place = item.order.index(left)
            if mouse:
                await pilot.click(rows, offset=(6, left))
                await pilot.click(rows, offset=(8, 4 + place))
            else:
                await pilot.press(str(place + 1), "down")
        assert item.response() == "1=1,2=2,3=3"
        await click_chip(pilot, item, "Check") if mouse else await pilot.press("enter")
        await ready(pilot)
        assert outcome(app, "letters") is Outcome.PASSED


async def test_hint_reveal_and_retry(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        item = view(app, "double")
        prompt = app.screen.lesson_run.shown.question("double").prompt
        app.screen.at = "double"
        app.screen.query_one("#single").focus()
        await pilot.press("h")
        assert "Hint 1 of 1" in str(item.hints.text)
        await pilot.press("a")
        assert not item.settled, "no answer before a try"
        item.query_one(Input).focus()
        await pilot.press("0", "enter", "escape", "a")
        await ready(pilot)
        assert "The answer" in item.query_one(Verdict).text
        await pilot.press("t")
        await ready(pilot)
        fresh = view(app, "double")
        assert fresh is not item
        assert fresh.response() == ""
        assert app.screen.lesson_run.shown.question("double").prompt != prompt


async def test_after_an_exercise_enter_goes_to_the_question_below_also_where_it_stands_beside(make_app, ready):
    app = make_app("ml-engineer/words")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        app.post_message(OpenLesson("ml-engineer/words", 3))
        await ready(pilot)
        exercise = view(app, "count")
        exercise.settled = True
        app.screen.go_on(exercise)
        await ready(pilot)
        assert app.screen.current is view(app, "network")
