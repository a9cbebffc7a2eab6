"""S1: hostile text in every string that others can set: shown as text, never obeyed by terminal or widget."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.filters import SafeLines
from tutor.ui.library import Library
from tutor.ui.screens.home import HomeScreen
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.problems import ProblemsScreen
from tutor.ui.widgets.item import ItemView

TEXTS = {
    "osc title": "\x1b]0;PWNED\x07",
    "osc clipboard": "\x1b]52;c;UFdORUQ=\x1b\\",
    "osc link": "\x1b]8;;http://evil\x1b\\x\x1b]8;;\x1b\\",
    "csi": "\x1b[2J\x1b[31mPWNED",
    "c1": "\x9b2J\x9d0;PWNED\x9c\x90\x98\x85",
    "dcs": "\x1bPq#0\x1b\\\x1b_G\x1b\\\x1bc",
    "nul": "a\x00b\x01\x02",
    "bell": "\x07\x08\x08\x0b\x0c\r\x0e",
    "delete": "\x7f\x7f",
    "tags": "[b]x[/b] [red on blue]y[/]",
    "broken tags": "[/x] [/] [[ ]] [b",
    "action": "[@click=app.quit]PWNED[/] [@click='app.bell']",
    "link": "[link=ssh://evil]x[/link] [x](javascript:PWNED) [y](ssh://h) <http://a> [z](file:///etc/passwd)",
    "bidi": "\u202egnp.exe\u2066x\u2069\u200f",
    "zero width": "p\u200ba\u200dy\ufeff\u2060p\u00ad\ufe0fal",
    "surrogates": "\ud800\udfff\udc80",
    "combining": "e" + "\u0301" * 500 + "\U000e0041\u115f",
    "mega": "x[/x]\x1b[2J" * 60_000,
}
SEEN = ("tags", "broken tags", "action")
EXERCISE = '''
from dataclasses import dataclass
from typing import Annotated
from tutor.api import (Axis, Bars, Box, Cells, Chart, Choice, Diagram, Edge, Criterion, Exercise, Formula, HeatMap, Histogram, Line,
    Metric, Misconception, Node, Note, Number, Order, Points, Prediction, Slider, Table, Text, Toggle, View, action)
H = {text!r}[:19_000]
@dataclass(frozen=True)
class P:
    seed: int
@dataclass(frozen=True)
class S:
    w: Annotated[float, Slider(0, 1, step=0.5, label=H, unit=H)] = 0.0
    n: Annotated[float | None, Number(label=H, unit=H)] = None
    c: Annotated[str, Choice([H, "b" + H], label=H)] = H
    t: Annotated[bool, Toggle(label=H)] = False
    o: Annotated[tuple[int, ...], Order([H, "b" + H], label=H)] = (0, 1)
    k: Annotated[tuple[tuple[int, int, str], ...], Cells("cells", tags=[H, "b" + H], label=H)] = ()
class Ex(Exercise[P, S]):
    untouched = H
    predictions = [Prediction(H, [H, "b" + H], truth=0, see="w", why=H)]
    misconceptions = (Misconception(H, lambda p, s: True, H, lambda p: {"w": 0.5}),)
    def setup(self, seed, table):
        return P(seed)
    def view(self, p, s):
        axis = Axis(H, H)
        return View(
            Chart([Line([0, 1], [0, 1], label=H), Points([0, 1], [1, 0], label=H), Text(0.5, 0.5, H)], x=axis, y=axis, title=H, height=6),
            Chart([Bars([H, "b"], [1, 2], label=H)], title=H, height=6), Chart([Box([H], [[1, 2, 3]])], height=6),
            Formula(H, H), Metric(H, H, H), Metric(H, 1.0, H, best=2.0), Table([H, "b" + H], [[H, 1.0], ["b", H]], title=H, control="k", marks=[(0, 0, "good")]),
            Note(H, "bad"), Diagram([Node(H, (H,), 0, 0), Node("b", (H, H), 1, 0)], [Edge(H, "b", H)], title=H, focus=H))
    def criteria(self, p, s):
        return [Criterion(H, 0.5, note=H, says=H)]
    def code(self, p, s):
        return "# " + H
    @action(H, key=H[:1])
    def step(self, p, s):
        raise ValueError(H)
class Broken(Ex):
    def view(self, p, s):
        raise ValueError(H)
'''  # fmt: skip
BODY = """
# {t}

{t} and *{t}* and `{t}`

- {t}

| {t} | b |
|---|---|
| {t} | c |

::: choice a
{t}

- [x] right {t}
  > yes {t}
- [ ] wrong {t}
  > no {t}

Hint: {t}

Why: {t}
:::

---

::: text b
{t}

- [x] r {t}
  > y {t}
- [ ] else
  > n {t}

Hint: {t}
:::

---

::: match c
{t}

| {t} | {t} |
|---|---|
| a {t} | 1 {t} |
| b {t} | 2 {t} |
:::

---

::: order d
{t}

1. a {t}
2. b {t}
:::

---

::: exercise e use=exercise:Ex
{t}

{t}
:::

---

