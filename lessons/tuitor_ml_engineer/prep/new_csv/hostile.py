"""A customer's file, hostile by seed and read for real, and the table that is in it."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated

from tutor.api import Choice, Toggle, columns, reading

NAMES = ("patient", "clinic", "region", "bmi", "glucose")
ROWS = 24
CLINICS = (("Nürnberg", "EU"), ("Montréal", "NA"), ("Nouméa", "AP"), ("Orléans", "EU"), ("Québec", "NA"))
ENCODINGS = {"UTF-8": "utf-8", "+ BOM": "utf-8-sig", "cp1252": "cp1252"}
SIGNS = {",": ",", ";": ";", "tab": "\t", ".": "."}
NOTHING, IDS, ALL = "nothing", "patient", "all"
TEXT = {NOTHING: frozenset[str](), IDS: frozenset({"patient"}), ALL: frozenset(NAMES)}
MARKERS = {"no more": "", "NA": "NA", "-999": "-999", "?": "?"}
"""What counts as missing beside an empty cell."""


@dataclass(frozen=True)
class Reading:
    """How the file is read; the defaults are those of `read_csv`, as far as they go."""

    encoding: Annotated[str, Choice(tuple(ENCODINGS), label="encoding")] = "UTF-8"
    separator: Annotated[str, Choice("separators", label="separator")] = ","
    decimal: Annotated[str, Choice((".", ","), label="decimal")] = "."
    text: Annotated[str, Choice(tuple(TEXT), label="keep as text")] = NOTHING
    missing: Annotated[str, Choice(tuple(MARKERS), label="also missing")] = "NA"
    total: Annotated[bool, Toggle(label="skip last")] = False

    @property
    def dialect(self) -> reading.Dialect:
        """The same, for the reader."""
        return reading.Dialect(ENCODINGS[self.encoding], SIGNS[self.separator], SIGNS[self.decimal], TEXT[self.text],
                               frozenset({"", MARKERS[self.missing]}), self.total)


@dataclass(frozen=True)
class File:
    """What a seed makes of 24 patients: how the file was written, its bytes and the truth."""

    seed: int

    @cached_property
    def right(self) -> Reading:
        """The reading that loses nothing."""
        random = Random(self.seed)
        return Reading(random.choice(list(ENCODINGS)), random.choice((";", "tab")),
                       random.choice((".", ",")), IDS, random.choice(list(MARKERS)[1:]), random.random() < 0.6)

    @property
    def marker(self) -> str:
        """The text that stands for “not measured” beside the empty cell."""
        return MARKERS[self.right.missing]

    @property
    def separators(self) -> tuple[str, ...]:
        """The options, the right one next to the default."""
        return ",", self.right.separator, {";": "tab", "tab": ";"}[self.right.separator]

    @cached_property
    def truth(self) -> reading.Frame:
        """The table, typed; where NA means “missing”, North America is AM."""
        random, table = Random(self.seed + 1), columns("core/diabetes")
        rows = random.sample(range(len(table["bmi"])), ROWS)
        rows.sort(key=lambda row: float(table["bmi"][row]).is_integer())  # the first ones show the decimal sign
        places = [CLINICS[0], CLINICS[1], *random.choices(CLINICS, k=ROWS - 2)]
        ids = sorted([*random.sample(range(10, 900), 8), *random.sample(range(10_000, 99_999), ROWS - 8)])
        bmi: list[reading.Cell] = [float(table["bmi"][row]) for row in rows]
        glucose: list[reading.Cell] = [float(table["s6"][row]) for row in rows]
        for place in random.sample(range(4, ROWS), 2):
            bmi[place] = None
        for place in (1, *random.sample(range(4, ROWS), 3)):
            glucose[place] = None
        america = "AM" if self.marker == "NA" else "NA"
        return {"patient": [f"{each:05d}" for each in ids], "clinic": [city for city, _ in places],
                "region": [america if region == "NA" else region for _, region in places],
                "bmi": bmi, "glucose": glucose}

    @cached_property
    def data(self) -> bytes:
        """The file."""
        right, sign = self.right.dialect, SIGNS[self.right.separator]
        rows = zip(*self.truth.values(), strict=True)
        lines = [NAMES, *([self._cell(name, value) for name, value in zip(NAMES, row, strict=True)] for row in rows)]
        if right.total:
            known = [value for value in self.truth["glucose"] if isinstance(value, float)]
            lines.append(["", "Total", "", "", f"{sum(known):.0f}"])
        return "\n".join(sign.join(line) for line in lines).encode(right.encoding)

    def _cell(self, name: str, value: reading.Cell) -> str:
        if value is None:
            return self.marker if name == "glucose" else ""
        return f"{value:g}".replace(".", SIGNS[self.right.decimal]) if isinstance(value, float) else value

    def read(self, s: Reading) -> tuple[reading.Frame, str]:
        """The table as it is read, and what the decoder complained of: it goes on with � in place of such bytes."""
        try:
            return reading.read(self.data, s.dialect), ""
        except UnicodeDecodeError as error:
            return reading.read(self.data.decode("utf-8", "replace").encode(), s.dialect), str(error)
