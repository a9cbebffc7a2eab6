"""Six classifiers, five folds each: the slow job of the benchmarks, as a learner's lesson would have it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tutor.api import Criterion, Exercise, Frames, OwnTable, View, action


def scores() -> Iterator[float]:
    """The mean accuracy of each model, as it comes: the plain call."""
    from sklearn.datasets import make_classification
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    from sklearn.naive_bayes import GaussianNB
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.svm import SVC
    from sklearn.tree import DecisionTreeClassifier

    X, y = make_classification(500, 8, random_state=0)
    for model in (LogisticRegression(), GaussianNB(), KNeighborsClassifier(), SVC(), DecisionTreeClassifier(),
                  RandomForestClassifier(random_state=0)):  # fmt: skip
        yield float(cross_val_score(model, X, y, cv=5).mean())


@dataclass(frozen=True)
class Drawn:
    """The seed alone: it makes every attempt a job of its own."""

    seed: int


@dataclass(frozen=True)
class Compared:
    found: tuple[float, ...] = ()


class Six(Exercise[Drawn, Compared]):
    """Six models, one frame each."""

    def setup(self, seed: int, table: OwnTable | None) -> Drawn:
        return Drawn(seed)

    @action("Compare", key="k", slow=True)
    def compare(self, p: Drawn, state: Compared) -> Frames[Compared]:
        state = Compared()
        for score in scores():
            state = replace(state, found=(*state.found, score))
            yield state

    def view(self, p: Drawn, state: Compared) -> View:
        return View()

    def criteria(self, p: Drawn, state: Compared) -> list[Criterion]:
        return [Criterion("compared", float(bool(state.found)))]

    def solution(self, p: Drawn, state: Compared) -> Compared:
        return Compared((1.0,))
