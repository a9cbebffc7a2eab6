"""A sealed function, twelve calls, a contract of seven properties, and five inputs that nobody has asked yet."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import Slider, Toggle, nice, sealed

CALLS, UNSEEN = 12, 5
FIELDS = dict(zip(("repeatable", "affine", "rising", "flat", "jumps", "periodic", "memory"), sealed.PROPERTIES,
                  strict=True))
"""Field of the state -> the property that it promises."""


@dataclass(frozen=True)
class Calls:
    """What was asked, which properties are promised, what is predicted; whether a rival function is shown."""

    x: Annotated[float, Slider(sealed.LOW, sealed.HIGH, step=0.25, label="x")] = 5.0
    guess: Annotated[float, Slider("levels", label="f(x)")] = 0.0
    repeatable: Annotated[bool, Toggle(label="repeatable")] = False
    affine: Annotated[bool, Toggle(label="affine")] = False
    rising: Annotated[bool, Toggle(label="never falls")] = False
    flat: Annotated[bool, Toggle(label="flat parts")] = False
    jumps: Annotated[bool, Toggle(label="jumps")] = False
    periodic: Annotated[bool, Toggle(label="periodic")] = False
    memory: Annotated[bool, Toggle(label="has memory")] = False
    rival: bool = False
    asked: tuple[float, ...] = ()
    pinned: tuple[float, ...] = ()

    @property
    def promised(self) -> frozenset[str]:
        """The properties that are switched on."""
        return frozenset(name for field, name in FIELDS.items() if getattr(self, field))

    @property
    def twice(self) -> tuple[int, int] | None:
        """The first two calls with one x, by number from 0."""
        return next(((self.asked.index(x), k) for k, x in enumerate(self.asked) if x in self.asked[:k]), None)


@dataclass(frozen=True)
class Box:
    """The sealed function and the unseen inputs, in the order in which they are asked after the learner's calls."""

    f: sealed.Sealed
    unseen: tuple[float, ...]

    @cached_property
    def levels(self) -> tuple[float, float, float]:
        """(low, high, step) of what f can return, with room."""
        y = np.concatenate([self.f.mean(sealed.GRID, k) for k in (0, CALLS + UNSEEN)])
        room = 0.15 * np.ptp(y) + 3 * self.f.noise
        low, high = float(y.min() - room), float(y.max() + room)
        return nice.span(low, high, nice.step((high - low) / 200))

    @cached_property
    def truth(self) -> frozenset[str]:
        """The properties that dense probing finds."""
        return sealed.properties(self.f)

    @property
    def agrees(self) -> int:
        """0 where equal calls get equal answers, 1 where not."""
        return 0 if sealed.REPEATABLE in self.truth else 1

    def answers(self, s: Calls) -> np.ndarray:
        """What the calls made so far returned."""
        return self.f.answer(s.asked, np.arange(len(s.asked)))

    def targets(self, s: Calls) -> np.ndarray:
        """What the unseen inputs return, noise left aside, as the calls after those made."""
        return self.f.mean(self.unseen, len(s.asked) + np.arange(UNSEEN))

    def rmse(self, s: Calls, pinned: tuple[float, ...]) -> float:
        """Of predictions; what lies within the noise is no error."""
        miss = np.abs(np.array(pinned) - self.targets(s)[: len(pinned)])
        return float(np.sqrt(np.mean(np.maximum(0, miss - self.f.noise) ** 2)))

    def earned(self, s: Calls, pinned: tuple[float, ...]) -> float:
        """1 − RMSE/sd(f), not below 0."""
        return max(0.0, 1 - self.rmse(s, pinned) / self.f.spread) if pinned else 0.0

    def line(self, s: Calls) -> tuple[float, ...]:
        """What the best straight line through the learner's calls says of the unseen inputs."""
        if len(set(s.asked)) < 2:
            return ()
        return tuple(float(y) for y in np.polyval(np.polyfit(s.asked, self.answers(s), 1), self.unseen))

    def frozen(self, s: Calls) -> tuple[float, ...]:
        """What the unseen inputs would return if the number of calls did not count."""
        return tuple(float(y) for y in self.f.mean(self.unseen, 0))


def box(seed: int) -> Box:
    """One of the six kinds, and five inputs off the learner's grid, none of them near a step."""
    random = Random(seed)
    f = sealed.draw(random.choice(sealed.KINDS), random.randrange(2**31))
    while True:
        unseen = [random.randint(3, 97) / 10 for _ in range(UNSEEN)]
        near = [abs(x / f.width - round(x / f.width)) * f.width < 0.3 for x in unseen if f.kind == "step"]
        gaps = np.diff(sorted(unseen))
        if gaps.min() > 0.8 and not any(near) and all(x % 0.25 for x in unseen):
            return Box(f, tuple(unseen))
