"""The flow graph's slopes: the course's figures, central differences, and reuse."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ml.graph import Value, backward, central_difference, exp, order, relu, sin


def test_squared_error_node(reference):
    expected = reference["autodiff"]["squared_error_node"]
    W, x, b, y = (Value(expected["inputs"][name]) for name in "Wxby")
    residual = W * x + b - y
    loss = residual * residual
    walk = backward(loss)
    assert loss.value == expected["loss"]
    assert [each.gradient for each in (W, x, b, y)] == [expected[f"d{name}"] for name in "Wxby"]
    assert len(walk) == expected["nodes"]


def test_a_reused_node_sums_its_uses(reference):
    a = Value(3)
    backward(a * a + a)
    assert a.gradient == reference["autodiff"]["reused_node_a*a+a_at_3"]["right"]


def test_a_second_walk_starts_afresh():
    a = Value(3)
    loss = a * a
    backward(loss)
    backward(loss)
    assert a.gradient == 6


def test_sine_of_a_product(reference):
    expected = reference["autodiff"]["pq_plus_sin(p)q2_at_1.5_-0.5"]
    p, q = Value(1.5), Value(-0.5)
    f = p * q + sin(p) * q * q
    backward(f)
    found = (f.value, p.gradient, q.gradient)
    assert found == pytest.approx((expected["f"], expected["dp"], expected["dq"]), rel=1e-12)


def test_error_of_central_differences_is_a_valley(reference):
    def f(p, q):
        return p * q + math.sin(p) * q * q

    slope = reference["autodiff"]["pq_plus_sin(p)q2_at_1.5_-0.5"]["dp"]
    errors = {
        float(h): abs(central_difference(f, [1.5, -0.5], float(h))[0] - slope)
        for h in reference["autodiff"]["finite_difference_abs_error_dp"]
    }
    for h, expected in reference["autodiff"]["finite_difference_abs_error_dp"].items():
        assert errors[float(h)] == pytest.approx(expected["central"], rel=9, abs=1e-12)
    assert min(errors, key=errors.__getitem__) == 6e-6
    assert errors[1e-11] > 1e-7 > errors[6e-6]


def test_gradient_of_the_sum_of_squares(anscombe, reference):
    expected = reference["autodiff"]["deck_loss_anscombe_I_at_W0.2_b1"]
    W, b, loss = Value(0.2), Value(1.0), Value(0.0)
    for x, y in zip(*anscombe("I"), strict=True):
        residual = W * float(x) + b - float(y)
        loss = loss + residual * residual
    backward(loss)
    assert loss.value == pytest.approx(expected["loss"], rel=1e-10)
    assert (W.gradient, b.gradient) == pytest.approx((expected["dW"], expected["db"]), rel=1e-10)


def test_children_come_after_parents():
    a, b = Value(2), Value(5)
    c = a * b
    loss = c + a
    places = {id(each): place for place, each in enumerate(order(loss))}
    for each in order(loss):
        assert all(places[id(parent)] < places[id(each)] for parent in each.parents)
    assert order(loss)[-1] is loss


def test_a_deep_graph_needs_no_recursion():
    a = Value(1.0)
    total = a
    for _ in range(5000):
        total = total + a
    backward(total)
    assert a.gradient == 5001


numbers = st.floats(0.5, 3)


@given(numbers, numbers, numbers)
def test_every_operation_against_central_differences(p, q, r):
    def by_graph(a, b, c):
        return exp(sin(a) * b - c) + relu(a - 1.7) * c / b + 2 / a - 3 * b**2.5 + (1 - c) + -a

    def plain(a, b, c):
        return math.exp(math.sin(a) * b - c) + max(a - 1.7, 0) * c / b + 2 / a - 3 * b**2.5 + (1 - c) - a

    if abs(p - 1.7) < 1e-4:
        return
    a, b, c = Value(p), Value(q), Value(r)
    loss = by_graph(a, b, c)
    backward(loss)
    assert loss.value == pytest.approx(plain(p, q, r), rel=1e-12)
    numeric = central_difference(plain, [p, q, r])
    assert [a.gradient, b.gradient, c.gradient] == pytest.approx(numeric, rel=1e-6, abs=1e-7)


def test_a_node_tells_itself():
    a = Value(2) * Value(4)
    backward(a)
    assert repr(a) == "Value(8, ·, gradient 1)"
    assert repr(Value(2)) == "Value(2, input, gradient 0)"
