r"""Pre-trained features: what a network learnt on one task, used for another that has few labels.

A network with one hidden layer of h ReLU units is trained on a source task with many labels,

    H = max(0, X W₁ + b₁)      (n, h)
    P = softmax(H W₂ + b₂)     (n, k),   softmax(z)_c = e^{z_c} / Σ_j e^{z_j}

by Adam on mini-batches of the mean cross-entropy −log P[y]; its slopes are those of the chain rule, back through the
layers: dL/dZ = (P − Y)/n, and ReLU lets through what was above 0. Then W₂ is thrown away, W₁ and b₁ stay as they are,
and a softmax regression is fitted to the few labels of the target task: on H, and for comparison on X itself. It
minimises, with Y the labels as rows of 0 and one 1,

    Σ −log P[y] + λ/2 ‖W‖²,   P = softmax(F W + b)

which is convex; Nesterov's accelerated gradient finds its bottom. If H keeps what the target needs, fewer labels do
(transfer); if the source had no use for it, H has dropped it, and the raw inputs do better (negative transfer).
Sources: Kingma, Ba, Adam (2015); Glorot, Bengio (2010) for the start; Yosinski et al., How transferable are features
in deep neural networks? (2014); Pan, Yang, A survey on transfer learning (2010) for the two kinds of transfer.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.ml.regression import Array, as_table

Labels = NDArray[np.intp]
Draw = tuple[Labels, Labels]
"""Row numbers of the labelled few, and of those to be judged on."""

ADAM = (0.9, 0.999, 1e-8)
DECAY = 1e-4


class Network(NamedTuple):
    """One hidden layer: W1 (p, h), b1 (h,), and what is thrown away after pre-training: W2 (h, k), b2 (k,)."""

    W1: Array
    b1: Array
    W2: Array
    b2: Array


def softmax(Z: Array) -> Array:
    """Probabilities (…, k) of scores (…, k); the largest is subtracted, so that nothing overflows."""
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))
    out: Array = e / e.sum(axis=-1, keepdims=True)
    return out


def hidden(network: Network, X: ArrayLike) -> Array:
    """H (n, h): what the hidden layer makes of rows X (n, p)."""
    out: Array = np.maximum(0, as_table(X) @ network.W1 + network.b1)
    return out


def slopes(network: Network, X: Array, Y: Array) -> tuple[float, Network]:
    """Mean cross-entropy of X (n, p) with labels Y (n, k) plus DECAY/2n · ‖W‖², and its slope for each weight."""
    n, H = len(X), hidden(network, X)
    P = softmax(H @ network.W2 + network.b2)
    norm = (network.W1**2).sum() + (network.W2**2).sum()
    loss = -np.log(np.maximum((P * Y).sum(axis=1), 1e-300)).mean() + DECAY / (2 * n) * norm
    dZ = (P - Y) / n
    dH = (dZ @ network.W2.T) * (H > 0)
    shrink = DECAY / n
    return float(loss), Network(
        X.T @ dH + shrink * network.W1, dH.sum(axis=0), H.T @ dZ + shrink * network.W2, dZ.sum(axis=0)
    )


def start(p: int, h: int, k: int, random: np.random.RandomState) -> Network:
    """Uniform within ±√(6 / (inputs + outputs)) of each layer (Glorot)."""
    one, two = np.sqrt(6 / (p + h)), np.sqrt(6 / (h + k))
    return Network(
        random.uniform(-one, one, (p, h)),
        random.uniform(-one, one, h),
        random.uniform(-two, two, (h, k)),
        random.uniform(-two, two, k),
    )


def pretrain(
    X: ArrayLike, y: ArrayLike, units: int = 64, epochs: int = 60, rate: float = 3e-3, batch: int = 200, seed: int = 0
) -> Iterator[tuple[Network, float]]:
    """After each epoch over rows X (n, p) and classes y (n,) from 0: the network, and the epoch's mean loss."""
    rows, truth, random = as_table(X), np.asarray(y, dtype=int), np.random.RandomState(seed)
    Y = np.eye(truth.max() + 1)[truth]
    network = start(rows.shape[1], units, Y.shape[1], random)
    m, v = [np.zeros_like(w) for w in network], [np.zeros_like(w) for w in network]
    step, (keep, keep_square, tiny) = 0, ADAM
    for _ in range(epochs):
        order, losses = random.permutation(len(rows)), []
        for at in range(0, len(rows), batch):
            chosen = order[at : at + batch]
            loss, gradient = slopes(network, rows[chosen], Y[chosen])
            losses.append(loss)
            step += 1
            m = [keep * a + (1 - keep) * g for a, g in zip(m, gradient, strict=True)]
            v = [keep_square * a + (1 - keep_square) * g**2 for a, g in zip(v, gradient, strict=True)]
            now = rate * np.sqrt(1 - keep_square**step) / (1 - keep**step)
            network = Network(*(w - now * a / (np.sqrt(b) + tiny) for w, a, b in zip(network, m, v, strict=True)))
        yield network, float(np.mean(losses))


def softmax_regressions(F: Array, Y: Array, pull: float = 1.0, steps: int = 100) -> Array:
    """Weights (r, q + 1, k), b in the last row, of r fits at once: rows F (r, n, q), labels Y (r, n, k).

    The slope changes by at most λmax(AᵀA)/2 + λ times a step, A = [F 1]: one over that is the size of a step.
    """
    A = np.concatenate([F, np.ones((*F.shape[:2], 1))], axis=2)
    back = A.transpose(0, 2, 1)
    gram = A @ back if A.shape[1] < A.shape[2] else back @ A
    size = 1 / (np.linalg.eigvalsh(gram)[:, -1] / 2 + pull)[:, None, None]
    pulls = np.append(np.full(F.shape[2], pull), 0.0)[:, None]
    W = ahead = np.zeros((len(F), A.shape[2], Y.shape[2]))
    for t in range(steps):
        new = ahead - size * (back @ (softmax(A @ ahead) - Y) + pulls * ahead)
        ahead = new + t / (t + 3) * (new - W)
        W = new
    return W


def accuracies(F: ArrayLike, y: ArrayLike, draws: Sequence[Draw]) -> Array:
    """Of each draw: fitted to its labelled few of F (n, q) and y (n,), the share of its other rows that are right."""
    rows, truth = as_table(F), np.asarray(y, dtype=int)
    few = np.array([labelled for labelled, _ in draws])
    fits = softmax_regressions(rows[few], np.eye(truth.max() + 1)[truth[few]])
    return np.array(
        [
            float(np.mean((rows[judged] @ W[:-1] + W[-1]).argmax(axis=1) == truth[judged]))
            for W, (_, judged) in zip(fits, draws, strict=True)
        ]
    )


def from_pool(pool: ArrayLike, n: int, spare: int, draws: int = 20, seed: int = 0) -> list[Draw]:
    """Each draw shuffles the pool: its first n rows are labelled, those from `spare` on are judged."""
    shuffled = [np.random.RandomState(seed + r).permutation(pool) for r in range(draws)]
    return [(order[:n], order[spare:]) for order in shuffled]


def per_class(y: ArrayLike, rows: ArrayLike, n: int, draws: int = 20, seed: int = 0) -> list[Draw]:
    """Each draw shuffles the rows: the first n of each class are labelled, all others are judged."""
    truth, found = np.asarray(y), []
    for r in range(draws):
        order = np.array(rows)
        np.random.RandomState(seed + r).shuffle(order)
        few = np.concatenate([order[truth[order] == each][:n] for each in np.unique(truth[order])])
        found.append((few, np.setdiff1d(order, few)))
    return found
