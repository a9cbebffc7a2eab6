"""The pictures of an exercise's view: the one that leads, others beside or below it where there is room for them."""

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeGuard, assert_never

from textual.containers import Container

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.view import Diagram, Table, ViewPart
from tutor.ui.stage import FRAME, GAP, Hanging, hung
from tutor.ui.widgets.chart import ChartView
from tutor.ui.widgets.hollow import Hollow
from tutor.ui.widgets.views.table import TableView

Picture: TypeAlias = Chart | Diagram | Table


def is_picture(part: ViewPart) -> TypeGuard[Picture]:
    """Whether a part hangs among the pictures; a table that is marked stands among the controls."""
    return isinstance(part, Chart | Diagram) or (isinstance(part, Table) and not part.control)


class Pictures(Hollow, Container):
    """Charts, diagrams and tables to look at. `chosen` leads; what is not in sight is one key away."""

    DEFAULT_CSS = f"""
    Pictures {{ layout: grid; grid-gutter: 0 {GAP}; height: 12; }}
    Pictures > * {{ width: 1fr; height: 1fr; min-width: 10; }}
    Pictures > TableView {{ margin: 0; }}
    """

    def __init__(self, parts: Sequence[Picture], plain: bool) -> None:
        super().__init__()
        self.parts = list(parts)
        self.views = [_view(part, plain) for part in parts]
        for view in self.views:
            view.styles.height = "1fr"
        self.chosen = 0
        self._hanging: tuple[Hanging, int] | None = None

    def compose(self) -> Any:
        """One view a picture."""
        yield from self.views

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of the width that each asks for, the chosen one first."""
        return tuple(getattr(part, "share", 1.0) for part in self._turned(self.parts))

    @property
    def frame(self) -> int:
        """Rows around the inside of the leading picture, as far as that is known."""
        leader = self.views[self.chosen]
        return max(FRAME, leader.around) if isinstance(leader, ChartView) else FRAME

    def tallest(self, width: int) -> int:
        """Rows that the leading picture can use at this width; 0 where it is a chart, which can use any."""
        leader = self.views[self.chosen]
        return 0 if isinstance(leader, ChartView) else leader.rows(width)

    def show(self, parts: Sequence[Picture]) -> None:
        """Show these, of the same kinds as before."""
        self.parts = list(parts)
        for part, view in zip(parts, self.views, strict=True):
            match part:
                case Chart():
                    view.set_chart(part)
                case Diagram():
                    view.set_diagram(part)
                case Table():
                    view.show(part, None, ())
                case _:
                    assert_never(part)

    def hang(self, width: int, rows: int) -> None:
        """Hang them within so many columns and rows."""
        hanging = hung(self.shares, width, rows)
        self.styles.height = rows
        if (hanging, self.chosen) == self._hanging:
            return
        self._hanging = hanging, self.chosen
        order = self._turned(self.views)
        if list(self.children) != order:
            self.sort_children(key=order.index)
        for number, view in enumerate(order):
            view.display = number < hanging.shown
            view.styles.column_span = len(hanging.columns) if number == 0 and len(hanging.rows) > 1 else 1
        self.styles.grid_size_columns = len(hanging.columns)
        self.styles.grid_columns = " ".join(map(str, hanging.columns))
        self.styles.grid_rows = " ".join(map(str, hanging.rows))

    @property
    def next(self) -> str:
        """The name of the picture that the next turn brings, empty while all are in sight."""
        if self._hanging is None or self._hanging[0].shown >= len(self.parts):
            return ""
        return name_of(self.parts[(self.chosen + 1) % len(self.parts)])

    def turn(self) -> None:
        """Let the next one lead."""
        self.chosen = (self.chosen + 1) % len(self.parts)

    def _turned(self, things: Sequence[Any]) -> list[Any]:
        return [*things[self.chosen :], *things[: self.chosen]]


def name_of(part: Picture) -> str:
    """What a picture is called where it is not in sight."""
    if isinstance(part, Chart):
        axes = [axis.label for axis in (part.y, part.x) if axis.label]
        return part.title or " against ".join(axes) or "chart"
    return getattr(part, "title", "") or ("table" if isinstance(part, Table) else "diagram")


def _view(part: Picture, plain: bool) -> Any:
    if isinstance(part, Chart):
        return ChartView(part, ascii=plain)
    if isinstance(part, Diagram):
        from tutor.ui.widgets.diagram import DiagramView

        return DiagramView(part, ascii=plain)
    return TableView()


def leading(before: Pictures | None, parts: Sequence[ViewPart]) -> int:
    """Which picture leads after others came or went: the first of those that came, else the first."""
    old = [] if before is None else [type(part) for part in before.parts]
    new = [type(part) for part in parts]
    if not old or len(new) <= len(old):
        return 0
    return next((at for at, kind in enumerate(new) if at >= len(old) or kind is not old[at]), 0)
