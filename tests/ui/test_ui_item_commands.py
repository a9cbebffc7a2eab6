"""Commands of items: each has one key, the screens take no other, and no author's action gets one of them."""

from textual.binding import Binding

from tutor.core.lesson.model import BLOCKS
from tutor.ui.app import TutorApp
from tutor.ui.keys import RESERVED_KEYS
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.item_commands import ITEM_COMMANDS


def keys_of(bindings):
    named = {"question_mark": "?", "exclamation_mark": "!"}
    keys = {key for each in bindings for key in each.key.split(",")}
    return {named.get(key, key) for key in keys if len(named.get(key, key)) == 1}


def test_the_reserved_keys_are_those_that_the_screens_take():
    bound = [each for each in (*LessonScreen.BINDINGS, *TutorApp.BINDINGS) if isinstance(each, Binding)]
    bound += [each for base in LessonScreen.__mro__ for each in vars(base).get("BINDINGS", ())]
    letters = {key for key in keys_of(bound) if key.isalpha()}
    assert letters == {key for key in RESERVED_KEYS if key.isalpha()}
    assert keys_of(bound) <= RESERVED_KEYS


def test_of_each_kind_no_two_commands_share_a_name_or_a_key():
    for kind in BLOCKS:
        found = [each for each in ITEM_COMMANDS if not each.kinds or kind in each.kinds]
        found = [each for each in found if not (kind == "code" and each.about == "Check the answer")]
        keys = [key for each in found for key in each.keys.split(",") if key]
        assert len({each.id for each in found}) == len(found)
        assert len({*keys}) == len(keys)


async def test_a_command_that_is_not_to_be_had_does_nothing(make_app, ready):
    app = make_app("tiny-pack/every-block")
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        while app.screen.current is None:
            await pilot.press("n")
            await ready(pilot)
        view = app.screen.current
        assert not view.do("reveal")
        assert not view.do("undo")
        assert view.do("check")
        assert not view.do("no such command")


def offered(view):
    return {command.id for command in view.available()}


async def exercise_at(app, pilot, ready, name):
    await ready(pilot)
    while app.screen.item_view(name) is None:
        await pilot.press("n")
        await ready(pilot)
    return app.screen.item_view(name)


async def test_code_is_offered_where_the_exercise_writes_some(make_app, ready):
    for lesson, name, writes in (("tiny-pack/every-block", "reach", True), ("rough-pack/rough", "typed", False)):
        app = make_app(lesson)
        async with app.run_test(size=(100, 40)) as pilot:
            view = await exercise_at(app, pilot, ready, name)
            assert ("code" in offered(view)) == ("code" in {key.label for key in view.own_keys()}) == writes


async def test_once_an_exercise_has_shown_an_answer_a_failed_try_offers_another(make_app, ready, monkeypatch):
    app = make_app("tiny-pack/every-block")
    async with app.run_test(size=(100, 40)) as pilot:
        view = await exercise_at(app, pilot, ready, "reach")
        view.do("rewind")
        view.moved(view.play.act, "step", view.item.part)
        await pilot.press("enter")
        await ready(pilot)
        assert view.tried
        assert "retry" not in offered(view)
        monkeypatch.setattr(view.play.kind, "sealed", lambda self, p, s: s.n)
        view.moved(view.play.act, "step", view.item.part)
        await ready(pilot)
        assert "retry" in offered(view)
        await pilot.press("t")
        await ready(pilot)
        assert app.screen.item_view("reach").play.state.n == 0
