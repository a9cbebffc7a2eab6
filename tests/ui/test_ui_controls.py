"""Every control of an exercise, with keys and mouse, down to a full score."""

from textual.widgets import Input

from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.order import Sorter
from tutor.ui.widgets.verdict import Verdict
from tutor.ui.widgets.views.table import MarkTable


async def at_controls(app, pilot, ready):
    await ready(pilot)
    await pilot.press("n", "n")
    await ready(pilot)
    return app.screen.item_view("controls")


def line(item, name) -> ControlLine:
    return item.query_one(f"#control-{name}", ControlLine)


async def test_all_controls_by_keyboard(make_app, ready, text_of):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_controls(app, pilot, ready)
        line(item, "slide").focus()
        await pilot.press("end", "left", "shift+left", "right", *"0.7", "enter", "left", "left")
        line(item, "pick").focus()
        await pilot.press("right")
        line(item, "flag").focus()
        await pilot.press("space")
        line(item, "number").focus()
        await pilot.press(*"42", "enter")
        line(item, "words").query_one(Input).focus()
        await pilot.press(*"(3, n)", "left", "left", "left", "left", "backspace", "2", "enter")
        item.query_one(Sorter).focus()
        await pilot.press("space", "down", "space")
        marks, roles = item.query(MarkTable)
        marks.focus()
        await pilot.press("space")
        roles.focus()
        await pilot.press("2")
        await ready(pilot)
        state = item.play.state
        assert abs(state.slide - 0.5) < 1e-9
        assert (state.pick, state.flag, state.number, state.words) == ("two", True, 42, "(2, n)")
        assert (state.order, state.marks, state.roles) == ((1, 0, 2), ((0, 0),), ((0, "y"),))
        await pilot.press("enter")
        await ready(pilot)
        assert app.screen.lesson_run.facts("controls").done
        assert item.query_one(Verdict).text.startswith("**✓ Right")
        assert "‹y›" in text_of(app)
        page = app.screen.lesson_run.session.page
        await pilot.press("enter")
        await ready(pilot)
        assert app.screen.lesson_run.session.page == page + 1, "after a right answer enter goes on, from a table too"


async def test_controls_by_mouse(make_app, ready):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_controls(app, pilot, ready)
        slide = line(item, "slide")
        track = str(slide.render()).index("●")
        await pilot.mouse_down(slide, offset=(track, 0))
        await pilot.hover(slide, offset=(track + 20, 0))
        await pilot.mouse_up(slide, offset=(track + 20, 0))
        await ready(pilot)
        assert 0.3 < item.play.state.slide < 0.7
        await pilot.press("u")
        assert item.play.state.slide == 0, "a drag is one step to undo"
        pick = line(item, "pick")
        await pilot.click(pick, offset=(str(pick.render()).index("two"), 0))
        await pilot.click(line(item, "flag"), offset=(12, 0))
        await ready(pilot)
        assert (item.play.state.pick, item.play.state.flag) == ("two", True)


async def test_tables_by_mouse(make_app, ready):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_controls(app, pilot, ready)
        marks, roles = item.query(MarkTable)
        await pilot.click(marks, offset=(2, 1))
        await ready(pilot)
        assert item.play.state.marks == ((0, 0),)
        await pilot.click(marks, offset=(2, 1))
        await ready(pilot)
        assert item.play.state.marks == ()
        roles.focus()
        await pilot.click(roles.parent.query_one(".tags"), offset=(2, 0))
        await ready(pilot)
        assert item.play.state.roles == ((0, "x"),)


async def test_a_refused_value_is_said(make_app, ready, text_of):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_controls(app, pilot, ready)
        line(item, "number").focus()
        await pilot.press(*"400", "enter")
        await ready(pilot)
        assert item.play.state.number is None
        assert "number cannot be" in text_of(app)


async def test_a_text_is_typed_set_and_left(make_app, ready, text_of):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_controls(app, pilot, ready)
        field = line(item, "words").query_one(Input)
        field.focus()
        await pilot.press(*"n h")
        await ready(pilot)
        assert item.play.state.words == "", "until it is set, the state keeps what it had"
        assert "› words" in text_of(app)
        await pilot.press("up")
        await ready(pilot)
        assert item.play.state.words == "n h", "whoever goes on has set it"
        assert line(item, "number").has_focus
        await pilot.press("u")
        await ready(pilot)
        assert (item.play.state.words, field.value) == ("", "")
        await pilot.press("down", "x", "enter", "enter")
        await ready(pilot)
        assert item.play.state.words == "x"
        assert app.screen.lesson_run.facts("controls").tries == 1, "nothing new in the line: enter checks"
        await pilot.press("escape", "n")
        await ready(pilot)
        assert "page 4" in text_of(app), "letters are keys again"


async def test_a_text_that_cannot_be_set_takes_no_letters(make_app, ready, text_of):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        item = await at_controls(app, pilot, ready)
        words = line(item, "words")
        field = words.query_one(Input)
        field.focus()
        words.add_class("-barred")
        await pilot.press("(", "z", "n")
        await ready(pilot)
        assert field.value == ""
        assert "page 4" in text_of(app)


async def test_words_tell_no_more_than_the_screen_shows(make_app, ready, text_of):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        await pilot.press("n", "n", "n", "w")
        await ready(pilot)
        assert "n: 0" in text_of(app)
        assert "secret" not in text_of(app)
        await pilot.press("escape", "1", "enter", "w")
        await ready(pilot)
        assert "The secret is out." in text_of(app)


async def test_code_words_and_glossary(make_app, ready, text_of):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(120, 50)) as pilot:
        await at_controls(app, pilot, ready)
        await pilot.press("c")
        await ready(pilot)
        assert "print(slide)" in text_of(app)
        await pilot.press("y")
        assert app.clipboard == "slide = 0.0\nprint(slide)"
        await pilot.press("escape", "w")
        await ready(pilot)
        assert "[/line]" in text_of(app)
        await pilot.press("escape", "g")
        await ready(pilot)
        assert "the coefficient of x [bold]" in text_of(app)
        await pilot.press(*"zzz")
        assert "No such word" in text_of(app)


async def test_a_page_that_begins_with_a_line_is_turned_by_n_until_the_line_is_entered(make_app, ready):
    app = make_app("rough-pack/rough")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.screen.lesson_run.go(5)
        await app.screen.show_page()
        await ready(pilot)
        await pilot.press("p", "n")
        await ready(pilot)
        assert app.screen.lesson_run.session.page == 5
        await pilot.press("enter", "n", "enter")
        await ready(pilot)
        assert app.screen.item_view("typed").play.state.word == "n"
