"""The chart's counts and routes, and the facts that a table gives it."""

import pytest

from tutor.core.datasets import columns
from tutor.ml.estimators import BOXES, ENDS, QUESTIONS, Facts, answer, arrows, facts_of, kind_of, route

BRIEFS = {
    "iris": (Facts(150, category=True, labelled=True), 0),
    "iris, two tries": (Facts(150, category=True, labelled=True), 2),
    "diabetes": (Facts(442, quantity=True), 0),
    "diabetes, one try": (Facts(442, quantity=True), 1),
    "diabetes, few features": (Facts(442, quantity=True, few_features=True), 0),
    "linnerud (20 rows)": (Facts(20, quantity=True), 0),
    "digits without labels, 10 groups": (Facts(1797, category=True, k_known=True), 0),
    "digits, just looking, one try": (Facts(1797, looking=True), 1),
    "digits, just looking, two tries": (Facts(1797, looking=True), 2),
    "1M labelled rows": (Facts(1_000_000, category=True, labelled=True), 0),
    "short texts, labelled, one try": (Facts(3000, category=True, labelled=True, text=True), 1),
}


@pytest.mark.parametrize("brief", BRIEFS)
def test_reference_routes(brief, reference):
    facts, tries = BRIEFS[brief]
    assert route(facts, tries) == reference["routes"][brief]


def test_every_reference_route_is_tried(reference):
    assert set(BRIEFS) == set(reference["routes"])


def test_counts_of_the_chart():
    boxes = [name for box in BOXES.values() for name in box.estimators]
    assert (len(QUESTIONS), len(boxes), len(set(boxes)), len(ENDS)) == (14, 25, 24, 2)
    labels = [label for _, _, label in arrows()]
    assert (len(labels), labels.count("try next"), labels.count("")) == (35, 7, 2)


def test_everything_is_reached_and_nothing_leads_astray():
    nodes = {"start", *QUESTIONS, *BOXES, *ENDS}
    assert {end for pair in arrows() for end in pair[:2]} == nodes
    reached, todo = set(), ["start"]
    while todo:
        at = todo.pop()
        reached.add(at)
        todo += [end for start, end, _ in arrows() if start == at and end not in reached]
    assert reached == nodes


def test_answers_are_facts_of_the_rows():
    assert [answer(name, Facts(9_999)) for name in ("n50", "dim_10k", "cls_100k")] == [True, True, True]
    assert [answer(name, Facts(10_001)) for name in ("n50", "dim_10k", "cls_100k")] == [True, False, True]
    assert not answer("structure", Facts(100))


@pytest.mark.parametrize(
    ("name", "target", "end"),
    [
        ("iris", "species", "linear_svc"),
        ("wine", "cultivar", "linear_svc"),
        ("digits", "digit", "linear_svc"),
        ("breast_cancer", "diagnosis", "linear_svc"),
        ("diabetes", "progression", "ridge_svrlinear"),
        ("linnerud", "weight", "get_more_data"),
    ],
)
def test_shipped_tables_find_their_box(name, target, end):
    assert route(facts_of(columns(f"core/{name}"), target))[-1] == end


def test_what_no_table_tells_is_told():
    iris = columns("core/iris")
    assert facts_of(iris, "species", rows=1_000_000).rows == 1_000_000
    assert route(facts_of(iris, looking=True))[-1] == "randomized_pca"
    assert route(facts_of(iris, category=True, k_known=True))[-1] == "kmeans"


def test_prose_is_text():
    table = {"ticket": ["my screen is black", "it does not start at all"] * 40, "team": ["a", "b"] * 40}
    facts = facts_of(table, "team")
    assert facts.text
    assert route(facts, 1)[-1] == "naive_bayes"
    assert not facts_of(table, "ticket").text


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["a", "b"], "category"),
        ([0, 1] * 30, "category"),
        ([0.0, 1.0, float("nan")] * 30, "category"),
        ([True, False, None] * 10, "category"),
        ([1.5, 2.5] * 30, "quantity"),
        (list(range(60)), "quantity"),
        ([float("inf"), 1.0] * 30, "quantity"),
        ([3, 4, 5], "quantity"),
    ],
)
def test_kind_of_target(values, kind):
    assert kind_of(values) == kind
