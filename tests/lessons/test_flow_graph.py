"""The lesson `flow-graph`: node by node with carry-forward, the order of the walk back, and the V of differences."""

from dataclasses import replace

import pytest

from tuitor_ml_engineer.tensors.flow_graph.exercise import FlowGraph
from tuitor_ml_engineer.tensors.flow_graph.problem import BACKWARD, Filled, Inputs
from tuitor_ml_engineer.tensors.flow_graph.questions import reused
from tuitor_ml_engineer.tensors.flow_graph.vshape import Slope, VShape

WEIGHTS = {"forward": 0.2, "local": 0.2, "backward": 0.6}


def answers(part):
    return FlowGraph.parts[part].answers


def whole(graph, state):
    """The score over the parts that count."""
    total = 0.0
    for part, weight in WEIGHTS.items():
        graph.part = part
        total += weight * graph.grade(state).score
    return total


def filled_with(value):
    numbers = {answer.field: value for part in WEIGHTS for answer in answers(part)}
    return Filled(**numbers, order=BACKWARD)


def solved(graph):
    state = graph.start
    for part in WEIGHTS:
        graph.play.put(state)
        graph.play.solve(part)
        state = graph.play.state
    return state


def test_the_naive_get_half_at_most(opened, seeds):
    for seed in seeds:
        graph = opened(FlowGraph, seed)
        assert whole(graph, solved(graph)) == pytest.approx(1)
        for value in (0.0, 1.0, -1.0, 2.0):
            assert whole(graph, filled_with(value)) <= 0.5


def test_the_numbers_of_the_course():
    p = Inputs(W=2, x=3, b=1, y=10)
    assert (p.truth["L"], p.truth["g_W"], p.truth["g_b"], p.truth["g_x"]) == (9, -18, -6, -12)
    assert p.central() == pytest.approx([-18, -12, -6])
    assert reused(0)["right"] == 2 * reused(0)["a"] + 1
    assert p.reuse == 2


def test_a_wrong_node_costs_itself_alone(opened, seeds):
    for seed in seeds:
        graph = opened(FlowGraph, seed, "forward")
        p = graph.p.W * graph.p.x + 1
        e = p + graph.p.b - graph.p.y
        verdict = graph.grade(Filled(p=p, s=p + graph.p.b, e=e, L=e * e))
        assert verdict.score == pytest.approx(3 / 4)
        assert verdict.feedback.startswith("p:")


def test_right_numbers_count_whatever_was_wrong_before(opened, seeds):
    for seed in seeds:
        graph = opened(FlowGraph, seed, "backward")
        assert graph.grade(replace(solved(graph), p=None, e=99.0, p_W=99.0, L_e=99.0)).score == pytest.approx(1)


def test_a_better_answer_never_scores_less(opened, seeds):
    for seed in seeds:
        for part in WEIGHTS:
            graph = opened(FlowGraph, seed, part)
            right, state = solved(graph), filled_with(0.0)
            scores = [graph.grade(state).score]
            for answer in answers(part):
                state = replace(state, **{answer.field: getattr(right, answer.field)})
                scores.append(graph.grade(state).score)
            assert scores == sorted(scores)


def test_the_order_earns_only_what_the_gradients_do(opened):
    graph = opened(FlowGraph, 1, "backward")
    right = solved(graph)
    assert graph.grade(replace(right, order=tuple(reversed(BACKWARD)))).score == pytest.approx(2 / 3)
    other = ("g_L", "g_e", "g_s", "g_b", "g_p", "g_x", "g_W")
    assert graph.grade(replace(right, order=other)).score == pytest.approx(1)
    early = ("g_L", "g_e", "g_p", "g_s", "g_b", "g_W", "g_x")
    assert "∂L/∂p was filled in before ∂L/∂s" in graph.grade(replace(right, order=early)).feedback


def test_a_field_cleared_and_filled_again_moves_to_the_end_of_the_order(opened):
    graph = opened(FlowGraph, 1, "backward")
    for name, value in (("g_W", 1.0), ("g_p", 1.0), ("g_W", None), ("g_W", 1.0)):
        graph.play.set(name, value, "backward")
    assert graph.play.state.order == ("g_p", "g_W")


@pytest.mark.parametrize("part", list(WEIGHTS))
def test_no_known_wrong_way_gives_a_right_number(opened, part):
    for seed in range(300):
        graph = opened(FlowGraph, seed, part)
        right = graph.solution()
        for answer in answers(part):
            ways = [value for wrong in answer.wrong if (value := wrong.of(graph.p, right)) == value]
            assert len(ways) >= len(answer.wrong) - 1  # of a slope of the learner's own there is none in the solution
            assert not set(ways) & set(answer.all_right(graph.p, right)), (seed, answer.field)


def test_the_formula_shows_brackets_only_about_a_minus(opened, seeds):
    for seed in seeds:
        shown = opened(FlowGraph, seed).play.view("forward").parts[-1].numbers
        assert "(" not in shown.removeprefix("L = (").replace("(-", "")
        assert "+ -" not in shown
        assert "- -" not in shown


def test_predictions_are_tried_in_their_own_part_and_come_true(opened, seeds):
    assert {opened(FlowGraph, seed).p.raising_b for seed in seeds} == {0, 1}
    graph = opened(FlowGraph, 1)
    graph.play.act("raise_b", "forward")
    assert len(graph.play.view("forward").parts) == 3
    assert len(graph.play.view("backward").parts) == 2


def test_the_order_of_the_gradients_is_on_screen(opened):
    graph = opened(FlowGraph, 1, "backward")
    for name in ("g_L", "g_e"):
        graph.play.set(name, 1.0, "backward")
    assert graph.play.view("backward").parts[-1].text == "Filled in so far: ∂L/∂L, ∂L/∂e"


def test_the_v_of_the_course():
    shape = Slope(1.5, -0.5)
    assert shape.exact == pytest.approx(-0.4823157, abs=1e-7)
    assert shape.error(6e-6) < 1e-11
    assert shape.error(1e-11) == pytest.approx(2e-6, rel=0.9)


def test_the_tip_of_the_v_passes_and_its_arms_do_not(opened, seeds):
    for seed in seeds:
        shape = opened(VShape, seed)
        assert shape.p.shrinking == 1
        assert shape.grade(shape.solution()).score == 1.0
        for h, words in ((1e-12, "rounding"), (1e-2, "bends")):
            grade = shape.grade(h=h)
            assert grade.score <= 0.5
            assert words in grade.feedback


def test_nothing_is_called_tried_before_something_was(opened):
    shape = opened(VShape)
    assert [layer.label for layer in shape.play.view("").parts[0].layers] == ["this h"]
    shape.play.set("h", 1e-3)
    assert [layer.label for layer in shape.play.view("").parts[0].layers] == ["tried", "this h"]
