"""scikit-learn's chart "Choosing the right estimator", as facts: questions, boxes, and the way through them.

14 questions, 25 estimators in 18 boxes, 2 dead ends, 35 arrows of which 7 say "try next" (what to do when the
box before did not help). Ids and wording are ours. At exactly 50, 10K or 100K rows the chart says nothing.
Source: scikit-learn's documentation, images/ml_map.svg (BSD-3-Clause project), read in 2024's edition.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple


class Question(NamedTuple):
    """A question of the chart and where its answers lead; `structure` has one arrow, whatever the answer."""

    text: str
    yes: str
    no: str


class Box(NamedTuple):
    """Estimators that the chart offers together, and where its "try next" arrow leads, if it has one."""

    group: str
    estimators: tuple[str, ...]
    try_next: str = ""


START = "n50"

QUESTIONS: Mapping[str, Question] = {
    "n50": Question("More than 50 samples?", "category", "get_more_data"),
    "category": Question("Predicting a category?", "labelled", "quantity"),
    "labelled": Question("Do you have labelled data?", "cls_100k", "k_known"),
    "cls_100k": Question("Fewer than 100K samples?", "linear_svc", "sgd_classifier"),
    "text": Question("Text data?", "naive_bayes", "kneighbors"),
    "k_known": Question("Number of categories known?", "clu_known_10k", "clu_unknown_10k"),
    "clu_known_10k": Question("Fewer than 10K samples?", "kmeans", "minibatch_kmeans"),
    "clu_unknown_10k": Question("Fewer than 10K samples?", "meanshift_vbgmm", "tough_luck"),
    "quantity": Question("Predicting a quantity?", "reg_100k", "looking"),
    "reg_100k": Question("Fewer than 100K samples?", "few_features", "sgd_regressor"),
    "few_features": Question("Should only a few features be important?", "lasso_elasticnet", "ridge_svrlinear"),
    "looking": Question("Just looking?", "randomized_pca", "structure"),
    "dim_10k": Question("Fewer than 10K samples?", "isomap_spectral", "kernel_approx_dim"),
    "structure": Question("Predicting structure?", "tough_luck", "tough_luck"),
}

_CLASSES, _CLUSTERS, _NUMBERS, _DIMENSIONS = (
    "classification",
    "clustering",
    "regression",
    "dimensionality reduction",
)

BOXES: Mapping[str, Box] = {
    "linear_svc": Box(_CLASSES, ("LinearSVC",), "text"),
    "sgd_classifier": Box(_CLASSES, ("SGDClassifier",), "kernel_approx_cls"),
    "kernel_approx_cls": Box(_CLASSES, ("kernel approximation",)),
    "kneighbors": Box(_CLASSES, ("KNeighborsClassifier",), "svc_ensemble"),
    "svc_ensemble": Box(_CLASSES, ("SVC", "ensemble classifiers")),
    "naive_bayes": Box(_CLASSES, ("naive Bayes",)),
    "kmeans": Box(_CLUSTERS, ("KMeans",), "spectral_gmm"),
    "minibatch_kmeans": Box(_CLUSTERS, ("MiniBatchKMeans",)),
    "spectral_gmm": Box(_CLUSTERS, ("SpectralClustering", "GaussianMixture (GMM)")),
    "meanshift_vbgmm": Box(_CLUSTERS, ("MeanShift", "BayesianGaussianMixture (VBGMM)")),
    "sgd_regressor": Box(_NUMBERS, ("SGDRegressor",)),
    "lasso_elasticnet": Box(_NUMBERS, ("Lasso", "ElasticNet")),
    "ridge_svrlinear": Box(_NUMBERS, ("Ridge", "SVR(kernel='linear')"), "svrrbf_ensemble"),
    "svrrbf_ensemble": Box(_NUMBERS, ("SVR(kernel='rbf')", "ensemble regressors")),
    "randomized_pca": Box(_DIMENSIONS, ("PCA (randomized)",), "dim_10k"),
    "isomap_spectral": Box(_DIMENSIONS, ("Isomap", "SpectralEmbedding"), "lle"),
    "kernel_approx_dim": Box(_DIMENSIONS, ("kernel approximation",)),
    "lle": Box(_DIMENSIONS, ("LocallyLinearEmbedding",)),
}

ENDS: Mapping[str, str] = {"get_more_data": "get more data", "tough_luck": "tough luck"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the chart asks about a table and a wish."""

    rows: int
    category: bool = False
    labelled: bool = False
    k_known: bool = False
    text: bool = False
    quantity: bool = False
    few_features: bool = False
    looking: bool = False


