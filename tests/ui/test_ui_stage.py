"""The stage on screen: every page of every lesson at four sizes, and keys that never die."""

import pytest
from textual.widgets import Input, TextArea

from tests.ui.conftest import FIXTURES
from tests.ui.test_ui_key_order import press
from tutor.core.packs.catalog import load_catalog
from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.stage import PLAYING, READING, SMALL
from tutor.ui.widgets.chart import ChartView
from tutor.ui.widgets.code_item import CodeView
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.controls import Controls
from tutor.ui.widgets.exercise import ExerciseView
from tutor.ui.widgets.goal import GoalBar
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.page import PageView

LESSONS = sorted(lesson.name for lesson in load_catalog().lessons)
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
QUICK = {("line", (60, 20)), ("look", (80, 24))}
"""In the default run; the others are in the full form."""
PAGES = [
    pytest.param(name, size, marks=() if (name, size) in QUICK else pytest.mark.trust)
    for name in LESSONS
    for size in SIZES
]


@pytest.fixture
def learn(tmp_path):
    """Opens a lesson of the built-in pack."""
    return lambda name: TutorApp(Library([FIXTURES / "packs"], tmp_path), Settings(), f"ml-engineer/{name}")


def whole(widget, screen):
    """Whether all of a widget is in sight."""
    return screen.find_widget(widget).visible_region == screen.find_widget(widget).region


def on_stage(view: ExerciseView) -> ExerciseView:
    """The exercise, after what belongs together was found together."""
    screen = view.screen
    where = f"page {screen.lesson_run.session.page + 1}, {screen.size}"
    assert whole(view, screen), "an exercise that has the learner is in sight as a whole"
    held = next((line for line in view.controls.lines if line.has_focus_within), None)
    if held is not None:
        assert whole(held, screen), f"the control in hand is in sight: {where}, {view.stage._needs(*view._room)}"
    goal = screen.query_one(GoalBar)
    assert whole(goal, screen)
    assert goal.rows(goal.content_size.width) <= goal.size.height, f"the goal is cut: {where}"
    assert not screen.query_one(GoalBar).region.overlaps(screen.query_one(KeyBar).region)
    for widget in view.area.children:
        assert not widget.display or screen.find_widget(widget).region.bottom <= view.region.bottom
    return view


def leads(view: ExerciseView) -> int | None:
    """Rows inside the frame of the leading chart."""
    pictures = view.area.pictures
    leader = None if pictures is None else pictures.views[pictures.chosen]
    return leader.inside if isinstance(leader, ChartView) else None


@pytest.mark.parametrize(("lesson", "size"), PAGES)
async def test_every_page_opens_at_its_top_and_the_picture_leads(learn, ready, lesson, size):
    app = learn(lesson)
    playing, reading = (SMALL, SMALL - 2) if size[1] < 24 else (PLAYING, READING)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for _ in app.screen.lesson_run.text.pages:
            await ready(pilot)
            column = app.screen.query_one(PageView).main()
            assert column.scroll_y == 0, "a page opens at its top"
            for view in app.screen.query(CodeView):
                view.focus_answer()
                await ready(pilot)
                assert view.editor.size.height >= (12 if size[1] >= 24 else 8)
            for view in app.screen.query(ExerciseView):
                view.focus_answer()
                await ready(pilot)
                while on_stage(view).locked:
                    await pilot.press("x")
                    await ready(pilot)
                view.said.say(None)
                await view.paint()
                await ready(pilot)
                rows = leads(on_stage(view))
                assert rows is None or rows >= playing
                for key in ("h", "enter", "h"):
                    await pilot.press(key)
                    await ready(pilot)
                    rows = leads(on_stage(view))
                    assert rows is None or rows >= reading
            app.screen.set_focus(column)
            if app.screen.lesson_run.session.page + 1 < len(app.screen.lesson_run.text.pages):
                await app.screen.action_go(1)


async def test_no_key_dies(learn, ready):
    """After a move, a check and an undo the learner's keys go somewhere, and a control in hand moves.

    What exercises promise is proved in tests/lessons/test_keys_live.py, of every lesson.
    """
    app = learn("line")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await played(app, pilot, ready, lambda view: ("right", "enter", "u"))


@pytest.mark.trust
@pytest.mark.parametrize("lesson", LESSONS)
async def test_no_key_dies_whatever_was_done(learn, ready, lesson):
    """The same after every key of the exercise that there is, but for slow actions."""
    app = learn(lesson)
    last = ("left", "u", "U", "x", "h", "m", "down", "right", "greater_than_sign", "m")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await played(
            app,
            pilot,
            ready,
            lambda view: ("right", "enter", *(key for key, each in view.keys.items() if not each.slow), *last),
        )


async def played(app, pilot, ready, keys):
    """Press `keys(view)` in each exercise of the lesson; after each one all that is promised holds."""
    for page in range(len(app.screen.lesson_run.text.pages)):
        app.screen.lesson_run.go(page)
        await app.screen.show_page()
        await ready(pilot)
        for view in app.screen.query(ExerciseView):
            view.focus_answer()
            while view.locked:
                await pilot.press("x")
                await ready(pilot)
            for key in keys(view):
                await pilot.press(key)
                if view.running is not None:
                    await pilot.press("escape")
                await ready(pilot)
                assert isinstance(app.screen, LessonScreen)
                assert view.has_focus_within, f"after {key} keys go nowhere"
                await moves(app, view, pilot, ready, key)


