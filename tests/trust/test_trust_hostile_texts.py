"""S1: hostile text in every string that others can set: shown as text, never obeyed by terminal or widget."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.trust.hostile_pack import ALL, SEEN, TEXTS, check, hostile_pack
from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.problems import ProblemsScreen
from tutor.ui.widgets.item import ItemView

SHEETS = {0: ("glossary",), 4: ("item('code')", "item('words')"), 5: ("item('code')", "item('words')")}


async def settled(pilot: Any) -> None:
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def walk(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every page and sheet of the hostile lesson; returns all that was on screen."""
    quits: list[str] = []
    opened: list[str] = []

    async def quit_(_: TutorApp) -> None:
        quits.append("quit")

    monkeypatch.setattr(TutorApp, "action_quit", quit_)
    monkeypatch.setattr("tutor.ui.screens.sheets.browse", opened.append)
    app = TutorApp(Library([hostile_pack(folder, text)], folder / "data"), Settings(), None)
    seen: list[str] = []
    async with app.run_test(size=(110, 40), notifications=True) as pilot:
        await settled(pilot)
        seen.append(check(app))
        for sheet in ("exclamation_mark", "g", "p", "e"):
            app.simulate_key(sheet)
            await settled(pilot)
            seen.append(check(app))
            while not isinstance(app.screen, HomeScreen):
                await pilot.press("escape")
        app.push_screen(ProblemsScreen(app.library.catalog.problems if app.library.catalog else ()))
        await settled(pilot)
        seen.append(check(app))
        await pilot.press("escape")
        app.notify(text[:2000], title=text[:200], markup=False)
        app.open_lesson("hostile-pack/full")
        await settled(pilot)
        # Some texts are refused in titles, as the problems said.
        assert isinstance(app.screen, LessonScreen) or app.library.catalog.problems
        while isinstance(app.screen, LessonScreen):
            for view in app.screen.query(ItemView):
                view.focus_answer()
            for key in ("1", "enter", "enter", "x", "space", "right", "enter", "h", "a"):
                app.simulate_key(key)
            await settled(pilot)
            seen.append(check(app))
            for sheet in SHEETS.get(app.screen.lesson_run.session.page, ()):
                await app.screen.run_action(sheet)
                await settled(pilot)
                seen.append(check(app))
                if not isinstance(app.screen, LessonScreen):
                    app.simulate_key("escape")
                    await settled(pilot)
            for row in (4, 20):
                await pilot.click(offset=(8, row))
            await settled(pilot)
            seen.append(check(app))
            while not isinstance(app.screen, LessonScreen):
                await pilot.press("n" if "browser" in seen[-1] else "escape")
                await settled(pilot)
                seen.append("")
            if app.screen.lesson_run.session.page + 1 == len(app.screen.lesson_run.text.pages):
                break
            app.screen.set_focus(None)
            page = app.screen.lesson_run.session.page
            await app.screen.action_go(1)
            await settled(pilot)
            assert app.screen.lesson_run.session.page == page + 1
        assert not quits
        assert not opened
    assert app.return_code in (None, 0)
    for name in [name for name in sys.modules if name.partition(".")[0] == "hostile_pack"]:
        del sys.modules[name]
    return "\n".join(seen)


async def test_s1_all_at_once_in_every_string(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = await walk(tmp_path, ALL, monkeypatch)
    assert seen.count("[b]x[/b]") > 20


@pytest.mark.trust
@pytest.mark.parametrize("name", TEXTS)
async def test_s1_one_text_in_every_string(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = await walk(tmp_path, TEXTS[name], monkeypatch)
    if name in SEEN:
        assert seen.count(TEXTS[name].split(" ")[0]) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="a pty is needed")
def test_s1_nothing_reaches_the_terminal(program: Callable[..., Any], tmp_path: Path) -> None:
    text = ALL
    folder = tmp_path / "p\x1b]0;PWNED\x07[@click=app.quit]"
    folder.mkdir()
    root = hostile_pack(folder, text)
    env = {
        "USER": text.replace("\x00", "").encode("utf-8", "replace").decode(),
        "EDITOR": '"',
        "COLORTERM": "\x1b[2J",
        "TERM_PROGRAM": "\x1b]0;PWNED\x07",
    }
    tutor = program("learn", "hostile-pack/full", "--pack-dir", root, env=env)
    tutor.until("page 1 of 6")
    for keys in ("1\r", "h", "n", "\x1b[200~\x1b]0;PWNED\x07\x9b2J[/x]\x1b[201~\r", "\x1b", "n", "n", "n", "c"):
        tutor.keys(keys)
        while tutor.read(0.15):
            pass
    os.kill(tutor.child(), 15)
    tutor.end()
    # Textual's own: the shape of the mouse pointer.
    raw = re.sub(rb"\x1b\]22;\w+\x07", b"", tutor.raw)
    for bad in (
        b"PWNED\x07",
        b"\x1b]0;",
        b"\x1b]52",
        b"\x1b]8;;http",
        b"\x00",
        b"\x07",
        b"\x7f",
        b"\x1b[2J",
        b"\xe2\x80\xae",
        b"\xe2\x80\x8b",
    ):
        assert bad not in raw, raw[raw.find(bad) - 60 : raw.find(bad) + 20]
    assert re.search(rb"\xc2[\x80-\x9f]", raw) is None


def test_s1_the_commands_say_no_control_characters(program: Callable[..., Any], tmp_path: Path) -> None:
    root = hostile_pack(tmp_path, ALL)
    for command in (
        ["list"],
        ["define", "word"],
        ["doctor"],
        ["check", str(root)],
        ["grade", "hostile-pack/full", "a", "1"],
    ):
        tutor = program(*command, "--pack-dir", root)
        tutor.end()
        assert b"Traceback" not in tutor.raw
        assert (
            re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xaa-\xae]", tutor.raw)
            is None
        ), command
