"""Box plots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample
from tutor.core.exercise.layers.facts import Fact, finite, named, named_words
from tutor.core.exercise.layers.names import NAMES, checked_names
from tutor.core.exercise.limited import Wrong, floats, some


@dataclass(frozen=True, eq=False, slots=True)
class Box(Layer):
    """A box plot per name: median, quartiles, whiskers to 1.5 IQR, points beyond."""

    names: Sequence[str]
    groups: Sequence[Floats]

    sample: ClassVar[Sample] = "box"

    @property
    def slots(self) -> Sequence[str]:
        return self.names

    def checked(self, subject: str) -> Self:
        names, groups = checked_names(self.names, subject), some(self.groups, f"groups of {subject}", NAMES)
        if len(groups) != len(names):
            raise Wrong(f"{subject} has {len(names)} names for {len(groups)} groups")
        return replace(self, names=names, groups=tuple(floats(group, subject) for group in groups))

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("y", group) for group in self.groups)

    def draw(self, pen: Pen) -> None:
        pen.boxes(self.names, self.groups, self.tone)

    def fact(self) -> Fact:
        import numpy as np

        found = [(finite(group), name) for group, name in zip(self.groups, self.names, strict=True)]
        parts = [f"{name} from {good.min():.4g} to {good.max():.4g}" for (good, _), name in found if len(good)]
        medians = [float(np.median(good)) if len(good) else np.nan for (good, _), _ in found]
        lost = sum(missing for (_, missing), _ in found)
        return named("box plots", self.label, self.names, medians, "; ".join(parts), lost)

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        return named_words(fact, "medians ")
