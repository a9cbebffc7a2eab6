"""Each private hook of Textual that we use is known here, is there, and does what we count on (minor is pinned)."""

import ast
import inspect
import pkgutil
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

import tutor.ui
from tutor.ui.app import TutorApp
from tutor.ui.library import Library

ROOT = Path(tutor.ui.__file__).parent
OVERRIDDEN = {
    ("TutorApp", "_handle_exception"),
    ("ChartView", "_exchange_repaint_regions"),
    ("Controls", "_size_updated"),
    ("ExerciseView", "_size_updated"),
    ("Field", "_on_paste"),
    ("Palette", "_action_command_list"),
    ("Palette", "_watch__list_visible"),
    ("Palette", "_watch__show_busy"),
}
USED = {"_return_code", "_exit_renderables", "_close_messages_no_wait", "_set_dirty", "_get_style", "_check_bindings",
        "_context", "_dispatch_message", "_set_forwarded", "_refresh_layout"}  # fmt: skip
PLOTEXTS = {"_master"}


def ours() -> dict[str, type[MessagePump]]:
    """Every class of tutor.ui that is a widget, screen or app."""
    for module in pkgutil.walk_packages([str(ROOT)], "tutor.ui."):
        import_module(module.name)
    found: dict[str, type[MessagePump]] = {}
    waiting: list[type[MessagePump]] = [MessagePump]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("tutor.ui"):
                found[kind.__name__] = kind
    return found


def test_no_private_name_of_textuals_is_taken_by_accident() -> None:
    taken = set()
    for name, kind in ours().items():
        own = {each for each in vars(kind) if each.startswith("_") and not each.startswith(("__", f"_{name}__"))}
        foreign = {each for base in kind.__mro__ if base.__module__.startswith("textual") for each in vars(base)}
        made_by_textual = {
            "_css_type_name",
            "_css_type_names",
            "_css_bases",
            "_reactives",
            "_merged_bindings",
            "_inherit_css",
            "_inherit_bindings",
            "_inherit_component_classes",
            "_computes",
            "_decorated_handlers",
            "_sync",
        }
        taken |= {
            (name, each) for each in own & foreign - made_by_textual if not each.startswith(("_default_", "_abc_"))
        }
    assert taken <= OVERRIDDEN, "a private name of Textual's: rename ours, or list it and test what we count on"


def test_no_private_name_of_textuals_is_used_unlisted() -> None:
    made: set[str] = set()
    used: dict[str, str] = {}
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                made.add(node.name)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                made.add(node.target.id)
            elif isinstance(node, ast.Assign):
                made |= {each.id for each in node.targets if isinstance(each, ast.Name)}
            elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
                if isinstance(node.ctx, ast.Store) and node.attr not in USED:
                    made.add(node.attr)
                else:
                    used.setdefault(node.attr, file.name)
    unlisted = {
        name: file
        for name, file in used.items()
        if name not in made | USED | PLOTEXTS | {name for _, name in OVERRIDDEN}
    }
    assert unlisted == {}


def test_the_minor_version_is_pinned() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    (textual,) = [each for each in project["dependencies"] if each.startswith("textual")]
    assert textual == "textual[syntax]>=8.2,<8.3"


def test_the_signatures_are_as_we_override_them() -> None:
    assert list(inspect.signature(App._handle_exception).parameters) == ["self", "error"]
    assert list(inspect.signature(Widget._exchange_repaint_regions).parameters) == ["self"]
    assert list(inspect.signature(Widget._size_updated).parameters) == [
        *("self", "size", "virtual_size", "container_size", "layout")
    ]
    assert list(inspect.signature(Input._on_paste).parameters) == ["self", "event"]
    assert list(inspect.signature(Widget._set_dirty).parameters) == ["self", "regions"]
    assert not inspect.iscoroutinefunction(App._close_messages_no_wait)
    assert list(inspect.signature(Widget._dispatch_message).parameters) == ["self", "message"]
    assert inspect.iscoroutinefunction(Widget._dispatch_message)


def test_a_bug_of_ours_ends_with_a_sentence_and_code_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[object] = []
    monkeypatch.setattr(TutorApp, "is_headless", False)
    monkeypatch.setattr(App, "_close_messages_no_wait", lambda self: closed.append(self))
    app = TutorApp(Library([], tmp_path))
    app._handle_exception(LookupError("a bug"))
    assert (app.return_code, closed) == (1, [app])
    (said,) = app._exit_renderables
    assert "This is a bug of tutor: LookupError('a bug')" in str(said)
    assert "Traceback" not in str(said)


class Asked(App[None]):
    """Two keys for the app, one of them before any other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "mark('a')"), Binding("b", "mark('b')", priority=True)]
    marks = ""

    def action_mark(self, sign: str) -> None:
        self.marks += sign


async def test_a_bound_key_is_done_by_what_textual_asks_for_it() -> None:
    app = Asked()
    async with app.run_test():
        assert await app._check_bindings("a", priority=True) is False
        assert await app._check_bindings("b") is False
        assert await app._check_bindings("a") is True
        assert await app._check_bindings("b", priority=True) is True
        assert app.marks == "ab"


class Lines(App[None]):
    """One widget that says which of its rows are to be painted."""

    def compose(self) -> ComposeResult:
        yield Static("x")


async def test_the_regions_that_a_widget_sets_dirty_are_what_textual_paints() -> None:
    app = Lines()
    async with app.run_test() as pilot:
        widget = app.query_one(Static)
        await pilot.pause()
        widget._exchange_repaint_regions()
        widget._set_dirty(Region(0, 0, 1, 1))
        assert set(widget._exchange_repaint_regions()) == {Region(0, 0, 1, 1)}
        assert list(widget._exchange_repaint_regions()) == []


def palette(keys: list[str]) -> Callable[..., Any]:
    async def press(app: TutorApp, size: tuple[int, int]) -> None:
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            for key in keys:
                app.simulate_key(key)
            await pilot.pause()
            assert app.is_running

    return press


@pytest.mark.parametrize("size", [(80, 24), (8, 3)])
@pytest.mark.parametrize("keys", [["ctrl+p", "enter", "enter", "enter"], ["ctrl+p", "pageup", "pagedown", "end"]])
async def test_quick_keys_in_the_palette_do_not_end_the_app(
    tmp_path: Path, keys: list[str], size: tuple[int, int]
) -> None:
    await palette(keys)(TutorApp(Library([], tmp_path)), size)


async def test_lines_are_filtered_on_their_way_out() -> None:
    seen: list[str] = []

    class Filtered(Lines):
        def get_line_filters(self) -> Any:
            from textual.filter import LineFilter

            class Ear(LineFilter):
                def apply(self, segments: Any, background: Any) -> Any:
                    seen.extend(segment.text for segment in segments)
                    return segments

            return [Ear()]

    app = Filtered()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen._compositor.render_strips()
    assert any("x" in text for text in seen)
    assert Strip.blank(1).text == " "
