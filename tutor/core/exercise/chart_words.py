"""A chart in words: what it is of, then a sentence for every layer."""

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import AnyLayer
from tutor.core.exercise.layers.facts import Fact
from tutor.core.exercise.measured import minus


def chart_words(chart: Chart) -> str:
    """The twin in words of what is drawn."""
    axes = ", ".join(
        f"{name} is {axis.title}{' (logarithmic)' if axis.log else ''}"
        for name, axis in (("across", chart.x), ("up", chart.y))
        if axis.title
    )
    head = "Chart" + (f" “{chart.title}”" if chart.title else "") + (f": {axes}." if axes else ".")
    told = [minus(_layer(layer, fact, chart)) for layer, fact in zip(chart.layers, chart_facts(chart), strict=True)]
    return "\n".join([head, *told] if told else [head, "Nothing is drawn in it."])


def chart_facts(chart: Chart) -> list[Fact]:
    """The facts of every layer, in drawing order."""
    import numpy as np

    with np.errstate(all="ignore"):  # values of a diverged model overflow, and are counted as not finite
        return [layer.fact() for layer in chart.layers]


def _layer(layer: AnyLayer, fact: Fact, chart: Chart) -> str:
    name = f"{fact.kind} “{fact.label}”" if fact.label else fact.kind
    body = layer.told(fact, chart.x, chart.y) if fact.count else "nothing to draw"
    told = [said for said in (body, _lost(fact)) if said]
    return f"- {name[0].upper()}{name[1:]}: {'; '.join(told)}."


def _lost(fact: Fact) -> str:
    if not fact.non_finite:
        return ""
    said = "1 value is" if fact.non_finite == 1 else f"{fact.non_finite:,} values are"
    return f"{said} not finite: the model diverged, or a value is missing"
