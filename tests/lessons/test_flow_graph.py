"""The lesson `flow-graph`: node by node with carry-forward, the order of the walk back, and the V of differences."""

from dataclasses import replace

import pytest

from tuitor_ml_engineer.tensors.flow_graph.exercise import RULES, Filled, FlowGraph
from tuitor_ml_engineer.tensors.flow_graph.questions import reused
from tuitor_ml_engineer.tensors.flow_graph.vshape import VShape, Width

WEIGHTS = {"forward": 0.2, "local": 0.2, "backward": 0.6}
BACK = ("g_L", "g_e", "g_s", "g_p", "g_b", "g_W", "g_x")


def whole(graph, state):
    """The score over the parts that count."""
    total = 0.0
    for part, weight in WEIGHTS.items():
        graph.part = part
        total += weight * graph.grade(state).score
    return total


def filled_with(value):
    numbers = {rule.field: value for part in WEIGHTS for rule in RULES[part]}
    return Filled(**numbers, order=BACK)


def test_the_reference_passes_in_full_and_the_naive_get_half_at_most(opened, seeds):
    for seed in seeds:
        graph = opened(FlowGraph, seed)
        assert whole(graph, graph.solve(graph.start())) == pytest.approx(1)
        assert whole(graph, graph.start()) == 0
        for value in (0.0, 1.0, -1.0, 2.0):
            assert whole(graph, filled_with(value)) <= 0.5


def test_the_numbers_of_the_course(opened):
    graph = opened(FlowGraph)
    graph.inputs = {"W": 2, "x": 3, "b": 1, "y": 10}
    truth = graph.truth()
    assert (truth["L"], truth["g_W"], truth["g_b"], truth["g_x"]) == (9, -18, -6, -12)
    assert reused(0)["right"] == 2 * reused(0)["a"] + 1
    assert graph.truth_of_reuse() == 2


def test_a_wrong_node_costs_itself_alone(opened, seeds):
    for seed in seeds:
        graph = opened(FlowGraph, seed, "forward")
        W, x, b, y = (graph.inputs[name] for name in "Wxby")
        p = W * x + 1
        e = p + b - y
        slipped = Filled(p=p, s=p + b, e=e, L=e * e)
        assert graph.grade(slipped).score == pytest.approx(3 / 4)
        assert graph.grade(slipped).feedback.startswith("p:")


def test_right_numbers_count_whatever_was_wrong_before(opened, seeds):
    for seed in seeds:
        graph = opened(FlowGraph, seed, "backward")
        right = graph.solve(graph.start())
        wrong_before = replace(right, p=None, e=99.0, p_W=99.0, L_e=99.0)
        assert graph.grade(wrong_before).score == pytest.approx(1)


def test_a_better_answer_never_scores_less(opened, seeds):
    for seed in seeds:
        for part in WEIGHTS:
            graph = opened(FlowGraph, seed, part)
            right, state = graph.solve(graph.start()), filled_with(0.0)
            scores = [graph.grade(state).score]
            for rule in RULES[part]:
                state = replace(state, **{rule.field: getattr(right, rule.field)})
                scores.append(graph.grade(state).score)
            assert scores == sorted(scores)


def test_the_order_earns_only_what_the_gradients_do(opened):
    graph = opened(FlowGraph, 1, "backward")
    right = graph.solve(graph.start())
    assert graph.grade(replace(right, order=tuple(reversed(BACK)))).score == pytest.approx(2 / 3)
    assert graph.grade(replace(right, order=("g_L", "g_e", "g_s", "g_b", "g_p", "g_x", "g_W"))).score == pytest.approx(
        1
    )
    early = ("g_L", "g_e", "g_p", "g_s", "g_b", "g_W", "g_x")
    assert "∂L/∂p was filled in before ∂L/∂s" in graph.grade(replace(right, order=early)).feedback


def test_a_field_cleared_and_filled_again_moves_to_the_end_of_the_order(opened):
    graph = opened(FlowGraph, 1, "backward")
    first = graph.settle(graph.start(), replace(graph.start(), g_W=1.0))
    both = graph.settle(first, replace(first, g_p=1.0))
    cleared = graph.settle(both, replace(both, g_W=None))
    assert both.order == ("g_W", "g_p")
    assert graph.settle(cleared, replace(cleared, g_W=1.0)).order == ("g_p", "g_W")


@pytest.mark.parametrize("part", ["build", "forward", "local", "backward"])
def test_each_mistake_has_its_own_sentence_and_the_right_answer_none(opened, seeds, part):
    for seed in seeds:
        graph = opened(FlowGraph, seed, part)
        mistakes = [mistake for mistake in graph.mistakes() if mistake.part == part]
        right = graph.grade(graph.solve(graph.start())).feedback
        for mistake in mistakes:
            grade = graph.grade(mistake.state)
            assert grade.outcome == "failed", mistake.name
            assert {other.expect for other in mistakes if other.expect in grade.feedback} == {mistake.expect}
            assert mistake.expect not in right


@pytest.mark.parametrize("part", list(WEIGHTS))
def test_no_named_wrong_route_gives_a_right_number(opened, seeds, part):
    for seed in range(max(300, len(seeds))):
        graph = opened(FlowGraph, seed, part)
        numbers = {**graph.truth(), **graph.inputs}
        for rule in RULES[part]:
            routes = [value(numbers) for _, value, _ in rule.routes]
            wrong = [value for value in routes if value != rule.value(numbers)]
            # at e the local slope is the gradient, since 1 comes in from L
            assert len(routes) - len(wrong) == (rule.field == "g_e"), (seed, rule.field)


def test_the_formula_shows_brackets_only_about_a_minus(opened, seeds):
    for seed in seeds:
        graph = opened(FlowGraph, seed, "forward")
        shown = graph.view(graph.start()).parts[-1].numbers
        assert "(" not in shown.removeprefix("L = (").replace("(-", "")
        assert "+ -" not in shown
        assert "- -" not in shown


def test_predictions_come_true(opened, seeds):
    said = {opened(FlowGraph, seed).truth_of_raising_b() for seed in seeds}
    assert said == {0, 1}


def test_the_v_of_the_course(opened):
    shape = opened(VShape)
    shape.p, shape.q = 1.5, -0.5
    assert shape.exact == pytest.approx(-0.4823157, abs=1e-7)
    assert shape.error(6e-6) < 1e-11
    assert shape.error(1e-11) == pytest.approx(2e-6, rel=0.9)


def test_the_tip_of_the_v_passes_and_its_arms_do_not(opened, seeds):
    for seed in seeds:
        shape = opened(VShape, seed)
        start = shape.start()
        assert shape.truth_of_shrinking() == 1
        assert shape.grade(shape.solve(start)).score == 1.0
        assert shape.grade(start).outcome == "unattempted"
        for h, words in ((1e-12, "rounding"), (1e-2, "bends")):
            grade = shape.grade(Width(h, (0.1, h)))
            assert grade.score <= 0.5
            assert words in grade.feedback
