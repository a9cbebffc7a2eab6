"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import forms, sealed


def fixed_by(seed: int) -> dict[str, str | int]:
    """An affine function of p inputs: how many answers fix it?"""
    p = Random(seed).choice([1, 2, 3, 4, 6])
    text = "mx + b" if p == 1 else " + ".join(f"w{i}x{i}" for i in "₁₂₃₄₅₆"[:p]) + " + b"
    return {"text": text, "inputs": "one input" if p == 1 else f"{p} inputs", "right": p + 1, "slopes": p,
            "pairs": 2 * p if p > 1 else 3}


def midpoint(seed: int) -> dict[str, float | int]:
    """Two answers, and what lies halfway if the function is affine."""
    random = Random(seed)
    while True:
        u, b, m = 2 * random.randint(0, 3), random.randint(2, 9), random.randint(2, 6)
        v = u + 2 * random.randint(2, 4)
        fu, fv = b + m * u, b + m * v
        shown = {"right": (fu + fv) / 2, "total": fu + fv, "half": (fv - fu) / 2, "slope": m}
        if forms.apart(shown.values()):
            return {"u": u, "v": v, "mid": (u + v) // 2, "fu": fu, "fv": fv, **shown}


PROBES = (
    ("repeatable", "ask one x twice"),
    ("has memory", "ask one x again and again, and look for a trend"),
    ("affine", "ask two x and halfway between them"),
    ("periodic", "ask at x and at x + T, for several x"),
    ("jumps", "halve the gap between two x: do the answers come closer?"),
    ("flat parts", "ask near both ends of the range, two x each"),
)


def probes(seed: int) -> dict[str, str]:
    """Four of six properties, and the calls that can refute each."""
    return forms.numbered(Random(seed).sample(PROBES, 4), "property", "probe")


def p95(seed: int) -> dict[str, float | str]:
    """Twenty latencies, of which two are slow."""
    random = Random(seed)
    while True:
        usual = sorted(random.sample(range(20, 60), 18))
        slow = [random.randint(90, 140), random.randint(300, 600)]
        times = [*usual, *slow]
        shown = {"right": slow[0], "most": slow[1], "below": usual[-1], "mean": sum(times) / 20,
                 "median": (usual[9] + usual[10]) / 2}
        if sealed.p95(times) == slow[0] and forms.apart(shown.values()):
            random.shuffle(times)
            return {"times": ", ".join(str(each / 10) for each in times), **{k: v / 10 for k, v in shown.items()}}


IN_CONTRACT = (
    ("The range of each input", "Outside it nobody has looked."),
    ("The unit of each input and of the answer", "Kilograms for pounds return a number too, and no error."),
    ("The version of the model", "The same endpoint with other weights is another function."),
    ("What comes back when the input cannot be used", "An exception, a default, or a wrong number: callers must know."),
    ("Whether equal calls get equal answers", "Callers who cache or test rely on it."),
)
NOT_IN_CONTRACT = (
    ("The name of the learning algorithm", "A caller cannot see it, and you want to be free to change it."),
    ("How many epochs it was trained for", "That is how it came about, not what it promises."),
    ("Its loss on the training rows", "Callers bring other rows."),
    ("The language that it was written in", "A box may be rewritten, as long as it keeps its promises."),
)


def in_contract(seed: int) -> dict[str, str]:
    """Three things that callers need, and two that they do not."""
    random = Random(seed)
    return forms.numbered([*random.sample(IN_CONTRACT, 3), *random.sample(NOT_IN_CONTRACT, 2)], "says", "why")


def twin(seed: int) -> dict[str, str | int]:
    """Calls that agree with a line, and a function that agrees with it nowhere else."""
    random = Random(seed)
    step = random.choice([2, 3, 4])
    return {"step": step, "calls": ", ".join(str(step * i) for i in range(5)), "last": 4 * step,
            "m": random.randint(2, 5), "b": random.randint(1, 9)}


RERUN = (
    "A training run from March has to be repeated, to the last digit.",
    "An auditor wants the very model of last year built again.",
    "Two engineers train the same model and get different weights. They want the same.",
)
TESTS = (
    "The weights file is replaced by this month’s; no line of code changes, and all unit tests are green.",
    "A service loads new weights at night. The tests of its code ran in the morning, and passed.",
)


def rerun(seed: int) -> dict[str, str]:
    """Why a training run has to be repeated."""
    return {"case": Random(seed).choice(RERUN)}


def tests(seed: int) -> dict[str, str]:
    """Same code, other weights."""
    return {"case": Random(seed).choice(TESTS)}
