"""Four sealed maps of the plane, each to be told linear, affine or neither by what it does to a·u + b·v."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Annotated, Any

import numpy as np

from tutor.api import (Axis, Chart, Choice, Criterion, Exercise, Metric, Misconception, Note, OwnTable, Points,
                       Prediction, Segments, Slider, Toggle, View, nice_limits, tensors)

OPEN, LINEAR, AFFINE, NEITHER = "?", "linear", "affine", "neither"
VERDICTS = (OPEN, LINEAR, AFFINE, NEITHER)
LETTERS = ("A", "B", "C", "D")
BENDS: dict[str, Callable[[Any], Any]] = {
    "": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "abs": np.abs,
}
u, v = np.array([2.0, 1.0]), np.array([1.0, 3.0])
STEPS = [step / 2 for step in range(-4, 5)]


@dataclass(frozen=True)
class Sealed:
    """x ↦ W · bend(x) + c, which the learner does not see."""

    W: tuple[tuple[float, float], tuple[float, float]]
    c: tuple[float, float]
    bend: str

    def __call__(self, x: Any) -> Any:
        return np.array(self.W) @ BENDS[self.bend](x) + np.array(self.c)

    @cached_property
    def kind(self) -> str:
        """As probing at random tells it."""
        return tensors.kind(self, 2)

    def pair(self, a: float, b: float) -> tuple[Any, Any]:
        """f(au + bv), and a·f(u) + b·f(v)."""
        return self(a * u + b * v), a * self(u) + b * self(v)


@dataclass(frozen=True)
class Probe:
    """Which map, which a and b, and the four verdicts."""

    map: Annotated[str, Choice(LETTERS, label="map")] = "A"
    keep: Annotated[bool, Toggle(label="keep a + b = 1")] = False
    a: Annotated[float, Slider(-2, 2, step=0.5, label="a")] = 0.5
    b: Annotated[float, Slider(-2, 2, step=0.5, label="b")] = 0.5
    A: Annotated[str, Choice(VERDICTS, label="A is")] = OPEN
    B: Annotated[str, Choice(VERDICTS, label="B is")] = OPEN
    C: Annotated[str, Choice(VERDICTS, label="C is")] = OPEN
    D: Annotated[str, Choice(VERDICTS, label="D is")] = OPEN


@dataclass(frozen=True)
class Four:
    """The maps A to D."""

    maps: tuple[Sealed, ...]

    @property
    def of(self) -> dict[str, Sealed]:
        return dict(zip(LETTERS, self.maps, strict=True))

    @property
    def agreeing(self) -> int:
        """What agreement at a = b = ½ says of the first map: 0 linear, 1 not linear, 2 not settled by it."""
        agree = np.allclose(*self.maps[0].pair(0.5, 0.5))
        others = any(not np.allclose(*each.pair(0.5, 0.5)) for each in self.maps if each.kind != LINEAR)
        return 1 if not agree else 0 if others else 2


def _first(p: Four, s: Probe) -> tuple[str, str, str]:
    """The first map judged wrongly: its letter, what it is, what was said."""
    found = ((letter, f.kind, getattr(s, letter)) for letter, f in p.of.items())
    return next((each for each in found if each[1] != each[2] and each[2] != OPEN), ("", "", ""))


def misconceptions() -> Iterator[Misconception[Four, Any]]:
    """Each wrong verdict, with a gap of this very map."""
    says: dict[tuple[str, str], tuple[str, Callable[[Sealed], str]]] = {
        (AFFINE, LINEAR): ("Wx + b is linear", lambda f: "at a = b = 1 the two points are "
                           f"{_size(f, 1, 1):.3g} apart. The rest of it is linear, but it moves the origin: affine."),
        (NEITHER, LINEAR): ("scaling is enough", lambda f: f"at a = 2, b = −1 the two points are {_size(f, 2, -1):.3g} "
                            "apart. One gap is enough: not linear."),
        (NEITHER, AFFINE): ("a gap means affine", lambda f: "with a + b = 1, an affine map leaves no gap. At a = 2, "
                            f"b = −1 this one leaves {_size(f, 2, -1):.3g}."),
        (AFFINE, NEITHER): ("a gap means neither", lambda f: "keep a + b = 1: the gap is gone for every a. That is "
                            "what affine means."),
        (LINEAR, AFFINE): ("linear needs a constant", lambda f: "a linear map is affine with the constant 0; say the "
                           "stronger word. Here no a and b leave a gap."),
        (LINEAR, NEITHER): ("negative factors break it", lambda f: "no a and b leave a gap here: linear."),
    }
    for (truth, said), (name, about) in says.items():
        yield Misconception(name, _is(truth, said), _about(about), _example(truth, said))


def _is(truth: str, said: str) -> Callable[[Four, Any], bool]:
    return lambda p, s: _first(p, s)[1:] == (truth, said)


def _about(about: Callable[[Sealed], str]) -> Callable[[Four, Any], str]:
    return lambda p, s: f"{_first(p, s)[0]}: {about(p.of[_first(p, s)[0]])}"


def _example(truth: str, said: str) -> Callable[[Four], dict[str, Any] | None]:
    def example(p: Four) -> dict[str, Any] | None:
        letter = next((letter for letter, f in p.of.items() if f.kind == truth), "")
        return {letter: said} if letter else None

    return example


def _size(f: Sealed, a: float, b: float) -> float:
    """How far the two points are apart."""
    return float(np.linalg.norm(tensors.gap(f, u, v, a, b)))


class Maps(Exercise[Four, Probe]):
    """Move a and b; watch whether f(au + bv) and a·f(u) + b·f(v) part."""

    untouched = "Move a and b, then judge the maps."
    predictions = (
        Prediction("At a = b = ½ the two points agree for map A. What does that say of A?",
                   ("it is linear", "it is not linear", "nothing yet: other kinds agree there too"), truth="agreeing",
                   evidence=lambda p, s: p.of[s.map].kind != LINEAR and _size(p.of[s.map], s.a, s.b) > 0.01,
                   why="All four maps agree there, this one too, and here it parts. One agreement proves nothing."),
    )
    misconceptions = tuple(misconceptions())

    def setup(self, seed: int, table: OwnTable | None) -> Four:
        """A linear map, an affine one, one with a kink, and one more."""
        random = Random(seed)
        kinds = [("", False), ("", True), (random.choice(["relu", "abs"]), random.random() < 0.5)]
        kinds.append(random.choice([("", False), ("", True), ("relu", False), ("abs", True)]))
        random.shuffle(kinds)
        return Four(tuple(_sealed(random, *kind) for kind in kinds))

    def settle(self, p: Four, before: Probe, after: Probe) -> Probe:
        """With a + b kept at 1, the one that was not moved follows."""
        if not after.keep:
            return after
        if after.b != before.b and abs(1 - after.b) <= 2:
            return replace(after, a=1 - after.b)
        a = max(after.a, -1.0)
        return replace(after, a=a, b=1 - a)

    def view(self, p: Four, s: Probe) -> View:
        """Both points, and the way from one to the other."""
        f = p.of[s.map]
        one, two = f.pair(s.a, s.b)
        spots = np.array([point for a in STEPS for b in STEPS for point in f.pair(a, b)])
        x, y = (nice_limits(spots[:, axis]) for axis in (0, 1))
        return View(
            Chart([Segments([one[0]], [one[1]], [two[0]], [two[1]], label="gap", tone="error"),
                   Points([two[0]], [two[1]], label="a·f(u) + b·f(v)", tone="accent"),
                   Points([one[0]], [one[1]], label="f(au + bv)", tone="model")],
                  x=Axis("first output", low=x[0], high=x[1]), y=Axis("second", low=y[0], high=y[1])),
            Metric("gap", float(np.linalg.norm(one - two)), format=".3g"),
            Metric("a + b", s.a + s.b, format="g"),
            Metric("u", _point(u)),
            Metric("v", _point(v)),
            Note(f"{s.map}: f(au + bv) = {_point(one)}, a·f(u) + b·f(v) = {_point(two)}"),
        )

    def validate(self, p: Four, s: Probe) -> str:
        return self.untouched if {getattr(s, letter) for letter in LETTERS} == {OPEN} else ""

    def criteria(self, p: Four, s: Probe) -> list[Criterion]:
        right = sum(getattr(s, letter) == f.kind for letter, f in p.of.items())
        return [Criterion("maps", right / 4, note=f"{right} of 4 maps are right",
                          says="Judge each map: no gap at all, a gap except where a + b = 1, or a gap even there?")]

    def praise(self, p: Four, s: Probe) -> str:
        return "All four, without a look inside. A layer Wx + b is affine; the bend between layers makes a net more."

    def solution(self, p: Four, s: Probe) -> Probe:
        return replace(s, **{letter: f.kind for letter, f in p.of.items()})  # type: ignore[arg-type]


def _sealed(random: Random, bend: str, moved: bool) -> Sealed:
    """Small whole numbers; W can be inverted, so that no bend is hidden."""
    while True:
        a, b, c, d = (random.choice([-2.0, -1.0, 1.0, 2.0, 3.0]) for _ in range(4))
        if a * d != b * c:
            shift = (random.choice([-3.0, -2.0, 2.0, 3.0]), random.choice([-2.0, 1.0, 2.0])) if moved else (0.0, 0.0)
            return Sealed(((a, b), (c, d)), shift, bend)


def _point(x: Any) -> str:
    return f"({x[0]:.3g}, {x[1]:.3g})".replace("-", "−")

