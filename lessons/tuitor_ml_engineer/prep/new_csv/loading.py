"""Load a hostile file: six decisions, the bytes above, the table that they make below."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import mean
from typing import Any

from tutor.api import Criterion, Exercise, Metric, Misconception, Note, OwnTable, Prediction, Table, View
from tutor.api import reading

from .hostile import ALL, ENCODINGS, IDS, MARKERS, NAMES, NOTHING, ROWS, SIGNS, File, Reading

NA = "NA"


def cells(p: File, s: Reading) -> float:
    """The share of cells that are as in the true table."""
    return reading.same(p.read(s)[0], p.truth)


def kind(column: list[reading.Cell]) -> str:
    """What the column was taken for."""
    return "text" if any(isinstance(cell, str) for cell in column) else "number"


def picture(p: File, s: Reading) -> View:
    """Some lines of the file as Python prints bytes, and below each what it becomes."""
    lines = p.data.split(b"\n")
    frame, error = p.read(s)
    read = [tuple(frame), *zip(*frame.values(), strict=True)]
    rows: list[tuple[str]] = []
    for place in (0, 1, 2, len(lines) - 2, len(lines) - 1):
        rows += [(repr(lines[place])[2:-1],), (python(read[place]) if place < len(read) else "→ skipped",)]
    missing = sum(cell is None for column in frame.values() for cell in column)
    failed = [Note(error.split(":")[0], tone="bad")] if error else []
    return View(
        Table(("lines of the file as bytes, and what each becomes",), rows, height=len(rows)),
        Metric("rows", len(read) - 1, format="d"), Metric("missing", missing, format="d"), *failed,
    )


def python(cells: Sequence[reading.Cell]) -> str:
    """A row as Python writes it: text in quotes, numbers without, None for missing."""
    return "→ " + ", ".join(f"{cell:g}" if isinstance(cell, float) else repr(cell) for cell in cells)


def _garbled(p: File, s: Reading) -> bool:
    wrong = p.read(s)[0].get("clinic", [])
    return "clinic" in p.read(s)[0] and any(city not in p.truth["clinic"] + ["Total"] for city in wrong)


def _marker(p: File, s: Reading) -> list[reading.Cell]:
    """The glucose column, if the marker was taken for a value."""
    column = p.read(s)[0].get("glucose", [])
    return column if any(cell in (p.marker, -999.0) for cell in column) else []


def _pulled(p: File, s: Reading) -> str:
    numbers = [cell for cell in _marker(p, s) if isinstance(cell, float)]
    if p.marker == "-999" and numbers:
        there = mean(cell for cell in p.truth["glucose"] if isinstance(cell, float))
        return (f"−999 was taken for a glucose: the mean is {mean(numbers):.1f}, that of the values measured "
                f"{there:.1f} mg/dL.")
    return f"In this file {p.marker} means “not measured”. Left in, it makes glucose a column of text."


def _one_off(wrong: Mapping[str, Any]) -> Any:
    """An example of a misconception: the solution with one decision changed, or none where that does no harm."""
    def made(p: File) -> dict[str, Any] | None:
        changed = {name: value for name, value in wrong.items() if getattr(p.right, name) != value}
        return changed if changed and cells(p, replace(p.right, **changed)) < 1 else None
    return made


class Load(Exercise[File, Reading]):
    """Every cell has to be right."""

    pass_at = 1.0
    untouched = "That is what read_csv does unasked. Look at the bytes, then set the separator."
    predictions = (
        Prediction("The file has ids such as 00123. What does a reader that was told nothing make of that cell?",
                   ("00123", "123"), 1, see="separator",
                   evidence=lambda p, s: any(kind(column) == "number" and "patient" in name and ";" not in name
                                             for name, column in p.read(s)[0].items()),
                   why="Each cell of the column looks like a number, so it becomes one, and the zeros are gone."),
    )
    misconceptions = (
        Misconception("read_csv guesses right", lambda p, s: kind(p.read(s)[0].get("patient", ["x"])) == "number",
                      lambda p, s: f"{p.truth['patient'][0]} has become {p.read(s)[0]['patient'][0]:g}. An id is a "
                      "name: keep it as text.", _one_off({"text": NOTHING})),
        Misconception("NA is always missing", lambda p, s: s.missing == NA and "NA" in p.truth["region"]
                      and "region" in p.read(s)[0], "In this file the region NA is North America, and those cells "
                      "are now missing.", _one_off({"missing": NA})),
        Misconception("every number is a measurement", lambda p, s: bool(_marker(p, s)) and s.missing != NA, _pulled,
                      _one_off({"missing": "no more"})),
        Misconception("27,4 is a number", lambda p, s: kind(p.read(s)[0].get("bmi", [])) == "text" and s.text != ALL,
                      lambda p, s: f"The column bmi is text now: with “{s.decimal}” as decimal sign its cells are "
                      "no numbers.", lambda p: {"decimal": "," if p.right.decimal == "." else "."}),
        Misconception("every line is a row", lambda p, s: "Total" in p.read(s)[0].get("clinic", []),
                      "The last line is a sum, not a patient: any mean over the column would count it.",
                      lambda p: {"total": False} if p.right.total else None),
        Misconception("the last line may go", lambda p, s: s.total and not p.right.total,
                      "The last line of this file is a patient. Skip it, and a row is lost without a word.",
                      lambda p: None if p.right.total else {"total": True}),
        Misconception("text is text", _garbled, lambda p, s: "Read "
                      f"“{next(city for city in p.read(s)[0]['clinic'] if city not in [*p.truth['clinic'], 'Total'])}” "
                      "aloud: the bytes are of another encoding.",
                      lambda p: {"encoding": "UTF-8" if p.right.encoding == "cp1252" else "cp1252"}),
        Misconception("a BOM is nothing", lambda p, s: any(name != "patient" and name.endswith("patient")
                      for name in p.read(s)[0]) and not _garbled(p, s), lambda p, s: "The first column is called "
                      f"{next(iter(p.read(s)[0]))!r}: three bytes before the text, a BOM, have stuck to it.",
                      lambda p: {"encoding": "UTF-8"} if p.right.encoding == "+ BOM" else None),
    )

    def setup(self, seed: int, table: OwnTable | None) -> File:
        return File(seed)

    def view(self, p: File, s: Reading) -> View:
        return picture(p, s)

    def criteria(self, p: File, s: Reading) -> list[Criterion]:
        frame, share = p.read(s)[0], cells(p, s)
        off = [name for name in NAMES if frame.get(name) != p.truth[name]]
        return [Criterion("cells", share, note=f"{share:.1%} of the cells are right",
                          says=f"Not as in the table that was written: {', '.join(off)}.")]

    def praise(self, p: File, s: Reading) -> str:
        return f"All {ROWS * len(NAMES)} cells are as they were written. Keep these six decisions with it."

    def code(self, p: File, s: Reading) -> str:
        frame, error = p.read(s)
        if error or "glucose" not in frame or s.text not in (NOTHING, IDS):
            return ""
        text = ', dtype={"patient": str}' if s.text == IDS else ""
        skip = ', skipfooter=1, engine="python"' if s.total else ""
        signs = f"sep={SIGNS[s.separator]!r}, decimal={SIGNS[s.decimal]!r}"
        missing = f"keep_default_na=False, na_values={sorted({'', MARKERS[s.missing]})!r}"
        return (f"import io\n\nimport pandas as pd\n\ndata = {p.data!r}\n"
                f"table = pd.read_csv(io.BytesIO(data), encoding={ENCODINGS[s.encoding]!r}, {signs},\n"
                f"                    {missing}{text}{skip})\n"
                "print(table.dtypes)\nprint('rows', len(table))\nprint('missing', table.isna().sum().sum())\n")

    def solution(self, p: File, s: Reading) -> Reading:
        return p.right
