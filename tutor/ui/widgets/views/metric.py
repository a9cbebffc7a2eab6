"""Numbers that move."""

from collections.abc import Sequence

from textual.content import Content

from tutor.core.exercise.view import Metric
from tutor.ui.widgets.packed import packed
from tutor.ui.widgets.steady import Steady


class MetricView(Steady):
    """Numbers side by side: label, value, unit, and what would be best."""

    DEFAULT_CSS = "MetricView { padding: 0 1; }"
    metrics: Sequence[Metric] = ()

    def show(self, metrics: Sequence[Metric]) -> None:
        """Show them."""
        self.metrics = metrics
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """As many on a line as fit."""
        return packed([_metric(metric) for metric in self.metrics], width, gap=3)


def _metric(metric: Metric) -> Content:
    return Content.assemble((f"{metric.label} ", "$muted"), (metric.told(), "bold"), (metric.beside(), "$muted"))
