"""Keys that come in one go, as on a slow line or a busy machine: done in the order in which they were pressed."""

from textual import events
from textual.widgets import Input

from tests.ui.test_ui_code import at_code
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.blank import GapText
from tutor.ui.widgets.entry import EntryView
from tutor.ui.widgets.lesson_list import LessonList
from tutor.ui.widgets.order import Sorter
from tutor.ui.widgets.views.table import MarkTable

LESSON = "tiny-pack/every-block"


def press(app, *keys):
    """All at once."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_keys_typed_ahead_come_in_their_order(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        press(app, "slash", *"query", "enter")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen), "no letter was taken for a command"
        assert app.screen.query_one(Input).value == "query"
        assert app.screen.query_one(LessonList).has_focus


async def test_each_key_of_a_control_counts_before_it_is_shown(make_app, ready):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        await pilot.press("n", "n")
        await ready(pilot)
        item = app.screen.item_view("controls")
        pick, flag = (item.query_one(f"#control-{name}") for name in ("pick", "flag"))
        options, start = pick.options, item.play.state
        pick.focus()
        press(app, "right", "right")
        await ready(pilot)
        assert options.index(item.play.state.pick) == (options.index(start.pick) + 2) % len(options)
        flag.focus()
        press(app, "space", "space", "space")
        await ready(pilot)
        assert item.play.state.flag is not start.flag
        marks = item.query(MarkTable).first()
        marks.focus()
        press(app, "space", "down", "space")
        await ready(pilot)
        assert len(item.play.state.marks) == 2
        sorter, line = item.query_one(Sorter), item.query_one("#control-order")
        assert start.order == (0, 1, 2)
        sorter.action_carry(1)
        line.value = start.order  # a frame begun before the key shows what was there
        sorter.action_carry(1)
        await ready(pilot)
        assert item.play.state.order == line.value == (1, 2, 0)


async def test_the_second_enter_opens_what_was_found(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        press(app, "slash", *"gradient", "enter", "enter")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen), "an enter was lost on its way"
        assert app.screen.lesson_run.lesson.module.id == "descent"


async def test_keys_of_a_field_come_in_their_order(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        item = app.screen.item_view("gaps")
        item.query_one(GapText).focus()
        await pilot.pause()
        press(app, "a", "tab", "b", "shift+tab", "c")
        await ready(pilot)
        assert item.query_one(GapText).values[:2] == ["ac", "b"]
        line = next(each for each in app.screen.query(EntryView)).query_one(Input)
        line.focus()
        await pilot.pause()
        press(app, "a", "b", "left", "c", "home", "d", "ctrl+k", "e")
        await ready(pilot)
        assert line.value == "de"


async def test_keys_and_a_paste_come_in_their_order(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_code(app, pilot, ready)
        press(app, "f7")
        app.post_message(events.Paste("def double(x):\n    return 2 * x\n"))
        press(app, "#", "left", "a", "f5")
        await ready(pilot)
        assert item.editor.text == "def double(x):\n    return 2 * x\na#"
        assert app.screen.lesson_run.state("doubled").grade is not None


async def test_keys_of_an_exercise_come_in_their_order(make_app, ready):
    app = make_app(LESSON)
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        while app.screen.item_view("reach") is None:
            await pilot.press("n")
            await ready(pilot)
        item = app.screen.item_view("reach")
        item.focus_answer()
        goal = item.play.problem.goal
        press(app, "s", "left", "s", "2", "enter", *["s", "right"] * 20, "home", "u", "x", *["s"] * goal, "enter")
        await ready(pilot)
        assert item.play.state.n == goal
        assert app.screen.lesson_run.facts("reach").done
        tries = app.library.store.attempts("tiny-pack/every-block#reach")
        assert len(list(tries)) == 1, "enter set the number that was typed; the last one checked"


async def test_a_key_that_comes_when_no_screen_is_left_means_nothing(make_app):
    """As the app ends, what was typed ahead of that is still in its queue."""
    await make_app().on_event(events.Key("f12", None))
