"""Equations, metrics and notes of an exercise's view: text that changes with every move."""

from collections.abc import Sequence

from textual.content import Content

from tutor.core.exercise.view import Formula, Metric, Note
from tutor.core.lesson import maths
from tutor.ui.widgets.blocks import packed
from tutor.ui.widgets.markdown import ascii_wanted, inline
from tutor.ui.widgets.steady import Steady

_TONES = {"good": "$success", "bad": "$error", "error": "$error", "muted": "$muted", "accent": "$accent"}
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


class MetricsView(Steady):
    """Numbers side by side: label, value, unit, and what would be best."""

    DEFAULT_CSS = "MetricsView { padding: 0 1; }"
    metrics: Sequence[Metric] = ()

    def show(self, metrics: Sequence[Metric]) -> None:
        """Show them."""
        self.metrics = metrics
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """As many on a line as fit."""
        return packed([_metric(metric) for metric in self.metrics], width, gap=3)


def _metric(metric: Metric) -> Content:
    unit = f" {metric.unit}" if metric.unit else ""
    return Content.assemble(
        (f"{metric.label} ", "$muted"), (f"{metric.shown()}{unit}", "bold"), (metric.beside(), "$muted")
    )


class NoteView(Steady):
    """A sentence about this state."""

    DEFAULT_CSS = "NoteView { padding: 0 1; }"
    note = Note("")

    def show(self, note: Note) -> None:
        """Show it."""
        self.note = note
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """Wrapped."""
        return inline(self.note.text).stylize_before(_TONES.get(self.note.tone, "$foreground")).wrap(width)
