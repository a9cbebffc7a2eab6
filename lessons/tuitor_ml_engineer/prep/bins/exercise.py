"""Cut a quantity into bins: how many, by width or by count, and whether at all."""

from dataclasses import replace

from tutor.api import (Criterion, Exercise, Frames, Misconception, OwnData, OwnTable, Prediction, View, action,
                       rubric, validation)

from .problem import BINS, COUNT, LINE, MOST, OPEN, TIE, Cut, Rows, sine, table
from .view import picture, program


def count(p: Rows, s: Cut) -> Criterion:
    """The cut by its mean squared validation error, against the best: full within one standard error, or 5%."""
    mine, best = p.errors(s.k, s.strategy), p.errors(*p.best)
    told = f"validation RMSE {p.rmse(s.k, s.strategy):.4g}; the best of all cuts has {p.rmse(*p.best):.4g}"
    return rubric.within_se("count", float(mine.mean()), float(best.mean()), validation.paired(mine, best)[1],
                            higher_is_better=False, tolerance=TIE, weight=0.7, note=told,
                            says="Another strategy at this count does better: compare the two.")


def decision(p: Rows, s: Cut) -> Criterion:
    """Bins or a line on validation rows; a tie goes to the line, which needs two numbers."""
    right = LINE if p.line_wins else BINS
    both = f"line {p.line_rmse:.4g}, best bins {p.rmse(*p.best):.4g}"
    return Criterion("decision", float(s.keep == right), 0.3, both, says=f"RMSE on validation rows: {both}. No tie.")


def _off(p: Rows, s: Cut, side: int) -> bool:
    """Whether the cut is worse than a tie, with more bins (side 1) or fewer (side −1) than the best."""
    return count(p, s).score < 1 and (s.k - p.best[0]) * side > 0


def _too_many(p: Rows, s: Cut) -> str:
    return (f"{s.k} bins hold {len(p.x) / s.k:.1f} rows each on average, so their means follow the noise: RMSE "
            f"{p.train_rmse(s.k, s.strategy):.4g} on training rows, {p.rmse(s.k, s.strategy):.4g} on validation rows.")


def _too_few(p: Rows, s: Cut) -> str:
    answers = "1 bin gives the same answer everywhere" if s.k == 1 else f"{s.k} bins give only {s.k} answers"
    return f"{answers}: what x says inside a bin is lost. Add bins while the validation error falls."


COUNTED: tuple[Misconception[Rows, Cut], ...] = (
    Misconception("more bins are better", lambda p, s: _off(p, s, 1), _too_many,
                  lambda p: {"k": MOST, "strategy": COUNT}, criterion="count"),
    Misconception("fewer bins are safer", lambda p, s: _off(p, s, -1), _too_few, lambda p: {"k": 1},
                  criterion="count"),
)


class Binning(Exercise[Rows, Cut]):
    """Choose a cut on validation rows, then decide between bins and a line."""

    untouched = "First change the number of bins."

    def settle(self, p: Rows, before: Cut, after: Cut) -> Cut:
        """Each cut that was on screen stays in the second chart."""
        return replace(after, tried=_with(after.tried, after))

    @action("Sweep", key="s")
    def sweep(self, p: Rows, s: Cut) -> Frames[Cut]:
        """All counts of this strategy, one after another."""
        for k in range(1, MOST + 1):
            s = replace(s, k=k)
            s = replace(s, tried=_with(s.tried, s))
            yield s

    def view(self, p: Rows, s: Cut) -> View:
        return picture(p, s)

    def validate(self, p: Rows, s: Cut) -> str:
        return "Now decide which to keep: bins or a straight line." if s.keep == OPEN else ""

    def criteria(self, p: Rows, s: Cut) -> list[Criterion]:
        return [count(p, s), decision(p, s)]

    def praise(self, p: Rows, s: Cut) -> str:
        return (f"Validation RMSE {p.rmse(s.k, s.strategy):.4g} with {s.k} bins, {p.line_rmse:.4g} with a line"
                f"{': a tie, so the simpler one stays' if s.keep == LINE else ''}.")

    def solution(self, p: Rows, s: Cut) -> Cut:
        k, strategy = p.best
        return replace(s, k=k, strategy=strategy, keep=LINE if p.line_wins else BINS)

    def code(self, p: Rows, s: Cut) -> str:
        return program(p, s)


def _with(tried: tuple[tuple[int, str], ...], s: Cut) -> tuple[tuple[int, str], ...]:
    return tried if (s.k, s.strategy) in tried else (*tried, (s.k, s.strategy))


class Sine(Binning):
    """A wave: here bins beat the line."""

    predictions = (
        Prediction("First ten bins of equal count, then sixty. What does the error on validation rows do?",
                   ("it falls: more detail", "it stays the same", "it rises"), truth="from_ten_to_sixty",
                   see="sweep", evidence=lambda p, s: {(10, COUNT), (MOST, COUNT)} <= set(s.tried),
                   why="With two rows in each bin, a mean repeats the noise of those two."),
    )
    misconceptions = (
        *COUNTED,
        Misconception("a line is always enough", lambda p, s: s.keep == LINE and not p.line_wins, lambda p, s:
                      f"The line cuts through the wave: RMSE {p.line_rmse:.4g} on validation rows, where bins reach "
                      f"{p.rmse(*p.best):.4g}.", lambda p: {"keep": LINE}, criterion="decision"),
    )

    def setup(self, seed: int, own: OwnTable | None) -> Rows:
        return sine(seed)


class Table(Binning):
    """A nearly straight relation, or the learner's own two columns."""

    own_data = OwnData(x="number", y="number", rows=(50, 5_000))
    predictions = (
        Prediction("Will the best bins beat the straight line by more than a tie?", ("yes", "no"),
                   truth="clearly", see="sweep",
                   why="Bins earn their keep where a relation bends. A straight one they only coarsen."),
    )
    misconceptions = (
        *COUNTED,
        Misconception("binning always helps", lambda p, s: s.keep == BINS and p.line_wins, lambda p, s:
                      f"The line has RMSE {p.line_rmse:.4g} on validation rows, the luckiest of {2 * MOST} cuts "
                      f"{p.rmse(*p.best):.4g}: a tie. The line needs two numbers and has no jumps.",
                      lambda p: {"keep": BINS} if p.line_wins else None, score=0.3, criterion="decision"),
    )

    def setup(self, seed: int, own: OwnTable | None) -> Rows:
        return table(seed, own)
