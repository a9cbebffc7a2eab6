"""A chart as an SVG picture for the report: the same data as on screen, for a browser or paper."""

from html import escape

from tutor.core.exercise.chart import Chart
from tutor.core.report.frame import HEIGHT, WIDTH, Frame
from tutor.core.report.pen import COLOURS, SvgPen
from tutor.core.safe_text import one_line


def svg(chart: Chart) -> str:
    """The picture as an `<svg>` element with a title and a description in words."""
    import numpy as np

    with np.errstate(all="ignore"):  # what overflows is not finite, and left out
        frame = Frame.around(chart)
        pen = SvgPen(frame)
        for layer in chart.layers:
            layer.draw(pen)
    title = escape(one_line(chart.title or "chart"))
    told = escape(one_line(chart.words(), 1_000))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="12"><title>{title}</title><desc>{told}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>{frame.drawn()}'
        f'<svg x="0" y="0" width="{WIDTH}" height="{HEIGHT}">{"".join(pen.drawn)}</svg>{_legend(chart)}</svg>'
    )


def _legend(chart: Chart) -> str:
    named = [layer for layer in chart.layers if layer.label] if chart.legend else []
    x, found = 60.0, []
    for layer in named if len(named) > 1 else []:
        label = one_line(layer.label, 40)
        found.append(f'<rect x="{x:.0f}" y="{HEIGHT - 14}" width="10" height="10" fill="{COLOURS[layer.tone]}"/>')
        found.append(f'<text x="{x + 14:.0f}" y="{HEIGHT - 5}">{escape(label)}</text>')
        x += 30 + 7 * len(label)
    return "".join(found)
