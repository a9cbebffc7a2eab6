"""What the eight screens share: the file, the right way through the day, and the leak."""

from dataclasses import replace

from tutor.api import Criterion, Exercise, Misconception

from . import grading, models, view
from .problem import Customer
from .state import KEEP, METRICS, MOMENTS, OPEN, ROW_IS, TARGETS, Day

SHIP_IT: Misconception[Customer, Day] = Misconception(
    "CV 1.000, ship it", lambda p, s: s.code == KEEP, lambda p, s:
    f"Cross-validated {models.cv(p, s)[0]:.3f}, sealed {models.accuracy(p, s):.3f}: report_code is filled after the "
    "diagnosis. In the sealed rows, as on the day, it is 0. Go back to the repair and drop it."
    if s.opened else "report_code is filled once the report is written. On the day it is still 0: drop it.",
    lambda p: {"code": KEEP}, criterion="leak")


def opened(p: Customer, s: Day) -> Day:
    """The seal broken, once: forecast and score as they were then, and by which pipeline."""
    if s.opened or s.forecast is None or OPEN in (s.model, s.fitted):
        return s
    return replace(s, opened=((s.forecast, models.accuracy(p, s), s.pipeline),))


class CustomerDay(Exercise[Customer, Day]):
    """What the parts share."""

    untouched = "Nothing has been chosen yet."
    needed: tuple[str, ...] = ()
    """Controls that must have been answered before there is something to judge."""
    setup = staticmethod(models.open_day)
    view = staticmethod(view.frame)

    def sealed(self, p: Customer, s: Day) -> bool:
        return bool(s.opened)

    def validate(self, p: Customer, s: Day) -> str:
        if self.part in ("test", "report") and not s.opened:
            return view.BEFORE if OPEN in (s.model, s.fitted) else (
                "Type your forecast, then open the seal: o." if self.part == "test" else "Open the seal first.")
        left = any(getattr(s, name) in (OPEN, None) for name in self.needed)
        return (view.BEFORE if self.part == "threshold" else "Something is still open.") if left else ""

    def criteria(self, p: Customer, s: Day) -> list[Criterion]:
        return grading.whole(p, s)

    def solution(self, p: Customer, s: Day) -> Day:
        """The whole day done right, but for a seal that is open already."""
        b = p.best
        s = replace(s, row=ROW_IS[1], target=TARGETS[0], moment=MOMENTS[0], flags=tuple(sorted(p.truth)), cut=b.cut,
                    gaps=b.gaps, spelling=b.spelling, repeats=b.repeats, code=b.code, model=b.model, fitted=b.fitted,
                    t=b.t)
        s = s if s.opened else opened(p, replace(s, forecast=round(models.cv(p, s)[0], 3)))
        true = tuple(i for i, holds in enumerate(view.limits(p, s).values()) if holds)
        return replace(s, rows=float(len(p.used(s))), metric=METRICS[0], free=round(p.free, 3), limits=true)
