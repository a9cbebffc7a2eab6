"""Every kind of control and of view part has its widget in the module of its name: else an exercise could not open."""

from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules

import pytest
from textual.app import App
from textual.coordinate import Coordinate
from textual.widget import Widget
from textual.widgets import DataTable

from tutor.core.exercise import controls, view
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.controls.base import Control
from tutor.core.exercise.view import Diagram, Table, View
from tutor.core.exercise.view.base import LOWEST_PICTURE
from tutor.ui.widgets import lines, views
from tutor.ui.widgets.lines import line_of
from tutor.ui.widgets.pictures import Picture
from tutor.ui.widgets.views import view_of
from tutor.ui.widgets.views.table import TableView

CONTROLS = [getattr(controls, name) for name in controls.__all__ if name != "Cells"]
"""Cells are marked in their table."""
PARTS = [Chart, *(getattr(view, name) for name in ("Diagram", "Formula", "Metric", "Note", "Table"))]


@pytest.mark.parametrize("kind", CONTROLS)
def test_a_control_has_its_line_with_its_keys(kind):
    line = line_of(kind)
    assert issubclass(line, Widget)
    keys, word = line.KEYS
    assert keys
    assert word
    assert isinstance(line.WHOLE_ROW, bool)
    assert isinstance(line.TAKES_LETTERS, bool), "asked of the first control of every exercise"
    assert hasattr(line, "tall")
    assert hasattr(line, "terse")


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_is_a_picture_or_has_its_view(kind):
    assert not isabstract(kind)
    if kind not in Picture.__args__ or kind is Table:
        assert callable(view_of(kind).show)


def test_a_kind_without_a_widget_is_an_error_that_names_the_module():
    dial = type("Dial", (Control,), {"__module__": "tutor.core.exercise.controls.dial"})
    with pytest.raises(ModuleNotFoundError, match=r"lines\.dial"):
        line_of(dial)


def test_all_that_authors_are_offered_is_looked_at():
    assert {kind.__name__ for kind in PARTS} == {"Chart", *view.__all__} - {"Edge", "Held", "Node", "View", "ViewPart"}


@pytest.mark.parametrize(("package", "core"), [(lines, "controls"), (views, "view")])
def test_no_widget_is_left_over(package, core):
    for module in iter_modules(package.__path__):
        import_module(f"tutor.core.exercise.{core}.{module.name}")


def test_rows_are_estimated_by_the_part_itself():
    assert View(Table(("a",), [(1,)] * 30, title="t")).parts[0].least_rows(76) == 10
    assert Diagram([], []).least_rows(76) == LOWEST_PICTURE


async def test_a_missing_number_stands_where_the_numbers_of_its_column_do():
    class Shows(App[None]):
        def compose(self):
            yield TableView()

    app = Shows()
    async with app.run_test(size=(60, 12)):
        table = app.query_one(TableView)
        table.show(Table(("input", "W", "said"), (("bmi", 5.6, None), ("bp", None, "yes"))), None, ())
        cells = [[table.query_one(DataTable).get_cell_at(Coordinate(r, c)).justify for c in range(3)] for r in range(2)]
    assert cells == [["left", "right", "left"], ["left", "right", "left"]]
