"""Two races with batch size and learning rate of your choice: a sprint of two epochs, a marathon of twenty."""

from dataclasses import replace

from tutor.api import Criterion, Exercise, Frames, OwnData, OwnTable, Prediction, View, action

from .grading import MARATHON, SPRINT, criteria, misconceptions
from .problem import TICKS, WALKS, Ran, Runner, Track, track
from .view import picture, program

REMEMBERED = 4


class Race(Exercise[Track, Runner]):
    """Five walks at once; each part has its own length and goal."""

    own_data = OwnData(x="", y="number", rows=(50, 100_000))
    untouched = "Run the race first, to its end."

    def settle(self, p: Track, before: Runner, after: Runner) -> Runner:
        """Other settings are another race: back to the start."""
        return replace(after, at=0)

    def view(self, p: Track, s: Runner) -> View:
        return picture(p, s)

    def code(self, p: Track, s: Runner) -> str:
        return program(p, s)

    @action("Run", key="r")
    def run(self, p: Track, s: Runner) -> Frames[Runner]:
        """On from where it was stopped; a finished race begins anew."""
        if s.at >= TICKS:
            s = replace(s, at=0)
        while s.at < TICKS:
            s = replace(s, at=s.at + 1)
            if s.at == TICKS:
                s = replace(s, ran=(*s.ran, self._result(p, s))[-REMEMBERED:])
            yield s

    def _result(self, p: Track, s: Runner) -> Ran:
        return s.batch, s.eta, p.inside(s.batch, s.eta)

    def validate(self, p: Track, s: Runner) -> str:
        return "" if s.at == TICKS else "Run the race to its end: a race that is under way has no result."

    def criteria(self, p: Track, s: Runner) -> list[Criterion]:
        return criteria(p, s)

    def solution(self, p: Track, s: Runner) -> Runner:
        """The best of a few pairs, run to the end."""
        batch, eta = p.best
        return replace(s, batch=batch, eta=eta, at=TICKS)


class Sprint(Race):
    """Two epochs."""

    misconceptions = tuple(misconceptions(SPRINT))
    predictions = (
        Prediction("The full batch follows the exact gradient, here at nearly the largest stable η. Two epochs: where "
                   "does it end?",
                   ("within the goal", "above it, but better than the best constant",
                    "no better than the best constant"),
                   truth=lambda p: _ending(p), see="run",
                   why="An epoch is one step for the full batch. Two exact steps are still only two."),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Track:
        return track(seed, table, epochs=2, nominal=10.0)

    def start(self, p: Track) -> Runner:
        return Runner(batch=p.n, eta=float(f"{0.966 * p.edge:.2g}"))

    def praise(self, p: Track, s: Runner) -> str:
        full = float(p.above(p.n, self.start(p).eta)[-1].max())
        return (f"All five are inside after {p.steps(s.batch)} noisy steps. The full batch made {p.epochs} exact ones "
                f"of the same rows, and ended {full:.3g}% above the optimum.")


class Marathon(Race):
    """Twenty epochs."""

    misconceptions = tuple(misconceptions(MARATHON))
    predictions = (
        Prediction("Batches of four at this η come near the optimum within two epochs. Now they get ten times as many: "
                   "how many of the five walks end within the goal?",
                   ("all five: more epochs, nearer", "not all: some or none"), truth=lambda p: _settling(p), see="run",
                   why="At a constant η the noise of small batches never dies down: soon a walk is as near as it will "
                       "stay."),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Track:
        return track(seed, table, epochs=20, nominal=1.0)

    def start(self, p: Track) -> Runner:
        return Runner(batch=4, eta=float(f"{0.22 / (len(p.inputs) + 1):.2g}"))

    def praise(self, p: Track, s: Runner) -> str:
        worst, exact = float(p.above(s.batch, s.eta)[-1].max()), float(p.exact(s.batch, s.eta)[-1])
        return (f"All five are inside: {p.steps(s.batch):,} steps, the worst {worst:.2g}% above the optimum. Without "
                f"any noise it would be {exact:.2g}%.")


def _ending(p: Track) -> int:
    """Where the sprint's start ends: 0 in the goal, 1 below the best constant, 2 not even that."""
    s = Sprint().start(p)
    far = float(p.above(s.batch, s.eta)[-1].max())
    return 0 if far <= p.goal else 1 if far < p.constant else 2


def _settling(p: Track) -> int:
    """Whether the marathon's start leaves walks outside."""
    s = Marathon().start(p)
    return int(p.inside(s.batch, s.eta) < WALKS)
