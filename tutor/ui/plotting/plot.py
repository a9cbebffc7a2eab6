"""What a layer is drawn onto: a canvas with two scales, and the tally of what could not be shown."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.data import Memory
from tutor.ui.plotting.labels import Label
from tutor.ui.plotting.palette import Palette
from tutor.ui.plotting.scale import FAR, Array, Scale

if TYPE_CHECKING:
    from tutor.ui.plotting.heat import Surfaces

FINE = 32
"""From so many rows on, half a row is under 2% of an axis."""
RUNAWAY = 50.0
"""A line that goes this many chart heights beyond the limits has diverged."""


@dataclass
class Slots:
    """Names along an axis, and how many bars share the place of each."""

    names: tuple[str, ...]
    share: int = 1
    drawn: int = 0


@dataclass
class Plot:
    """A canvas under construction. `swapped` exchanges x and y (horizontal bars)."""

    canvas: Canvas
    x: Scale
    y: Scale
    memory: Memory
    surfaces: "Surfaces"
    swapped: bool = False
    slots: Slots = field(default_factory=lambda: Slots(()))
    several: bool = False
    """Whether there are several histograms, which then are outlines."""
    labelled: bool = False
    """Whether what is drawn carries its label itself, there being no legend."""
    labels: list[Label] = field(default_factory=list)
    """Words to be placed when all is drawn."""
    histograms: int = 0
    beyond: int = 0
    dropped: int = 0
    diverged: bool = False

    @property
    def fine(self) -> bool:
        """Whether rows are so many that a sign in one is true enough; else marks are made of dots."""
        return self.canvas.height >= FINE

    @property
    def room(self) -> int:
        """How many points may have a mark of their own."""
        return 1_000_000 if self.palette.ascii else max(40, self.canvas.width * self.canvas.height // 16)

    @property
    def palette(self) -> Palette:
        """The palette of the canvas."""
        return self.canvas.palette

    def positions(self, x: Any, y: Any) -> tuple[Array, Array]:
        """Positions of values, cut to the shorter of the two; what a log axis can't show is counted."""
        across, up = self.memory.floats(x), self.memory.floats(y)
        if len(across) != len(up):
            short = min(len(across), len(up))
            across, up = across[:short], up[:short]
        if self.swapped:
            across, up = up, across
        for scale, values in ((self.x, across), (self.y, up)):
            if scale.log:
                self.dropped += int(np.count_nonzero(values <= 0))
        return self.x.position(across), self.y.position(up)

    def edge_marks(self, x: Array, y: Array, tone: Tone) -> int:
        """A mark at the edge for each position outside; returns how many there are."""
        outside = (x < 0) | (x > 1) | (y < 0) | (y > 1)
        count = int(np.count_nonzero(outside))
        if count:
            self._arrows(x[outside], y[outside], tone)
        return count

    def _arrows(self, x: Array, y: Array, tone: Tone) -> None:
        held_x, held_y = np.clip(x, 0, 1), np.clip(y, 0, 1)
        level = (y >= 0) & (y <= 1)
        for which, fancy, plain in (
            (level & (x < 0), "◀", "<"),
            (level & (x > 1), "▶", ">"),
            (y < 0, "▼", "v"),
            (y > 1, "▲", "^"),
        ):
            if which.any():
                self.canvas.sign_at(held_x[which], held_y[which], self.palette.sign(fancy, plain), tone)

    def watch(self, x: Array, y: Array) -> None:
        """Notice a run-away: values within the width of the chart that are far above or below it, or infinite."""
        far = np.abs(y - 0.5) > RUNAWAY
        if far.any() and (far & (x >= 0) & (x <= 1)).any():
            self.diverged = True
        if (np.abs(x) >= FAR).any():
            self.diverged = True

    def notes(self) -> str:
        """What could not be shown, in words; empty if all was."""
        found = ["diverged"] if self.diverged else []
        if self.beyond:
            found.append(f"{self.beyond} beyond")
        if self.dropped:
            found.append(f"{self.dropped} ≤ 0 left out")
        return " · ".join(found)
