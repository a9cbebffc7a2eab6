"""An equation in letters, and with the numbers of this state."""

from textual.content import Content

from tutor.core.exercise.view import Formula
from tutor.core.lesson import maths
from tutor.ui.widgets.markdown import ascii_wanted
from tutor.ui.widgets.steady import Steady

_TALL = ("frac", "\\sum", "\\int", "\\begin", "\\sqrt", "\\prod", "binom", "\\over", "\\under", "\\lim")

ROOMY = 32
"""Below so many rows a formula is kept on one line: the chart needs them more."""


class FormulaView(Steady):
    """The equation in letters, and beside or below it with the numbers of this state."""

    DEFAULT_CSS = "FormulaView { padding: 0 1; }"
    formula = Formula("")

    def show(self, formula: Formula) -> None:
        """Show it."""
        self.formula = formula
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """One line where both fit."""
        roomy = self.app.size.height >= ROOMY
        symbols, numbers = (_drawn(tex, width, roomy) for tex in (self.formula.symbols, self.formula.numbers))
        parts = [Content.styled(text, style) for text, style in ((symbols, "$muted"), (numbers, "bold")) if text]
        if "\n" not in symbols + numbers and sum(part.cell_length + 4 for part in parts) <= width + 4:
            return [Content("    ").join(parts)]
        return [
            row for part in parts for line in part.split("\n", allow_blank=True) for row in line.wrap(max(4, width))
        ]


def _drawn(tex: str, width: int, roomy: bool) -> str:
    """One line where that will do or has to, else in two dimensions."""
    if ascii_wanted():
        return maths.ascii_line(tex) if tex else ""
    if roomy and any(mark in tex for mark in _TALL):
        return "\n".join(maths.block(tex, width))
    return maths.inline(tex) if tex else ""
