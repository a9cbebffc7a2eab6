"""How many numbers does a model learn? Bars of weights and biases, layer by layer."""

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Annotated

from tutor.api import (Axis, Bars, Chart, Criterion, Exercise, Metric, Misconception, Note, Number, OwnTable,
                       Prediction, Slider, View, convolutions, rubric)

Layers = tuple[int, ...]


@dataclass(frozen=True)
class Sizes:
    """A model to try, and the three counts that are asked for."""

    inputs: Annotated[int, Slider(1, 64, step=1, label="inputs")] = 4
    hidden: Annotated[int, Slider(0, 64, step=1, label="hidden")] = 0
    classes: Annotated[int, Slider(1, 10, step=1, label="outputs")] = 3
    first: Annotated[int | None, Number(label="A", integer=True, low=0)] = None
    second: Annotated[int | None, Number(label="B", integer=True, low=0)] = None
    third: Annotated[int | None, Number(label="C", integer=True, low=0)] = None

    @property
    def layers(self) -> Layers:
        return (self.inputs, self.hidden, self.classes) if self.hidden else (self.inputs, self.classes)

    @property
    def told(self) -> tuple[int | None, ...]:
        return self.first, self.second, self.third


@dataclass(frozen=True)
class Asked:
    """Three models by their layers' sizes."""

    models: tuple[Layers, Layers, Layers]

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(count(layers) for layers in self.models)


def count(layers: Layers) -> int:
    """Weights and biases of dense layers, one after another."""
    return sum(convolutions.dense_parameters(a, b) for a, b in pairwise(layers))


def weights(layers: Layers) -> int:
    """The weights alone."""
    return sum(a * b for a, b in pairwise(layers))


def _told(p: Asked, s: Sizes, wrong: list[int | None]) -> bool:
    return any(mine is not None and mine == bad for mine, bad in zip(s.told, wrong, strict=True))


def _weights(p: Asked) -> list[int | None]:
    return [weights(layers) for layers in p.models]


def _one_bias(p: Asked) -> list[int | None]:
    """One bias in all; where there is one output that is right."""
    return [None if len(layers) == 2 and layers[-1] == 1 else weights(layers) + 1 for layers in p.models]


def _units(p: Asked) -> list[int | None]:
    return [None if sum(layers) == count(layers) else sum(layers) for layers in p.models]


class Counting(Exercise[Asked, Sizes]):
    """Work out three counts; the sliders are for trying others."""

    untouched = "Try a model with the sliders, then type three counts."
    predictions = (
        Prediction("Logistic regression, 4 inputs and 3 classes. One more class: how many more numbers are learned?",
                   ("one", "four", "five"), 2, see="classes", why="The new class brings four weights and a bias."),
    )
    misconceptions = (
        Misconception("forgot the biases", lambda p, s: _told(p, s, _weights(p)),
                      "Those are the weights. Every unit of a layer has a bias as well.",
                      lambda p: dict(zip(("first", "second", "third"), _weights(p), strict=True)), score=0.5,
                      criterion="counts"),
        Misconception("one bias for all", lambda p, s: _told(p, s, _one_bias(p)) and not _told(p, s, _weights(p)),
                      "There is a bias for each output of a layer, not one for the model.",
                      lambda p: {"second": _one_bias(p)[1], "third": _one_bias(p)[2]}, score=0.5, criterion="counts"),
        Misconception("counted units", lambda p, s: _told(p, s, _units(p)) and not _told(p, s, _weights(p))
                      and not _told(p, s, _one_bias(p)), "Those are the units. Learned are the weights "
                      "between them, and a bias for each output.",
                      lambda p: {"second": _units(p)[1], "third": _units(p)[2]}, criterion="counts"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Asked:
        random = Random(seed)
        return Asked(((random.randint(5, 13), 1), (random.randint(5, 13), random.randint(3, 5)),
                      (random.choice([8, 16, 32]), random.choice([6, 10, 12]), random.choice([2, 4, 10]))))

    def view(self, p: Asked, s: Sizes) -> View:
        pairs = list(pairwise(s.layers))
        names = [f"{a}×{b} {what}" for a, b in pairs for what in ("weights", "biases")]
        hidden = s.layers in p.models
        values = [0 if hidden else number for a, b in pairs for number in (a * b, b)]
        a, b, c = p.models
        return View(
            Chart([Bars(names, values, label="learned", tone="model")], y=Axis("numbers", low=0, whole=True),
                  legend=False, title="asked: work it out" if hidden else "what the sliders' model learns"),
            *([] if hidden else [Metric("parameters", count(s.layers), format=",d")]),
            Note(f"A: {a[0]} inputs, 1 output. B: {b[0]} inputs, {b[1]} classes. C: network {c[0]}-{c[1]}-{c[2]}."),
        )

    def validate(self, p: Asked, s: Sizes) -> str:
        left = [name for name, told in zip("ABC", s.told, strict=True) if told is None]
        return f"Still open: {', '.join(left)}." if left else ""

    def criteria(self, p: Asked, s: Sizes) -> list[Criterion]:
        right = sum(mine == truth for mine, truth in zip(s.told, p.counts, strict=True))
        return [rubric.share("counts", right, 3, noun="counts right",
                             says="Inputs times outputs, and a bias for each output; then the next layer.")]

    def praise(self, p: Asked, s: Sizes) -> str:
        return f"{p.counts[0]}, {p.counts[1]} and {p.counts[2]}: inputs times outputs plus outputs, layer by layer."

    def solution(self, p: Asked, s: Sizes) -> Sizes:
        return replace(s, **dict(zip(("first", "second", "third"), p.counts, strict=True)))
