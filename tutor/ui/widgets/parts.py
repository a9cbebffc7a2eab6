"""The parts of an exercise's view on screen: pictures together, numbers that follow each other together."""

import asyncio
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from textual.widget import Widget

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Metric, Note, ViewPart
from tutor.ui.stage import TABLE, Stage
from tutor.ui.wanted import wanted
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.pictures import Pictures, is_picture, leading
from tutor.ui.widgets.steady import Steady
from tutor.ui.widgets.views import view_of
from tutor.ui.widgets.views.formula import FormulaView
from tutor.ui.widgets.views.metric import MetricView
from tutor.ui.widgets.views.table import TableView

Group = Sequence[ViewPart]


class ViewArea(Layer):
    """The parts of a view, pictures together where the first of them stands; widgets are kept while the parts stay of
    one kind.
    """

    shape: tuple[tuple[type, ...], ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._one_at_a_time = asyncio.Lock()

    @property
    def pictures(self) -> Pictures | None:
        """Where the pictures hang."""
        return next((child for child in self.children if isinstance(child, Pictures)), None)

    def tables(self, width: int) -> tuple[int, ...]:
        """Rows that each table to be marked takes."""
        return tuple(each.rows(width) for each in self.query_children(TableView))

    def numbers(self, width: int) -> int:
        """Rows that metrics, notes and what else is text take."""
        text = (each for each in self.children if isinstance(each, Steady) and not isinstance(each, FormulaView))
        return sum(each.rows(width) for each in text)

    def formulas(self, width: int) -> int:
        """Rows that formulas take."""
        return sum(each.rows(width) for each in self.query_children(FormulaView))

    def stand(self, found: Stage, width: int) -> None:
        """Take the rows that the stage gives."""
        for formula in self.query_children(FormulaView):
            formula.display = found.formula > 0
        if self.pictures is not None:
            self.pictures.hang(width + 2, found.pictures)
        rows = self.tables(width)
        for each, table in zip(rows, self.query_children(TableView), strict=True):
            table.styles.height = each if sum(rows) <= found.table else max(TABLE, found.table * each // sum(rows))

    async def show(self, parts: Sequence[ViewPart], play: Play) -> None:
        """Show these parts."""
        if wanted(self.app, "words"):
            parts = told(parts)
        groups = grouped(parts)
        shape = tuple(tuple(map(type, group)) for group in groups)
        async with self._one_at_a_time:
            if shape != self.shape:
                await self._anew(groups, shape)
            # Not strict: while the page is being left, its widgets go one by one.
            for group, widget in zip(groups, self.children, strict=False):
                _show(widget, group, play)

    async def _anew(self, groups: Sequence[Group], shape: tuple[tuple[type, ...], ...]) -> None:
        """Widgets for other parts than before. Those of the same kind stay, so that the focus does."""
        old = self.pictures
        kept: dict[type[Widget], Widget] = {
            type(child): child for child in self.children if isinstance(child, TableView)
        }
        await self.remove_children([child for child in self.children if child not in kept.values()])
        above: Widget | None = None
        for group in groups:
            kind = _kind(group)
            if kind in kept:
                widget = kept.pop(kind)
            else:
                widget = _widget(group, wanted(self.app, "ascii"))
                if isinstance(widget, Pictures):
                    widget.chosen = leading(old, group)
                if above is not None:
                    await self.mount(widget, after=above)
                elif self.children:
                    await self.mount(widget, before=0)
                else:
                    await self.mount(widget)
            above = widget
        for widget in kept.values():
            await widget.remove()
        self.shape = shape


def grouped(parts: Sequence[ViewPart]) -> list[Group]:
    """All pictures together at the place of the first one, metrics that follow each other together, the rest alone."""
    pictures = [part for part in parts if is_picture(part)]
    groups: list[Group] = []
    for kind, run in groupby(parts, key=lambda part: Pictures if is_picture(part) else type(part)):
        found = list(run)
        if kind is Pictures:
            if found[0] is pictures[0]:
                groups.append(pictures)
        else:
            groups += [found] if kind is Metric else [[part] for part in found]
    return groups


def told(parts: Sequence[ViewPart]) -> list[ViewPart]:
    """Every chart followed by its words."""
    out: list[ViewPart] = []
    for kind, run in groupby(parts, key=type):
        found = list(run)
        out += found
        out += [Note(part.words()) for part in found if kind is Chart]
    return out


def _kind(group: Group) -> type[Widget]:
    found: type[Widget] = Pictures if is_picture(group[0]) else view_of(type(group[0]))
    return found


def _widget(group: Group, plain: bool) -> Widget:
    """An empty widget for these parts; `_show` fills it."""
    pictures = [part for part in group if is_picture(part)]
    return Pictures(pictures, plain) if pictures else _kind(group)()


def _show(widget: Any, group: Sequence[Any], play: Play) -> None:
    part = group[0]
    if isinstance(widget, Pictures | MetricView):
        widget.show(group)
    elif isinstance(widget, TableView):
        field = next((field for field in play.fields if field.name == part.control), None)
        widget.show(part, field, getattr(play.state, field.name) if field else ())
    else:
        widget.show(part)
