"""Judge the weights of four models: leave out a sixteenth of the rows, and read the condition number."""

from collections.abc import Callable

from tutor.api import (Axis, Bars, Chart, Exercise, Metric, Note, OwnTable, Prediction, View, misjudged, nice_limits,
                       source_code, verdicts)

from .cases import KPA, LETTERS, PARTS, STABLE, UNSTABLE, Case, Four, Judged, four

IDEAS: dict[str, tuple[str, Callable[[Case], str]]] = {
    "trend": ("a good fit has good weights", lambda c: f"R² is {c.r2:.3f}, but κ is {c.kappa:.0f}: most series rise "
              "together, so weight can move between them at almost no cost in fit. Leave out part 5, the year 1951."),
    "few": ("a few rows will do", lambda c: f"κ is {c.kappa:.0f}: {len(c.names)} weights and a bias, and only "
            f"{len(c.y)} rows to pin them down."),
    "copy": ("a copy does no harm", lambda c: f"κ is {c.kappa:.0f}: bp_kpa is bp in another unit. What one of them "
             "gains, the other can lose."),
    "good": ("what leaves residuals is unstable", lambda c: f"κ is {c.kappa:.1f}: no input can stand in for another. "
             "Leave rows out: the weights hardly move."),
    "weak": ("a low R² means unstable weights", lambda c: f"R² is only {c.r2:.2f}, and still κ is {c.kappa:.1f}. These "
             "inputs tell little about y, but what they tell stays the same whichever rows are left out."),
}
"""By kind of table: the idea that misjudges it, and what speaks against that."""


def _other(c: Case) -> str:
    return STABLE if c.verdict == UNSTABLE else UNSTABLE


class Trust(Exercise[Four, Judged]):
    """Which of these weights would you sign?"""

    untouched = "Judge at least one table."
    predictions = (
        Prediction("Six economic series explain employment over 16 years, with R² 0.995. Leave out one year and fit "
                   "again: how far do the weights move?",
                   ("hardly", "up to a tenth of the largest weight", "more than a tenth of the largest weight"),
                   truth="moves", see="part", steps=5,
                   why="Most series rise together. Many sets of weights fit nearly as well, and a single year decides "
                   "which."),
    )
    misconceptions = tuple(misjudged(kind, *idea, _other) for kind, idea in IDEAS.items())
    answers = verdicts(LETTERS)
    done = "All four. Neither a high R² nor a low one says whether the weights hold; κ does."

    def setup(self, seed: int, table: OwnTable | None) -> Four:
        return four(seed)

    def start(self, p: Four) -> Judged:
        return Judged(table=p.letter("trend"))

    def view(self, p: Four, s: Judged) -> View:
        case = p.of[s.table]
        low, high = nice_limits(0, case.weights)
        without = f"without part {s.part}" if s.part else "all in"
        normal, qr = (case.digits(method) for method in ("normal", "qr"))
        return View(
            Chart([Bars(case.names, case.weights[s.part], label="weight per sd", tone="model")],
                  y=Axis("weight per sd", low=low, high=high), legend=False, height=11,
                  title=f"{s.table}: {case.output}, {len(case.y)} rows, {without}"),
            Metric("R²", case.r2, format=".3f"),
            Metric("κ", case.kappa, format=".3g"),
            Note(f"From the raw table the normal equations keep about {normal} digits, QR about {qr}."),
        )

    def code(self, p: Four, s: Judged) -> str:
        """R² and κ in NumPy; a long table is read from scikit-learn."""
        case = p.of[s.table]
        if len(case.y) == PARTS:
            table = source_code(None, X=case.X, y=case.y)
        else:
            table = f"""from sklearn.datasets import load_diabetes

table = load_diabetes(as_frame=True, scaled=False).frame
table["bp_kpa"] = ({KPA} * table["bp"]).round(1)
X, y = table[{list(case.names)}].to_numpy(float), table["target"].to_numpy(float)
"""
        return f"""import numpy as np
{table}
A = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(len(X))])
theta = np.linalg.lstsq(A, y, rcond=None)[0]
print(f"R2 {{1 - np.sum((y - A @ theta) ** 2) / np.sum((y - y.mean()) ** 2):.3f}}")
print(f"condition number {{np.linalg.cond(A):.3g}}")
"""
