"""Equations, metrics and notes of an exercise's view: text that changes with every move."""

from textual.content import Content
from textual.widgets import Static

from tutor.core.exercise.view import Formula, Metric, Note
from tutor.core.lesson import maths
from tutor.ui.widgets.markdown import inline

_TONES = {"good": "$text-success", "bad": "$text-error", "error": "$text-error", "muted": "$text-muted", "accent": "$text-accent"}
_TALL = ("\\frac", "\\sum", "\\int", "\\begin", "\\sqrt", "\\prod")


class FormulaView(Static):
    """The equation in letters, and below it with the numbers of this state."""

    DEFAULT_CSS = "FormulaView { height: auto; padding: 0 2; }"

    def show(self, formula: Formula) -> None:
        """Show it."""
        symbols, numbers = _drawn(formula.symbols), _drawn(formula.numbers)
        apart = "\n" if "\n" in symbols or "\n" in numbers else "    "
        parts = [Content.styled(symbols, "$text-muted")] if symbols else []
        parts += [Content.styled(numbers, "bold")] if numbers else []
        self.update(Content(apart).join(parts))


def _drawn(tex: str) -> str:
    """One line where that will do, else in two dimensions."""
    if any(mark in tex for mark in _TALL):
        return "\n".join(maths.block(tex))
    return maths.inline(tex) if tex else ""


class MetricsView(Static):
    """Numbers side by side: label, value, unit, and what would be best."""

    DEFAULT_CSS = "MetricsView { height: auto; padding: 0 2; }"

    def show(self, metrics: list[Metric]) -> None:
        """Show them."""
        self.update(Content("   ").join(_metric(metric) for metric in metrics))


def _metric(metric: Metric) -> Content:
    unit = f"\u00a0{metric.unit}" if metric.unit else ""
    best = f"\u00a0(best\u00a0{format(metric.best, metric.format)}{unit})" if metric.best is not None else ""
    label = metric.label.replace(" ", "\u00a0")
    return Content.assemble((f"{label}\u00a0", "$text-muted"), (f"{metric.shown()}{unit}", "bold"), (best, "$text-muted"))


class NoteView(Static):
    """A sentence about this state."""

    DEFAULT_CSS = "NoteView { height: auto; padding: 0 2; }"

    def show(self, note: Note) -> None:
        """Show it."""
        self.update(inline(note.text).stylize_before(_TONES.get(note.tone, "$text")))