def arrows() -> list[tuple[str, str, str]]:
    """Every arrow as (from, to, label): "yes", "no", "try next" or "" (the two that carry no label)."""
    found = [("start", START, "")]
    for name, question in QUESTIONS.items():
        if question.yes == question.no:
            found.append((name, question.yes, ""))
        else:
            found += [(name, question.yes, "yes"), (name, question.no, "no")]
    return found + [(name, box.try_next, "try next") for name, box in BOXES.items() if box.try_next]


def answer(question: str, facts: Facts) -> bool:
    """The right answer to a question of the chart, e.g. answer("cls_100k", facts)."""
    if question == "n50":
        return facts.rows > 50
    if question.endswith("_100k"):
        return facts.rows < 100_000
    if question.endswith("_10k"):
        return facts.rows < 10_000
    return bool(getattr(facts, question, False))


def route(facts: Facts, tries: int = 0) -> list[str]:
    """The ids along the way, from the first question to a box or dead end, with `tries` "try next" taken."""
    at, path = START, [START]
    while True:
        if at in QUESTIONS:
            at = QUESTIONS[at].yes if answer(at, facts) else QUESTIONS[at].no
        elif at in BOXES and tries and BOXES[at].try_next:
            at, tries = BOXES[at].try_next, tries - 1
        else:
            return path
        path.append(at)


def after(box: str, facts: Facts) -> str:
    """The box that the arrow "try next" leads to, over questions in between; empty if there is none."""
    at = BOXES[box].try_next
    while at in QUESTIONS:
        at = QUESTIONS[at].yes if answer(at, facts) else QUESTIONS[at].no
    return at if at in BOXES else ""


def text(key: str) -> str:
    """What the chart says at an id: a question, a dead end, or the names of estimators."""
    if key in QUESTIONS:
        return QUESTIONS[key].text
    return ENDS.get(key) or " or ".join(BOXES[key].estimators)


def kind_of(values: Iterable[Any]) -> Literal["category", "quantity"]:
    """What a target is: text is a category, and so are whole numbers with few values for so many rows.

    Few means at most 20, and at most a fifth of the rows; a count (of visits) that looks so is yours to name.
    """
    known = [value for value in values if value is not None and value == value]
    if any(isinstance(value, str) for value in known):
        return "category"
    whole = all(float(value).is_integer() for value in known)
    return "category" if whole and len(set(known)) <= min(20, len(known) / 5) else "quantity"


def facts_of(table: Mapping[str, Sequence[Any]], target: str = "", **wish: Any) -> Facts:
    """The chart's facts about a table: its rows, the kind of its target, and whether an input is free text.

    `wish` overrides or adds what no table can tell: rows=…, few_features=…, k_known=…, looking=….
    """
    kind = kind_of(table[target]) if target else ""
    inputs = [values for name, values in table.items() if name != target]
    seen: dict[str, Any] = {
        "rows": len(next(iter(table.values()), ())),
        "category": kind == "category",
        "labelled": kind == "category",
        "quantity": kind == "quantity",
        "text": any(_is_prose(values) for values in inputs),
    }
    return Facts(**{**seen, **wish})


def _is_prose(values: Sequence[Any]) -> bool:
    """Whether most cells are text of several words."""
    return 2 * sum(isinstance(value, str) and len(value.split()) > 2 for value in values) > len(values)
