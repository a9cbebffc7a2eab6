"""One question from each module, and those of this lesson, drawn in several forms."""

from random import Random

from tutor.api import forms

from .resources import CHEATSHEET, FAST, HACKERNOON, ISL, SKLEARN

CLAIMS = (
    ("how well the model will do on rows that it has not seen", "whether a coefficient could be 0",
     "which input is a cause", "how many rows were lost"),
    ("what to expect of its answers in use", "how sure a coefficient is",
     "what would change if one acted on an input", "whether the table is complete"),
)


def thinking(seed: int) -> dict[str, str]:
    """What a held-out error is about, and three things that it is not about."""
    right, *wrong = Random(seed).choice(CLAIMS)
    return {"right": right, **{f"wrong{n}": text for n, text in enumerate(wrong, 1)}}


FEW = ("30 labelled photographs of rust", "45 rows of a pilot study", "25 patients with a rare disease")


def algorithm(seed: int) -> dict[str, str]:
    """A brief with fewer than fifty rows."""
    return {"brief": Random(seed).choice(FEW)}


def scaled(seed: int) -> dict[str, float | int]:
    """A new value with mean and sd of training rows, far from its wrong routes."""
    random = Random(seed)
    while True:
        mean, sd = random.randint(20, 60), random.choice([4, 5, 8, 10])
        new = mean + random.choice([-3, -2, 2, 3]) * sd + random.choice([-1, 1])
        right = (new - mean) / sd
        routes = {"right": right, "ratio": new / sd, "centred": new - mean, "turned": (mean - new) / sd}
        if forms.apart(routes.values()):
            return {"mean": mean, "sd": sd, "new": new, **routes}


def parameters(seed: int) -> dict[str, int]:
    """Inputs and outputs of Wx + b, and how many numbers it has."""
    random = Random(seed)
    p, k = random.randint(4, 9), random.randint(2, 3)
    return {"p": p, "k": k, "right": k * p + k, "nob": k * p, "oneb": k * p + 1}


def step(seed: int) -> dict[str, float | int]:
    """One step of gradient descent, apart from the step uphill and the one without a rate."""
    random = Random(seed)
    while True:
        w, g, rate = random.randint(3, 9), random.choice([-8, -6, -4, 4, 6, 8]), random.choice([0.1, 0.25, 0.5])
        routes = {"right": w - rate * g, "uphill": w + rate * g, "whole": float(w - g)}
        if forms.apart(routes.values()):
            return {"w": w, "g": g, "rate": rate, **routes}


def shape(seed: int) -> dict[str, int]:
    """A number of rows, for the difference that raises no error."""
    return {"n": Random(seed).randint(3, 9)}


RECOGNISED = (
    ("You read last week's page again and nod at each line.", "that you recognise it"),
    ("Among four options you find the right one at once.", "that you recognise it"),
    ("You follow a solved example to its end without a question.", "that you can follow it"),
)


def recognised(seed: int) -> dict[str, str]:
    """Something that feels like knowing, and what it shows."""
    scene, shows = Random(seed).choice(RECOGNISED)
    return {"scene": scene, "right": f"{shows[0].upper()}{shows[1:]}, no more"}


DEFENSIBLE = {
    "good1": ("What does (2·3 + 1 − 10)² come to?", "How many numbers does W hold for 5 inputs and 2 outputs?"),
    "good2": ("Which rows may a scaler be fitted on: training, validation or test?",
              "Which of squared and absolute loss does one far point move more?"),
    "bad1": ("What is the best algorithm?", "Is feature scaling important?"),
    "bad2": ("Say something about overfitting.", "What do you think of p-values?"),
}


def defensible(seed: int) -> dict[str, str]:
    """Two questions with one answer that can be defended, and two without, in one of two wordings each."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in DEFENSIBLE.items()}


GAPS = (
    ("a net of several layers, from batches to a trained model", FAST),
    ("from a problem to a short list of algorithms", HACKERNOON),
    ("one line by hand: cost, gradient, a loop in Python", CHEATSHEET),
    ("scaling and imputing inside a pipeline, without leaks", SKLEARN),
    ("what a confidence interval or a cross-validated error can tell", ISL),
)


def gaps(seed: int) -> dict[str, str]:
    """Four gaps, and the resource that speaks of each."""
    return forms.numbered(Random(seed).sample(GAPS, 4), "gap", "source")
