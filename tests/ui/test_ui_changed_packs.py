"""The app, not the preview: a pack that changes while it runs is shown whole, new or old."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.core.packs.edition import forget
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.error_panel import ErrorPanel

LESSON = """+++
title = "Changing"
summary = "s"
+++
# Page one

{words}

---
# Page two

::: number n draw=questions:draw
Write {{x}}.

- [x] {{x}}
- [ ] else
  > No.
:::
"""


@pytest.fixture
def root(make_pack: Callable[..., Path]) -> Iterator[Path]:
    yield make_pack("changing_pack", files=files("old", 1))
    forget("changing_pack")


def files(words: str, number: int) -> dict[str, str]:
    return {
        "one/first/lesson.md": LESSON.format(words=f"The {words} words."),
        "one/first/questions.py": f"def draw(seed):\n    return {{'x': {number * 111}}}\n",
    }


def save(root: Path, words: str, number: int) -> None:
    for name, text in files(words, number).items():
        (root / "new").write_text(text)
        (root / "new").replace(root / name)


async def test_a_lesson_is_opened_with_new_text_and_new_python_or_goes_on_with_the_old_of_both(
    root: Path, tmp_path: Path, ready: Callable[..., object], text_of: Callable[[TutorApp], str]
) -> None:
    app = TutorApp(Library([root], tmp_path / "data"), lesson="changing-pack/first")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)  # type: ignore[misc]
        assert "The old words." in text_of(app)
        save(root, "new", 2)
        await pilot.press("n")
        await ready(pilot)  # type: ignore[misc]
        assert "Write" not in text_of(app)  # neither 111, which is gone, nor 222 after the old words
        assert "open the lesson again" in " ".join(text_of(app).split())
        assert app.screen.query(ErrorPanel)
        app.open_lesson("changing-pack/first", 0)
        await ready(pilot)  # type: ignore[misc]
        assert "The new words." in text_of(app)
        assert [one.message for one in app._notifications] == ["Changed on disk and reloaded: changing_pack"]
        await pilot.press("n")
        await ready(pilot)  # type: ignore[misc]
        assert "Write 222." in text_of(app)
        assert isinstance(app.screen, LessonScreen)


async def test_home_lists_what_a_pack_has_now(
    root: Path, tmp_path: Path, ready: Callable[..., object], text_of: Callable[[TutorApp], str]
) -> None:
    app = TutorApp(Library([root], tmp_path / "data"), lesson="changing-pack/first")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)  # type: ignore[misc]
        text = (root / "one/first/lesson.md").read_text().replace('"Changing"', '"Renamed"')
        (root / "one/first/lesson.md").write_text(text)
        await pilot.press("escape")
        await ready(pilot)  # type: ignore[misc]
        assert "Renamed" in text_of(app)
