"""Make the README's picture anew: `python docs/pictures.py` plays the first lesson and writes docs/lesson.svg."""

import asyncio
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from tutor.ui.app import TutorApp
from tutor.ui.library import Library

FOLDER = Path(__file__).parent
KEYS = ("n", "n", "1", "enter", "]", "]", "]", "down", *["["] * 6, "enter")


async def main() -> None:
    """Open the lesson, predict, turn the line, take the picture."""
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


if __name__ == "__main__":
    asyncio.run(main())
