"""Gradient descent on a line's loss, stepped by hand: find the edge of stability, then reach the bottom."""

from dataclasses import replace

from tutor.api import Criterion, Exercise, Frames, OwnData, Prediction, action

from .grading import EDGES, IDEAS
from .problem import ENOUGH, LONGEST, Landscape, Walk, landscape, tidy
from .view import picture, program


class Descend(Exercise[Landscape, Walk]):
    """Walk down the sum of squares of Anscombe's first set, or of your own table."""

    own_data = OwnData(x="number", y="number", rows=(50, 100_000))
    setup = staticmethod(landscape)
    view = staticmethod(picture)
    code = staticmethod(program)

    def start(self, p: Landscape) -> Walk:
        return Walk(eta=p.eta)

    def settle(self, p: Landscape, before: Walk, after: Walk) -> Walk:
        """Another scale is another landscape: back to the start."""
        return replace(after, runs=()) if after.scaled != before.scaled else after

    step = action("Step", key="s")(lambda self, p, walk: walk.further(1))

    @action("Run", key="r")
    def run(self, p: Landscape, walk: Walk) -> Frames[Walk]:
        """Steps until the bottom is reached, the run is lost, or the longest run is over."""
        while walk.steps < LONGEST and ENOUGH < p.left_of(walk) < 1e12:
            walk = walk.further(max(1, walk.steps // 12))
            yield walk

    to_start = action("To the start")(lambda self, p, walk: replace(walk, runs=()))


class Edge(Descend, part="edge"):
    """The largest rate at which the loss still falls."""

    predictions = (
        Prediction("At this rate the loss falls with every step. Make the rate fifty times as large: what then?",
                   ("it falls about fifty times as fast", "it falls, but more slowly", "it grows without end"),
                   truth="raising_eta", see="fifty",
                   why="Beyond the edge, each step overshoots the bottom by more than it was away from it."),
    )
    answers = EDGES
    untouched = "Type the largest rate at which the loss still falls."
    done = "Both are the edge, 2/λmax, to within 5%."

    @action("Run at 50 η", key="f")
    def fifty(self, p: Landscape, walk: Walk) -> Frames[Walk]:
        walk = replace(walk, runs=())
        for _ in range(10):
            walk = walk.further(1, times=50)
            yield walk


class Reach(Descend, part="reach"):
    """The bottom, in few steps."""

    visible_controls = ("eta", "scaled", "step", "run", "to_start")
    predictions = (
        Prediction("With x standardised and the best rate for it, how many steps will the same descent need?",
                   ("about as many", "about a tenth", "less than a hundredth"), truth="scaling",
                   evidence=lambda p, walk: walk.scaled and p.left_of(walk) <= ENOUGH,
                   why="The steps needed grow with the condition number; standardising one feature brings it to 1."),
    )
    misconceptions = IDEAS

    def validate(self, p: Landscape, walk: Walk) -> str:
        return "" if walk.runs else "No step taken yet."

    def criteria(self, p: Landscape, walk: Walk) -> list[Criterion]:
        there = p.left_of(walk) <= ENOUGH and walk.steps <= p.budget(p.ground(walk.scaled))
        return [Criterion("bottom", float(there))]

    def praise(self, p: Landscape, walk: Walk) -> str:
        ground, other = p.ground(walk.scaled), p.needed(p.raw, p.raw.rates.best)
        count = p.needed(ground, ground.rates.best)
        best = f"You are there at step {walk.steps}; the best constant rate needs {count}."
        return f"{best} With x as it is, it would need {other or 'more than can be counted'}." if walk.scaled else best

    def solution(self, p: Landscape, walk: Walk) -> Walk:
        """One standardised run at the best rate."""
        rate = tidy(p.standard.rates.best)
        return replace(walk, scaled=True, eta=rate, runs=((rate, p.needed(p.standard, rate) or 1),))
