"""The parts of an exercise, each with the rows that the rule of the stage gives it."""

from textual import on
from textual.app import ComposeResult

from tutor.core.exercise.layers import Points
from tutor.ui.stage import Needs, stage
from tutor.ui.widgets.chart import ChartView
from tutor.ui.widgets.controls import Controls
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.parts import ViewArea
from tutor.ui.widgets.prediction_gate import PredictionGate
from tutor.ui.widgets.said import Said

EDGES = 2
"""Columns of padding around numbers."""


class ExerciseStage(Layer):
    """The prediction, pictures and numbers, what was said, controls; from the top down."""

    def __init__(self, gate: PredictionGate, area: ViewArea, said: Said, controls: Controls) -> None:
        super().__init__(classes="answer")
        self.gate, self.area, self.said, self.controls = gate, area, said, controls
        self._width, self._usual = 0, (0, 0)
        """The width, and the rows that numbers and formulas took when they were first seen at it."""
        self._shape: object = None
        self._most = 0
        """The parts of the view, and the most rows that numbers took among them: no picture flickers."""

    def compose(self) -> ComposeResult:
        """From the top down."""
        yield self.gate
        yield self.area
        yield self.said
        yield self.controls

    @on(ChartView.Picked)
    def _picked(self, event: ChartView.Picked) -> None:
        """Points that a control moves are dragged in their chart."""
        event.stop()
        lines = {line.field.name: line for line in self.controls.lines}
        for layer in event.view.chart.layers:
            if isinstance(layer, Points) and layer.control in lines:
                line = lines[layer.control]
                # In the line's own time: what it posts while this handler runs would stop at this widget.
                line.call_next(line.picked, layer, event.x, event.y, dragged=event.dragged)

    def stand(self, width: int, height: int, *, terse: bool) -> None:
        """Share `height` rows of `width` columns; `terse` controls leave out what can be spared."""
        found = stage(self._needs(width, height))
        rest = found.numbers + found.formula + found.table
        self.gate.styles.height = found.asked
        self.area.stand(found, width - EDGES)
        self.area.styles.height = found.pictures + rest + found.blank
        self.said.stand(found.said)
        self.controls.stand(found.controls, found.paired, terse=terse)

    def _needs(self, width: int, height: int) -> Needs:
        """What there is to show now."""
        inner = width - EDGES
        numbers, formulas = self.area.numbers(inner), self.area.formulas(inner)
        if self._width != inner or self._shape is None:
            self._width, self._usual = inner, (numbers, formulas)
            self._most = 0
        self._most = max(self._most if self._shape == self.area.shape else 0, numbers)
        self._shape = self.area.shape or None
        pictures = self.area.pictures
        return Needs(
            width,
            height,
            pictures.shares if pictures else (),
            numbers=self._most,
            usual=self._usual,
            formula=formulas,
            tables=self.area.tables(inner),
            controls=self.controls.rows(False, width),
            paired=self.controls.rows(True, width),
            asked=self.gate.rows(width),
            said=self.said.rows(width),
            unfolded=self.said.unfolded,
            frame=pictures.frame if pictures else 0,
            tallest=pictures.tallest(width) if pictures else 0,
        )
