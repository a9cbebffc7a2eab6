"""What an author sees while writing: a save is on screen, a mistake with its line, and every branch a key away."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.core.previewed import EXERCISE, LESSON, files, save
from tutor.core.errors import Finding
from tutor.core.packs.edition import forget
from tutor.core.paths import data_dir
from tutor.ui.previewing import PreviewApp
from tutor.ui.screens.preview import PreviewScreen
from tutor.ui.screens.trouble import TroubleScreen

MD, PY = "one/first/lesson.md", "one/first/exercise.py"
Ready = Callable[[Pilot[None]], Any]
TextOf = Callable[[PreviewApp], str]


@pytest.fixture
def root(make_pack: Callable[..., Path]) -> Iterator[Path]:
    yield make_pack("seen_pack", files=files())
    forget("seen_pack")


@pytest.fixture(autouse=True)
def beside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are short enough for one line."""
    monkeypatch.chdir(root)


@pytest.fixture(autouse=True)
def proved(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What the proof finds; it has a test of its own."""
    findings: list[Finding] = []

    async def prove(*_: object) -> tuple[Finding, ...]:
        return tuple(findings)

    monkeypatch.setattr("tutor.core.check.aside.prove", prove)
    return findings


async def never() -> AsyncGenerator[None, None]:
    """A watch that tells nothing: tests reload by themselves."""
    return
    yield


async def press(pilot: Pilot[None], ready: Ready, *keys: str) -> None:
    await pilot.press(*keys)
    await ready(pilot)


async def choose(pilot: Pilot[None], ready: Ready, row: int) -> None:
    await press(pilot, ready, "f4")
    await press(pilot, ready, *["down"] * row, "enter")


async def reload(pilot: Pilot[None], ready: Ready) -> None:
    assert isinstance(pilot.app, PreviewApp)
    await pilot.app.reload()
    await ready(pilot)


async def test_a_sentence_that_is_saved_is_on_screen_when_the_watch_tells_it(
    root: Path, ready: Ready, text_of: TextOf
) -> None:
    saved: asyncio.Queue[None] = asyncio.Queue()

    async def watch() -> AsyncGenerator[None, None]:
        while True:
            await saved.get()
            yield
            saved.task_done()

    app = PreviewApp(root, watch)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, PreviewScreen):
            await pilot.pause()
        assert "The slope says how steep it is." in text_of(app)
        save(root, MD, LESSON.replace("how steep it is", "how fast y grows"))
        saved.put_nowait(None)
        await saved.join()
        await pilot.pause()
        assert "The slope says how fast y grows." in text_of(app)


async def test_page_answer_and_state_stay_through_saves_and_mistakes(
    root: Path, ready: Ready, text_of: TextOf, proved: list[Finding]
) -> None:
    app = PreviewApp(root, never, page=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, ready, "2", "enter")
        assert "F7 no findings" in text_of(app)
        await press(pilot, ready, "n", "1", "enter", "right", "right")
        save(root, MD, LESSON.replace("Reach the target", "Get to the goal"))
        save(root, PY, EXERCISE.replace('"distance"', '"how far"'))
        proved.append(Finding("silent", "nothing says why", str(root / MD), 16, fix="say why", severity="warning"))
        await reload(pilot, ready)
        shown = text_of(app)
        assert ("Get to the goal" in shown, "how far" in shown, "distance" in shown) == (True, True, False)
        assert app.run_now is not None
        assert app.run_now.shown.play("turn").state.m == 2
        assert "F7 1 finding" in shown

        save(root, PY, EXERCISE.replace("Goal(3 + seed % 4)", "Goal(3 + seed % 4"))
        await reload(pilot, ready)
        lines = [line.rstrip() for line in text_of(app).split("\n")]
        at = next(number for number, line in enumerate(lines) if f"{PY}:" in line)
        assert "SyntaxError: '(' was never closed" in lines[at - 1]
        assert lines[at + 1].endswith("│ return Goal(3 + seed % 4")
        assert lines[at + 2].index("^") == lines[at + 1].index("(")
        assert "mend this line and save" in lines[at + 3]
        save(root, PY, EXERCISE)
        save(root, "glossary.toml", "[slope]\nscientist = 3\n")
        await reload(pilot, ready)
        save(root, MD, LESSON.replace("Reach the target", "Turn to the goal"))
        await reload(pilot, ready)
        assert "glossary.toml:2" in text_of(app)
        await press(pilot, ready, "enter")  # it does not stand in the way
        assert ("page 3 of 3" in text_of(app), "Turn to the goal" in text_of(app)) == (True, True)
        save(root, "glossary.toml", "")
        await reload(pilot, ready)
        assert isinstance(app.screen, PreviewScreen)
        assert not [one for one in app.screen_stack if isinstance(one, TroubleScreen)]

        await press(pilot, ready, "right")
        assert app.run_now.shown.play("turn").state.m == 3  # the keyboard is where it was
        await press(pilot, ready, "f7")
        shown = " ".join(text_of(app).split())
        assert [each in shown for each in ("nothing says why", f"{MD}:16", "instead: say why")] == [True] * 3
        await press(pilot, ready, "escape", "p")
        assert "That is the other one." in text_of(app)
    assert not data_dir().exists()


async def test_a_pack_that_is_broken_from_the_beginning_is_shown_once_it_is_mended(
    root: Path, ready: Ready, text_of: TextOf
) -> None:
    whole = (root / "pack.toml").read_text()
    save(root, "pack.toml", "api = \n")
    app = PreviewApp(root, never)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "pack.toml:1" in text_of(app)
        save(root, "pack.toml", whole)
        await reload(pilot, ready)
        assert "The slope says how steep it is." in text_of(app)


async def test_every_branch_is_chosen_from_a_list_in_a_window_of_any_size(
    root: Path, ready: Ready, text_of: TextOf
) -> None:
    app = PreviewApp(root, never, page=1, seed=7, size=(60, 20))
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert (app.size, "Twice 8?" in text_of(app)) == ((60, 20), True)
        await choose(pilot, ready, 2)
        assert "That is the other one." in text_of(app)
        await press(pilot, ready, "f8")
        assert "That is the other one." in text_of(app)
        await press(pilot, ready, "escape", "f6")
        shown = text_of(app)
        assert ("seed 8" in shown, "Twice 9?" in shown, "other one" in shown) == (True, True, False)
        await press(pilot, ready, "f4")
        sheet = text_of(app)
        assert [each in sheet for each in ("pick: hint 2", "twice: answer 2", "page 3  Turn")] == [True] * 3
        await press(pilot, ready, "up", "enter")
        assert "page 3 of 3" in text_of(app)
        await choose(pilot, ready, 2)
        assert "One too many." in text_of(app)
        assert app.run_now is not None
        assert app.run_now.shown.play("turn").state.m == 4
