"""The table of kinds: a new kind of question is a module of this folder, a name in `AnyQuestion`, and its widget."""

from typing import TypeAlias

from tutor.core.questions.gaps import Gap
from tutor.core.questions.kinds.blank import Blank
from tutor.core.questions.kinds.choice import Choice, Option
from tutor.core.questions.kinds.match import Match
from tutor.core.questions.kinds.number import Number
from tutor.core.questions.kinds.order import Order
from tutor.core.questions.kinds.text import Text

AnyQuestion: TypeAlias = Choice | Number | Text | Blank | Order | Match

__all__ = ["AnyQuestion", "Blank", "Choice", "Gap", "Match", "Number", "Option", "Order", "Text"]
