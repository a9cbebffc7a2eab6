"""The flow graph as boxes and arrows, and as a program."""

from tutor.api import Diagram, Edge, Formula, Node, Note, Tone, View

from .problem import Filled, Inputs

SPOTS = {"W": (0, 0), "x": (0, 1), "p": (1, 0), "b": (1, 1), "s": (2, 0), "y": (2, 1), "e": (3, 0), "L": (4, 0)}
EDGES = (("W", "p"), ("x", "p"), ("p", "s"), ("b", "s"), ("s", "e"), ("y", "e"), ("e", "L"))
IS = {"p": "W·x", "s": "p+b", "e": "s−y", "L": "e²"}


def picture(p: Inputs, state: Filled, part: str) -> View:
    """Eight nodes: name, value, gradient, as far as they are filled in; local slopes stand on the arrows."""
    nodes = [Node(name, _lines(p, state, name, part), *spot, tone=_tone(state, name, part))
             for name, spot in SPOTS.items()]
    edges = [Edge(start, end, _slope(state, start, end, part)) for start, end in EDGES]
    W, x, b, y = (f"{value}" if value >= 0 else f"({value})" for value in (p.W, p.x, p.b, p.y))
    notes = []
    if part == state.tried == "forward":
        notes = [Note(f"With b raised by 0.1, the loss {'falls' if p.raising_b else 'rises'}.", tone="accent")]
    if part == state.tried == "backward":
        notes = [Note("a·a + a at a = 3 is 12, at 3.001 it is 12.007: the slope is 7 = 3 + 3 + 1.", tone="accent")]
    if part == "backward" and state.order:
        notes.append(Note("Filled in so far: " + ", ".join(f"∂L/∂{name[2:]}" for name in state.order)))
    return View(Diagram(nodes, edges, focus="p", title="the flow graph"),
                Formula("L = (W x + b - y)^2", rf"L = ({W} \cdot {x} + {b} - {y})^2"), *notes)


def _lines(p: Inputs, state: Filled, name: str, part: str) -> tuple[str, ...]:
    """What stands in a box: what the node is, its value, and in the backward part its gradient."""
    if name in IS:
        what = getattr(state, f"{name}_is").replace(" ", "") if part == "build" else IS[name]
        lines = [f"{name} = {what}", _number(getattr(state, name))]
    else:
        lines = [name, f"{p.given[name]:g}"]
    gradient = [f"∂L {_number(getattr(state, f'g_{name}'))}"] if part == "backward" and name != "y" else []
    return tuple(lines[:1] if part == "build" else lines + gradient)


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


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


def program(p: Inputs, state: Filled) -> str:
    """Forward, then backward, one line a node."""
    return f"""W, x, b, y = {p.W}, {p.x}, {p.b}, {p.y}

p = W * x                # forward: each node from those before it
s = p + b
e = s - y
L = e ** 2

dL = 1.0                 # backward: what comes in, times the local slope
de = dL * 2 * e
ds = de * 1.0
dp, db = ds * 1.0, ds * 1.0
dW, dx = dp * x, dp * W

print(f"L {{L:g}}, dL/dW {{dW:g}}, dL/dx {{dx:g}}, dL/db {{db:g}}")
"""
