"""Fill in the flow graph of (Wx + b − y)²: values forward, local slopes, then gradients backward."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from random import Random
from typing import Annotated, Any, cast

from tutor.api import Choice, Exercise, Grade, Mistake, Number, Part, Predict, View, graph

from .judge import BACKWARD, BUILD, FORWARD, LOCAL, Numbers, judged
from .picture import picture, program

OPTIONS = ("?", "W · x", "W + x", "p + b", "p · b", "s − y", "y − s", "e²", "2e")


@dataclass(frozen=True)
class Filled:
    """What the learner has written into the graph; None is not filled yet."""

    p_is: Annotated[str, Choice(OPTIONS, label="p")] = "?"
    s_is: Annotated[str, Choice(OPTIONS, label="s")] = "?"
    e_is: Annotated[str, Choice(OPTIONS, label="e")] = "?"
    L_is: Annotated[str, Choice(OPTIONS, label="L")] = "?"
    p: Annotated[float | None, Number(label="p = W · x")] = None
    s: Annotated[float | None, Number(label="s = p + b")] = None
    e: Annotated[float | None, Number(label="e = s − y")] = None
    L: Annotated[float | None, Number(label="L = e²")] = None
    p_W: Annotated[float | None, Number(label="∂p/∂W")] = None
    p_x: Annotated[float | None, Number(label="∂p/∂x")] = None
    s_p: Annotated[float | None, Number(label="∂s/∂p")] = None
    s_b: Annotated[float | None, Number(label="∂s/∂b")] = None
    e_s: Annotated[float | None, Number(label="∂e/∂s")] = None
    L_e: Annotated[float | None, Number(label="∂L/∂e")] = None
    g_W: Annotated[float | None, Number(label="∂L/∂W")] = None
    g_x: Annotated[float | None, Number(label="∂L/∂x")] = None
    g_b: Annotated[float | None, Number(label="∂L/∂b")] = None
    g_p: Annotated[float | None, Number(label="∂L/∂p")] = None
    g_s: Annotated[float | None, Number(label="∂L/∂s")] = None
    g_e: Annotated[float | None, Number(label="∂L/∂e")] = None
    g_L: Annotated[float | None, Number(label="∂L/∂L")] = None
    order: tuple[str, ...] = ()
    """Gradients in the order they were first filled."""


RULES = {"build": BUILD, "forward": FORWARD, "local": LOCAL, "backward": BACKWARD}
NEEDS = {"g_e": "g_L", "g_s": "g_e", "g_p": "g_s", "g_b": "g_s", "g_W": "g_p", "g_x": "g_p"}
"""Which gradient each one is computed from."""


class FlowGraph(Exercise[Filled]):
    """One loss, eight nodes, filled in by hand."""

    predictions = (
        Predict(
            "Raise b a little. What will the loss do?",
            ("rise", "fall"),
            truth=lambda exercise: exercise.truth_of_raising_b(),
            why="b moves s one for one. Where s is above y, the miss grows; where it is below, the miss shrinks.",
            part="forward",
        ),
        Predict(
            "A graph of a·a + a uses a three times. Which uses count for the slope along a?",
            ("only the last one", "only the largest one", "all of them, added"),
            truth=lambda exercise: exercise.truth_of_reuse(),
            why="A small change of a goes down every way at once, and the effects add.",
            part="backward",
        ),
    )

    def setup(self, seed: int) -> None:
        """Small whole numbers whose answers cannot be confused with one another."""
        random = Random(seed)
        while True:
            W, x, b = random.choice([-3, -2, 2, 3, 4]), random.choice([2, 3, 4, 5]), random.choice([-3, -2, 2, 3, 4])
            y = random.choice([-9, -7, -5, -4, 3, 5, 8, 11, 12, 14])
            e = W * x + b - y
            if abs(e) >= 3 and e not in (4, y) and x != W and (W, x, b, y) != (2, 3, 1, 10):
                break
        self.inputs: Numbers = {"W": W, "x": x, "b": b, "y": y}

    def start(self) -> Filled:
        """Nothing filled in."""
        return Filled()

    def truth(self) -> dict[str, float]:
        """Every number of the graph, from the tutor's own automatic differentiation."""
        W, x, b, y = (graph.Value(self.inputs[name]) for name in "Wxby")
        p = W * x
        s = p + b
        e = s - y
        L = e**2
        graph.backward(L)
        nodes = {"W": W, "x": x, "b": b, "p": p, "s": s, "e": e, "L": L}
        values = {name: nodes[name].value for name in "pseL"}
        local = {"p_W": p.slopes[0], "p_x": p.slopes[1], "s_p": s.slopes[0], "s_b": s.slopes[1]}
        local |= {"e_s": e.slopes[0], "L_e": L.slopes[0]}
        return values | local | {f"g_{name}": node.gradient for name, node in nodes.items()}

    def loss(self, W: float, x: float, b: float, y: float) -> float:
        """(Wx + b − y)² as one plain number, for central differences."""
        return (W * x + b - y) ** 2

    def truth_of_raising_b(self) -> int:
        """0 rises, 1 falls."""
        return 0 if self.truth()["g_b"] > 0 else 1

    def truth_of_reuse(self) -> int:
        """2 if the slope of a·a + a at 3 is the sum over all uses."""
        a = graph.Value(3)
        graph.backward(a * a + a)
        return 2 if a.gradient == 3 + 3 + 1 else 0

    def shown(self) -> Collection[str]:
        """The fields of the part on screen."""
        return [rule.field for rule in RULES[self.part or "forward"]]

    def settle(self, before: Filled, after: Filled) -> Filled:
        """Remember in which order gradients were filled in."""
        filled = [name for name in ("g_L", *NEEDS) if getattr(after, name) is not None]
        order = [name for name in after.order if name in filled]
        return replace(after, order=tuple(order + [name for name in filled if name not in order]))

    def view(self, state: Filled) -> View:
        """The graph with what has been filled in."""
        return picture(self, state)

    def code(self, state: Filled) -> str:
        """The graph forward and backward as plain Python."""
        return program(self) if self.part == "backward" else ""

    def grade(self, state: Filled) -> Grade:
        """Node by node; each is judged from the numbers that the learner gave the nodes before it."""
        rules = RULES[self.part or "forward"]
        if all(getattr(state, rule.field) in (None, "?") for rule in rules):
            return Grade.unattempted("Nothing filled in yet.")
        results = [(rule, *judged(rule, state, self.inputs, self.truth())) for rule in rules]
        parts = [Part(rule.name, score) for rule, score, _, _ in results]
        words = [text for _, _, text, _ in results if text]
        routes = [route for _, _, _, route in results if route]
        if self.part == "backward":
            parts, words = self._with_order(parts, words, state)
        praise = self._praise() if self.part == "backward" else "Every node is right."
        return Grade.rubric(parts, " ".join(words) or praise, route=", ".join(routes), pass_at=0.95)

    def _with_order(self, parts: list[Part], words: list[str], state: Filled) -> tuple[list[Part], list[str]]:
        """Two thirds for the gradients, one third for an order in which each was ready when it was needed.

        An order earns only for gradients that are right: to fill in anything in order is no walk.
        """
        place = {name: number for number, name in enumerate(state.order)}
        early = [name for name, need in NEEDS.items() if name in place and place[name] < place.get(need, len(place))]
        each = [replace(part, weight=2 / 3 / len(parts)) for part in parts]
        complete = len(place) == len(NEEDS) + 1
        if early:
            made = f"Order: {_d(early[0])} was filled in before {_d(NEEDS[early[0]])}, which it is made of."
            words = [*words, f"{made} Clear it, and fill it in again after that."]
        right = sum(part.score for part in parts) / len(parts)
        return [*each, Part("order", right * (complete and not early), 1 / 3)], words

    def _praise(self) -> str:
        """Automatic differentiation beside central differences."""
        at = [self.inputs[name] for name in "Wxby"]
        central = graph.central_difference(self.loss, at)
        truth = self.truth()
        pairs = ", ".join(
            f"{_d(f'g_{n}')} {truth[f'g_{n}']:g} and {c:.6f}" for n, c in zip("Wxb", central, strict=False)
        )
        return f"Every gradient is right. The tutor's walk back and central differences say: {pairs}."

    def solve(self, start: Filled) -> Filled:
        """All numbers from automatic differentiation, the gradients from the loss backward."""
        built: dict[str, Any] = {"p_is": "W · x", "s_is": "p + b", "e_is": "s − y", "L_is": "e²"}
        return replace(start, **built, **cast("dict[str, Any]", self.truth()), order=("g_L", *NEEDS))

    def mistakes(self) -> list[Mistake[Filled]]:
        """What goes wrong at a flow graph, each alone."""
        right, t, v = self.solve(self.start()), self.truth(), self.inputs
        backwards = ("g_W", "g_x", "g_b", "g_p", "g_s", "g_e", "g_L")
        local = replace(right, g_W=v["x"], g_x=v["W"])
        return [
            Mistake("sums and products mixed up", replace(right, p_is="W + x", s_is="p · b"), "multiplies", "build"),
            Mistake("miss the wrong way round", replace(right, e=-t["e"]), "other way round", "forward"),
            Mistake("added W and x", replace(right, p=v["W"] + v["x"]), "product", "forward"),
            Mistake("forgot the square", replace(right, L=t["e"]), "square", "forward"),
            Mistake("slopes of a product swapped", replace(right, p_W=v["W"], p_x=v["x"]), "the other factor", "local"),
            Mistake("a sum scales", replace(right, s_p=t["p"], s_b=v["b"]), "passes a change on", "local"),
            Mistake("forgot the 2", replace(right, L_e=t["e"]), "the 2", "local"),
            Mistake("local slopes only", local, "what comes in from p", "backward"),
            Mistake("the loss's value as its slope", replace(right, g_L=t["L"]), "moves itself", "backward"),
            Mistake("from the inputs on", replace(right, order=backwards), "Order", "backward"),
        ]


def _d(field: str) -> str:
    return f"∂L/∂{field.removeprefix('g_')}"
