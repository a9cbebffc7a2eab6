"""Equations, metrics and notes of an exercise's view: text that changes with every move."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tutor.core.exercise.view import Formula, Metric, Note
from tutor.core.lesson import maths
from tutor.ui.widgets.blocks import packed
from tutor.ui.widgets.markdown import inline

_TONES = {"good": "$success", "bad": "$error", "error": "$error", "muted": "$muted", "accent": "$accent"}
_TALL = ("\\frac", "\\sum", "\\int", "\\begin", "\\sqrt", "\\prod")


ROOMY = 32
"""Below so many rows a formula is kept on one line: the chart needs them more."""


class FormulaView(Static):
    """The equation in letters, and below it with the numbers of this state."""

    DEFAULT_CSS = "FormulaView { height: auto; padding: 0 2; }"

    def show(self, formula: Formula) -> None:
        """Show it."""
        draw = maths.inline if self.app.size.height < ROOMY else _drawn
        symbols, numbers = draw(formula.symbols), draw(formula.numbers)
        apart = "\n" if "\n" in symbols or "\n" in numbers else "    "
        parts = [Content.styled(symbols, "$muted")] if symbols else []
        parts += [Content.styled(numbers, "bold")] if numbers else []
        self.update(Content(apart).join(parts))


def _drawn(tex: str) -> str:
    """One line where that will do, else in two dimensions."""
    if any(mark in tex for mark in _TALL):
        return "\n".join(maths.block(tex))
    return maths.inline(tex) if tex else ""


class MetricsView(Widget):
    """Numbers side by side: label, value, unit, and what would be best."""

    DEFAULT_CSS = "MetricsView { height: auto; padding: 0 2; }"

    metrics: reactive[Sequence[Metric]] = reactive[Sequence[Metric]]((), layout=True)

    def show(self, metrics: Sequence[Metric]) -> None:
        """Show them."""
        self.metrics = tuple(metrics)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as they take."""
        return len(self._lines(width)) if width else 0

    def render(self) -> Content:
        """As many on a line as fit."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        return packed([_metric(metric) for metric in self.metrics], width, gap=3)


def _metric(metric: Metric) -> Content:
    unit = f" {metric.unit}" if metric.unit else ""
    best = f" (best {format(metric.best, metric.format)}{unit})" if metric.best is not None else ""
    return Content.assemble((f"{metric.label} ", "$muted"), (f"{metric.shown()}{unit}", "bold"), (best, "$muted"))


class NoteView(Static):
    """A sentence about this state."""

    DEFAULT_CSS = "NoteView { height: auto; padding: 0 2; }"

    def show(self, note: Note) -> None:
        """Show it."""
        self.update(inline(note.text).stylize_before(_TONES.get(note.tone, "$text")))
