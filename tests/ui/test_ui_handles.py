"""Points are dragged by keys, on their track, and in their chart: the second pack's first lesson."""

from pathlib import Path

import pytest

from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library
from tutor.ui.widgets.chart import ChartView
from tutor.ui.widgets.lines.handles import HandlesLine

PACK = Path(__file__).parents[2] / "examples" / "tuitor_statistics" / "tuitor_statistics"


@pytest.fixture
def app(tmp_path):
    return TutorApp(Library([PACK], tmp_path), Settings(), "statistics/spread")


async def opened(app, pilot, ready):
    """The exercise of the second page, unlocked without a guess."""
    await ready(pilot)
    await pilot.press("n")
    await ready(pilot)
    await pilot.press("enter", "x")
    await ready(pilot)
    item = app.screen.item_view("pull")
    return item, item.query_one(HandlesLine)


async def test_up_and_down_choose_a_point_and_the_others_stay(app, ready):
    async with app.run_test(size=(80, 24)) as pilot:
        item, line = await opened(app, pilot, ready)
        first = item.play.state.times
        assert line.has_focus
        await pilot.press("right", "right", "left")
        assert item.play.state.times == (first[0] + 1, *first[1:])
        await pilot.press("up", "up", "right_square_bracket")
        assert item.play.state.times == (first[0] + 1, first[1], first[2] + 10, *first[3:])
        await pilot.press(*"7.5", "enter")
        assert item.play.state.times[2] == 7.5
        await pilot.press("down", "end")
        assert (line.held, item.play.state.times[1]) == (1, 80)
        await pilot.press("u", "u")
        assert item.play.state.times == (first[0] + 1, first[1], first[2] + 10, *first[3:])
        await pilot.press("u", "u")
        assert item.play.state.times == first, "steps of one point are one move, those of another one are not"


async def test_a_number_out_of_range_is_said_and_nothing_moves(app, ready, text_of):
    async with app.run_test(size=(80, 24)) as pilot:
        item, _ = await opened(app, pilot, ready)
        first = item.play.state.times
        await pilot.press(*"99", "enter")
        await ready(pilot)
        assert item.play.state.times == first
        assert "from 0 to 80" in text_of(app)


def cell(view, x, y):
    """The cell of the chart whose middle is nearest to (x, y)."""
    layout = view._plotter.layout
    spots = [(c, r) for c in range(view.size.width) for r in range(view.size.height) if layout.locate(c, r)]
    return min(spots, key=lambda spot: sum((a - b) ** 2 for a, b in zip(layout.locate(*spot), (x, y), strict=True)))


async def test_the_nearest_point_is_dragged_in_its_chart_along_x(app, ready):
    async with app.run_test(size=(80, 24)) as pilot:
        item, line = await opened(app, pilot, ready)
        first, view = item.play.state.times, item.query_one(ChartView)
        await pilot.mouse_down(view, offset=cell(view, first[3], 4))
        await pilot.hover(view, offset=cell(view, 50, 4))
        await pilot.hover(view, offset=cell(view, 60, 1))
        await pilot.mouse_up(view, offset=cell(view, 60, 1))
        await ready(pilot)
        assert line.held == 3
        assert item.play.state.times[3] == pytest.approx(60, abs=1)
        assert (*item.play.state.times[:3], item.play.state.times[4]) == (*first[:3], first[4])
        await pilot.press("u")
        assert item.play.state.times[3] == pytest.approx(first[3], abs=1), "a drag is one move"


async def test_the_nearest_handle_is_dragged_on_the_track(app, ready):
    async with app.run_test(size=(80, 24)) as pilot:
        item, line = await opened(app, pilot, ready)
        first, slowest = item.play.state.times, max(range(5), key=item.play.state.times.__getitem__)
        track = str(line.render())
        await pilot.mouse_down(line, offset=(max(track.rfind("●"), track.rfind("◉")), 0))
        await pilot.hover(line, offset=(track.rindex("─"), 0))
        await pilot.mouse_up(line, offset=(track.rindex("─"), 0))
        await ready(pilot)
        assert (line.held, item.play.state.times[slowest]) == (slowest, 80)
        assert sum(a != b for a, b in zip(first, item.play.state.times, strict=True)) == 1
