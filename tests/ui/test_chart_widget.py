"""The chart on a screen: drawn once a paint, only changed rows sent, following theme, size and mouse."""

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.theme import BUILTIN_THEMES

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Line, Points
from tutor.ui.plotting.render import Plotter
from tutor.ui.widgets.chart import ChartView

AXES = Axis("x", low=0, high=10), Axis("y", low=0, high=10)


def level(y: float) -> Chart:
    return Chart([Line([0, 10], [y, y], tone="model")], *AXES)


class Page(App[None]):
    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.view = ChartView(chart)
        self.picked: list[ChartView.Picked] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_chart_view_picked(self, message: ChartView.Picked) -> None:
        self.picked.append(message)


@pytest.fixture
def draws(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """Every chart that is drawn."""
    calls: list[Chart] = []
    real = Plotter.strips

    def strips(self: Plotter, chart: Chart, *rest: Any) -> Any:
        calls.append(chart)
        return real(self, chart, *rest)

    monkeypatch.setattr(Plotter, "strips", strips)
    return calls


async def test_many_changes_between_two_paints_are_one_drawing(draws: list[Chart]) -> None:
    app = Page(level(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        draws.clear()
        charts = [level(step / 10) for step in range(100)]
        for chart in charts:
            app.view.set_chart(chart)
        assert draws == []
        app.screen._on_timer_update()
        await pilot.pause()
        assert draws == charts[-1:]


async def test_only_rows_that_changed_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contract with Textual 8.2: the compositor asks for the regions to repaint just before it paints."""
    app = Page(level(9))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.set_chart(level(8))
        asked: list[set[Region]] = []
        real = app.view._exchange_repaint_regions
        monkeypatch.setattr(app.view, "_exchange_repaint_regions", lambda: asked.append(set(real())) or asked[-1])
        app.screen._compositor.update_widgets({app.view})
        rows = {row for region in asked[0] for row in region.line_range}
        assert 1 <= len(rows) <= 4
        assert len(rows) < app.view.size.height
        app.screen._compositor_refresh()
        shown = [app.view.render_line(row).text for row in range(app.view.size.height)]
        assert (
            "⠒" in "".join(shown[row] for row in rows)
            or "⠤" in "".join(shown[row] for row in rows)
            or any("⠉" in shown[row] or "⣀" in shown[row] for row in rows)
        )


async def test_what_is_on_screen_is_the_last_chart() -> None:
    app = Page(level(9))
    async with app.run_test(size=(80, 24)) as pilot:
        for y in (8, 2, 5):
            app.view.set_chart(level(y))
            await pilot.pause()
            lines = [strip.text for strip in app.screen._compositor.render_strips()]
            drawn = [at for at, line in enumerate(lines) if set(line) & set("⠉⠒⠤⣀")]
            assert len(drawn) == 1
            layout = app.view._plotter.layout
            assert layout is not None
            assert abs((1 - y / 10) * layout.room.height - drawn[0]) <= 1


async def test_theme_size_and_ascii_are_followed() -> None:
    app = Page(Chart([Points([5], [5], label="data"), Line([0, 10], [1, 2])], *AXES))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for theme in ("textual-light", "nord", "textual-ansi" if "textual-ansi" in BUILTIN_THEMES else "dracula"):
            app.theme = theme
            await pilot.pause()
            fresh = Plotter().strips(app.view.chart, *app.view.size, app.view.palette())
            assert [list(strip) for strip in app.view._strips] == [list(strip) for strip in fresh]
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.view._strips[0].cell_length == 60
        app.view.ascii = True
        await pilot.pause()
        assert all(strip.text.isascii() for strip in app.view._strips)
        await pilot.resize_terminal(10, 4)
        await pilot.pause()
        assert app.view._strips[0].cell_length == app.view.size.width


async def test_a_chart_is_painted_on_its_own_background() -> None:
    app = Page(level(5))
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.styles.background = "#ffffff"
        await pilot.pause()
        app.view._redraw()
        await pilot.pause()
        grounds = {
            segment.style.bgcolor.name
            for strip in app.view._strips
            for segment in strip
            if segment.style and segment.style.bgcolor
        }
        assert grounds == {"#ffffff"}


async def test_the_mouse_picks_values() -> None:
    app = Page(level(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        layout = app.view._plotter.layout
        assert layout is not None
        room = layout.room
        middle = room.column + room.width // 2, room.row + room.height // 2
        await pilot.mouse_down(app.view, offset=middle)
        await pilot.hover(app.view, offset=(room.column + room.width - 1, room.row))
        await pilot.mouse_up(app.view, offset=(room.column + room.width - 1, room.row))
        await pilot.hover(app.view, offset=(room.column + 2, room.row + 2))
        await pilot.mouse_down(app.view, offset=(0, 0))
        await pilot.pause()
        assert len(app.picked) == 2
        first, last = app.picked
        assert (first.x, first.y) == pytest.approx((5, 5), abs=1)
        assert (last.x, last.y) == pytest.approx((10, 10), abs=1)
        assert [pick.dragged for pick in app.picked] == [False, True]
        assert not app.view.can_focus
