"""Four fits, each with its two errors: is it too stiff, too loose, or as good as its data allow?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Annotated

import numpy as np

from tutor.api import (Choice, Exercise, Lettered, Metric, OwnTable, Prediction, View, forms, misjudged, source_code,
                       verdicts)

from .problem import DEGREES, Sample, drawn
from .view import curve_chart

OPEN, UNDER, WELL, OVER = "?", "underfitted", "well fitted", "overfitted"
VERDICTS = (OPEN, UNDER, WELL, OVER)
LETTERS = "ABCD"


@dataclass(frozen=True)
class Fit:
    """A degree fitted to a sample, and why it is among the four."""

    kind: str
    sample: Sample
    degree: int

    @property
    def training(self) -> float:
        return self.sample.training[self.degree]

    @property
    def validation(self) -> float:
        return self.sample.validation[self.degree]

    @property
    def lowest(self) -> float:
        """The lowest validation RMSE that any degree has here."""
        return min(self.sample.validation)

    @property
    def worse(self) -> float:
        """How many times as large its validation error is as the lowest: near 1 if it is well fitted."""
        return self.validation / self.lowest

    @property
    def apart(self) -> float:
        """How many times as large its validation error is as its training error."""
        return self.validation / self.training

    @property
    def verdict(self) -> str:
        """Well fitted if no degree does much better; else the gap between the errors tells which way it is off."""
        return WELL if self.worse <= 1.1 else OVER if self.apart > 1.6 else UNDER

    @property
    def clear(self) -> bool:
        """Whether both ratios are far from these edges."""
        well, off = self.worse <= 1.04 and self.apart <= 1.5, self.worse >= 1.35 and not 1.25 < self.apart < 2
        return well if self.verdict == WELL else off


KINDS: dict[str, tuple[str, str, float, tuple[int, ...]]] = {
    "stiff": (UNDER, "y = sin πx", 0.3, (0,)),
    "quiet": (UNDER, "y = sin 1.6πx", 0.05, (3, 4)),
    "wild": (OVER, "y = sin πx", 0.3, (12, 13)),
    "loose": (OVER, "y = 1.6x² − 0.6", 0.15, (9, 10, 11)),
    "noisy": (WELL, "y = sin πx", 0.7, (3, 4)),
    "gap": (WELL, "y = sin πx", 0.3, (5, 6)),
}
"""What each kind of fit is, its truth, its noise, and its degree: one of these."""
SAYS: dict[str, Callable[[Fit], str]] = {
    "stiff": lambda f: f"training {f.training:.2g} and validation {f.validation:.2g} are alike, but another degree has "
    f"validation {f.lowest:.2g}. No gap does not mean a good fit.",
    "quiet": lambda f: f"training {f.training:.2g} and validation {f.validation:.2g} look small and agree, but another "
    f"degree has {f.lowest:.2g}. Compare with what could be had.",
    "wild": lambda f: f"training is {f.training:.2g}, validation {f.validation:.2g}, {f.apart:.0f} times as much. The "
    "curve knows the fitted rows by heart.",
    "loose": lambda f: f"validation {f.validation:.2g} looks small, but it is {f.apart:.1f} times the training error, "
    f"and another degree has {f.lowest:.2g}.",
    "noisy": lambda f: f"validation {f.validation:.2g} looks large, but no degree has less than {f.lowest:.2g}: the "
    "rest is noise.",
    "gap": lambda f: f"validation is {f.apart:.1f} times training, but no degree has less than {f.lowest:.2g}. A small "
    "gap is the price of any fit.",
}
NAMES = {"stiff": "no gap, no problem", "quiet": "small errors need no mending",
         "wild": "a low training error is a good fit", "loose": "a small validation error is a good fit",
         "noisy": "large errors mean a bad fit", "gap": "any gap is overfitting"}


@dataclass(frozen=True)
class Four(Lettered[Fit]):
    """Four fits, under the letters A to D."""

    cases: tuple[Fit, ...]

    @property
    def largest(self) -> int:
        """Whether the fit with the largest validation error is off (0), or well fitted all the same (1)."""
        return int(max(self.cases, key=lambda fit: fit.validation).verdict == WELL)


@dataclass(frozen=True)
class Judged:
    """The fit on screen, and the verdicts."""

    fit: Annotated[str, Choice(tuple(LETTERS), label="fit")] = "A"
    A: Annotated[str, Choice(VERDICTS, label="A")] = OPEN
    B: Annotated[str, Choice(VERDICTS, label="B")] = OPEN
    C: Annotated[str, Choice(VERDICTS, label="C")] = OPEN
    D: Annotated[str, Choice(VERDICTS, label="D")] = OPEN


def fit(rng: np.random.RandomState, kind: str) -> Fit:
    """The first clear fit of this kind."""
    verdict, truth, noise, degrees = KINDS[kind]
    tries = (Fit(kind, drawn(rng, truth, noise), int(rng.choice(degrees))) for _ in count())
    return forms.first(tries, lambda each: each.verdict == verdict and each.clear)


def _wrong(f: Fit) -> str:
    return UNDER if f.kind == "noisy" else OVER if f.kind == "gap" else WELL


class Gap(Exercise[Four, Judged]):
    """Tell overfitted from underfitted by two errors and a comparison."""

    untouched = "Judge at least one fit."
    predictions = (
        Prediction("Four fits to four data sets. Is the one with the largest validation error a bad fit?",
                   ("yes, that one is off", "no, it is as good as its data allow"), truth="largest",
                   evidence=lambda p, s: all(getattr(s, letter) == fit.verdict for letter, fit in p.of.items()),
                   why="An error is large or small only beside the lowest that could be had on the same data."),
    )
    answers = verdicts(LETTERS)
    done = ("All four. First compare validation with the best that could be had; if it is worse, the gap to training "
            "tells which way.")
    misconceptions = tuple(misjudged(kind, NAMES[kind], SAYS[kind], _wrong) for kind in KINDS)

    def setup(self, seed: int, table: OwnTable | None) -> Four:
        """One too stiff, one too loose, a noisy one and one more, in an order of the seed."""
        rng = np.random.RandomState(seed % 2**32)
        under, over = rng.choice(["stiff", "quiet"]), rng.choice(["wild", "loose"])
        last = rng.choice([kind for kind in KINDS if kind not in (under, over, "noisy")])
        return Four(tuple(fit(rng, str(kind)) for kind in rng.permutation([under, over, "noisy", last])))

    def view(self, p: Four, s: Judged) -> View:
        """The curve, its two errors, and the lowest validation error of any degree."""
        shown = p.of[s.fit]
        return View(replace(curve_chart(shown.sample, shown.degree, label="fit"), title=f"fit {s.fit}", share=1.0),
                    Metric("RMSE training", shown.training, format=".3g"),
                    Metric("validation", shown.validation, format=".3g"),
                    Metric("lowest of all degrees", shown.lowest, format=".3g"))

    def code(self, p: Four, s: Judged) -> str:
        shown = p.of[s.fit]
        data = source_code(None, x=shown.sample.x, y=shown.sample.y, new_x=shown.sample.new_x, new_y=shown.sample.new_y)
        return f"""import numpy as np
from numpy.polynomial import Chebyshev

{data}
def errors(degree):
    curve = Chebyshev.fit(x, y, degree)
    return [np.mean((a - curve(b)) ** 2) ** 0.5 for a, b in ((y, x), (new_y, new_x))]

training, validation = errors({shown.degree})
lowest = min(errors(degree)[1] for degree in range({len(DEGREES)}))
print(f"training {{training:.3g}}, validation {{validation:.3g}}, lowest {{lowest:.3g}}")
"""
