"""Home: lessons, filter, preview, problems, themes, and the way out."""

from pathlib import Path

from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.lesson_list import LessonList


async def test_what_is_next_is_under_the_cursor(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        lessons = app.screen.query_one(LessonList)
        assert lessons.current == app.library.next_lesson()
        assert "next" in text_of(app)
        assert "Afterwards you can" in text_of(app)


async def test_filter_and_open(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"every block", "enter")
        lessons = app.screen.query_one(LessonList)
        assert [row.id for row in lessons.rows if row.id] == ["tiny-pack/every-block"]
        await pilot.press("enter")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)
        await pilot.press("1", "escape")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "started" in text_of(app) or "go on" in text_of(app)
        await pilot.press("slash", *"nothing at all", "escape")
        assert len([row for row in lessons.rows if row.id]) > 2


async def test_mouse_opens(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        lessons = app.screen.query_one(LessonList)
        row = next(index for index, row in enumerate(lessons.rows) if row.id == "tiny-pack/only-words")
        for _ in range(2):
            await pilot.click(lessons, offset=(6, row - lessons.scroll_offset.y))
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)


async def test_a_broken_pack_is_one_row(ready, text_of, tmp_path: Path):
    pack = tmp_path / "bad_pack"
    pack.mkdir()
    (pack / "__init__.py").write_text("")
    (pack / "pack.toml").write_text("api = 99\ntitle = 'Bad [/one]'\n")
    app = TutorApp(Library([tmp_path], tmp_path / "data"))
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert "1 pack has a problem: bad-pack" in text_of(app)
        await pilot.press("exclamation_mark")
        await ready(pilot)
        assert "api" in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_light_and_dark(make_app, ready):
    app = make_app("tiny-pack/every-block")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert app.theme == "tutor-dark"
        await pilot.press("n", "n", "f2")
        await ready(pilot)
        assert app.theme == "tutor-light"
        assert app.screen.styles.background.brightness > 0.8


async def test_plain_ascii(make_app, ready, text_of):
    app = make_app("tiny-pack/every-block", Settings(ascii=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for _ in range(3):
            assert text_of(app).isascii()
            await pilot.press("n")
            await ready(pilot)


async def test_q_and_ctrl_q_quit_from_anywhere(make_app, ready):
    for keys in ([], ["slash"], ["enter"], ["question_mark"], ["ctrl+p"]):
        app = make_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            await pilot.press(*keys)
            await ready(pilot)
            await pilot.press("ctrl+q")
            await pilot.pause()
            assert app.return_code == 0


async def test_the_palette_finds_lessons(make_app, ready):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p", *"only words")
        await ready(pilot)
        await pilot.press("down", "enter")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson_run.lesson.id == "tiny-pack/only-words"


async def test_maths_first_and_back(make_app, ready, text_of):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)

        def order():
            return [row.id.partition("/")[2] for row in app.screen.query_one(LessonList).rows if row.id]

        as_listed = order()
        assert as_listed.index("look") < as_listed.index("line")
        await pilot.press("o")
        await ready(pilot)
        assert order().index("line") < order().index("look")
        assert sorted(order()) == sorted(as_listed)
        await pilot.press("o")
        await ready(pilot)
        assert order() == as_listed
