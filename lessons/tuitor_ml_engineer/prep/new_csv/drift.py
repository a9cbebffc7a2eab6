"""A contract under six batches: what was planted, what each rule counts, and how well that agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from statistics import mean
from typing import Annotated

from tutor.api import Choice, DataError, OwnTable, Slider, Toggle, cached_method, columns, contract, deliveries, nice

NO_KEY, ID, VISIT = "no key", "id", "id + visit"
ANY, NUMBER, DIGITS = "anything", "a number", "5 digits"
KEYS: dict[str, tuple[str, ...]] = {NO_KEY: (), ID: ("id",), VISIT: ("id", "visit")}
FORMATS = {ANY: "", DIGITS: r"\d{5}", NUMBER: r"\d+"}
"""The right key comes last, the right format second: neither one press each nor the last of each is the answer."""
OF_VALUES, OF_ROWS = ("range", "nulls"), ("key", "format", "labels", "count")
"""The rules of the two parts."""
NUMBERS = tuple(str(number) for number in range(1, 7))
OWN_FACTORS = (1e-3, 1e3)
"""A thousand times too small and too large: what kg and g, or a decimal point taken for a thousands sign, make."""


@dataclass(frozen=True)
class Contract:
    """Six rules as they are set, all of them as good as off at first, and the batch whose values are drawn."""

    low: Annotated[float, Slider("lows", label="low")] = 0.0
    high: Annotated[float, Slider("highs", label="high")] = 0.0
    nulls: Annotated[int, Slider(0, 60, step=5, label="nulls ≤", unit="%")] = 60
    key: Annotated[str, Choice(tuple(KEYS), label="key")] = NO_KEY
    form: Annotated[str, Choice(tuple(FORMATS), label="id is")] = ANY
    labels: Annotated[bool, Toggle(label="sex: F, M")] = False
    counted: Annotated[bool, Toggle(label="count rows")] = False
    shown: Annotated[str, Choice(NUMBERS, label="show batch")] = "1"


@dataclass(frozen=True)
class Drift:
    """Reference rows and six batches of a seed; `own` is the learner's column in place of glucose."""

    seed: int
    name: str = "glucose"
    unit: str = "mg/dL"
    own: tuple[float, ...] = ()

    @cached_property
    def _made(self) -> tuple[deliveries.Rows, list[deliveries.Batch], deliveries.Manifest]:
        table = columns("core/diabetes")
        glucose = self.own or table["s6"]
        random = Random(self.seed)
        bmi = [table["bmi"][row % len(table["bmi"])] for row in range(len(glucose))]
        sex = [random.choice("FM") if self.own else "MF"[int(table["sex"][row]) - 1] for row in range(len(glucose))]
        factors = (OWN_FACTORS,) if self.own else ()
        return deliveries.six({"glucose": glucose, "bmi": bmi, "sex": sex}, self.seed, *factors)

    @cached_property
    def tables(self) -> list[deliveries.Rows]:
        """The reference, then the six batches, parsed."""
        reference, sent, _ = self._made
        return [reference, *map(deliveries.received, sent)]

    @property
    def sent(self) -> list[deliveries.Batch]:
        """As they came."""
        return self._made[1]

    @property
    def manifest(self) -> deliveries.Manifest:
        """(batch from 0, defect)."""
        return self._made[2]

    def values(self, table: int) -> list[float]:
        """The measured column of a table, 0 for the reference."""
        return contract.values(self.tables[table], "glucose")

    @cached_property
    def seen(self) -> tuple[float, float]:
        """Least and greatest value of the reference."""
        return min(self.values(0)), max(self.values(0))

    @property
    def lows(self) -> tuple[float, float, float]:
        """The slider of the lower bound: 0 to well into the reference."""
        step = nice.step(self.seen[0] / 10)
        return nice.span(0, 1.6 * self.seen[0], step)

    @property
    def highs(self) -> tuple[float, float, float]:
        """The slider of the upper bound: from within the reference to far above it."""
        step = nice.step(self.seen[1] * (5 if self.own else 1 / 4))
        return nice.span(self.seen[1] / 2, (200 if self.own else 20) * self.seen[1], step)

    @property
    def wide(self) -> tuple[float, float]:
        """A range with room for new rows and none for another unit: about a third and twice of what was seen."""
        (_, _, low), (_, _, high) = self.lows, self.highs
        return 5 * low, nice.nearest(self.seen[1] * 1.5 + high, high)

    @property
    def clean(self) -> list[int]:
        """The batches without a defect, from 0."""
        return [number for number in range(6) if number not in {batch for batch, _ in self.manifest}]

    @cached_method
    def counts(self, s: Contract) -> dict[str, list[int | None]]:
        """Rule -> rows that break it in the reference and in each batch; None where it is off or has nothing to say."""
        off: list[int | None] = [None] * 7
        t, key, form = self.tables, KEYS[s.key], FORMATS[s.form]
        return {
            "range": [contract.out_of_range(rows, "glucose", s.low, s.high) for rows in t],
            "nulls": [contract.too_many_nulls(rows, "bmi", s.nulls / 100) for rows in t],
            "key": [contract.repeated(rows, key) for rows in t] if key else off,
            "format": [contract.misfits(rows, "id", form) for rows in t] if form else off,
            "labels": [contract.unknown(rows, "sex", ("F", "M")) for rows in t] if s.labels else off,
            "count": [None, *(contract.off_count(rows, sent.announced) for rows, sent in
                              zip(t[1:], self.sent, strict=True))] if s.counted else off,
        }

    def broken(self, s: Contract) -> frozenset[tuple[int, str]]:
        """(batch from 0, rule) for each rule that a batch breaks."""
        return frozenset((batch, rule) for rule, row in self.counts(s).items() for batch, n in enumerate(row[1:]) if n)

    def planted(self, rules: Sequence[str]) -> frozenset[tuple[int, str]]:
        """(batch, defect) of the defects that one of these rules is for."""
        return frozenset(pair for pair in self.manifest if deliveries.RULE[pair[1]] in rules)

    def found(self, s: Contract, rules: Sequence[str]) -> frozenset[tuple[int, str]]:
        """(batch, defect) for each defect that its rule has found, and (batch, rule) for each false alarm."""
        broken = {pair for pair in self.broken(s) if pair[1] in rules}
        hits = {(batch, defect) for batch, defect in self.manifest if (batch, deliveries.RULE[defect]) in broken}
        due = {(batch, rule) for batch, defect in self.manifest
               for rule in (deliveries.RULE[defect], *deliveries.SEEN_TOO.get(defect, ()))}
        return frozenset(hits | (broken - due))

    def loose(self, s: Contract, rules: Sequence[str]) -> list[str]:
        """The rules that miss a defect or raise a false alarm."""
        off = {deliveries.RULE.get(each, each) for _, each in self.found(s, rules) ^ self.planted(rules)}
        return [rule for rule in rules if rule in off]

    def holder(self, defect: str) -> int:
        """The batch with this defect, from 0; −1 if none has it."""
        return next((batch for batch, found in self.manifest if found == defect), -1)

    def stripped(self) -> str:
        """The first id that has lost its zeros."""
        return next(str(row["id"]) for row in self.tables[self.holder("zeros") + 1] if len(str(row["id"])) < 5)

    def mean(self, table: int) -> float:
        """The mean of the measured column."""
        return mean(self.values(table))


def own(seed: int, table: OwnTable) -> Drift:
    """The learner's column, if a range can tell another unit of it."""
    y = [float(value) for value in table["y"]]
    if min(y) <= 0 or max(y) > 30 * min(y) or len(set(y)) < 10:
        raise DataError("This takes a quantity above 0 with ten values or more, the greatest at most thirty times the "
                        "least, such as a weight. Where a column spans more, no range can tell g from kg.")
    return Drift(seed, table.roles["y"], "", tuple(y))
