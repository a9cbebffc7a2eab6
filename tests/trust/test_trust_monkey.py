"""R10: random keys, clicks, drags, pastes and sizes over every screen: no error, and always a way home by keyboard."""

import asyncio
import contextvars
import errno
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual import events
from textual.geometry import Offset, Size

from tutor.core.settings import Settings
from tutor.core.store import schema
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.screens.home import HomeScreen

FIXTURES = Path(__file__).parents[1] / "fixtures"
NAMED = (
    "enter escape tab shift+tab up down left right home end pageup pagedown space backspace delete shift+up shift+down "
    "shift+left shift+right ctrl+left ctrl+right ctrl+up ctrl+down f1 f2 f5 ctrl+a ctrl+c ctrl+d ctrl+e ctrl+k ctrl+p "
    "ctrl+r ctrl+s ctrl+u ctrl+v ctrl+w ctrl+x ctrl+y ctrl+z ctrl+home ctrl+end ctrl+underscore insert f12 ctrl+@"
).split()
OFTEN = ["enter", "n", "p", "tab", "right", "space", "escape", "down"]
LETTERS = [*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]
SIGNS = ["slash", "question_mark", "exclamation_mark", "full_stop", "minus", "plus", "left_square_bracket", "comma"]
PLACES = [None, "tiny-pack/every-block", "rough-pack/rough", "ml-engineer/line", "ml-engineer/descent",
          "ml-engineer/flow-graph", "ml-engineer/look", "ml-engineer/phone-a-friend"]  # fmt: skip
PASTES = ["1e309", "\x1b]0;t\x07[@click=app.quit]x[/]", "ŷ\u202e\ud800", "x" * 5000, "-1,5 €\n\n2", ""]

Event = tuple[object, ...]
Happening = Callable[[tuple[int, int]], st.SearchStrategy[Event]]
keys = st.sampled_from(OFTEN) | st.sampled_from(NAMED) | st.sampled_from(LETTERS) | st.sampled_from(SIGNS)
spots = st.tuples(st.floats(0, 1), st.floats(0, 1))


def storms(least: tuple[int, int]) -> st.SearchStrategy[Event]:
    width = st.sampled_from([max(least[0], columns) for columns in (90, 110, 60, 99, 100)])
    return st.tuples(st.just("storm"), st.lists(st.tuples(width, st.none() | keys), min_size=5, max_size=20))


def happenings(least: tuple[int, int]) -> st.SearchStrategy[Event]:
    sizes = st.tuples(st.just("size"), st.integers(least[0], 200), st.integers(least[1], 60))
    return st.one_of(
        st.tuples(st.just("keys"), st.lists(keys, min_size=1, max_size=8)),
        st.tuples(st.just("click"), spots),
        st.tuples(st.just("drag"), spots, spots),
        st.tuples(st.just("wheel"), spots, st.booleans()),
        st.tuples(st.just("paste"), st.sampled_from(PASTES)),
        storms(least),
        sizes,
    )


async def stay(_: TutorApp) -> None:
    """Quitting, for a monkey that is to stay."""


def mouse(kind: type[events.MouseEvent], app: TutorApp, spot: tuple[float, float], button: int = 1) -> None:
    width, height = app.size
    x, y = int(spot[0] * (width - 1)), int(spot[1] * (height - 1))
    app.mouse_position = Offset(x, y)
    app.screen._forward_event(
        kind(widget=None, x=x, y=y, delta_x=0, delta_y=0, button=button, shift=False, meta=False, ctrl=False)
    )


async def happen(pilot, event: Event) -> int:  # type: ignore[no-untyped-def]
    """Let it happen; returns how many keys, clicks and sizes it was."""
    app, (kind, *what) = pilot.app, event
    match kind:
        case "keys":
            for key in what[0]:
                app.simulate_key(key)
        case "click":
            for each in (events.MouseMove, events.MouseDown, events.MouseUp, events.Click):
                mouse(each, app, what[0])
        case "drag":
            mouse(events.MouseDown, app, what[0])
            mouse(events.MouseMove, app, what[1])
            mouse(events.MouseUp, app, what[1])
        case "wheel":
            mouse(events.MouseScrollDown if what[1] else events.MouseScrollUp, app, what[0], 0)
        case "paste":
            app.post_message(events.Paste(what[0]))
        case "size":
            await pilot.resize_terminal(*what)
        case "storm":  # a window that is dragged, with keys between: none of them waits for the page to be laid out
            for number, (width, key) in enumerate(what[0]):
                resize(app, width, 24 + number % 2)
                await asyncio.sleep(0)
                if key is not None:
                    app.simulate_key(key)
    await pilot.pause()
    return len(what[0]) if kind in ("keys", "storm") else 1


def resize(app: TutorApp, width: int, height: int) -> None:
    app._driver._size = Size(width, height)
    app.post_message(events.Resize(Size(width, height), Size(width, height)))


