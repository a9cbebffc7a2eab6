"""The flow graph as boxes and arrows, and as a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.api import Diagram, Edge, Formula, Node, Tone, View

if TYPE_CHECKING:
    from .exercise import Filled, FlowGraph

PLACES = {"W": (0, 0), "x": (0, 1), "p": (1, 0), "b": (1, 1), "s": (2, 0), "y": (2, 1), "e": (3, 0), "L": (4, 0)}
EDGES = (("W", "p"), ("x", "p"), ("p", "s"), ("b", "s"), ("s", "e"), ("y", "e"), ("e", "L"))
IS = {"p": "W·x", "s": "p+b", "e": "s−y", "L": "e²"}


def picture(exercise: FlowGraph, state: Filled) -> View:
    """Eight nodes: name, value, gradient, as far as they are filled in; local slopes stand on the arrows."""
    part = exercise.part or "forward"
    nodes = [
        Node(name, _lines(exercise, state, name, part), *place, tone=_tone(state, name, part))
        for name, place in PLACES.items()
    ]
    edges = [Edge(start, end, _slope(state, start, end, part)) for start, end in EDGES]
    W, x, b, y = (_signed(exercise.inputs[name]) for name in "Wxby")
    return View(
        Diagram(nodes, edges, focus="p"),
        Formula("L = (W x + b - y)^2", rf"L = ({W} \cdot {x} + {b} - {y})^2"),
    )


def _signed(value: float) -> str:
    """A number to write after an operation: brackets keep its minus apart."""
    return f"{value:g}" if value >= 0 else f"({value:g})"


def _lines(exercise: FlowGraph, state: Filled, name: str, part: str) -> tuple[str, ...]:
    """What stands in a box: what the node is, its value, and in the backward part its gradient."""
    if name in IS:
        what = getattr(state, f"{name}_is").replace(" ", "") if part == "build" else IS[name]
        value = getattr(state, name)
        lines = [f"{name} = {what}", "?" if value is None else f"{value:g}"]
    else:
        lines = [name, f"{exercise.inputs[name]:g}"]
    if part == "build":
        return tuple(lines[:1])
    if part == "backward" and name != "y":
        gradient = getattr(state, f"g_{name}")
        lines.append("∂L " + ("?" if gradient is None else f"{gradient:g}"))
    return tuple(lines)


def _slope(state: Filled, start: str, end: str, part: str) -> str:
    """The local slope along an arrow, once it is filled in."""
    slope = getattr(state, f"{end}_{start}", None)
    return f"{slope:g}" if part in ("local", "backward") and slope is not None else ""


def _tone(state: Filled, name: str, part: str) -> Tone:
    """Inputs muted, what is filled in this part set apart."""
    if name not in IS:
        return "muted"
    field = {"build": f"{name}_is", "backward": f"g_{name}"}.get(part, name)
    return "data" if getattr(state, field) in (None, "?") else "good"


def program(exercise: FlowGraph) -> str:
    """Forward, then backward, one line a node."""
    W, x, b, y = (exercise.inputs[name] for name in "Wxby")
    return (
        f"W, x, b, y = {W}, {x}, {b}, {y}\n\n"
        "p = W * x                # forward: each node from those before it\n"
        "s = p + b\n"
        "e = s - y\n"
        "L = e ** 2\n\n"
        "dL = 1.0                 # backward: what comes in, times the local slope\n"
        "de = dL * 2 * e\n"
        "ds = de * 1.0\n"
        "dp, db = ds * 1.0, ds * 1.0\n"
        "dW, dx = dp * x, dp * W\n\n"
        'print(f"L {L:g}, dL/dW {dW:g}, dL/dx {dx:g}, dL/db {db:g}")\n'
    )
