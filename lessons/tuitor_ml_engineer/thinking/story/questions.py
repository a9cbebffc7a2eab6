"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import costs, forms

CASES = (
    ("a fraud", "an honest payment that is held"), ("a leak", "a needless dig"),
    ("a lost parcel", "a needless search"), ("a failing brake", "a needless workshop visit"),
)


def threshold(seed: int) -> dict[str, float | str]:
    """Two prices, t*, and what comes of swapping them, of their ratio, and of one half."""
    random = Random(seed)
    while True:
        (miss, alarm), (fn, fp) = random.choice(CASES), (random.randint(4, 40), random.randint(1, 5))
        shown = {"right": costs.best_threshold(fn, fp), "swapped": fn / (fn + fp), "ratio": fp / fn}
        if fn % fp and forms.apart([*shown.values(), 0.5], 1.05) and forms.told(*shown.values(), 0.5):
            return {"miss": miss, "alarm": alarm, "fn": fn, "fp": fp, "sum": fn + fp, **shown}


def always_no(seed: int) -> dict[str, float]:
    """Samples, the ill ones among them, and the accuracy of "healthy" for all."""
    random = Random(seed)
    n = random.choice([200, 400, 500, 800])
    ill = n * random.randint(6, 38) // 100
    return {"n": n, "ill": ill, "well": n - ill, "right": (n - ill) / n, "share": ill / n}


STEPS = (
    ("Ask what somebody wants to be different", "Write down the story in the words of those who have the problem"),
    ("Find the decision that changes it", "Say what is decided, when, and for whom"),
    ("Choose the column to predict", "Choose the target: what would have to be known for each decision"),
    ("Put a price on each error", "Choose the metric: what each kind of error costs"),
    ("Work out what never and always cost", "Work out what the baseline costs"),
    ("Choose the threshold", "Choose from which probability on to act"),
)


def steps(seed: int) -> dict[str, str]:
    """The steps from a story to a threshold, each in one of two wordings."""
    random = Random(seed)
    return {f"step{i}": random.choice(texts) for i, texts in enumerate(STEPS, 1)}


MOMENTS = (
    {"decision": "When an application for a loan comes in, a bank decides whether to grant it.",
     "known1": "income on the form", "known2": "loans repaid so far", "late1": "instalments missed on this loan",
     "late2": "the debt collector's code for it", "when": "after the loan was paid out"},
    {"decision": "Each evening a shop decides which shelves to refill overnight.",
     "known1": "today's sales", "known2": "tomorrow's weekday", "late1": "tomorrow's sales",
     "late2": "complaints about tomorrow's empty shelves", "when": "tomorrow"},
    {"decision": "When a call comes in, somebody decides whether to send an ambulance.",
     "known1": "the caller's words", "known2": "the address", "late1": "the diagnosis at the hospital",
     "late2": "minutes until the crew is back", "when": "after the ambulance was sent"},
)


def known(seed: int) -> dict[str, str]:
    """A decision, two fields that are known by then, and two that are not."""
    return dict(Random(seed).choice(MOMENTS))


RULES = (
    ("Remind customers whose invoice is past its due date", "Compare two dates"),
    ("Warn when the gauge of a tank shows less than 50 litres", "Compare the gauge with 50"),
    ("Refuse orders for articles that are out of stock", "Look the stock up"),
    ("Charge postage by the weight of a parcel", "Look the weight up in the price list"),
)
TASKS = (
    ("Tell which customers will pay late", "Who will pay late is in no rule book. Past invoices may show it."),
    ("Sort incoming letters by topic", "Nobody can list all ways to write about a topic. Examples show them."),
    ("Find scratches in photos of parts", "Nobody can describe a scratch in pixels. Photos show some."),
    ("Estimate how many rolls will be sold tomorrow", "How weather, weekday and season mix, only past sales show."),
    ("Turn recordings of calls into text", "No list of rules covers how people speak. Recordings do."),
)


def rule(seed: int) -> dict[str, str]:
    """A task that a rule solves, and three that need examples."""
    random = Random(seed)
    right, why = random.choice(RULES)
    return {"right": right, "rule": why, **forms.numbered(random.sample(TASKS, 3), "wrong", "not")}


def trivial(seed: int) -> dict[str, str]:
    """One question about the policy that is to be beaten, in two wordings."""
    return {"asked": Random(seed).choice([
        "What is the trivial policy called that a model must beat before it is worth running?",
        "“Always predict the mean”, “never act”: what is such a policy called, against which a model is measured?"])}