async def moves(app, view, pilot, ready, after):
    """What the footer promises of the control in hand holds."""
    held = app.screen.focused
    promised = [each.label for each in view.keys_to_answer()]
    if isinstance(held, ControlLine) and promised in (["move"], ["choose"], ["turn"]):
        state = view.play.state
        key = "space" if promised == ["turn"] else "right"
        await pilot.press(key)
        await ready(pilot)
        moved = view.play.state != state
        await pilot.press("space" if promised == ["turn"] else "left")
        await ready(pilot)
        assert moved or view.play.state != state, f"after {after} the arrows move nothing"


async def test_words_that_come_and_go_leave_the_controls_where_they_are(learn, ready):
    app = learn("descent")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        while app.screen.item_view("edge") is None:
            await app.screen.action_go(1)
            await ready(pilot)
        view = app.screen.item_view("edge")
        view.focus_answer()
        while view.locked:
            await pilot.press("x")
            await ready(pilot)
        view.said.say(None)
        await view.paint()
        await ready(pilot)
        places = set()
        for key in ("s", "end", "s", "s", "o", "s", "u", "x"):
            await pilot.press(key)
            await ready(pilot)
            places.add(view.controls.region.bottom)
        assert len(places) == 1


async def test_in_a_field_the_footer_shows_no_letters(learn, ready, text_of):
    app = learn("line")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        while not app.screen.query(Input):
            await app.screen.action_go(1)
            await ready(pilot)
        app.screen.query(Input).first().focus()
        await ready(pilot)
        foot = text_of(app).split("\n")[-app.screen.query_one(KeyBar).size.height :]
        assert "enter check" in foot[0]
        assert "esc leave the field" in " ".join(foot)
        for letter in ("n next", "p back", "g glossary", "? keys"):
            assert letter not in " ".join(foot)
        await pilot.press(*"n?q")
        assert isinstance(app.screen, LessonScreen)


async def test_after_right_enter_goes_on(learn, ready):
    app = learn("line")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for _ in range(2):
            await app.screen.action_go(1)
            await ready(pilot)
        view = app.screen.query_one(ExerciseView)
        await pilot.press("1", "enter")
        await ready(pilot)
        view.play.solve("")
        page = app.screen.lesson_run.session.page
        while not view.settled:
            await pilot.press("enter")
            await ready(pilot)
        assert app.screen.lesson_run.session.page == page
        assert "next" in [each.label for each in view.own_keys()]
        await pilot.press("enter")
        await ready(pilot)
        assert app.screen.lesson_run.session.page == page + 1


async def test_the_text_is_one_key_away_and_so_is_the_exercise(learn, ready, text_of):
    app = learn("line")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for _ in range(2):
            await app.screen.action_go(1)
            await ready(pilot)
        assert "enter begin" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
        assert "F. J. Anscombe" not in text_of(app)
        await pilot.press("z")
        await ready(pilot)
        assert "F. J. Anscombe" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
        assert "F. J. Anscombe" not in text_of(app)
        assert not isinstance(app.screen.focused, TextArea)


@pytest.mark.parametrize(
    ("lesson", "size"),
    [
        pytest.param(lesson, size, marks=() if (lesson, size) in QUICK else pytest.mark.trust)
        for lesson in LESSONS
        for size in ((60, 20), (80, 24))
    ],
)
async def test_no_key_answers_what_is_out_of_sight(learn, ready, text_of, lesson, size):
    """A page whose first question is below the fold says how to begin, and a digit brings it into sight, no more."""
    app = learn(lesson)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for page in range(len(app.screen.lesson_run.text.pages)):
            app.screen.lesson_run.go(page)
            await app.screen.show_page()
            await ready(pilot)
            view = app.screen.current
            if view is None or view.has_class("owner") or view.in_sight:
                continue
            assert "enter begin" in text_of(app)
            await pilot.press("1")
            await ready(pilot)
            assert not view.response(), "a digit answered what nobody had seen"
            assert view.in_sight
            assert "enter begin" not in text_of(app)


async def test_the_control_in_hand_stays_in_sight_whenever_the_strip_shrinks(learn, ready, monkeypatch):
    """Down, and before its layout the move that came before it: what it says takes the rows of the controls."""
    monkeypatch.setattr(Controls, "call_after_refresh", lambda self, call: call())  # Textual's may come too early
    app = learn("line")
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot)
        for _ in range(2):
            await app.screen.action_go(1)
            await ready(pilot)
        view = app.screen.query_one(ExerciseView)
        for keys in (("enter", "1", "enter"), ("1", "enter", "down")):
            await pilot.press(*keys)
            await ready(pilot)
        rows = view.controls.size.height
        press(app, "3", "enter", "down")
        await ready(pilot)
        assert view.controls.size.height <= rows
        assert app.screen.focused.id == "control-letters"
        on_stage(view)
