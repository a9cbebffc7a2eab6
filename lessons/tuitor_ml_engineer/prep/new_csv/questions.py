"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import contract, forms


def glucose(seed: int) -> dict[str, float]:
    """A mean in mmol/L, in mg/dL by the right way and by three others."""
    mmol = Random(seed).randint(420, 552) / 100
    per = contract.MG_PER_DL
    return {"mmol": mmol, "right": mmol * per, "litre": mmol * per * 10, "upside": mmol / per}


def pages(seed: int) -> dict[str, int]:
    """Deliveries of an API, one page of them twice, and how many records have not come."""
    random = Random(seed)
    while True:
        size, whole, came = random.choice([20, 25, 40, 50]), random.randint(6, 12), random.randint(4, 9)
        announced = size * whole
        right = announced - size * (came - 1)
        shown = {"right": right, "twice": right - size, "worse": right + size, "came_rows": announced - right}
        if came < whole and forms.apart(shown.values()):
            return {"size": size, "announced": announced, "came": came, "again": random.randint(2, came - 1),
                    "different": came - 1, **shown}


TAKEN = ("an empty cell", "NA", "n/a", "None", "null", "nan")
LEFT = ("-999", "?", "missing", "unknown")


def defaults(seed: int) -> dict[str, str]:
    """Three texts that pandas takes for missing unasked, two that it leaves."""
    random = Random(seed)
    a, b, c = random.sample(TAKEN, 3)
    d, e = random.sample(LEFT, 2)
    return {"taken1": a, "taken2": b, "taken3": c, "left1": d, "left2": e}


TOTALS = (
    {"what": "sales by shop", "line": ";Total;;18 230", "each": "a few hundred"},
    {"what": "kilowatt hours by meter", "line": "Sum;;;9411,5", "each": "less than a hundred"},
    {"what": "patients by ward", "line": "all wards;;;1204", "each": "about thirty"},
)


def total(seed: int) -> dict[str, str]:
    """A file that ends with a sum."""
    return dict(Random(seed).choice(TOTALS))


ASKED = (
    {"ask": "What does one call a written agreement on a table's columns, types, units, ranges and keys?"},
    {"ask": "Two teams write down what a table between them must look like, and a program checks each delivery against "
            "it. What is the word for that agreement?"},
)


def agreement(seed: int) -> dict[str, str]:
    """The word is asked for in two ways."""
    return dict(Random(seed).choice(ASKED))


WATCH = (
    ("°C arrive as °F", "range of the values"),
    ("seconds arrive as milliseconds", "range of the values"),
    ("a field has been renamed", "share that may be missing"),
    ("a page was sent twice", "key"),
    ("00417 arrives as 417", "format of a text"),
    ("“yes” is written “Y” since Monday", "list of labels"),
    ("the file ends in mid-row", "number of rows announced"),
)


def watch(seed: int) -> dict[str, str]:
    """Four drifts, and the rule that is for each."""
    return forms.numbered(Random(seed).sample(WATCH, 4), "drift", "rule")


STEPS = (
    ("Set the batch aside, so that nobody uses it", "Find out what is wrong with it", "Have it mended at the source",
     "Let the batch run again", "Add the rule that would have caught it"),
    ("Quarantine what has come", "Diagnose: which column, in which rows, since when",
     "Ask whoever sends it to send it right", "Replay what was held back", "Write a rule against the next time"),
)


def steps(seed: int) -> dict[str, str]:
    """What to do with a refused batch, in one of two wordings a step."""
    random = Random(seed)
    return {f"step{number}": random.choice(both) for number, both in enumerate(zip(*STEPS, strict=True), 1)}


DROPS = (
    {"what": "Since the update, 38% of the records come without an income", "who": "the new app asks only employees"},
    {"what": "In this batch, 31% of the rows lack the blood pressure", "who": "one ward has new devices"},
)


def drop(seed: int) -> dict[str, str]:
    """Many gaps at once, with a reason that makes them no fair sample."""
    return dict(Random(seed).choice(DROPS))


def dates(seed: int) -> dict[str, str | int]:
    """A date that two countries read differently, and one in the same column that only one can read."""
    random = Random(seed)
    a, b = random.sample(range(1, 12), 2)
    day = random.randint(13, 28)
    return {"odd": f"{a:02d}/{b:02d}/2026", "sure": f"{a:02d}/{day}/2026", "other": f"{day}/{b:02d}/2026"}
