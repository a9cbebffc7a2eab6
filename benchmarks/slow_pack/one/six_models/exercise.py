"""Six classifiers, five folds each: the slow job of the benchmarks, as a learner's lesson would have it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tutor.api import Exercise, Frames, Grade, View, action


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
class Compared:
    found: tuple[float, ...] = ()


class Six(Exercise[Compared]):
    """Six models, one frame each."""

    def setup(self, seed: int) -> None:
        """Nothing is drawn."""

    def start(self) -> Compared:
        return Compared()

    @action("Compare", key="k", slow=True)
    def compare(self, state: Compared) -> Frames[Compared]:
        state = Compared()
        for score in scores():
            state = replace(state, found=(*state.found, score))
            yield state

    def view(self, state: Compared) -> View:
        return View()

    def grade(self, state: Compared) -> Grade:
        return Grade.passed("Done.") if state.found else Grade.unattempted("Not yet.")
