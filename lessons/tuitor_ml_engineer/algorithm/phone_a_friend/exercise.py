"""Walk briefs through scikit-learn's chart; where it names an estimator, fit it and decide: stop or try next."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np

from tutor.api import Exercise, Frames, Grade, Mistake, OwnData, Part, Predict, View, action, choice, estimators

from .briefs import Brief, arrays, drawn, facts, fit_for_folds, split
from .models import FOLDS, SOURCES, best, fold_scores, measured
from .picture import picture, program
from .walk import Move, Walk, next_box, replay


@dataclass(frozen=True)
class Chart:
    """Which brief, every move made, and the folds measured as (brief, box, estimator, scores)."""

    brief: int = 0
    moves: tuple[Move, ...] = ()
    scores: tuple[tuple[int, str, str, tuple[float, ...]], ...] = ()


class PhoneAFriend(Exercise[Chart]):
    """Eight briefs, one chart."""

    own_data = OwnData(x="", y="", target="any", rows=(50, 10_000))
    slow_grade = True
    predictions = (
        Predict(
            "Eight briefs wait. For how many of them will the chart name an estimator?",
            ("for all of them", "for all but one or two", "for fewer than that"),
            truth=lambda exercise: exercise.truth_of_named(),
            why="A chart may also send you away: “get more data” and “tough luck” are answers too.",
        ),
    )

    def setup(self, seed: int) -> None:
        """The seed's eight briefs, or the learner's own table as the only one."""
        if self.data is None:
            self.briefs = drawn(seed)
            self.facts = tuple(map(facts, self.briefs))
            return
        table = dict(self.data)
        named = estimators.facts_of(table, "target")
        if named.category:
            fit_for_folds(table["target"], FOLDS)
        kind = "a category" if named.category else "a quantity"
        self.briefs = (Brief("own", f"Your table: {named.rows} rows. Its target is {kind}.", table="own"),)
        self.facts = (named,)
        self.arrays(0)

    def arrays(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """(X, y) of a brief that has a table."""
        brief = self.briefs[number]
        return split(self.data, "target") if brief.table == "own" else arrays(brief)

    def walk(self, state: Chart, number: int | None = None) -> Walk:
        """How far a brief has come."""
        number = state.brief if number is None else number
        return replay(state.moves, number, self.facts[number], bool(self.briefs[number].table))

    def truth_of_named(self) -> int:
        """0 all, 1 all but one or two, 2 fewer."""
        ends = [estimators.route(each)[-1] for each in self.facts]
        away = sum(end in estimators.ENDS for end in ends)
        return 2 if away > 2 else 1 if away else 0

    def unmeasured(self, state: Chart) -> list[str]:
        """Of the box where one stands and the one that "try next" leads to, what has no bar yet."""
        box = self.walk(state).at
        done = {each for number, each, _, folds in state.scores if number == state.brief and len(folds) == FOLDS}
        both = (box, next_box(box, self.facts[state.brief]))
        return [each for each in both if each in SOURCES and each not in done]

    def start(self) -> Chart:
        """The first brief, before the first question."""
        return Chart()

    def enabled(self, state: Chart) -> Collection[str]:
        """What can be done at this place of the chart."""
        walk = self.walk(state)
        if walk.over:
            return ["onward"] if state.brief + 1 < len(self.briefs) else []
        if walk.at in estimators.QUESTIONS:
            return ["yes", "no"]
        if self.unmeasured(state):
            return ["fit"]
        return ["stop", "try_next"] if estimators.BOXES[walk.at].try_next else ["stop"]

    def _moved(self, state: Chart, what: str) -> Chart:
        return replace(state, moves=(*state.moves, (state.brief, self.walk(state).at, what)))

    @action("Yes", key="y")
    def yes(self, state: Chart) -> Chart:
        """Answer the question with yes."""
        return self._moved(state, "yes")

    @action("No", key="o")
    def no(self, state: Chart) -> Chart:
        """Answer the question with no."""
        return self._moved(state, "no")

    @action("Fit it", key="f", slow=True)
    def fit(self, state: Chart) -> Frames[Chart]:
        """Fit this box and the next, so that they can be compared, five folds each; every fold is a frame."""
        number, boxes = state.brief, self.unmeasured(state)
        state = self._moved(state, "fit")
        found: dict[tuple[str, str], tuple[float, ...]] = {}
        before = tuple(each for each in state.scores if not (each[0] == number and each[1] in boxes))
        for box in boxes:
            for name, score in fold_scores(box, *self.arrays(number)):
                found[box, name] = (*found.get((box, name), ()), score)
                new = ((number, *names, folds) for names, folds in found.items())
                state = replace(state, scores=(*before, *new))
                yield state

    @action("Stop here", key="s")
    def stop(self, state: Chart) -> Chart:
        """Keep the best so far."""
        return self._moved(state, "stop")

    @action("Try next", key="r")
    def try_next(self, state: Chart) -> Chart:
        """Follow the arrow "try next"."""
        return self._moved(state, "next")

    @action("Next brief", key="b")
    def onward(self, state: Chart) -> Chart:
        """The next story."""
        return replace(state, brief=state.brief + 1)

    def view(self, state: Chart) -> View:
        """The brief, the chart about the place where one stands, and the bars so far."""
        return picture(self, state)

    def code(self, state: Chart) -> str:
        """scikit-learn for the bars on screen."""
        return program(self, state)

    def grade(self, state: Chart) -> Grade:
        """Right turns against the route of each brief's own facts; stop or next against what is measured."""
        if not state.moves:
            return Grade.unattempted("Answer the first question of the chart.")
        walks = [self.walk(state, number) for number in range(len(self.briefs))]
        turns = sum(len(self._questions(number, walk)) for number, walk in enumerate(walks))
        words = self._about_turns(walks)
        calls = [(number, box, what) for number, walk in enumerate(walks) for box, what in walk.decisions]
        judged = [self._judged(*call) for call in calls if self._has_next(*call[:2])]
        words += [text for score, text in judged if score < 1]
        missing = [number + 1 for number, walk in enumerate(walks) if not walk.over]
        if missing:
            words.append(f"Not at an end yet: brief {', '.join(map(str, missing))}.")
        right, wrong = sum(walk.right for walk in walks), sum(len(walk.wrong) for walk in walks)
        parts = [Part("turns", max(0, right - wrong) / turns, 0.7)]
        open_calls = [number for number in range(len(walks)) if self._calls_for(number)]
        if judged or open_calls:
            share = sum(score for score, _ in judged) / max(len(judged), len(open_calls))
            parts.append(Part("stop or next", share, 0.3))
        praise = "Every turn follows from the table, and every stop from what was measured."
        return Grade.rubric(
            parts, " ".join(words) or praise, route="; ".join(sorted({w for k in walks for w in k.wrong}))
        )

    def _questions(self, number: int, walk: Walk) -> list[str]:
        """Every question that this walk has to answer: those met, and those still ahead."""
        met = [place for place in walk.way if place in estimators.QUESTIONS]
        ahead = [place for place in estimators.route(self.facts[number]) if place in estimators.QUESTIONS]
        return met + [place for place in ahead if place not in met]

    def _about_turns(self, walks: list[Walk]) -> list[str]:
        """The questions answered wrongly, in the chart's order, each with its briefs."""
        found: dict[tuple[str, bool], list[str]] = {}
        for number, walk in enumerate(walks):
            for place in walk.wrong:
                found.setdefault((place, estimators.answer(place, self.facts[number])), []).append(str(number + 1))
        order = list(estimators.QUESTIONS)
        words = []
        for place, truth in sorted(found, key=lambda key: order.index(key[0])):
            asked = f"“{estimators.QUESTIONS[place].text}”: {'yes' if truth else 'no'}"
            words.append(f"{asked} in brief {', '.join(found[place, truth])}. {WHY[place]}")
        more = [f"And {len(words) - TOLD} more."] if len(words) > TOLD else []
        return words[:TOLD] + more

    def _has_next(self, number: int, box: str) -> bool:
        """Whether there is anything to decide at this box."""
        return next_box(box, self.facts[number]) in SOURCES

    def _calls_for(self, number: int) -> bool:
        """Whether this brief asks for a decision at all."""
        return bool(self.briefs[number].table) and self._has_next(number, estimators.route(self.facts[number])[-1])

    def _judged(self, number: int, box: str, what: str) -> tuple[float, str]:
        """(score, sentence) for a stop or a next, where there is a next."""
        following = next_box(box, self.facts[number])
        now, then = (best(measured(each, *self.arrays(number))) for each in (box, following))
        better = choice.worth_trying(now, then, FOLDS)
        gap, se = choice.mean(then) - choice.mean(now), choice.corrected_se(then, FOLDS)
        if better == (what == "next"):
            return 1.0, ""
        if better:
            says = f"the next is better by {gap:.3f}, more than its standard error of {se:.3f}. Go on there."
        elif gap >= 0.0005:
            says = f"the next gains {gap:.3f}, within its standard error of {se:.3f}. That is a tie: stop."
        else:
            says = "the next is no better. Stop."
        return 0.0, f"Brief {number + 1}: {says}"

    def solve(self, start: Chart) -> Chart:
        """The right turns; fit at each estimator, and go on while the next is worth it."""
        return self._played(
            start,
            lambda number, box: self._has_next(number, box) and self._judged(number, box, "next")[0] == 1.0,
            lambda place, truth: truth,
        )

    def _played(self, state: Chart, onward: Callable[[int, str], bool], turn: Callable[[str, bool], bool]) -> Chart:
        """All briefs to their ends, with these habits."""
        for number in range(len(self.briefs)):
            state = replace(state, brief=number)
            while not (walk := self.walk(state)).over:
                if walk.at in estimators.QUESTIONS:
                    said = turn(walk.at, estimators.answer(walk.at, self.facts[number]))
                    state = self._moved(state, "yes" if said else "no")
                elif walk.at not in walk.fitted:
                    state = self._moved(state, "fit")
                else:
                    go_on = bool(next_box(walk.at, self.facts[number])) and onward(number, walk.at)
                    state = self._moved(state, "next" if go_on else "stop")
        return state

    def mistakes(self) -> list[Mistake[Chart]]:
        """Habits that the chart does not reward."""
        start = self.start()
        yes = self._played(start, lambda number, box: True, lambda place, truth: True)
        no = self._played(start, lambda number, box: False, lambda place, truth: False)
        return [
            Mistake("yes to everything", yes, "“More than 50 samples?”: no"),
            Mistake("no to everything", no, "“More than 50 samples?”: yes"),
        ]


TOLD = 4
"""Most questions that the feedback goes into."""
WHY = {
    "n50": "Count the rows first.",
    "category": "Ask whether the answer is one of a few kinds, or a number.",
    "labelled": "Labelled means that somebody has written down the right answer for these rows.",
    "cls_100k": "Count the rows.",
    "reg_100k": "Count the rows.",
    "clu_known_10k": "Count the rows.",
    "clu_unknown_10k": "Count the rows.",
    "text": "The inputs are numbers.",
    "k_known": "The brief says whether the number of kinds is known.",
    "quantity": "A quantity is a number on a scale.",
    "few_features": "The brief says what is believed of the inputs.",
    "looking": "Just looking means that nothing is to be predicted, only to be seen.",
    "dim_10k": "Count the rows.",
    "structure": "",
}
