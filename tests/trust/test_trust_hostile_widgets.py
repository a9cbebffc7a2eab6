"""S1: no kind of Textual's widgets lets hostile text through our line filter."""

from collections.abc import Callable
from typing import Any

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from tests.trust.hostile_pack import ALL, TEXTS, check
from tutor.ui.filters import SafeLines

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
