"""Seeded forms of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import forms

KEEP = (
    {
        "ask": "Why does a library keep the values of the forward pass in memory?",
        "right": "The slopes of products and squares are made of them",
        "because": "The slopes of u · v are v and u; that of u² is 2u.",
        "last": "The slopes of sums are made of them",
        "sums": "A sum's slopes are 1, whatever the values.",
        "first": "To print them if something fails",
        "printed": "Useful, but training would not need them for that.",
        "second": "So that the forward pass is faster next time",
        "faster": "With new weights, every value is new.",
    },
    {
        "ask": (
            "To save memory, a library drops the value of every node whose value the walk back does not need. Which may"
            " it drop?"
        ),
        "right": "Those that only go into sums",
        "because": "A sum's slopes are 1, whatever the values.",
        "last": "Those that go into products",
        "sums": "The slope of u · v along u is v: it is needed.",
        "first": "Those that go into squares",
        "printed": "The slope of u² is 2u: u is needed.",
        "second": "All of them",
        "faster": "The slopes of products and squares are made of values.",
    },
)
RIGHT = (
    ("Finding parts that can run at the same time", "Nodes that do not wait for each other may run side by side."),
    ("Placing parts on several machines", "Cut the graph in two: the arrows you cut are what must be sent."),
    (
        "Leaving out what the result does not depend on",
        "Walk back from the result: a node that is never met need not run.",
    ),
    ("Telling which inputs a result depends on", "They are the ones that a walk back from it meets."),
)
WRONG = (
    ("Choosing the learning rate", "The graph gives the slope. How far to walk is another question."),
    (
        "Telling whether the model will do well on new rows",
        "The graph says how a number is computed, not whether it is any good.",
    ),
    ("Choosing how many weights there should be", "The graph is drawn once that has been decided."),
)


def one_graph(seed: int) -> dict[str, float | str]:
    """Inputs of (Wx + b − y)²: what goes forward, what comes back, and what the wrong routes give, all different."""
    random = Random(seed)
    while True:
        w, x, b, y = random.randint(2, 5), random.randint(2, 6), random.randint(1, 4), random.randint(4, 30)
        p, s = w * x, w * x + b
        e = s - y
        forward = {"loss": e * e, "miss": e, "size": -e, "no_minus": s + y, "twice": 2 * e}
        back = {"g_w": 2 * e * x, "g_x": 2 * e * w, "g_e": 2 * e, "half": e * x, "flipped": -2 * e * x}
        of_b = {"g_b": 2 * e, "g_w": 2 * e * x, "e": e, "minus": -2 * e}
        if abs(e) > 2 and all(len({*each.values()}) == len(each) for each in (forward, back, of_b)):
            told = {f"{name}_": _said(value) for name, value in (("e", e), ("g_e", 2 * e), ("g_w", 2 * e * x))}
            side, loss = ("above", "raises") if e > 0 else ("below", "lowers")
            return {
                "W": w,
                "x": x,
                "b": b,
                "y": y,
                "p": p,
                "s": s,
                "side": side,
                "does": loss,
                **forward,
                **back,
                **of_b,
                **told,
            }


def _said(value: int) -> str:
    return f"{value}".replace("-", "−")


def reused(seed: int) -> dict[str, float]:
    """A value for a in a·a + a: the slope, and what forgotten shares give."""
    a = Random(seed).choice([4, 5, 6, 7, 8, 9])
    return {"a": a, "right": 2 * a + 1, "overwritten": a, "half": a + 1, "product": 2 * a}


def keep(seed: int) -> dict[str, str]:
    """What is kept, or what may be dropped."""
    return Random(seed).choice(KEEP)


def walk(seed: int) -> dict[str, str]:
    """A graph, walked forward or backward."""
    random = Random(seed)
    third, formula = random.choice([("s, the sum", "(Wx + b − y)²"), ("u, the root", "(√(Wx) − y)²")])
    nodes = ["L, the square", "e, the miss", third, "p, the product", "W, the weight"]
    back = random.random() < 0.5
    entries = {f"n{n}": node for n, node in enumerate(nodes if back else nodes[::-1], 1)}
    hint = (
        "is done that it feeds. Start at the node that feeds nothing"
        if back
        else "goes into it is known. Start at an input"
    )
    way, other = ("walk back", "forward") if back else ("forward pass", "backward")
    return {"formula": formula, "way": way, "hint": hint, "other": other, **entries}


def runs(seed: int) -> dict[str, int]:
    """A number of weights, the runs of central differences, and those of one-sided ones."""
    n = Random(seed).randint(120, 980) * 10
    return {"n": n, "right": 2 * n, "one": n + 1}


def uses(seed: int) -> dict[str, str]:
    """Three things that a graph is good for, and one that it is not."""
    random = Random(seed)
    chosen = [*random.sample(RIGHT, 3), random.choice(WRONG)]
    return forms.numbered(chosen, "use", "why")
