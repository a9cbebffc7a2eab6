"""Seeded forms of this lesson's questions: other briefs, other numbers, the same chart."""

from random import Random

from tutor.api import forms

LABELLED = (
    ("{n} irises, four lengths each, labelled with one of three species.", "Here somebody has named every flower."),
    ("{n} X-ray pictures, each labelled broken or not by a doctor.", "Here a doctor has labelled every picture."),
    ("{n} machines with 12 measurements each, labelled with one of four faults.", "Here every fault is written down."),
)
TEXTS = (
    ("mails, each labelled spam or not", "mails"),
    ("reviews of films, each labelled good or bad", "reviews"),
    ("letters of customers, each labelled with one of five departments", "letters"),
)
FEW = (
    ("men of a fitness club, three exercises each. Predict a man's pulse.", "men"),
    ("answers to a survey, each labelled happy or not. Will the next customer be happy?", "answers"),
    ("flats with 30 numbers each. What will one rent for?", "flats"),
)
SIZES = (
    "442 patients: predict how far the disease will be in a year. Any of the inputs may matter.",
    "9000 flats: predict the rent. Any of the inputs may matter.",
    "2000 cars: predict how much fuel each will use. Any of the inputs may matter.",
)
ENDS = (
    ("3 million visits, labelled bought or not", "SGDClassifier"),
    ("2 million flats, predict the rent", "SGDRegressor"),
    ("1797 drawings, no labels, ten kinds expected", "KMeans"),
    ("442 patients, few inputs matter, predict a quantity", "Lasso or ElasticNet"),
    ("30 answers to a survey", "get more data"),
    ("4000 mails, labelled spam or not", "LinearSVC"),
    ("3000 sentences, predict the tree of each", "tough luck"),
)
NOT_ASKED = (
    (
        "By which metric the model will be judged",
        "The same table may want another model when a miss costs ten times a false alarm.",
    ),
    ("Whether an input leaks the target", "It takes the table as it is. Looking comes first."),
    (
        "What a fit, or a prediction, may cost",
        "Neither time nor memory is on it, nor whether somebody must explain the answer.",
    ),
    (
        "Whether a deep network would do better",
        (
            "It names a few estimators of scikit-learn. Even logistic regression is missing, though "
            "it came out best on scikit-learn's breast cancer table."
        ),
    ),
)
ASKED = (
    ("How many rows there are", "It asks that first, and often again."),
    ("Whether the rows are labelled", "It asks that of every category."),
    ("Whether a category or a quantity is to be predicted", "That is its second question."),
    ("Whether only a few features are important", "It asks that of a quantity with fewer than 100K samples."),
)


def labelled(seed: int) -> dict[str, str | int]:
    """A labelled table of some hundred rows."""
    random = Random(seed)
    story, seen = random.choice(LABELLED)
    n = random.randint(12, 90) * 10
    return {"n": n, "story": story.format(n=n), "seen": seen}


def texts(seed: int) -> dict[str, str | int]:
    """Labelled texts, some thousand of them."""
    random = Random(seed)
    story, things = random.choice(TEXTS)
    return {"n": random.randint(12, 90) * 100, "story": story, "things": things}


def few(seed: int) -> dict[str, str | int]:
    """Fewer than 50 rows."""
    random = Random(seed)
    story, things = random.choice(FEW)
    return {"n": random.randint(15, 45), "story": story, "things": things}


def tie(seed: int) -> dict[str, str]:
    """A gain within its standard error, or one well beyond it."""
    random = Random(seed)
    now, beyond = random.randint(700, 930), random.random() < 0.5
    se = random.randint(9, 20)
    gain = random.randint(3 * se // 2, 2 * se) if beyond else random.randint(se // 4, 2 * se // 3)
    take = (
        "Take the next: the gain is more than one standard error",
        f"The gain is 0.{gain:03d}, and luck alone seldom moves it by more than 0.{se:03d}.",
    )
    stop = ("Stop: the gain is less than one standard error", "It is a tie, and you already have the simpler one.")
    hasty = (
        "Take the next: it is better",
        f"By 0.{gain:03d}, with a standard error of 0.{se:03d}: other folds could have turned it round.",
    )
    timid = (
        "Stop: the simpler one is good enough",
        f"You want better, and 0.{gain:03d} is more than its standard error of 0.{se:03d}.",
    )
    right, wrong = (take, timid) if beyond else (stop, hasty)
    named = {"right": right[0], "yes": right[1], "wrong": wrong[0], "no": wrong[1]}
    return {"now": f"0.{now}", "then": f"0.{now + gain}", "se": f"0.{se:03d}", **named}


def walk(seed: int) -> dict[str, str]:
    """A quantity with fewer than 100K rows, any of whose inputs may matter."""
    return {"story": Random(seed).choice(SIZES)}


def ends(seed: int) -> dict[str, str]:
    """Five of the seven briefs."""
    rows = sorted(Random(seed).sample(range(len(ENDS)), 5))
    return forms.numbered([ENDS[row] for row in rows], "brief", "end")


def not_asked(seed: int) -> dict[str, str]:
    """Three things that the chart does not ask, and two that it does."""
    random = Random(seed)
    chosen = [*random.sample(NOT_ASKED, 3), *random.sample(ASKED, 2)]
    return forms.numbered(chosen, "asks", "why")
