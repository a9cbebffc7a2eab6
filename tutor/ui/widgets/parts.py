"""One table: part of an exercise's view -> the widget that shows it; charts side by side where there is room."""

import asyncio
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Diagram, Formula, Metric, Note, Table, ViewPart
from tutor.ui.wanted import wanted
from tutor.ui.widgets.chart import ChartView
from tutor.ui.widgets.formula import FormulaView, MetricsView, NoteView
from tutor.ui.widgets.hollow import Hollow, Layer
from tutor.ui.widgets.table import TableView

LEAST_WIDTH = 18
"""Charts narrower than this stand below each other."""

GENEROUS = 20
"""Rows that a chart takes where there are so many, even if it asks for less."""

_WIDGETS: dict[type, type[Widget]] = {
    Formula: FormulaView,
    Metric: MetricsView,
    Note: NoteView,
    Table: TableView,
}


class Charts(Hollow, Horizontal):
    """Consecutive charts of a view."""

    DEFAULT_CSS = """
    Charts { height: auto; }
    Charts.-stacked { layout: vertical; }
    Charts > ChartView { width: 1fr; min-width: 10; }
    Charts > .-beside { margin: 0 0 0 2; }
    Charts.-stacked > ChartView { margin: 0; }
    Charts.-grid { layout: grid; grid-size: 2; grid-rows: auto; grid-gutter: 0 2; }
    Charts.-grid > ChartView { margin: 0; }
    """

    def __init__(self, charts: Sequence[Chart], plain: bool = False) -> None:
        super().__init__()
        self.views = [ChartView(chart, ascii=plain, classes="-beside" if n else "") for n, chart in enumerate(charts)]

    def compose(self) -> ComposeResult:
        """One view a chart."""
        yield from self.views

    def show(self, charts: Sequence[Chart], most: int) -> None:
        """Show them in all at most `most` rows: side by side, or two abreast with the odd one above, or stacked."""
        total = sum(chart.share for chart in charts) or 1
        abreast = all(self.size.width * chart.share / total >= LEAST_WIDTH for chart in charts) or not self.size.width
        columns = len(charts) if abreast else 2 if len(charts) > 2 and self.size.width >= 2 * LEAST_WIDTH else 1
        rows = -(-len(charts) // columns)
        self.set_class(columns == 1, "-stacked")
        self.set_class(1 < columns < len(charts), "-grid")
        heights = [max(6, min(max(chart.height + 2, GENEROUS), most // rows)) for chart in charts]
        if 1 < columns < len(charts):  # by itself a row takes what a chart would like, not what it was given
            self.styles.grid_rows = str(max(heights))
        for number, (chart, view) in enumerate(zip(charts, self.views, strict=True)):
            first = number == 0 and columns == 2 and len(charts) % 2 == 1
            view.styles.column_span = 2 if first else 1
            view.styles.width = f"{max(chart.share, 0.01):.3f}fr" if abreast else "1fr"
            view.styles.height = heights[number]
            view.set_chart(chart)


class ViewArea(Layer):
    """The parts of a view from top to bottom; widgets are kept while the parts stay of one kind."""

    shape: tuple[tuple[type, int], ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._one_at_a_time = asyncio.Lock()

    async def show(self, parts: Sequence[ViewPart], play: Play, tallest: int) -> None:
        """Show these parts; charts take at most `tallest` rows."""
        if wanted(self.app, "words"):
            parts = told(parts)
        runs = [(kind, list(run)) for kind, run in groupby(parts, key=type)]
        groups = [group for kind, run in runs for group in _split(kind, run)]
        shape = tuple((type(group[0]), len(group)) for group in groups)
        async with self._one_at_a_time:
            if shape != self.shape:
                self.shape = shape
                await self.remove_children()
                await self.mount(*(_widget(group, wanted(self.app, "ascii")) for group in groups))
            # Not strict: while the page is being left, its widgets go one by one.
            for group, widget in zip(groups, self.children, strict=False):
                _show(widget, group, play, tallest)


def told(parts: Sequence[ViewPart]) -> list[ViewPart]:
    """Every chart followed by its words."""
    out: list[ViewPart] = []
    for kind, run in groupby(parts, key=type):
        found = list(run)
        out += found
        out += [Note(part.words()) for part in found if kind is Chart]
    return out


def _split(kind: type, run: list[ViewPart]) -> list[list[ViewPart]]:
    """Charts and metrics stay together, the rest gets a widget each."""
    return [run] if kind in (Chart, Metric) else [[part] for part in run]


def _widget(group: Sequence[Any], plain: bool) -> Widget:
    """An empty widget for these parts; `_show` fills it."""
    if isinstance(group[0], Chart):
        return Charts(group, plain)
    if isinstance(group[0], Diagram):
        from tutor.ui.widgets.diagram import DiagramView

        return DiagramView(group[0], ascii=plain)
    return _WIDGETS[type(group[0])]()


def _show(widget: Any, group: Sequence[ViewPart], play: Play, tallest: int) -> None:
    part = group[0]
    match part:
        case Chart():
            widget.show(group, tallest)
        case Metric():
            widget.show(group)
        case Table():
            field = next((field for field in play.fields if field.name == part.control), None)
            widget.show(part, field, getattr(play.state, field.name) if field else ())
        case Diagram():
            widget.set_diagram(part)
        case _:
            widget.show(part)
