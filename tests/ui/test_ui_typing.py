"""What is typed and pasted into questions of one line arrives: its first letter, and all of its lines."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from tutor.core.grade import Outcome
from tutor.core.quiz.opening import QuizRequest
from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.app_messages import OpenLesson
from tutor.ui.library import Library
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.sitting import SittingScreen
from tutor.ui.widgets.blank import GapText
from tutor.ui.widgets.fields import on_one_line
from tutor.ui.widgets.page import PageView
from tutor.ui.widgets.text_editor import Editor

TEXT = "::: text half\nWhich value parts the data in halves?\n\n- [x] quantile\n- [ ] else\n  > No.\n:::"
BLANK = "::: blank half\nThe [[median]] parts the data in [[halves]].\n:::"
NUMBER = "::: number n\nHow many?\n\n- [x] 12\n- [ ] else\n  > No.\n:::"


@pytest.fixture
def open_page(tmp_path: Path):
    """An app at a lesson whose one page is this."""

    def make(page: str) -> TutorApp:
        folder = tmp_path / "own_pack"
        (folder / "a" / "first").mkdir(parents=True)
        (folder / "__init__.py").touch()
        head = 'api = 1\ntitle = "Own"\nsummary = "s"\n[[modules]]\nid = "a"\ntitle = "A"\nlessons = ["first"]\n'
        (folder / "pack.toml").write_text(head)
        (folder / "a" / "first" / "lesson.md").write_text(
            f'+++\ntitle = "First"\n+++\n{page}\n\n---\n# More\n\nText.\n'
        )
        return TutorApp(Library([folder], tmp_path / "data"), Settings(), "own-pack/first")

    return make


def press(app: TutorApp, keys: str) -> None:
    """All at once, as a fast typist or a slow line brings them."""
    for key in keys:
        app.post_message(events.Key(key, key))


@pytest.mark.parametrize("above", ["", "# Halves\n\n", "# Halves\n## Which\n\n"])
async def test_a_page_that_begins_with_a_text_takes_the_first_letter(open_page, ready, above):
    app = open_page(above + TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        press(app, "quantile")
        await ready(pilot)
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.query_one(Input).value == "quantile"
        await pilot.press("enter")
        await ready(pilot)
        assert app.screen.lesson_run.state("half").grade.outcome is Outcome.PASSED
        await pilot.press("n")
        await ready(pilot)
        assert app.screen.lesson_run.session.page == 1, "a settled question leaves the letters to the page"
        await pilot.press("p")
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        assert app.screen.lesson_run.session.page == 1


async def test_a_page_that_begins_with_a_blank_takes_the_first_letter(open_page, ready):
    app = open_page(BLANK)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        press(app, "quick")
        await ready(pilot)
        assert app.screen.query_one(GapText).values == ["quick", ""]


async def test_a_page_that_begins_with_prose_is_read_first(open_page, ready):
    app = open_page("Read this.\n\n" + TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        assert app.screen.lesson_run.session.page == 1


@pytest.mark.parametrize(
    ("pasted", "kept"), [("a\nb", "a b"), ("a\r\n b \n", "a b"), ("\n\na", "a"), ("\n", ""), ("", "")]
)
async def test_a_paste_of_lines_keeps_them_all(open_page, ready, pasted, kept):
    app = open_page(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.post_message(events.Paste(pasted))
        await ready(pilot)
        assert app.screen.query_one(Input).value == kept
        assert on_one_line(pasted) == kept
        app.copy_to_clipboard("c\nd")
        app.screen.query_one(Input).action_paste()
        assert app.screen.query_one(Input).value == f"{kept}c d"


async def test_a_paste_into_a_gap_keeps_its_lines_and_says_what_does_not_fit(open_page, ready):
    app = open_page(BLANK)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.post_message(events.Paste("two\nlines"))
        await ready(pilot)
        assert app.screen.query_one(GapText).values[0] == "two lines"
        assert not app._notifications
        app.post_message(events.Paste("x" * 300))
        await ready(pilot)
        assert len(app.screen.query_one(GapText).values[0]) == 200
        assert ["the last 109 were left out" in note.message for note in app._notifications] == [True]


async def test_a_sum_is_typed_as_it_is_worked_out(open_page, ready):
    app = open_page(NUMBER)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("left_parenthesis", *"1+2)*4", "enter")
        await ready(pilot)
        assert app.screen.query_one(Input).value == "(1+2)*4"
        assert app.screen.lesson_run.state("n").grade.outcome is Outcome.PASSED


async def test_a_quiz_takes_the_first_letter_too(open_page, ready):
    app = open_page(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.open_sitting(QuizRequest("quiz", scope="own-pack/first", seed=1))
        await ready(pilot)
        app.post_message(events.Key("enter", None))
        press(app, "squantile")
        await ready(pilot)
        assert isinstance(app.screen, SittingScreen)
        assert app.screen.query_one(Input).value == "squantile"


async def test_escape_leaves_an_editor_for_no_other_item(make_app, ready):
    """Textual's own editor would go on to whatever comes next, into a field maybe."""
    app = make_app("ml-engineer/normalise")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.post_message(OpenLesson("ml-engineer/normalise", 3))
        await ready(pilot)
        await pilot.press("tab")
        assert isinstance(app.focused, Editor)
        await pilot.press("escape")
        assert app.focused is app.screen.query_one(PageView).main()


async def test_the_footer_says_begin_where_enter_only_leads_into_the_field(open_page, ready, text_of):
    app = open_page(f"# One\n\nRead this first.\n\n{NUMBER}")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        footer = text_of(app).splitlines()[-1]
        assert "enter begin" in footer
        assert "enter check" not in footer
        await pilot.press("enter")
        await ready(pilot)
        footer = text_of(app).splitlines()[-1]
        assert "enter check" in footer
        assert "esc leave the field" in footer


async def test_more_than_a_field_is_wide_stays_in_sight(open_page, ready, text_of):
    app = open_page(TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot)
        await pilot.press(*"m" * 70, *"end")
        await ready(pilot)
        assert "mmmend" in text_of(app)
