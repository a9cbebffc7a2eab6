"""Every screen that can be longer than the window opens at its top, and all of it can be reached by keyboard."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.widget import Widget

from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.quiz.runner import QuizRunner
from tutor.ui.app_messages import OpenLesson
from tutor.ui.screens.result import ResultScreen
from tutor.ui.screens.sitting import SittingScreen

LESSON = "tiny-pack/every-block"
Way = Callable[..., Awaitable[None]]


def sat(app: Any, over: bool = True) -> QuizRunner:
    """A quiz with one question answered and the rest left, as it is kept."""
    sit = open_sitting(
        QuizRequest("quiz", scope=LESSON, seed=3, items=7, new=True), app.library.store, app.library.shelf
    )
    sit.begin()
    sit.answer("1", sit.verdict("1"), seconds=9)
    if over:
        sit.end()
    return sit


async def home(app: Any, pilot: Any, ready: Any) -> None:
    pass


async def keys(app: Any, pilot: Any, ready: Any) -> None:
    await pilot.press("question_mark")


async def rules(app: Any, pilot: Any, ready: Any) -> None:
    app.open_sitting(QuizRequest("final"))


async def question(app: Any, pilot: Any, ready: Any) -> None:
    app.push_screen(SittingScreen(sat(app, over=False)))


async def result(app: Any, pilot: Any, ready: Any) -> None:
    app.push_screen(ResultScreen(sat(app)))


async def papers(app: Any, pilot: Any, ready: Any) -> None:
    await result(app, pilot, ready)
    await ready(pilot)
    await pilot.press("enter")


async def progress(app: Any, pilot: Any, ready: Any) -> None:
    sat(app)
    await pilot.press("p")


async def charts(app: Any, pilot: Any, ready: Any) -> None:
    await progress(app, pilot, ready)
    await ready(pilot)
    await pilot.press("2")


async def history(app: Any, pilot: Any, ready: Any) -> None:
    for _ in range(30):
        sat(app)
    await pilot.press("p", "3")


async def glossary(app: Any, pilot: Any, ready: Any) -> None:
    await pilot.press("g")


async def lesson(app: Any, pilot: Any, ready: Any) -> None:
    app.post_message(OpenLesson(LESSON, 0))


async def ending(app: Any, pilot: Any, ready: Any) -> None:
    app.post_message(OpenLesson(LESSON, 99))
    await ready(pilot)
    await pilot.press("n")


async def problems(app: Any, pilot: Any, ready: Any) -> None:
    await app.run_action("problems")


async def choices(app: Any, pilot: Any, ready: Any) -> None:
    await pilot.press("e")


async def resets(app: Any, pilot: Any, ready: Any) -> None:
    await progress(app, pilot, ready)
    await ready(pilot)
    await pilot.press("x")


WAYS: list[Way] = [
    home, keys, rules, question, result, papers, progress, charts, history, glossary, lesson, ending, problems, choices,
    resets,
]  # fmt: skip


def longer(app: Any) -> list[Widget]:
    """What of the screen has more rows than it shows."""
    return [each for each in app.screen.query("*") if each.max_scroll_y > 0 and each.region.height > 0]


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_it_opens_at_its_top_and_scrolls_by_keyboard(make_app, ready, way, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await way(app, pilot, ready)
        await ready(pilot)
        long = longer(app)
        if way is not home:
            assert all(each.scroll_y == 0 for each in long)
        reached = set()
        for key in ["end", "pagedown", "down", "end", "tab"] * 4:
            reached |= {each for each in long if each.scroll_y >= each.max_scroll_y}
            if reached == set(long):
                break
            await pilot.press(key)
            await pilot.pause()
        assert reached == set(long), f"no key brings the end of {set(long) - reached} into sight"