::: exercise f use=exercise:Broken
{t}
:::
"""


SHEETS = {0: ("glossary",), 4: ("item('code')", "item('words')"), 5: ("item('code')", "item('words')")}


def basic(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def hostile_pack(folder: Path, text: str) -> Path:
    """A pack with `text` in every string; the lesson `plain` has it only where no file could refuse it."""
    root = folder / "hostile_pack"
    (root / "one/full").mkdir(parents=True)
    (root / "one/broken").mkdir()
    (root / "__init__.py").write_text("")
    line = " ".join(text.split("\n")).encode("utf-8", "replace").decode()
    toml = basic(line[:190])
    (root / "pack.toml").write_text(
        f'api = 1\ntitle = {toml}\nsummary = {toml}\n[[modules]]\nid = "one"\ntitle = {toml}\nlessons = ["full", "broken"]\n'
    )
    (root / "glossary.toml").write_text(
        f'["word"]\nscientist = {toml}\nengineer = {toml}\nalso = [{toml}]\nnot = [{toml}]\n'
    )
    front = f'+++\ntitle = {toml}\nsummary = {toml}\nminutes = 3\nobjectives = [{toml}]\nterms = ["word"]\n+++\n'
    body = BODY.replace("{t}", line[:3_000])
    (root / "one/full/lesson.md").write_bytes((front + body).encode("utf-8", "surrogatepass"))
    (root / "one/broken/lesson.md").write_bytes((front + f"::: {line[:3_000]}\n").encode("utf-8", "surrogatepass"))
    (root / "one/full/exercise.py").write_text(EXERCISE.replace("{text!r}", ascii(text)))
    return root


def check(app: App[Any]) -> str:
    """What is on screen; fails on a character that a terminal obeys."""
    drawn = "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())
    bad = {char for char in drawn if char != "\n" and unicodedata.category(char) in ("Cc", "Cs", "Cf", "Zl", "Zp")}
    assert not bad, f"{bad!r} on {app.screen}"
    return drawn


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


ALL = " ".join(
    text
    for name, text in sorted(TEXTS.items(), key=lambda each: each[0] not in SEEN)
    if name not in ("mega", "combining")
)


async def test_s1_all_at_once_in_every_string(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = await walk(tmp_path, ALL, monkeypatch)
    assert seen.count("[b]x[/b]") > 20


@pytest.mark.trust
@pytest.mark.parametrize("name", TEXTS)
async def test_s1_one_text_in_every_string(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = await walk(tmp_path, TEXTS[name], monkeypatch)
    if name in SEEN:
        assert seen.count(TEXTS[name].split(" ")[0]) > 20


KINDS = "Button Checkbox Collapsible DataTable DirectoryTree Footer Header Input Label Link ListView Log Markdown MarkdownViewer MaskedInput OptionList " \
        "Placeholder Pretty RadioButton RichLog Select SelectionList Static Tabs TextArea Tree".split()  # fmt: skip


def of_kind(kind: str, text: str) -> Any:
    """A widget of Textual's with `text` in it, as `Content` or `Text` where it would read markup."""
    from textual import widgets as w

    made: dict[str, Callable[[], Any]] = {
        "Collapsible": lambda: w.Collapsible(Static(Content(text)), title=text.replace("[", "\\[")),
        "DataTable": w.DataTable, "DirectoryTree": lambda: w.DirectoryTree("/nowhere"), "Footer": w.Footer, "Header": w.Header,
        "Input": lambda: w.Input(text, placeholder=text), "ListView": lambda: w.ListView(w.ListItem(w.Label(Content(text)))),
        "Log": w.Log, "Markdown": lambda: w.Markdown(text), "MarkdownViewer": lambda: w.MarkdownViewer(text), "MaskedInput": lambda: w.MaskedInput("99"),
        "OptionList": lambda: w.OptionList(Content(text)), "Placeholder": lambda: w.Placeholder("x"), "Pretty": lambda: w.Pretty({text: [text]}),
        "RichLog": w.RichLog, "Select": lambda: w.Select([(Content(text), 1)], value=1), "SelectionList": lambda: w.SelectionList((Content(text), 1)),
        "Tabs": lambda: w.Tabs(w.Tab(Content(text))), "TextArea": lambda: w.TextArea(text), "Tree": lambda: w.Tree(Text(text)),
        "Link": lambda: w.Link("x", url="http://x", tooltip=None),
    }  # fmt: skip
    return made[kind]() if kind in made else getattr(w, kind)(Content(text))


class Kinds(App[None]):
    """One widget of each kind, behind the line filter."""

    def __init__(self, kinds: list[str], text: str) -> None:
        super().__init__()
        self.kinds, self.text = kinds, text

    def get_line_filters(self) -> Any:
        return [*super().get_line_filters(), SafeLines()]

    def compose(self) -> ComposeResult:
        for kind in self.kinds:
            widget = of_kind(kind, self.text)
            widget.styles.height = 3
            yield widget


@pytest.mark.parametrize("name", ["all", *(pytest.param(name, marks=pytest.mark.trust) for name in TEXTS)])
async def test_s1_no_kind_of_widget_lets_control_characters_through(name: str) -> None:
    text = ALL if name == "all" else TEXTS[name][:100_000]
    app = Kinds(KINDS, text.replace("\ud800\udfff\udc80", "\ud800"))
    async with app.run_test(size=(100, 90)) as pilot:
        await pilot.pause()
        check(app)


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
