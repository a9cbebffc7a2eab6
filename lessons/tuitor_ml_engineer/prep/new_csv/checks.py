"""How the contract that is written as code is judged: each rule, each row, and no more than that."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram

SOLUTION = '''def validate(rows):
    """rows -> the list of (place, column) of the cells that break it."""
    found, seen = [], set()
    for place, row in enumerate(rows):
        name = row.get("id")
        if not isinstance(name, str) or len(name) != 5 or not name.isdigit() or name in seen:
            found.append((place, "id"))
        seen.add(name)
        glucose = row.get("glucose")
        if glucose is not None and not (isinstance(glucose, (int, float)) and 20 <= glucose <= 600):
            found.append((place, "glucose"))
    return found
'''
SHORT_IDS: tuple[Any, ...] = (123, "123", "A0123", "")
FAR: tuple[Any, ...] = (5.07, 913, -999, "91")


def clean(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows as agreed; glucose is now and then absent or None."""
    rows: list[dict[str, Any]] = []
    for name in rng.permutation(20_000)[: int(rng.integers(1, 7))]:
        row: dict[str, Any] = {"id": f"{int(name):05d}", "glucose": int(rng.integers(58, 125))}
        if rng.random() < 0.2:
            row = {"id": row["id"], "glucose": None} if rng.random() < 0.5 else {"id": row["id"]}
        rows.append(row)
    return rows


def good(rng: np.random.Generator) -> tuple[Any, ...]:
    """A batch without a defect."""
    return (clean(rng),)


def odd_ids(rng: np.random.Generator) -> tuple[Any, ...]:
    """Some ids are numbers, or too short."""
    rows = clean(rng)
    for row in rows:
        if rng.random() < 0.4:
            row["id"] = SHORT_IDS[int(rng.integers(len(SHORT_IDS)))]
    return (rows,)


def repeats(rng: np.random.Generator) -> tuple[Any, ...]:
    """Some rows come again."""
    rows = clean(rng)
    return ([*rows, *(dict(rows[int(place)]) for place in rng.integers(0, len(rows), 2))],)


def far(rng: np.random.Generator) -> tuple[Any, ...]:
    """Some values are in another unit, a sentinel, or text."""
    rows = clean(rng)
    for row in rows:
        if rng.random() < 0.5:
            row["glucose"] = FAR[int(rng.integers(len(FAR)))]
    return (rows,)


def right(rows: Any) -> list[tuple[int, str]]:
    """The reference."""
    found, seen = [], set()
    for place, row in enumerate(rows):
        name, glucose = row.get("id"), row.get("glucose")
        if not (isinstance(name, str) and len(name) == 5 and name.isdigit()) or name in seen:
            found.append((place, "id"))
        seen.add(name)
        if glucose is not None and not (isinstance(glucose, int | float) and 20 <= glucose <= 600):
            found.append((place, "glucose"))
    return found


EDGES = ([{"id": "00001", "glucose": 20}, {"id": "00002", "glucose": 600}],)
TWO = ([{"id": "00001", "glucose": 5.07}, {"id": "00002", "glucose": 913}],)

validate = CodeChecks(
    function="validate",
    solution=SOLUTION,
    properties=[
        Property("lets a clean batch through", inputs=good, examples=[EDGES], expect=right,
                 says="Nothing is wrong here: 20 and 600 are allowed, and so is a glucose that is not there."),
        Property("finds ids that are not texts of five digits", inputs=odd_ids, expect=right, show=True,
                 examples=[([{"id": 123, "glucose": 91}],), ([{"id": "123", "glucose": 91}],)],
                 says="An id is a text of five digits: 123 is a number, and \"123\" is too short."),
        Property("finds an id that came before", inputs=repeats, expect=right, show=True,
                 examples=[([{"id": "00001"}, {"id": "00001"}],)],
                 says="The second row with an id breaks the key; the first does not."),
        Property("finds glucose that is out of range or no number", inputs=far, expect=right, show=True, examples=[TWO],
                 says="Every row counts: 20 to 600, and a text such as \"91\" is no number."),
    ],
    wrong=[
        WrongProgram("types alone", {" and 20 <= glucose <= 600": ""}, "5.07 is a number, and no glucose in mg/dL: the "
                     "type agrees, the unit does not. Ask for the range."),
        WrongProgram("no key", {" or name in seen": ""},
                     "A row that was sent twice passes. Remember the ids that came before."),
        WrongProgram("ids are numbers", {
            "not isinstance(name, str) or len(name) != 5 or not name.isdigit()": "not str(name).isdigit()"},
            "123 passes here. It was 00123 before somebody took it for a number."),
        WrongProgram("a gap is a defect", {"glucose is not None and ": ""},
                     "A glucose may be missing here. That is what the contract allows."),
        WrongProgram("the first is enough", {"found.append((place, \"id\"))": "return [(place, \"id\")]",
                                             "found.append((place, \"glucose\"))": "return [(place, \"glucose\")]"},
                     "This stops at the first cell. Whoever mends the source needs all of them."),
    ],
)
