"""The walk back over a random graph of sums and products, held against the tutor's own, and exact."""

from typing import Any

from tutor.api import CodeChecks, Property, WrongProgram, graph

Given = tuple[list[Any], list[float]]
SOLUTION = """
def backward(nodes, values):
    slopes = [0.0] * len(nodes)
    slopes[-1] = 1.0
    for k in range(len(nodes) - 1, -1, -1):
        if nodes[k][0] == "add":
            _, i, j = nodes[k]
            slopes[i] += slopes[k]
            slopes[j] += slopes[k]
        elif nodes[k][0] == "mul":
            _, i, j = nodes[k]
            slopes[i] += slopes[k] * values[j]
            slopes[j] += slopes[k] * values[i]
    return slopes
"""
DIFFERENCES = """
def backward(nodes, values):
    def run(nudged, h):
        found = []
        for k, node in enumerate(nodes):
            if node[0] == "input":
                value = node[1]
            elif node[0] == "add":
                value = found[node[1]] + found[node[2]]
            else:
                value = found[node[1]] * found[node[2]]
            found.append(value + h * (k == nudged))
        return found[-1]
    h = 1e-6
    return [(run(k, h) - run(k, -h)) / (2 * h) for k in range(len(nodes))]
"""


def built(nodes: list[Any]) -> list[graph.Value]:
    """Every node, as the tutor's own automatic differentiation holds it."""
    made: list[graph.Value] = []
    for kind, *of in nodes:
        if kind == "input":
            made.append(graph.Value(of[0]))
        else:
            u, v = made[of[0]], made[of[1]]
            made.append(u + v if kind == "add" else u * v)
    return made


def given(nodes: list[Any]) -> Given:
    """The nodes, and every node's value."""
    return nodes, [node.value for node in built(nodes)]


def expected(nodes: list[Any], values: list[float]) -> list[float]:
    """The slope of the last node along every node."""
    made = built(nodes)
    graph.backward(made[-1])
    return [node.gradient for node in made]


def chain(rng: Any) -> Given:
    """Each node used at most once: ((a · b) + c) · d and the like."""
    nodes: list[Any] = [("input", _number(rng))]
    for _ in range(int(rng.integers(1, 5))):
        nodes.append(("input", _number(rng)))
        nodes.append((str(rng.choice(["add", "mul"])), len(nodes) - 2, len(nodes) - 1))
    return given(nodes)


def tangle(rng: Any) -> Given:
    """Nodes used again and again."""
    nodes: list[Any] = [("input", _number(rng)) for _ in range(int(rng.integers(1, 4)))]
    for _ in range(int(rng.integers(2, 6))):
        i, j = (int(rng.integers(0, len(nodes))) for _ in range(2))
        nodes.append((str(rng.choice(["add", "mul"])), i, j))
    return given(nodes)


def _number(rng: Any) -> float:
    return float(rng.integers(1, 8)) / 4 * float(rng.choice([-1, 1]))


def _slopes(name: str, says: str, rtol: float = 1e-6, atol: float = 1e-6, **how: Any) -> Property:
    """That every slope is right, here to within so much."""
    return Property(name, expect=expected, says=says, rtol=rtol, atol=atol, **how)


backward = CodeChecks(
    function="backward",
    solution=SOLUTION,
    properties=[
        _slopes("a sum of two inputs", "A sum hands its slope to both inputs as it is.", show=True,
                examples=[given([("input", 2.0), ("input", 3.0), ("add", 0, 1)])]),
        _slopes("a product of two inputs", "A product hands each input its slope times the other input's value.",
                show=True, examples=[given([("input", 2.0), ("input", 3.0), ("mul", 0, 1)])]),
        _slopes("a chain", "Go from the last node to the first, and hand on slopes that are complete.", inputs=chain),
        _slopes("a node used twice", "A node that is used twice gets a share from each use: add, do not overwrite.",
                inputs=tangle, examples=[given([("input", 3.0), ("mul", 0, 0), ("add", 1, 0)])]),
        _slopes("exact, not merely near",
                "Near, but not exact: differences need an h. A walk back multiplies and adds the slopes themselves.",
                rtol=1e-14, atol=0.0, inputs=tangle, examples=[given([("input", 3.0), ("mul", 0, 0), ("mul", 1, 0)])]),
    ],
    wrong=[
        WrongProgram("finite differences", DIFFERENCES, expect="differences need an h"),
        WrongProgram("overwrites at reuse", {"+=": "="}, expect="add, do not overwrite"),
        WrongProgram("walks forward", {"range(len(nodes) - 1, -1, -1)": "range(len(nodes))"},
                     expect="from the last node to the first"),
        WrongProgram("own factor", {"slopes[i] += slopes[k] * values[j]": "slopes[i] += slopes[k] * values[i]",
                                    "slopes[j] += slopes[k] * values[i]": "slopes[j] += slopes[k] * values[j]"},
                     expect="the other input's value"),
    ],
)
