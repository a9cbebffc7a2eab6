"""Walk briefs through scikit-learn's chart; where it names an estimator, fit it and decide: stop or try next."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import Exercise, Frames, OwnData, Prediction, action, estimators

from .grading import MISCONCEPTIONS, criteria
from .models import fold_scores
from .problem import Briefs, briefs
from .view import picture, program
from .walk import Chart


class PhoneAFriend(Exercise[Briefs, Chart]):
    """Eight briefs, one chart."""

    own_data = OwnData(x="", y="", target="any", rows=(50, 10_000))
    slow_grade = True
    untouched = "Answer the first question of the chart."
    predictions = (
        Prediction("Eight briefs wait. For how many of them will the chart name an estimator?",
                   ("for all of them", "for all but one or two", "for fewer than that"), truth="named",
                   evidence=lambda p, state: all(walk.over for walk in p.walks(state)),
                   why="A chart may also send you away: “get more data” and “tough luck” are answers too."),
    )
    misconceptions = MISCONCEPTIONS

    done = "Every turn follows from the table, and every stop from what was measured."
    setup = staticmethod(briefs)
    view = staticmethod(picture)
    code = staticmethod(program)
    criteria = staticmethod(criteria)

    def enabled_controls(self, p: Briefs, state: Chart) -> Collection[str]:
        walk = p.walk(state)
        if walk.over:
            return ["onward"] if state.brief + 1 < len(p.briefs) else []
        if walk.at in estimators.QUESTIONS:
            return ["yes", "no"]
        if p.unmeasured(state):
            return ["fit"]
        return ["stop", "try_next"] if estimators.BOXES[walk.at].try_next else ["stop"]

    yes = action("Yes", key="y")(lambda self, p, state: p.moved(state, "yes"))
    no = action("No", key="o")(lambda self, p, state: p.moved(state, "no"))

    @action("Fit it", key="f", slow=True)
    def fit(self, p: Briefs, state: Chart) -> Frames[Chart]:
        """Fit this box and the next, so that they can be compared, five folds each; every fold is a frame."""
        number, boxes = state.brief, p.unmeasured(state)
        before = tuple(each for each in state.scores if not (each[0] == number and each[1] in boxes))
        state = p.moved(state, "fit")
        found: dict[tuple[str, str], tuple[float, ...]] = {}
        for box in boxes:
            for name, score in fold_scores(box, p.data(number)):
                found[box, name] = (*found.get((box, name), ()), score)
                state = replace(state, scores=(*before, *((number, *names, folds) for names, folds in found.items())))
                yield state

    stop = action("Stop here", key="s")(lambda self, p, state: p.moved(state, "stop"))
    try_next = action("Try next", key="r")(lambda self, p, state: p.moved(state, "next"))
    onward = action("Next brief", key="b")(lambda self, p, state: replace(state, brief=state.brief + 1))

    def solution(self, p: Briefs, state: Chart) -> Chart:
        """The right turns; fit at each estimator, and go on while the next is worth it."""
        def worth(number: int, box: str) -> bool:
            return not p.judged(number, box, "next")
        return p.played(Chart(scores=state.scores), worth, lambda truth: truth)
