"""Controls: how a learner may change a field of an exercise's state. One module a kind.

@dataclass(frozen=True)
class Line:
    w: Annotated[float, Slider(-3, 3, step=0.05, label="W")] = 0.0
"""

from tutor.core.exercise.controls.cells import Cells
from tutor.core.exercise.controls.choice import Choice
from tutor.core.exercise.controls.entry import Entry
from tutor.core.exercise.controls.handles import Handles
from tutor.core.exercise.controls.number import Number
from tutor.core.exercise.controls.order import Order
from tutor.core.exercise.controls.slider import Slider
from tutor.core.exercise.controls.toggle import Toggle

__all__ = ["Cells", "Choice", "Entry", "Handles", "Number", "Order", "Slider", "Toggle"]
