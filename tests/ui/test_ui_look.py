"""What every screen owes the eye: titles that are whole, air before scroll bars, words for what is missing."""

from textual.scrollbar import ScrollBar

from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.widgets.blank import BlankView
from tutor.ui.widgets.header import way
from tutor.ui.widgets.match import MatchView
from tutor.ui.widgets.scroll_bar import AiryBar

TRAIL = ("Regression", "Several variables", "Write fit")


def test_the_page_is_the_last_part_of_the_way_to_give_in():
    assert way(TRAIL, 60).plain == "Regression › Several variables › Write fit"
    assert way(TRAIL, 35).plain == "Several variables › Write fit"
    assert way(TRAIL, 24).plain == "Several var… › Write fit"
    assert way(TRAIL, 12).plain == "Write fit"
    assert way((), 12).plain == ""


def test_a_scroll_bar_has_a_column_of_air_before_it():
    TutorApp(Library())
    assert ScrollBar.renderer is AiryBar
    bar = AiryBar.render_bar(6, 20, 6, 0, thickness=2)
    rows = "".join(segment.text for segment in bar.segments).split("\n")[:-1]
    assert len(rows) == 6
    assert all(row[0] == " " and len(row) == 2 for row in rows)
    grab = [segment for segment in bar.segments if segment.style and segment.style.meta.get("@mouse.down") == "grab"]
    assert grab, "it can still be dragged"


async def test_no_title_of_a_lesson_is_cut_at_80_columns(tmp_path, ready, text_of):
    app = TutorApp(Library(data_dir=tmp_path), Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        shown = text_of(app)
        for lesson in app.library.catalog.lessons[:15]:
            assert lesson.title in shown
        assert "next" in shown  # nor what stands beside the scroll bar
        assert shown.count(" min ") > 8


async def test_a_half_filled_match_names_the_rows_without_a_partner(make_app, ready, text_of):
    app = make_app("ml-engineer/line")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        view = await come_to(app, pilot, ready, MatchView)
        await pilot.press("2", "down", "1", "enter")
        await ready(pilot)
        said = text_of(app)
        assert "Not complete yet." in said
        assert "have no partner yet" in said
        assert "1=2" not in said
        assert not app.screen.lesson_run.session.item(view.item.name).tries
        await pilot.press("down", "3", "down", "4", "enter")
        await ready(pilot)
        assert app.screen.lesson_run.session.item(view.item.name).tries == 1


async def test_a_half_filled_text_names_its_empty_gaps(make_app, ready, text_of):
    app = make_app("tiny-pack/every-block")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        view = await come_to(app, pilot, ready, BlankView)
        await pilot.press("2", "down", "enter")
        await ready(pilot)
        assert "Gap 2 of 2 is still empty." in text_of(app)
        assert not app.screen.lesson_run.session.item(view.item.name).tries
        await pilot.press("1", "enter")
        await ready(pilot)
        assert view.settled


async def come_to(app, pilot, ready, kind):
    """The first item of a kind, with the keys in it."""
    for page in range(len(app.screen.lesson_run.text.pages)):
        app.screen.lesson_run.go(page)
        await app.screen.show_page()
        await ready(pilot)
        for view in app.screen.query(kind):
            view.focus_answer()
            await ready(pilot)
            return view
    raise AssertionError(f"no {kind.__name__}")
