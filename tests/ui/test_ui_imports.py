"""What the screens import, and when: each in a process of its own."""

import subprocess
import sys
from pathlib import Path

PACKS = str(Path(__file__).parents[1] / "fixtures" / "packs")
RUN = """
import asyncio, sys
from pathlib import Path
from tutor.ui.app import TutorApp
from tutor.ui.library import Library

async def main(packs, data, keys):
    app = TutorApp(Library([Path(packs)], Path(data)))
    shown = app._display
    first = []
    def display(screen, renderable):
        shown(screen, renderable)
        if not first:
            first.extend(sys.modules)
    app._display = display
    async with app.run_test(size=(120, 40)) as pilot:
        while not getattr(app.focused, "current", ""):  # the lessons are listed after the first paint
            await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
    print(*first)
    print(*sys.modules)

asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
"""


def imported(data: Path, *keys: str) -> tuple[set[str], set[str]]:
    """Modules at the first paint, and after these keys."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, PACKS, str(data), *keys], capture_output=True, text=True, check=True
    )
    first, last = done.stdout.splitlines()[-2:]
    return set(first.split()), set(last.split())


def test_the_first_paint_needs_no_lesson_no_store_and_no_numbers(tmp_path: Path) -> None:
    first, home = imported(tmp_path)
    assert first & {"numpy", "sqlite3", "msgspec", "tomllib", "importlib.metadata", "tutor.core.packs.catalog"} == set()
    assert home & {"numpy", "plotext", "pandas", "sklearn", "scipy", "markdown_it", "unicodeit"} == set()
    assert home & {"tutor.ui.screens.lesson", "tutor.core.worker", "tutor.core.run"} == set()
    assert {"sqlite3", "tutor.core.packs.catalog"} <= home


def test_a_page_of_words_and_questions_draws_nothing(tmp_path: Path) -> None:
    _, lesson = imported(tmp_path, "enter", "n", "p")
    assert "tutor.ui.screens.lesson" in lesson
    assert lesson & {"plotext", "pandas", "sklearn", "scipy"} == set()


def test_scikit_learn_stays_out_of_the_app(tmp_path: Path) -> None:
    _, lesson = imported(tmp_path, "enter", *"nnnnnnnn")
    assert "numpy" in lesson
    assert lesson & {"pandas", "sklearn", "scipy"} == set()