async def session(place: str | None, happened: list[Event], folder: Path) -> int:
    """One app, from its start to its end."""
    library = Library([FIXTURES / "packs", FIXTURES / "ui_packs"], folder)
    app = TutorApp(library, Settings(), place)
    count = 0
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for event in happened:
            count += await happen(pilot, event)
            assert app.is_running
        for _ in range(12):
            if isinstance(app.screen, HomeScreen):
                break
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, HomeScreen), f"no way home from {app.screen!r}, {app.focused!r}"
    assert app.return_code in (None, 0)
    return count


def run(place: str | None, happened: list[Event]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TUTOR_DATA_DIR"] = os.environ["TUTOR_CONFIG_DIR"] = folder
        before = Path.cwd()
        os.chdir(folder)
        try:
            return contextvars.copy_context().run(asyncio.run, session(place, happened, Path(folder) / "data"))
        finally:
            os.chdir(before)


def monkey(
    least: tuple[int, int], examples: int, each: int, seeded: bool, what: Happening = happenings
) -> Callable[[], None]:
    counted: list[int] = []

    # No shrinking in the default run: it never fails there twice, as it is derandomised.
    @settings(max_examples=examples, deadline=None, database=None, derandomize=seeded, print_blob=True,
              suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])  # fmt: skip
    @given(st.sampled_from(PLACES), st.lists(what(least), min_size=each, max_size=each))
    def sessions(place: str | None, happened: list[Event]) -> None:
        counted.append(run(place, happened))

    def told() -> None:
        sessions()
        print(f"{sum(counted)} events in {len(counted)} sessions")  # for whoever runs it with -rP

    return told


@pytest.fixture(autouse=True)
def harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(TutorApp, "action_quit", stay)
    monkeypatch.setattr("tutor.ui.screens.sheets.browse", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["tutor"])


def test_r10_a_monkey_finds_no_error() -> None:
    monkey((40, 12), examples=2, each=20, seeded=True)()


def test_r10_at_any_size() -> None:
    monkey((1, 1), examples=1, each=15, seeded=True)()


@pytest.mark.trust
@pytest.mark.parametrize("part", range(6))
def test_r10_a_monkey_of_ten_thousand(part: int) -> None:
    monkey((40, 12), examples=20, each=50, seeded=False)()


@pytest.mark.trust
@pytest.mark.parametrize("part", range(8))
def test_r10_storms_of_ten_thousand_resizes_with_keys(part: int) -> None:
    monkey((40, 12), examples=7, each=20, seeded=False, what=storms)()


@pytest.mark.trust
def test_r10_a_thousand_at_any_size() -> None:
    monkey((1, 1), examples=25, each=40, seeded=False)()


DRAGGED = {"tiny-pack/every-block": (["enter", "tab"],), "ml-engineer/line": (["n"],)}
"""Lesson -> the keys pressed between two times of dragging."""
EVERY = dict.fromkeys(DRAGGED, (["n"], ["escape"], ["enter", "tab"]))


@pytest.mark.parametrize("dragged", [DRAGGED, pytest.param(EVERY, marks=pytest.mark.trust)], ids=["two", "every"])
def test_a_window_that_is_dragged_while_keys_are_pressed(dragged: dict[str, tuple[list[str], ...]]) -> None:
    storm = [
        (width, key) for width, key in zip([90, 110] * 15, ["n", None, "escape", "tab", "p", None] * 5, strict=True)
    ]
    for place, ways in dragged.items():
        for keys in ways:
            flips = [(width, None) for width in [90, 110] * 10]
            run(place, [("storm", flips), ("keys", keys), ("storm", storm), ("size", 80, 24)])


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes nothing any more, whoever writes: the store, files, the log."""

    def commit(*_: object) -> list[int]:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(schema, "commit", commit)
    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr("tutor.core.log._write", full)


PLACED_KEYS = {
    "tiny-pack/every-block": ["n", "2", "enter", "n", "p", "g", "escape", "escape"],
    None: ["p", "2", "1", "e", "enter", "down", "enter", "x", "enter", "escape", "t", "enter", "enter", "1", "enter", "2",
           "escape", "g", "escape", "r", "enter", "escape", "f2", "ctrl+p", "escape", "enter", "1", "enter", "escape"],
}  # fmt: skip


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("place", PLACED_KEYS)
def test_a_disk_that_fills_ends_no_screen(place: str | None) -> None:
    run(place, [("keys", [key]) for key in PLACED_KEYS[place]])


@pytest.mark.usefixtures("filled")
def test_a_monkey_on_a_full_disk() -> None:
    monkey((40, 12), examples=1, each=20, seeded=True)()


@pytest.mark.trust
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("part", range(5))
def test_a_monkey_on_a_full_disk_goes_everywhere(part: int) -> None:
    monkey((40, 12), examples=8, each=50, seeded=False)()
