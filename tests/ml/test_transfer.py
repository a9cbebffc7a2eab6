"""Pre-training and transfer: the course's figures, scikit-learn's fits, and slopes against finite differences."""

import numpy as np
import pytest

from tutor.ml import transfer
from tutor.ml.transfer import Network


@pytest.fixture(scope="module")
def digits():
    from tutor.core.datasets import columns

    table = dict(columns("core/digits"))
    y = np.array(table.pop("digit"), dtype=int)
    return np.array(list(table.values()), dtype=float).T / 16, y


def test_it_helps_from_digits_to_parity(digits, reference):
    X, y = digits
    expected = reference["prior_art"]["transfer_helps_digits_to_parity"]
    order = np.random.RandomState(0).permutation(len(y))
    source, pool = order[:1000], order[1000:]
    *_, (network, loss) = transfer.pretrain(X[source], y[source])
    assert loss < 0.1
    H = transfer.hidden(network, X)
    for n, told in expected.items():
        draws = transfer.from_pool(pool, int(n), 300)
        raw, pre = transfer.accuracies(X, y % 2, draws), transfer.accuracies(H, y % 2, draws)
        assert raw.mean() == pytest.approx(told["raw_pixels"], abs=0.03)
        assert pre.mean() == pytest.approx(told["pretrained_features"], abs=0.03)
        assert (pre > raw).sum() >= told["wins_of_20"] - 2


def test_it_hurts_from_0_to_4_to_5_to_9(digits, reference):
    X, y = digits
    expected = reference["prior_art"]["transfer_hurts_digits0-4_to_5-9"]
    *_, (network, _) = transfer.pretrain(X[y < 5], y[y < 5])
    H = transfer.hidden(network, X)
    labels, rows = np.maximum(y - 5, 0), np.flatnonzero(y >= 5)
    for n, told in expected.items():
        draws = transfer.per_class(y, rows, int(n))
        raw, pre = transfer.accuracies(X, labels, draws), transfer.accuracies(H, labels, draws)
        assert raw.mean() == pytest.approx(told["raw_pixels"], abs=0.03)
        assert pre.mean() == pytest.approx(told["pretrained_features"], abs=0.03)
        assert (pre > raw).sum() <= told["wins_of_20"] + 2


def test_slopes_are_those_of_finite_differences():
    random = np.random.RandomState(3)
    X, Y = random.normal(size=(7, 4)), np.eye(3)[random.randint(3, size=7)]
    network = transfer.start(4, 5, 3, random)
    _, slopes = transfer.slopes(network, X, Y)
    for at, weights in enumerate(network):
        for index in np.ndindex(weights.shape):
            ends = []
            for step in (1e-6, -1e-6):
                moved = [w.copy() for w in network]
                moved[at][index] += step
                ends.append(transfer.slopes(Network(*moved), X, Y)[0])
            assert slopes[at][index] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-7)


def test_softmax_regressions_are_scikit_learns(digits):
    from sklearn.linear_model import LogisticRegression

    X, y = digits
    few = [np.flatnonzero(y < 3)[start : start + 12] for start in (0, 40)]
    W = transfer.softmax_regressions(X[few], np.eye(3)[y[few]], steps=1000)
    for rows, weights in zip(few, W, strict=True):
        theirs = LogisticRegression(C=1.0, max_iter=5000, tol=1e-10).fit(X[rows], y[rows])
        np.testing.assert_allclose(weights[:-1].T, theirs.coef_, atol=1e-4)


def test_softmax_does_not_overflow_and_sums_to_one():
    P = transfer.softmax(np.array([[1000.0, 1000.0], [-1000.0, 0.0]]))
    np.testing.assert_allclose(P, [[0.5, 0.5], [0.0, 1.0]])


def test_one_seed_gives_one_network(digits):
    X, y = digits
    one, two, other = (next(transfer.pretrain(X[:200], y[:200], seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(one[0].W1, two[0].W1)
    assert one[1] == two[1] != other[1]


def test_labelled_rows_are_not_judged():
    y = np.repeat(np.arange(5), 8)
    for few, judged in (*transfer.per_class(y, np.arange(40), 2, 3), *transfer.from_pool(np.arange(40), 10, 15, 3)):
        assert not set(few) & set(judged)
    for few, judged in transfer.per_class(y, np.flatnonzero(y > 1), 2, 3):
        assert np.bincount(y[few]).tolist() == [0, 0, 2, 2, 2]
        assert len(judged) == 24 - 6
