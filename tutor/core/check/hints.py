"""Checks that no hint contains the answer of the very variant that is graded."""

from collections.abc import Sequence

from tutor.core.check.context import CheckContext
from tutor.core.lesson.model import AnyQuestion


def check_hints(context: CheckContext, item: AnyQuestion, filled: Sequence[AnyQuestion]) -> None:
    """`filled` are the variants. Where values are drawn, a hint tells if it does so for most of them."""
    for number in range(len(item.hints)):
        telling = sum(one.told_by(one.hints[number]) for one in filled)
        if filled and telling > len(filled) / 2:
            fix = "say how to get there, or work it out with other numbers"
            context.add("hint-tells", f"hint {number + 1} contains the answer", fix, item)
