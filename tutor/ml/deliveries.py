r"""Six batches of one table, as they come from a customer, with defects planted by a seed and written in a manifest.

Two batches are clean, four hold seven defects. They come as CSV (semicolons, decimal commas) or from an API as pages
of JSON, and are read back by `received`: what a contract sees has been written and parsed.

    defect      rule that is for it   what was done
    unit        range                 every value in another unit (glucose: mmol/L for mg/dL)
    point       range                 the decimal point of three values was lost: ten times too large
    absent      nulls                 the field is left out, or its cell is empty, in two rows of five
    renamed     nulls                 version 2 of the API calls the field BMI
    twice       key                   the last page, or the last ten rows, came twice
    zeros       format                the id became a number: 00123 is 123
    total       format                a row of sums below the rows of a CSV
    spelling    labels                F is written female
    category    labels                a label that nobody has announced
    truncated   count                 the last page, or the end of the file, did not come

The first clean batch holds the smallest value of the whole table and the second the greatest. So a range that is
drawn about the reference alone refuses both.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from tutor.ml import reading
from tutor.ml.contract import MG_PER_DL

Rows: TypeAlias = list[dict[str, Any]]
Table: TypeAlias = Mapping[str, Sequence[Any]]
Factors: TypeAlias = tuple[float, float]
"""What another unit and a lost decimal point multiply a value by."""
Manifest: TypeAlias = frozenset[tuple[int, str]]
"""(number of the batch from 0, defect)."""

RULE = {"unit": "range", "point": "range", "absent": "nulls", "renamed": "nulls", "twice": "key", "zeros": "format",
        "total": "format", "spelling": "labels", "category": "labels", "truncated": "count"}  # fmt: skip
"""Defect -> the rule that is for it."""
SEEN_TOO = {"twice": {"count"}, "total": {"range", "labels", "count"}}
"""Defect -> rules that break on it as well: no false alarms."""
CLASHES = ({"truncated", "twice", "total"}, {"total", "unit", "point"})
"""Defects of which one may hide another: at most one of them is planted in a batch."""
ONLY = {"total": "CSV", "renamed": "API v2"}
"""Defect -> the only source that makes it."""
SOURCES = ("CSV", "API v1", "CSV", "API v2", "CSV", "API v2")
REFERENCE, SIZE, PAGE = 120, 40, 10
"""Rows of the reference, of a batch, of a page."""
COLUMNS = ("id", "visit", "sex", "bmi", "glucose")
DIALECT = reading.Dialect("cp1252", ";", ",", frozenset({"id", "visit", "sex"}), frozenset({""}))


@dataclass(frozen=True)
class Batch:
    """What came: the text of a CSV, or of each page of an API, and how many rows were announced."""

    source: str
    parts: tuple[str, ...]
    announced: int = SIZE


def six(table: Table, seed: int, factors: Factors = (1 / MG_PER_DL, 10)) -> tuple[Rows, list[Batch], Manifest]:
    """The reference rows, six batches and their manifest, of a table with the columns sex, bmi and glucose."""
    rs = np.random.RandomState(seed % 2**32)
    rows = [int(row) for row in rs.permutation(len(table["glucose"]))]
    value = [float(each) for each in table["glucose"]]
    smallest, greatest = min(rows, key=value.__getitem__), max(rows, key=value.__getitem__)
    inner = [row for row in rows if value[smallest] < value[row] < value[greatest]]
    clean = [int(number) for number in rs.permutation(6)[:2]]
    plan = planned([number for number in range(6) if number not in clean], rs)
    # A small table is drawn from again and again; a large one gives each batch rows of its own.
    draw = iter(inner * (1 + (REFERENCE + 6 * SIZE) // len(inner)))
    reference = made([next(draw) for _ in range(REFERENCE)], table, rs)
    batches = []
    for number, source in enumerate(SOURCES):
        rows = [next(draw) for _ in range(SIZE)]
        if number in clean:
            rows[SIZE // 2] = (smallest, greatest)[clean.index(number)]
        batches.append(sent(made(rows, table, rs), source, plan.get(number, ()), rs, factors))
    return reference, batches, frozenset((number, defect) for number, found in plan.items() for defect in found)


def planned(broken: Sequence[int], rs: np.random.RandomState) -> dict[int, tuple[str, ...]]:
    """Batch -> its defects, in the order in which they are planted; each rule has its defect, range has two."""
    while True:
        order = [broken[position] for position in rs.permutation(4)]
        form, label = ("zeros", "total")[rs.randint(2)], ("spelling", "category")[rs.randint(2)]
        gap = ("absent", "renamed")[rs.randint(2)]
        rest = [(gap, "twice", form, label, "truncated")[position] for position in rs.permutation(5)]
        found = ("unit", rest[0]), ("point", rest[1]), (rest[2], rest[3]), (rest[4],)
        plan: dict[int, tuple[str, ...]] = dict(zip(order, found, strict=True))
        apart = not any(len(found & clash) > 1 for found in map(set, plan.values()) for clash in CLASHES)
        sources = [(SOURCES[number], defect) for number, found in plan.items() for defect in found]
        if apart and all(ONLY.get(defect, source) == source for source, defect in sources):
            return plan


def made(rows: Sequence[int], table: Table, rs: np.random.RandomState) -> Rows:
    """Rows with an id of five digits and the number of the visit; of forty, one to three have no bmi."""
    ids = [f"{number:05d}" for number in rs.permutation(20_000)[: len(rows)]]
    blocks = range(0, len(rows), SIZE)
    empty = {start + int(position) for start in blocks for position in rs.permutation(SIZE - PAGE)[: rs.randint(1, 4)]}
    found = []
    for position, row in enumerate(rows):
        again = position % 8 == 7  # comes back: one patient, another visit
        bmi = None if position in empty else float(table["bmi"][row])
        found.append({"id": ids[position - 1 if again else position], "visit": "2" if again else "1",
                      "sex": str(table["sex"][row]), "bmi": bmi, "glucose": float(table["glucose"][row])})  # fmt: skip
    return found


def sent(rows: Rows, source: str, defects: Sequence[str], rs: np.random.RandomState, factors: Factors) -> Batch:
    """The rows with their defects, as this source writes them."""
    for defect in defects:
        rows = PLANTS[defect](rows, rs, factors)
    if source == "CSV":
        lines = [";".join(COLUMNS), *(";".join(_written(row.get(name)) for name in COLUMNS) for row in rows)]
        return Batch(source, ("\r\n".join(lines),))
    pages = [rows[start : start + PAGE] for start in range(0, len(rows), PAGE)]
    return Batch(source, tuple(json.dumps({"page": number, "records": page}) for number, page in enumerate(pages, 1)))


def received(batch: Batch) -> Rows:
    """The rows, parsed."""
    if batch.source != "CSV":
        return [record for part in batch.parts for record in json.loads(part)["records"]]
    frame = reading.read(batch.parts[0].encode(DIALECT.encoding), DIALECT)
    return [dict(zip(frame, row, strict=True)) for row in zip(*frame.values(), strict=True)]


def _written(value: Any) -> str:
    return "" if value is None else f"{value:.10g}".replace(".", ",") if isinstance(value, float) else str(value)


def unit(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """Every value in another unit."""
    return [{**row, "glucose": float(f"{row['glucose'] * factors[0]:.4g}")} for row in rows]


def point(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """Three values without their decimal point."""
    hit = set(rs.permutation(SIZE - PAGE)[:3].tolist())
    return [{**row, "glucose": row["glucose"] * factors[1]} if at in hit else row for at, row in enumerate(rows)]


def absent(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """Two records of five without the field bmi."""
    without = [{name: row[name] for name in row if name != "bmi"} for row in rows]
    return [without[position] if position % 5 < 2 else row for position, row in enumerate(rows)]


def renamed(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """Every record with BMI for bmi."""
    return [{("BMI" if name == "bmi" else name): value for name, value in row.items()} for row in rows]


def twice(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """The last page once more."""
    return [*rows, *rows[-PAGE:]]


def zeros(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """Ids that went through a number."""
    return [{**row, "id": str(int(row["id"]))} for row in rows]


def total(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """A last row that is none: the sums."""
    added = sum(row["glucose"] for row in rows)
    return [*rows, {"id": "Total", "visit": "", "sex": "", "bmi": None, "glucose": added}]


def spelling(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """F written out."""
    return [{**row, "sex": "female" if row["sex"] == "F" else row["sex"]} for row in rows]


def category(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """A label that was not agreed, in every eighth row."""
    return [{**row, "sex": "X"} if position % 8 == 3 else row for position, row in enumerate(rows)]


def truncated(rows: Rows, rs: np.random.RandomState, factors: Factors) -> Rows:
    """Without the last page."""
    return rows[:-PAGE]


Plant: TypeAlias = Callable[[Rows, np.random.RandomState, Factors], Rows]
_ALL = (unit, point, absent, renamed, twice, zeros, total, spelling, category, truncated)
PLANTS: dict[str, Plant] = {plant.__name__: plant for plant in _ALL}
"""Defect -> what plants it."""
