"""Opening a page of a lesson against mounting an empty screen, and a long text against rich's Markdown.

python benchmarks pages
"""

import asyncio
import statistics
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from figures import Figure, ratio
from rich.markdown import Markdown
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import read_lesson
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.prose import Prose

LINES = 200
PAGE = 2
"""The page of `line` with text, an exercise and its chart."""


def measure(rounds: int = 15) -> Iterator[Figure]:
    """Both comparisons."""
    part = "Opening pages"
    page, empty = asyncio.run(_pages(rounds))
    more = [1e3 * (one - other) for one, other in zip(page, empty, strict=True)]
    yield Figure(part, "page with text, exercise, chart: ms beyond an empty screen", statistics.median(more), 150)
    prose, markdown = asyncio.run(_texts(rounds))
    yield Figure(part, f"a text of {LINES} lines / rich Markdown in a Static", ratio(prose, markdown), 1.5)


async def _pages(rounds: int) -> tuple[list[float], list[float]]:
    lesson = load_catalog().find("ml-engineer/line")
    page: list[float] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        async with _running(TutorApp(Library((), Path(folder)))) as app:
            for _ in range(rounds + 1):
                run = LessonRun(lesson, MemoryStore())
                run.go(PAGE)
                empty.append(await _opened(app, Screen()))
                page.append(await _opened(app, LessonScreen(run), "ChartView"))
    return page[1:], empty[1:]


async def _opened(app: App[Any], screen: Screen[Any], holds: str = "*") -> float:
    """Seconds from pushing a screen until it is painted and nothing is left to do."""
    start = perf_counter()
    await app.push_screen(screen)
    painted = await _painted(app, start)
    assert screen.query(holds) or holds == "*"
    await app.pop_screen()
    return painted


async def _painted(app: App[Any], start: float) -> float:
    """Seconds from `start` to the last frame before a rest."""
    frames: list[float] = [perf_counter()]
    shown = app._display

    def display(screen: Any, renderable: Any) -> None:
        shown(screen, renderable)
        if renderable is not None:
            frames.append(perf_counter())

    app._display = display  # type: ignore[method-assign]
    await asyncio.sleep(0.05)
    while perf_counter() - frames[-1] < 0.1:
        await asyncio.sleep(0.02)
    app._display = shown  # type: ignore[method-assign]
    return frames[-1] - start


@asynccontextmanager
async def _running(app: App[Any]) -> AsyncIterator[App[Any]]:
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield app


class _Holder(App[None]):
    """A text in a column that scrolls."""

    CSS = "Screen { overflow-y: auto; } Static, Prose { height: auto; width: 100%; }"

    def compose(self) -> ComposeResult:
        yield Static()


async def _texts(rounds: int) -> tuple[list[float], list[float]]:
    text = "\n".join(page for page in _long_text())
    prose: list[float] = []
    markdown: list[float] = []
    async with _running(_Holder()) as app:
        for number in range(rounds + 1):
            # A text of its own each time, or caches would answer.
            one = f"Text {number}.\n\n{text}"
            prose.append(await _mounted(app, Prose(one)))
            markdown.append(await _mounted(app, Static(Markdown(one))))
    return prose[1:], markdown[1:]


async def _mounted(app: App[Any], widget: Widget) -> float:
    start = perf_counter()
    await app.screen.mount(widget)
    painted = await _painted(app, start)
    await widget.remove()
    return painted


def _long_text() -> list[str]:
    """Prose of our own lessons, `LINES` lines of it."""
    lines: list[str] = []
    for lesson in load_catalog().lessons:
        for page in read_lesson(lesson).pages:
            for part in page.parts:
                lines += [*part.text.splitlines(), ""] if hasattr(part, "text") else []
    while len(lines) < LINES:
        lines += lines
    return lines[:LINES]
