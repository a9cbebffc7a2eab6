"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import forms

PAIRS = (
    ("dependent variable", "label: what the function should return"), ("covariate", "feature: a field of the input"),
    ("observation", "sample: one record"), ("coefficient", "weight: a factor that is learned"),
    ("intercept", "bias: a constant that is added"), ("estimate the coefficients", "fit, or train: find the numbers"),
    ("residual", "error of one prediction"), ("objective", "loss: what training makes small"),
    ("tuning parameter", "hyperparameter: set before training"), ("null model", "baseline: the trivial answer"),
    ("out of sample", "held out: not used in training"), ("false positive", "false alarm"),
    ("false negative", "missed case"), ("cutoff", "threshold: the level that fires"),
    ("coding of categories", "one-hot: a 0/1 field for each value"),
    ("resampling", "cross-validation: folds take turns"),
    ("covariate shift", "drift: inputs are not what they were"), ("score new cases", "inference: call the function"),
)


def pairs(seed: int) -> dict[str, str]:
    """Six of eighteen pairs of words."""
    return forms.numbered(Random(seed).sample(PAIRS, 6), "science", "engineer")


def logistic(seed: int) -> dict[str, int]:
    """Inputs and classes, the count, and three wrong ones."""
    random = Random(seed)
    while True:
        p, k = random.randint(4, 20), random.randint(3, 6)
        shown = {"right": p * k + k, "weights": p * k, "one": p * k + 1, "rows": p * k + p}
        if len(set(shown.values())) == 4:
            return {"p": p, "k": k, **shown}


def network(seed: int) -> dict[str, int]:
    """Three layers, their count, and three wrong ones."""
    random = Random(seed)
    a, b, c = random.choice([16, 32, 64]), random.choice([8, 16, 32]), random.choice([2, 5, 10])
    return {"a": a, "b": b, "c": c, "right": a * b + b + b * c + c, "weights": a * b + b * c, "last": b * c + c,
            "product": a * b * c, "first": a * b + b, "second": b * c + c}


SETTINGS = (
    ("the greatest depth of a decision tree", "the thresholds at the nodes of a decision tree"),
    ("the number of clusters of k-means", "the cluster centres of k-means"),
    ("the learning rate of a neural network", "the weights of a neural network"),
    ("the strength of the penalty of ridge regression", "the coefficients of ridge regression"),
)


def setting(seed: int) -> dict[str, str]:
    """A hyperparameter, and three things that are learned."""
    random = Random(seed)
    chosen, *others = random.sample(SETTINGS, 4)
    return {"right": chosen[0], "learned1": others[0][1], "learned2": others[1][1], "learned3": others[2][1]}


FRIENDS = (
    {"word": "bias", "said": "The bias of this layer starts at 0.", "right": "a constant that is added",
     "wrong1": "how far an estimator is off on average", "wrong2": "worse outcomes for a group of people",
     "not1": "That is said of an estimate. A layer has a number of its own that is added.",
     "not2": "That is said of a system and the people it decides about. Here it is a number in a layer.",
     "why": "A layer has it as a line has its b."},
    {"word": "bias", "said": "With so few rows the estimate of the variance has a bias.",
     "right": "how far an estimator is off on average", "wrong1": "a constant that is added",
     "wrong2": "worse outcomes for a group of people", "not1": "A layer or a line has that. Here an estimate is off.",
     "not2": "Nobody is treated worse here: an estimate is off.",
     "why": "The sentence is about an estimate, over many samples."},
    {"word": "inference", "said": "Inference takes 3 ms on the phone.", "right": "running a fitted model",
     "wrong1": "conclusions about a population", "wrong2": "fitting the model",
     "not1": "That is the statistician's inference. It does not take 3 ms on a phone.",
     "not2": "That is training: it came before, and rarely on the phone.",
     "why": "An engineer's inference is a call of the function."},
    {"word": "inference", "said": "For inference we need the standard errors.",
     "right": "conclusions about a population", "wrong1": "running a fitted model", "wrong2": "fitting the model",
     "not1": "That is the engineer's inference, and it needs no standard errors.",
     "not2": "Fitting gives the estimates. Standard errors are for what one concludes from them.",
     "why": "A statistician's inference goes from a sample to what it was drawn from."},
    {"word": "regression", "said": "Is this a regression or a classification?", "right": "the target is a quantity",
     "wrong1": "a bug that came back", "wrong2": "a return towards the mean",
     "not1": "That is a tester's regression. Nobody classifies bugs in place of having one.",
     "not2": "That is where the word comes from. Beside “classification” it names a kind of target.",
     "why": "It names the kind of target."},
    {"word": "parameter", "said": "The network has 2,410 parameters.", "right": "numbers that are learned",
     "wrong1": "arguments of a function call", "wrong2": "settings made before training",
     "not1": "That is a programmer's parameter. A network takes one input, not 2,410 arguments.",
     "not2": "Those are hyperparameters, and there are a handful of them.",
     "why": "In a model, parameters are what the fit finds."},
)


def friend(seed: int) -> dict[str, str]:
    """A word with several meanings, in a sentence that has one of them."""
    return dict(Random(seed).choice(FRIENDS))


def loop(seed: int) -> dict[str, str]:
    """Two words of a training loop, each in one of two sentences."""
    random = Random(seed)
    return {"pass": random.choice(["One pass over all samples", "Reading every training row once"]),
            "update": random.choice(["the few samples behind one update of the weights are", "one update uses"])}


def column(seed: int) -> dict[str, str]:
    """One question about the column that is predicted, in two wordings."""
    return {"asked": Random(seed).choice([
        "A model predicts one column of a table. What is that column called? Any of its names will do.",
        "Some columns go into a model, and one is what it is trained to return. Give a name for that one."])}
