"""What transfer looks like: the loss of the source network, then accuracies against labels as bands over all draws."""

from collections.abc import Sequence

import numpy as np

from tutor.api import Axis, Band, Chart, Line, Metric, Note, Rule, Tone, View

from .tasks import DRAWS, FIRST, LABELS, SECOND, Called, Scores, Tasks, gain

EDGE = 2
"""Draws left out of the band at each end."""


def picture(p: Tasks, s: Called) -> View:
    """The newest that there is, and the numbers at the number of labels on the slider."""
    known, new = (", ".join(map(str, each)) for each in (p.known, p.new))
    about = (Note(f"Task 1: ten digits, 1,000 labels → {p.goal}"),
             Note(f"Task 2: {known}, many labels → {new}"))
    if not s.first:
        return View(*about, _loss(s))
    charts = [_accuracy(FIRST, s.first, s.n, bool(s.second))]
    if s.second:
        charts.append(_accuracy(SECOND, s.second, s.n, True))
    shown = s.second or s.first
    scores = next((each for each in shown if each[0] == s.n), shown[-1])
    wins = sum(b > a for a, b in zip(scores[1], scores[2], strict=True))
    return View(*about, *charts, Metric("raw", float(np.mean(scores[1])), format=".3f"),
                Metric("pre-trained", float(np.mean(scores[2])), format=".3f"),
                Metric("gain", 100 * gain(scores), unit="pt", format="+.1f"),
                Metric("wins", f"{wins} of {DRAWS}"), *_trials(s))


def _loss(s: Called) -> Chart:
    layers: list[Rule | Line] = [Rule(y=float(np.log(10)), label="guessing", tone="muted")]
    if s.losses:
        layers.append(Line(range(1, len(s.losses) + 1), s.losses, label="source network", tone="model"))
    return Chart(layers, x=Axis("epoch", low=0, high=60, whole=True), y=Axis("loss", low=0, high=2.5),
                 title="pre-training")


def _accuracy(task: int, scores: Sequence[Scores], n: int, half: bool) -> Chart:
    labels = [each[0] for each in scores]
    raw, pre = [sorted(each[1]) for each in scores], [sorted(each[2]) for each in scores]
    layers: list[Rule | Band | Line] = [Rule(x=n, tone="muted")]
    series: tuple[tuple[str, list[list[float]], Tone], ...] = (("raw", raw, "data"), ("pre-trained", pre, "model"))
    for name, found, tone in series:
        layers += [Band(labels, [each[EDGE] for each in found], [each[-1 - EDGE] for each in found], tone=tone),
                   Line(labels, [float(np.mean(each)) for each in found], label=name, tone=tone)]
    return Chart(layers, x=Axis("labels", low=LABELS[0], high=LABELS[-1], log=True),
                 y=Axis("accuracy", low=0.5, high=1), title=f"task {task}", share=0.5 if half else 1.0)


def _trials(s: Called) -> list[Note]:
    if s.second:
        return []
    if not s.trials:
        return [Note("Task 2, ten labels: which mean gain? d tries a draw.", tone="accent")]
    tried = ", ".join(f"{100 * each:+.1f}" for each in s.trials)
    return [Note(f"Task 2, ten labels, single draws: {tried} pt.", tone="accent")]
