"""Plants defects in a clean table, seeded, so that a lesson knows what a learner can find.

Each rule of `tutor.ml.defects` has its plant; what a plant flags, the detector finds, and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeAlias

import numpy as np

from tutor.ml.defects import Flag, Issue, Table, is_imbalanced, leak_score, numbers, present, sentinel
from tutor.ml.estimators import kind_of

Columns: TypeAlias = dict[str, list[Any]]
Planter: TypeAlias = Callable[[Columns, str, np.random.RandomState], tuple[Columns, Flag]]

CONSTANTS = (("site", "north"), ("currency", "EUR"), ("batch", 7), ("version", "1.2"))
IDS = ("record", "serial", "reference", "row_key")
LEAKS = ("review_code", "final_grade", "outcome_note", "settled")
MARKERS = (-999, -99_999, 99_999)


def plant(table: Table, target: str, issues: Collection[Issue], seed: int) -> tuple[Columns, frozenset[Flag]]:
    """The table with one defect of each kind in `issues`, its rows and columns shuffled, and the flags planted.

    A kind that this table has no room for is left out (see `has_room`).
    """
    rs = np.random.RandomState(seed)
    columns, flags = {name: list(values) for name, values in table.items()}, set()
    for issue, planter in PLANTERS.items():
        if issue in issues and has_room(columns, target, issue):
            columns, flag = planter(columns, target, rs)
            flags.add(flag)
    names = [list(columns)[i] for i in rs.permutation(len(columns))]
    order = rs.permutation(len(columns[target]))
    return take({name: columns[name] for name in names}, order), frozenset(flags)


def has_room(columns: Table, target: str, issue: Issue) -> bool:
    """Whether a defect can be planted: a class that is common enough to be made rare, an input that can hold a code."""
    if issue == "imbalance":
        return kind_of(columns[target]) == "category" and not is_imbalanced(columns[target])
    return issue != "sentinel" or any(name != target and _can_hold(columns[name]) for name in columns)


def take(columns: Table, rows: Any) -> Columns:
    """These rows of the table, in this order."""
    return {name: [values[row] for row in rows] for name, values in columns.items()}


def imbalance(columns: Columns, target: str, rs: np.random.RandomState) -> tuple[Columns, Flag]:
    """Drops rows of one class until it has about 3%; of a class whose loss makes no honest input a leak, if any."""
    counts = Counter(columns[target])
    classes = sorted((each for each in counts if counts[each] <= counts.total() / 2), key=str)
    order = [classes[i] for i in rs.permutation(len(classes))]
    thinned = [_with_few(columns, target, rare, rs) for rare in order]
    honest = [table for table in thinned if _strongest(table, target) < 0.95]
    return (honest or thinned)[0], (target, "imbalance")


def _strongest(columns: Columns, target: str) -> float:
    return max((leak_score(columns[name], columns[target]) for name in columns if name != target), default=0.0)


def _with_few(columns: Columns, target: str, rare: Any, rs: np.random.RandomState) -> Columns:
    members = [row for row, value in enumerate(columns[target]) if value == rare]
    keep = max(2, round(0.03 * (len(columns[target]) - len(members))))
    gone = {members[i] for i in rs.permutation(len(members))[keep:]}
    return take(columns, [row for row in range(len(columns[target])) if row not in gone])


def marker(columns: Columns, target: str, rs: np.random.RandomState) -> tuple[Columns, Flag]:
    """Writes a sentinel such as -999 over 6% of one numeric input."""
    able = [name for name in columns if name != target and _can_hold(columns[name])]
    name = able[rs.randint(len(able))]
    values = list(columns[name])
    column = np.array(values, dtype=float)
    far = [mark for mark in MARKERS if np.abs(column - mark).min() > 2 * np.ptp(column)]
    chosen = far[rs.randint(len(far))] if far else -1000 * (1 + float(np.abs(column).max()))
    for row in rs.permutation(len(values))[: max(4, -(-6 * len(values) // 100))]:
        values[row] = type(values[row])(chosen)
    return {**columns, name: values}, (name, "sentinel")


def constant(columns: Columns, target: str, rs: np.random.RandomState) -> tuple[Columns, Flag]:
    """Adds a column of one value."""
    name, value = CONSTANTS[rs.randint(len(CONSTANTS))]
    return {**columns, name: [value] * len(columns[target])}, (name, "constant")


def leak(columns: Columns, target: str, rs: np.random.RandomState) -> tuple[Columns, Flag]:
    """Adds the target in disguise: its classes under other numbers, or its values in another unit, rounded."""
    name, values = LEAKS[rs.randint(len(LEAKS))], columns[target]
    if kind_of(values) == "category":
        classes = sorted(set(values), key=str)
        codes = dict(zip(classes, rs.permutation(len(classes)) * 10 + 10, strict=True))
        return {**columns, name: [int(codes[value]) for value in values]}, (name, "leak")
    y = np.array(values, dtype=float)
    copy = 1.8 * y + 32 + 0.01 * y.std() * rs.randn(len(y))
    return {**columns, name: [float(value) for value in copy.round(6)]}, (name, "leak")


def duplicates(columns: Columns, target: str, rs: np.random.RandomState) -> tuple[Columns, Flag]:
    """Repeats 4% of the rows, none of a rare class (its share is somebody else's defect)."""
    counts = Counter(columns[target])
    category = kind_of(columns[target]) == "category"
    common = [
        row for row, value in enumerate(columns[target]) if not category or counts[value] >= 0.05 * counts.total()
    ]
    again = [common[i] for i in rs.permutation(len(common))[: max(3, -(-4 * len(common) // 100))]]
    return take(columns, [*range(len(columns[target])), *again]), ("", "duplicates")


def identifier(columns: Columns, target: str, rs: np.random.RandomState) -> tuple[Columns, Flag]:
    """Adds a number of its own to each row."""
    name, rows = IDS[rs.randint(len(IDS))], len(columns[target])
    start = int(rs.randint(1000, 9000))
    return {**columns, name: [start + int(i) for i in rs.permutation(rows)]}, (name, "id")


def _can_hold(values: Sequence[Any]) -> bool:
    """Whether a sentinel in this column would be one: enough different numbers, all there, none apart."""
    column = numbers(values)
    if column is None or len(present(values)) < len(values):
        return False
    return len(set(values)) >= 8 and sentinel(values) is None


PLANTERS: dict[Issue, Planter] = {
    "imbalance": imbalance,
    "sentinel": marker,
    "constant": constant,
    "leak": leak,
    "duplicates": duplicates,
    "id": identifier,
}
"""In an order in which no plant undoes another: rows go before they are repeated, and ids come last."""
