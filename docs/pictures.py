"""Pictures, made anew: `python docs/pictures.py` writes the README's, and with a FOLDER what docs/looks.md shows.

The README's is the first lesson as it is played. The others are the examples of docs/authoring.md, each on its own.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from markdown_it import MarkdownIt
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tutor.core.exercise.controls import Cells
from tutor.core.exercise.layers import AnyLayer
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Table, View
from tutor.core.lesson.model import ExerciseRef
from tutor.core.lesson.parser import parse_body
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.themes import THEMES
from tutor.ui.widgets.exercise import ExerciseView

FOLDER = Path(__file__).parent
KEYS = ("n", "n", "1", "enter", "]", "]", "]", "down", *["["] * 6, "enter")
BLOCK = "# A page\n\n::: exercise one use=exercise:One\nLook.\n:::\n"
HEIGHTS = {"Chart": 17, "Diagram": 10, "Table": 8, "Cells": 9, "Order": 5} | {
    layer.__name__: 15 for layer in get_args(AnyLayer)
}
"""Rows of a picture that needs more than a few."""


async def lesson() -> None:
    """Open the first lesson, predict, turn the line, take the picture."""
    with tempfile.TemporaryDirectory() as data:
        app = TutorApp(Library(data_dir=Path(data)), lesson="ml-engineer/line")
        async with app.run_test(size=(116, 38)) as pilot:
            await _settle(pilot)
            for key in KEYS:
                await pilot.press(key)
            await _settle(pilot)
            app.save_screenshot("lesson.svg", path=str(FOLDER))


async def _settle(pilot: Pilot[None]) -> None:
    """Wait for the workers, and for what they asked to be painted."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


class Sheet(App[None]):
    """One exercise, and nothing else."""

    CSS = "Screen { padding: 0 1; overflow: hidden; } ExerciseView { min-height: 1; }"

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The one variable more that the app has."""
        return {"muted": "#8a93a0"}

    def compose(self) -> ComposeResult:
        """The exercise, as in a lesson."""
        item = next(item for item in parse_body(BLOCK, "lesson.md").items() if isinstance(item, ExerciseRef))
        yield ExerciseView(item, self.play)


def draw_all(folder: Path) -> None:
    """An SVG of every control, every part of a view and every layer, by the name of its class."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_draw_all(folder))


async def _draw_all(folder: Path) -> None:
    for name, exercise in pictured(_gallery()):
        app = Sheet(Play.open(exercise, 0))
        async with app.run_test(size=(80, HEIGHTS.get(name, 3))) as pilot:
            await _settle(pilot)
            app.title = name
            app.save_screenshot(f"{name.lower()}.svg", path=str(folder))


def pictured(gallery: ModuleType) -> Iterator[tuple[str, type[Any]]]:
    """Names of classes, each with an exercise that shows one of its kind: the examples of the guide, taken apart."""
    problem, state = gallery.Nothing(), gallery.Everything()

    def alone(view: View, controls: tuple[str, ...] = ()) -> type[Any]:
        return type("Alone", (gallery.Gallery,), {"visible_controls": controls, "view": lambda self, p, s: view})

    table = next(part for part in gallery.Controls().view(problem, state).parts if isinstance(part, Table))
    for field in Play.open(gallery.Controls, 0).fields:
        yield type(field.control).__name__, alone(View(*[table] * isinstance(field.control, Cells)), (field.name,))
    for part in gallery.Parts().view(problem, state).parts:
        yield type(part).__name__, alone(View(part))
    for chart in gallery.Layers().view(problem, state).parts:
        yield "Chart", alone(View(chart))
        for layer in chart.layers:
            yield type(layer).__name__, alone(View(replace(chart, layers=[layer], title="")))


def _gallery() -> ModuleType:
    """The exercise `gallery` of docs/authoring.md as a module."""
    text = (FOLDER / "authoring.md").read_text("utf-8")
    source = "".join(
        token.content
        for token in MarkdownIt().parse(text)
        if token.type == "fence" and token.info.endswith("examples/gallery/exercise.py")
    )
    module = ModuleType("gallery")
    sys.modules["gallery"] = module
    exec(compile(source, "gallery.py", "exec"), module.__dict__)
    return module


if __name__ == "__main__":
    if sys.argv[1:]:
        draw_all(Path(sys.argv[1]))
    else:
        asyncio.run(lesson())
