"""What overfitting looks like: the curve over the points, and beside it both errors of every degree seen so far."""

import numpy as np

from tutor.api import Axis, Chart, Line, Metric, Note, Points, Rule, View, nice_limits, source_code

from .problem import ACROSS, DEGREES, MOST, Choosing, Sample


def picture(p: Sample, s: Choosing) -> View:
    """Both charts, three numbers, and what is to be done next."""
    return View(curve_chart(p, s.degree, s.chosen is not None), errors_chart(p, s), *_numbers(p, s),
                Note(_next(p, s), tone="accent"))


def curve_chart(p: Sample, degree: int, truth: bool = False, label: str = "") -> Chart:
    """The curve of a degree over the points; with `truth`, what was kept for the end lies under it."""
    across = p.ends[0] + (ACROSS + 1) / 2 * (p.ends[1] - p.ends[0])
    low, high = nice_limits(p.y, p.new_y)
    kind, name = (Line, "truth") if p.truth else (Points, "kept rows")
    kept = [kind(p.last_x, p.last_y, label=name, tone="good")] if truth else []
    return Chart([Points(p.new_x, p.new_y, label="held out", tone="muted"), *kept,
                  Line(across, p.curve(degree, across), label=label or f"degree {degree}", tone="model"),
                  Points(p.x, p.y, label="fitted", tone="data")],
                 x=Axis(p.names[0], low=p.ends[0], high=p.ends[1]), y=Axis(p.names[1], low=low, high=high),
                 title="curve", share=0.5)


def errors_chart(p: Sample, s: Choosing) -> Chart:
    """Training and validation error of the degrees seen, and the error on new rows once a degree was decided on."""
    seen = sorted(s.seen)
    lines = [("validation", p.validation, "error"), ("training", p.training, "data"), ("new rows", p.last, "good")]
    scale = float(np.std(p.y))
    low = max(min(p.training) / 2, min(p.validation) / 30)
    return Chart([Rule(x=s.degree, tone="muted"),
                  *(Line(seen, [errors[d] for d in seen], label=label, tone=tone)  # type: ignore[arg-type]
                    for label, errors, tone in lines[: 3 if s.chosen is not None else 2])],
                 x=Axis("degree", low=0, high=MOST, whole=True),
                 y=Axis("RMSE", low=low, high=5 * scale, log=True), title="errors", share=0.5)


def lowest(p: Sample, s: Choosing) -> int:
    """The degree with the lowest validation error so far."""
    return min(sorted(s.seen), key=lambda d: p.validation[d])


def _numbers(p: Sample, s: Choosing) -> list[Metric]:
    return [Metric("RMSE training", p.training[s.degree], format=".3g"),
            Metric("validation", p.validation[s.degree], format=".3g"),
            Metric("behind the lowest seen", p.behind(s.degree, lowest(p, s)), unit="SE", format=".1f")]


def _next(p: Sample, s: Choosing) -> str:
    if s.chosen is not None:
        end = f"Truth: {p.truth}, noise {p.noise:g}" if p.truth else f"These are the {len(p.last_x)} kept rows"
        return f"You decided on degree {s.chosen}: {p.last[s.chosen]:.3g} on new rows. {end}."
    if len(s.seen) < len(DEGREES):
        return f"{len(s.seen)} of {len(DEGREES)} degrees seen."
    return "All seen. Go to the degree you would ship, and decide."


def program(p: Sample, s: Choosing) -> str:
    """The fits in NumPy, printing both errors, and how far the degree is behind the lowest seen."""
    if p.source is None:
        data = source_code(None, x=p.x, y=p.y, new_x=p.new_x, new_y=p.new_y)
    else:
        fitted, held, _ = p.rows
        data = (f"{source_code(p.source, x=p.x, y=p.y)}fitted = {list(fitted)}\nheld = {list(held)}\n"
                "x, y, new_x, new_y = x[fitted], y[fitted], x[held], y[held]\n")
    return f"""import numpy as np
from numpy.polynomial import Chebyshev

{data}
def squares(degree):
    curve = Chebyshev.fit(x, y, degree)        # scales x to [-1, 1]
    return (y - curve(x)) ** 2, (new_y - curve(new_x)) ** 2

training, validation = squares({s.degree})
print(f"training {{training.mean() ** 0.5:.3g}}, validation {{validation.mean() ** 0.5:.3g}}")

best = min((squares(degree)[1] for degree in {sorted(s.seen)}), key=np.mean)
gap = validation - best
se = min(each.std(ddof=1) for each in (gap, best)) / len(gap) ** 0.5
print(f"behind by {{gap.mean() / se if se else 0:.1f}} SE")
"""
