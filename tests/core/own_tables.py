"""CSV files as people have them, made from a seed, with what is in them known: for `test_own_tables`."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tutor.core.own_reading import Reading

LOCALES = [
    # separator, decimal sign, signs that may mark thousands, weight
    (",", ".", ["", ",", " "], 4),
    (";", ",", ["", ".", " ", "\u00a0", "\u202f"], 4),
    (";", ".", ["", ",", "'", "’"], 2),
    (",", ",", ["", "."], 1),
    ("\t", ".", ["", ","], 2),
    ("\t", ",", ["", "."], 1),
    ("|", ".", ["", ","], 1),
]
NOTES = [
    "ok",
    "",
    "see Smith, J.",
    "a; b",
    'he said "no"',
    '5" pipe',
    "two\nlines",
    "Größe",
    "100 %",
    "n/a",
    "3|4",
    "x",
]
HEADERS = [
    ("area", "price"),
    ("area, m2", "price, EUR"),
    ("Fläche", "Miete (€)"),
    ("x", "y"),
    ("a;b", "c"),
    ("t 1", "t 2"),
]
MINUS = ["-", "-", "-", "\u2212", "\u2013"]


@dataclass
class Made:
    """A file, its two columns with their right values, and what a learner who knows it would say of it."""

    content: bytes
    x: str
    y: str
    truth: dict[str, list[float]]
    how: Reading
    broken: bool = False
    kinds: list[str] = field(default_factory=list)


class _Maker:
    def __init__(self, seed: int) -> None:
        self.r = Random(seed)
        self.kinds: list[str] = []

    def chance(self, share: float, kind: str) -> bool:
        if self.r.random() >= share:
            return False
        self.kinds.append(kind)
        return True

    def made(self) -> Made:
        r = self.r
        self.separator, self.decimal, groups, _ = r.choices(LOCALES, [each[-1] for each in LOCALES])[0]
        self.group = r.choice(groups)
        self.minus = r.choice(MINUS)
        self.local = r.choice(["%m/%d/%Y", "%d/%m/%Y"])
        rows = r.randint(8, 60)
        x_name, y_name = r.choice(HEADERS)
        names, columns, truth = [x_name, y_name], [], {}
        for role in "xy":
            cells, values = self.column(rows)
            columns.append(cells)
            truth[role] = values
        for _ in range(r.choice([0, 0, 1, 2])):
            names.append(r.choice(["note", "note", "id", "city"]))
            columns.append(r.choices(NOTES, k=rows) if r.random() < 0.7 else [str(n) for n in range(rows)])
        if self.chance(0.2, "another number"):
            names.append("other")
            columns.append(self.column(rows)[0])
        order = list(range(len(names)))
        r.shuffle(order)
        names, columns = [names[n] for n in order], [columns[n] for n in order]
        table = [list(row) for row in zip(*columns, strict=True)]
        missing = self.leave_out(table, names, x_name, y_name, truth) if self.chance(0.1, "missing") else ""
        return self.written(names, table, x_name, y_name, truth, missing)

    def column(self, rows: int) -> tuple[list[str], list[float]]:
        r, kind = (
            self.r,
            self.r.choice(
                ["small", "whole", "large", "one", "two", "three", "any", "signed", "money", "percent", "date"]
            ),
        )
        self.kinds.append(kind)
        if kind == "date":
            return self.dates(rows)
        places = {"one": 1, "two": 2, "three": 3, "any": 3, "signed": 2, "money": 2, "percent": 1}.get(kind, 0)
        top = {"small": 50, "whole": 3_000, "large": 5_000_000, "money": 20_000, "percent": 100}.get(
            kind, r.choice([9, 90, 4_000])
        )
        values = [round(r.uniform(-top if kind == "signed" else 0, top), places) for _ in range(rows)]
        if kind == "three" and r.random() < 0.5:
            values = [round(r.uniform(1, 9), 3) for _ in range(rows)]
        before, after = "", ""
        if kind == "money":
            before, after = r.choice([("€ ", ""), ("", " €"), ("$", ""), ("", " EUR"), ("CHF ", ""), ("", "\u00a0€")])
        elif kind == "percent":
            after = r.choice(["%", " %"])
        cells = []
        for value in values:
            text = self.digits(abs(value), places, trimmed=kind == "any")
            cells.append((self.minus if value < 0 else "") + before + text + after)
        return cells, values

    def digits(self, value: float, places: int, *, trimmed: bool) -> str:
        text = f"{value:,.{places}f}"
        if trimmed and "." in text:
            text = text.rstrip("0").rstrip(".")
        return text.translate({ord(","): self.group, ord("."): self.decimal})

    def dates(self, rows: int) -> tuple[list[str], list[float]]:
        r = self.r
        start = date(2020, 1, 1) + timedelta(days=r.randint(0, 900))
        span = r.choice([9, 300, 2000])
        found = [start + timedelta(days=r.randint(0, span)) for _ in range(rows)]
        form = r.choice(["%Y-%m-%d", "%d.%m.%Y", self.local, "%Y/%m/%d", "%d.%m.%y", "%Y-%m-%d 00:00:00", "%d %b %Y"])
        first = min(found)
        return [each.strftime(form) for each in found], [float((each - first).days) for each in found]

    def leave_out(self, table: list[list[str]], names: list[str], x: str, y: str, truth: dict[str, list[float]]) -> str:
        name, sign = self.r.choice([x, y]), self.r.choice(["", "NA", "-", "n/a", "#N/A"])
        values = truth["x" if name == x else "y"]
        # Never the least: dates are counted from it.
        gone = sorted(self.r.sample([row for row, value in enumerate(values) if value > min(values)], 2))
        for row in gone:
            table[row][names.index(name)] = sign
        for values in truth.values():
            for row in reversed(gone):
                del values[row]
        return "drop"

    def written(
        self, names: list[str], table: list[list[str]], x: str, y: str, truth: dict[str, list[float]], missing: str
    ) -> Made:
        r, end = self.r, self.r.choice(["\n", "\n", "\r\n", "\r"])
        buffer = io.StringIO(newline="")
        quoting = r.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
        writer = csv.writer(buffer, delimiter=self.separator, lineterminator="\n", quoting=quoting)
        lines = 0
        skip: list[int] = []
        if self.chance(0.06, "sep="):
            buffer.write(f"sep={self.separator}\n")
            lines += 1
        if self.chance(0.12, "preamble"):
            for _ in range(r.randint(1, 3)):
                text = r.choice(["Report 2024", "# made by hand", "Stand: 1.1.2024", ""])
                buffer.write(text + (self.separator * (len(names) - 1) if r.random() < 0.5 else "") + "\n")
                lines += 1
                skip.append(lines)
        writer.writerow(names)
        for row in table:
            writer.writerow(row)
        broken = self.chance(0.08, "open quote")
        if broken:
            buffer = self.with_open_quote(buffer.getvalue(), lines)
        elif self.chance(0.1, "total"):
            cells = ["" for _ in names]
            cells[0] = r.choice(["Total", "Summe", "Gesamt:", "Sum", "TOTAL"])
            cells[-1] = "123"
            writer.writerow(cells)
            skip.append(buffer.getvalue().count("\n"))
        elif self.chance(0.04, "silent total"):
            writer.writerow(["" if name not in (x, y) else self.total(truth, x, name) for name in names])
            skip.append(buffer.getvalue().count("\n"))
        text = buffer.getvalue().replace("\n", end)
        encoding = r.choice(["utf-8", "utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
        try:
            content = text.encode(encoding)
        except UnicodeEncodeError:
            content, encoding = text.encode("utf-8"), "utf-8"
        how = Reading(
            missing=missing,
            skip=",".join(map(str, skip)),
            decimal=self.decimal,
            dates="mdy" if self.local[1] == "m" else "dmy",
            separator=self.separator,
            encoding=encoding,
        )
        return Made(content, x, y, truth, how, broken, [*self.kinds, f"{self.separator}{self.decimal}{self.group}"])

    def with_open_quote(self, text: str, above: int) -> io.StringIO:
        """One quote too many in a row; or two, so that the rows between them are inside."""
        kept = text.replace('"', "").replace("two\nlines", "one line").rstrip("\n").split("\n")
        first = self.r.randint(above + 1, len(kept) - 3)
        for at in (first, self.r.randint(first + 1, len(kept) - 1))[: self.r.choice([1, 1, 2])]:
            if at == first:
                head, mark, tail = kept[at].rpartition(self.separator)
                kept[at] = f'{head}{mark}"{tail}'
            else:
                kept[at] += '"'
        made = io.StringIO(newline="")
        made.write("\n".join(kept) + "\n")
        return made

    def total(self, truth: dict[str, list[float]], x: str, name: str) -> str:
        values = truth["x" if name == x else "y"]
        return self.digits(round(abs(sum(values)), 3), 3, trimmed=True)


def made(seed: int) -> Made:
    """A file; the same seed makes the same one."""
    return _Maker(seed).made()
