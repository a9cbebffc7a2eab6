"""In every exercise of every lesson, at any state that moves lead to: the keys that the footer promises move something.

The screen promises what `enabled_controls` lets through (tests/ui/test_ui_stage.py plays that with real keys).
"""

from contextlib import suppress
from random import Random
from typing import Any

import pytest

from tests.lessons.test_exercises import exercises
from tutor.core.errors import TutorError
from tutor.core.exercise.controls import Choice, Handles, Number, Order, Slider, Toggle
from tutor.core.exercise.play import Play
from tutor.core.packs.code import load_object

MOVES = 8


def moved(play: Play, field: Any, part: str) -> bool:
    """Whether one of the keys of this control moves it."""
    before = play.state
    now = getattr(before, field.name)
    match field.control:
        case Slider():
            tried: list[Any] = [lambda by=by: play.nudge(field.name, by, part) for by in (1, -1)]
        case Handles() as handles:
            tried = [
                lambda at=at, by=by: play.set(field.name, handles.stepped(field, now, at, by), part)
                for at in range(len(now))
                for by in (1, -1)
            ]
        case Choice(options=options):
            tried = [lambda option=option: play.set(field.name, option, part) for option in options if option != now]
        case Toggle():
            tried = [lambda: play.set(field.name, not now, part)]
        case Order():
            tried = [lambda: play.set(field.name, (now[1], now[0], *now[2:]), part)]
        case Number():
            tried = [lambda text=text: play.set(field.name, text, part) for text in ("1", "2", "0", "0.5")]
        case _:
            return True  # cells are marked in their table
    for one in tried:
        with suppress(TutorError):
            one()
        if play.state != before:
            return True
    return False


@pytest.mark.parametrize(("lesson", "item"), exercises())
def test_no_promised_key_is_dead(lesson, item):
    play = Play.open(load_object(lesson, item.use), 0, where=lesson.id)
    rng, part = Random(item.name), item.part
    fast = [action.name for action in play.actions(part) if not action.slow]
    for number in range(MOVES):
        allowed = play.enabled_controls(part)
        usable = [each for each in play.visible_fields(part) if allowed is None or each.name in allowed]
        for field in usable:
            before = play.state
            assert moved(play, field, part), (number, field.name, before)
            play.put(before)
        if usable:
            moved(play, rng.choice(usable), part)
        if fast and rng.random() < 0.5:
            with suppress(TutorError):
                play.act(rng.choice(fast), part)
