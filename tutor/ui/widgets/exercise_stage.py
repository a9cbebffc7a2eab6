"""The parts of an exercise, each with the rows that the rule of the stage gives it."""

from textual.app import ComposeResult

from tutor.ui.stage import Needs, stage
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
        self._numbers: tuple[int, int] = (0, 0)
        """Width, and the most rows that numbers took at it: what comes and goes leaves the controls where they are."""

    def compose(self) -> ComposeResult:
        """From the top down."""
        yield self.gate
        yield self.area
        yield self.said
        yield self.controls

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
        known = self._numbers[1] if self._numbers[0] == inner else 0
        self._numbers = inner, max(known, self.area.numbers(inner))
        pictures = self.area.pictures
        return Needs(
            width,
            height,
            pictures.shares if pictures else (),
            numbers=self._numbers[1],
            formula=self.area.formulas(inner),
            tables=self.area.tables(inner),
            controls=self.controls.rows(False, width),
            paired=self.controls.rows(True, width),
            asked=self.gate.rows(width),
            said=self.said.rows(width),
            unfolded=self.said.unfolded,
            frame=pictures.frame if pictures else 0,
        )
