"""The walk back over a random graph of sums and products, held against a nudge carried forward through it."""

from typing import Any

from tutor.api import CodeChecks, Property, WrongProgram

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


def forward(nodes: list[Any]) -> list[float]:
    """Every node's value."""
    values: list[float] = []
    for node in nodes:
        if node[0] == "input":
            value = node[1]
        else:
            u, v = values[node[1]], values[node[2]]
            value = u + v if node[0] == "add" else u * v
        values.append(value)
    return values


def expected(nodes: list[Any], values: list[float]) -> list[float]:
    """The slope of the last node along every node: a nudge of 1 carried forward by the product rule, exactly."""
    found = []
    for along in range(len(nodes)):
        moves: list[float] = []
        for k, node in enumerate(nodes):
            move = float(k == along)
            if node[0] == "add":
                move += moves[node[1]] + moves[node[2]]
            elif node[0] == "mul":
                move += moves[node[1]] * values[node[2]] + moves[node[2]] * values[node[1]]
            moves.append(move)
        found.append(moves[-1])
    return found


def chain(rng: Any) -> tuple[list[Any], list[float]]:
    """Each node used at most once: ((a · b) + c) · d and the like."""
    nodes: list[Any] = [("input", _number(rng))]
    for _ in range(int(rng.integers(1, 5))):
        nodes.append(("input", _number(rng)))
        nodes.append((str(rng.choice(["add", "mul"])), len(nodes) - 2, len(nodes) - 1))
    return nodes, forward(nodes)


def tangle(rng: Any) -> tuple[list[Any], list[float]]:
    """Nodes used again and again."""
    nodes: list[Any] = [("input", _number(rng)) for _ in range(int(rng.integers(1, 4)))]
    for _ in range(int(rng.integers(2, 6))):
        i, j = (int(rng.integers(0, len(nodes))) for _ in range(2))
        nodes.append((str(rng.choice(["add", "mul"])), i, j))
    return nodes, forward(nodes)


def _number(rng: Any) -> float:
    return float(rng.integers(1, 8)) / 4 * float(rng.choice([-1, 1]))


backward = CodeChecks(
    function="backward",
    solution=SOLUTION,
    properties=[
        Property(
            "a sum of two inputs",
            examples=[([("input", 2.0), ("input", 3.0), ("add", 0, 1)], [2.0, 3.0, 5.0])],
            expect=expected,
            rtol=1e-6,
            atol=1e-6,
            show=True,
            says="A sum hands its slope to both inputs as it is.",
        ),
        Property(
            "a product of two inputs",
            examples=[([("input", 2.0), ("input", 3.0), ("mul", 0, 1)], [2.0, 3.0, 6.0])],
            expect=expected,
            rtol=1e-6,
            atol=1e-6,
            show=True,
            says="A product hands each input its slope times the other input's value.",
        ),
        Property(
            "a chain",
            inputs=chain,
            expect=expected,
            rtol=1e-6,
            atol=1e-6,
            says="Go from the last node to the first, and hand on slopes that are complete.",
        ),
        Property(
            "a node used twice",
            inputs=tangle,
            examples=[([("input", 3.0), ("mul", 0, 0), ("add", 1, 0)], [3.0, 9.0, 12.0])],
            expect=expected,
            rtol=1e-6,
            atol=1e-6,
            says="A node that is used twice gets a share from each use: add, do not overwrite.",
        ),
        Property(
            "exact, not merely near",
            inputs=tangle,
            examples=[([("input", 3.0), ("mul", 0, 0), ("mul", 1, 0)], [3.0, 9.0, 27.0])],
            expect=expected,
            rtol=1e-14,
            atol=0.0,
            says="Near, but not exact: differences need an h. A walk back multiplies and adds the slopes themselves.",
        ),
    ],
    wrong=[
        WrongProgram("finite differences", DIFFERENCES, expect="differences need an h"),
        WrongProgram("overwrites at reuse", SOLUTION.replace("+=", "="), expect="add, do not overwrite"),
        WrongProgram(
            "walks forward",
            SOLUTION.replace("range(len(nodes) - 1, -1, -1)", "range(len(nodes))"),
            expect="from the last node to the first",
        ),
        WrongProgram(
            "own factor",
            SOLUTION.replace("slopes[k] * values[j]", "slopes[k] * values[i]").replace(
                "slopes[j] += slopes[k] * values[i]", "slopes[j] += slopes[k] * values[j]"
            ),
            expect="the other input's value",
        ),
    ],
)
