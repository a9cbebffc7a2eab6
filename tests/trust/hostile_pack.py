"""Hostile texts, a pack with one in every string that an author can set, and a look at what is drawn of it."""

import json
import unicodedata
from pathlib import Path
from typing import Any

from textual.app import App

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


ALL = " ".join(
    text
    for name, text in sorted(TEXTS.items(), key=lambda each: each[0] not in SEEN)
    if name not in ("mega", "combining")
)
