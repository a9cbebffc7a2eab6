"""Seeded forms of this lesson's questions; each wrong value is the answer of a known wrong route."""

from math import floor
from random import Random

from tutor.api import forms

KINDS = (
    {
        "what": "how many visits a shop will have tomorrow",
        "tempting": "A category, since visits are whole numbers",
        "no": (
            "Counts can be put in order and subtracted: 210 visits are closer to 200 than 90 are. Categories have no"
            " distance."
        ),
        "right": "A quantity",
        "yes": "A count is a number on a scale: being off by 10 is better than being off by 100.",
        "structure": "The counts of past days are known: there is an output to learn from.",
    },
    {
        "what": (
            "how many stars, 1 to 5, a guest will give, where being off by one star is half as bad as being off by two"
        ),
        "tempting": "A category, since there are only five answers",
        "no": "Few values do not make a category. Here near misses count for something: the stars are a scale.",
        "right": "A quantity",
        "yes": "Where a near miss is worth more than a far one, the output is a number on a scale.",
        "structure": "The stars of past guests are known: there is an output to learn from.",
    },
    {
        "what": "which digit, 0 to 9, stands in a drawing",
        "tempting": "A quantity, since digits are numbers",
        "no": "Reading a 7 as an 8 is no better than reading it as a 1: the digits are only names here.",
        "right": "A category",
        "yes": "Ten kinds of drawings, of which one is right: near is no better than far.",
        "structure": "Somebody has written down the digit of each drawing: there is an output to learn from.",
    },
)
SIGNS = (
    ("One input alone predicts the target almost perfectly", "Real inputs rarely do. Ask when this one becomes known."),
    ("The field is filled in after the outcome is known", "Then it will be empty when the model needs it."),
    ("The score is far better than anybody expected", "News that is too good to be true is the most common sign."),
    ("An input is worked out from the target", "It will not be there when the target is still to be predicted."),
)
NO_SIGNS = (
    ("Two inputs are strongly correlated", "They share information with each other, not with the answer."),
    ("The input has a large spread", "That depends on its unit."),
    ("Many values of an input are missing", "That is a gap, not an answer given away."),
    ("The input is only weakly related to the target", "A leak is the opposite: it knows too much."),
)
PLOTS = (
    ("Is there a code far from the other values?", "histogram"),
    ("Does this input differ between the classes?", "box plot split by target"),
    ("How rare is the rarest class?", "bars of the counts"),
    ("Which inputs go with the target?", "bars of the correlations"),
    ("How does a quantity change with this input?", "points of target against input"),
)
ALIKE = (
    {
        "said": (
            "Two tables agree in the mean and spread of every column, and in their correlations, to two decimals. What"
            " does that tell you about their plots?"
        ),
        "order": "They hold the same rows in another order",
    },
    {
        "said": (
            "Two columns have the same mean and the same standard deviation. What does that tell you about their"
            " histograms?"
        ),
        "order": "They hold the same values in another order",
    },
)
LOOKS = (
    {
        "mend": "Drop the inputs that would not be known in time",
        "look": "Explore the remaining rows: output, inputs, leaks",
    },
    {
        "mend": "Mark the codes that stand for missing values",
        "look": "Explore the remaining rows: output, inputs, gaps",
    },
)


def kind(seed: int) -> dict[str, str]:
    """What is to be predicted, and what it is often taken for."""
    return Random(seed).choice(KINDS)


def classes(seed: int) -> dict[str, float]:
    """Three class sizes, the smallest one's share, and what the wrong routes give."""
    random = Random(seed)
    while True:
        sizes = random.sample(range(20, 120), 3)
        total, least, most = sum(sizes), min(sizes), max(sizes)
        routes = {"right": least / total, "even": 1 / 3, "largest": most / total, "odds": least / (total - least)}
        right, *wrong = routes.values()
        rounded = round(right, 1), floor(10 * right) / 10
        if forms.apart(routes.values(), 1.25) and all(abs(each - near) > 0.015 for each in wrong for near in rounded):
            shown = {
                "a": sizes[0],
                "b": sizes[1],
                "c": sizes[2],
                "n": total,
                "least": least,
                "most": most,
                "rest": total - least,
            }
            return shown | {name: round(value, 4) for name, value in routes.items()}


def far_out(seed: int) -> dict[str, float]:
    """A column's mean and spread, a value below it, and what the wrong routes give for its distance."""
    random = Random(seed)
    while True:
        mean, sd, away = random.randint(30, 90) * 10, random.randint(4, 12) * 10, random.randint(11, 39) / 10
        value = round(mean - away * sd)
        right = (mean - value) / sd
        routes = {"right": right, "no_mean": value / sd, "plain": mean - value, "share": (mean - value) / mean}
        if value > 0 and forms.apart(routes.values()) and forms.told(*routes.values()):
            return {"mean": mean, "sd": sd, "value": value} | {name: round(each, 4) for name, each in routes.items()}


def alike(seed: int) -> dict[str, str]:
    """Two tables, or two columns."""
    return Random(seed).choice(ALIKE)


def signs(seed: int) -> dict[str, str]:
    """Three signs of a leak, and two that are none."""
    random = Random(seed)
    chosen = [*random.sample(SIGNS, 3), *random.sample(NO_SIGNS, 2)]
    return forms.numbered(chosen, "sign", "why")


def looks(seed: int) -> dict[str, str]:
    """What the first look at a table leads to."""
    return Random(seed).choice(LOOKS)


def plots(seed: int) -> dict[str, str]:
    """Four of the five questions."""
    rows = sorted(Random(seed).sample(range(5), 4))
    return forms.numbered([PLOTS[row] for row in rows], "ask", "plot")


def few(seed: int) -> dict[str, int]:
    """A table of 15 to 40 rows, and how many of them a fifth is."""
    rows = Random(seed).randrange(15, 45, 5)
    return {"rows": rows, "tested": rows // 5, "share": round(500 / rows)}
