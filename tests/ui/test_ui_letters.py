"""In a field a letter is typed and means nothing else: no chip and no footer shows one, on any screen, at any item."""

import re

import pytest

from tutor.core.lesson.model import Blank, CodeItem, ExerciseRef, Number, Text
from tutor.core.quiz.making import make
from tutor.core.quiz.runner import QuizRunner
from tutor.core.quiz.state import KINDS
from tutor.ui.screens.sitting import SittingScreen
from tutor.ui.widgets.buttons import Buttons
from tutor.ui.widgets.fields import takes_letters
from tutor.ui.widgets.keybar import KeyBar

LESSON = "tiny-pack/every-block"


def letters_shown(app, text):
    """Keys of one sign that the screen shows, with their words."""
    screen = app.screen
    chips = [f"{each.key} {each.label}" for row in screen.query(Buttons) for each in row.commands if len(each.key) == 1]
    foot = screen.query_one(KeyBar).render().plain
    return [chip for chip in chips if chip in text] + re.findall(r"(?:^|  )\S (?! )\S+", foot, re.MULTILINE)


async def in_every_field(app, pilot, ready, text_of):
    """Go into each field on the screen, and look; returns how many there were."""
    fields = [widget for widget in app.screen.query("*") if widget.focusable and takes_letters(widget)]
    for field in fields:
        app.screen.set_focus(field)
        await ready(pilot)
        assert letters_shown(app, text_of(app)) == [], field
    if fields:
        app.screen.set_focus(None)
        await ready(pilot)
    return len(fields)


@pytest.mark.parametrize(
    "sitting", [kind if kind in ("review", "final") else pytest.param(kind, marks=pytest.mark.trust) for kind in KINDS]
)
async def test_no_letter_is_shown_in_a_field_of_a_sitting(make_app, ready, text_of, sitting):
    app = make_app()
    seen = set()
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        shelf, store = app.library.shelf, app.library.store
        for entry in shelf.entries(LESSON):
            app.push_screen(SittingScreen(QuizRunner(store, shelf, make(sitting, [entry]))))
            await ready(pilot)
            await pilot.press("enter")
            await ready(pilot)
            if await in_every_field(app, pilot, ready, text_of):
                seen.add(type(entry.item))
                hints = sitting == "review" and entry.item.hints and not isinstance(entry.item, CodeItem | ExerciseRef)
                if hints:
                    assert any("h Hint" in chip for chip in letters_shown(app, text_of(app))), "outside it is a key"
            app.screen.dismiss()
            await ready(pilot)
    assert seen >= {Number, Text, Blank, CodeItem}


async def test_no_letter_is_shown_in_a_field_of_a_lesson(make_app, ready, text_of):
    app = make_app(LESSON)
    found = 0
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        for _ in app.screen.lesson_run.text.pages:
            found += await in_every_field(app, pilot, ready, text_of)
            await app.screen.action_go(1)
            await ready(pilot)
    assert found >= 4
