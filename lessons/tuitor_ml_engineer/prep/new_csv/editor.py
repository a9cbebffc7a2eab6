"""Edit a contract while six batches run against it: first what values may be, then what rows may be."""

import json
from collections.abc import Sequence
from dataclasses import replace

from tutor.api import (Axis, Chart, Criterion, Exercise, Histogram, Metric, Misconception, Note, OwnData,
                       OwnTable, Prediction, Rule, Table, View, nice_limits, rubric)

from .drift import DIGITS, ID, NUMBER, NUMBERS, OF_ROWS, OF_VALUES, VISIT, Contract, Drift, own

BINS = 30
FIRST, LAST = 7, 2
"""Rows of a batch that are shown."""


def drawn(p: Drift, s: Contract) -> Chart:
    """The batch over the reference, and the two bounds."""
    batch = p.values(int(s.shown))
    low, high = nice_limits([*p.values(0), *batch, 0])
    edges = [low + (high - low) * place / BINS for place in range(BINS + 1)]
    bounds = [Rule(x=bound, label=name, tone="model") for name, bound in (("low", s.low), ("high", s.high))
              if low <= bound <= high]
    return Chart([Histogram(p.values(0), bins=edges, label="reference", tone="muted"),
                  Histogram(batch, bins=edges, label=f"batch {s.shown}"), *bounds],
                 x=Axis(p.name, p.unit, low, high), y=Axis("rows", whole=True), height=8)


def told(p: Drift, s: Contract, rule: str) -> Note:
    """How many rows of the reference and of each batch break a rule."""
    reference, *counts = p.counts(s)[rule]
    each = "  ".join(f"{number}: {n}" for number, n in zip(NUMBERS, counts, strict=True))
    return Note(f"break {rule}  ref: {reference}  {each}", tone="bad" if any(counts) else "muted")


def counted(p: Drift, s: Contract, rules: Sequence[str]) -> list[Note]:
    """The same with two rules a line, under their heads; where a rule is off, a dash."""
    head = _line("rule", "ref", NUMBERS)
    notes = [Note(f"{head} | {head}")]
    for pair in zip(rules[::2], rules[1::2], strict=True):
        rows = {rule: p.counts(s)[rule] for rule in pair}
        texts = {rule: ["-" if n is None else str(n) for n in row] for rule, row in rows.items()}
        lines = " | ".join(_line(rule, reference, counts) for rule, (reference, *counts) in texts.items())
        notes.append(Note(lines, tone="data" if any(n for row in rows.values() for n in row) else "muted"))
    return notes


def _line(rule: str, reference: str, counts: Sequence[str]) -> str:
    return f"{rule:<6}{reference:>3}" + "".join(f"{n:>3}" for n in counts)


def received(p: Drift, s: Contract) -> Table:
    """The first rows of a batch and its last ones, as they came."""
    sent, rows = p.sent[int(s.shown) - 1], p.tables[int(s.shown)]
    names, *lines = sent.parts[0].split("\r\n") if sent.source == "CSV" else ["", *map(json.dumps, rows)]
    head = f"batch {s.shown} from {sent.source}: {len(rows)} rows came, {sent.announced} were announced"
    shown = [*([names] if names else []), *lines[:FIRST], "…", *lines[-LAST:]]
    return Table((head,), [(line,) for line in shown], height=FIRST + LAST + 2)


def alarm(p: Drift, s: Contract, rule: str) -> int:
    """The first clean batch that this rule refuses, from 1, or 0."""
    return next((batch + 1 for batch in p.clean if (batch, rule) in p.broken(s)), 0)


class Edit(Exercise[Drift, Contract]):
    """Refuse what has drifted, and nothing else; `rules` are those of a part."""

    own_data = OwnData(x="", y="number", rows=(50, 20_000))
    pass_at = 0.95
    rules: Sequence[str] = (*OF_VALUES, *OF_ROWS)

    def setup(self, seed: int, table: OwnTable | None) -> Drift:
        return Drift(seed) if table is None else own(seed, table)

    def start(self, p: Drift) -> Contract:
        return Contract(low=0.0, high=p.highs[1])

    def view(self, p: Drift, s: Contract) -> View:
        return View(*counted(p, s, self.rules))

    def criteria(self, p: Drift, s: Contract) -> list[Criterion]:
        says = f"Rules that still miss a defect, or refuse without cause: {', '.join(p.loose(s, self.rules))}."
        line = rubric.set_f1("defects", p.found(s, self.rules), p.planted(self.rules), noun="defects", says=says)
        refused = [str(batch + 1) for batch in p.clean if any((batch, rule) in p.broken(s) for rule in self.rules)]
        if not refused:
            return [line]
        note = f"{line.note}; half of that, as batch {' and '.join(refused)} is clean and was refused"
        return [replace(line, score=line.score / 2, note=note)]

    def praise(self, p: Drift, s: Contract) -> str:
        return (f"All {len(p.planted(self.rules))} defects of this kind found. The clean batches, "
                f"{' and '.join(str(batch + 1) for batch in p.clean)}, went through.")

    def solution(self, p: Drift, s: Contract) -> Contract:
        return replace(s, low=p.wide[0], high=p.wide[1], nulls=20, key=VISIT, form=DIGITS, labels=True, counted=True)


def _unit_missed(p: Drift, s: Contract) -> bool:
    return (p.holder("unit"), "range") not in p.broken(s)


def _beyond(p: Drift, s: Contract) -> str:
    batch = alarm(p, s, "range")
    values = p.values(batch)
    return (f"Batch {batch} is clean. Its {p.name} runs from {min(values):g} to {max(values):g}, that of the reference "
            f"from {p.seen[0]:g} to {p.seen[1]:g}: new rows go a little beyond. Another unit is far away.")


class Values(Edit, part="values"):
    """What values may be: a range, and a share that may be missing."""

    rules = OF_VALUES
    visible_controls = ("low", "high", "nulls", "shown")
    untouched = "Both rules are as good as off. Raise “low”, and watch the row “range”."
    predictions = (
        Prediction("In one batch the values are in another unit. Names and types are as agreed. What will find it?",
                   ("a check of names and types", "a range", "nothing but a trained model"), 1, see="low", steps=2,
                   evidence=lambda p, s: not _unit_missed(p, s),
                   why="The type of a number does not know its unit. How large it is does."),
    )
    misconceptions = (
        Misconception("the range is what I have seen", lambda p, s: alarm(p, s, "range") > 0, _beyond,
                      lambda p: {"low": p.seen[0], "high": p.seen[1]}, criterion="defects"),
        Misconception("schema equal, data equal", _unit_missed, lambda p, s:
                      f"Batch {p.holder('unit') + 1} has the mean {p.mean(p.holder('unit') + 1):.3g}, the reference "
                      f"{p.mean(0):.3g}. Same name, same type, another unit: only a range sees it.",
                      lambda p: {"low": 0.0}, criterion="defects"),
        Misconception("a gap is a defect", lambda p, s: alarm(p, s, "nulls") > 0, lambda p, s:
                      f"Batch {alarm(p, s, 'nulls')} is clean, and a few values are missing in every batch. What has "
                      "drifted has far more gaps.", lambda p: {"nulls": 0}, criterion="defects"),
    )

    def view(self, p: Drift, s: Contract) -> View:
        number = int(s.shown)
        gaps = 100 * (1 - sum(row.get("bmi") is not None for row in p.tables[number]) / len(p.tables[number]))
        return View(drawn(p, s), Metric(f"batch {s.shown}, mean {p.name}", p.mean(number)),
                    Metric("missing bmi", gaps, unit="%", format=".0f"), *(told(p, s, rule) for rule in self.rules))


class Rows(Edit, part="rows"):
    """What rows may be: one key each, ids and labels as agreed, as many as announced."""

    rules = OF_ROWS
    visible_controls = ("key", "form", "labels", "counted", "shown")
    untouched = "Every rule is off. Switch one on, and see which batches break it."
    predictions = (
        Prediction("The id names the patient. Will a rule “no id twice” let the reference through?",
                   ("yes", "no"), 1, see="key",
                   why="Patients come again: id and visit together name one row."),
    )
    misconceptions = (
        Misconception("a patient comes once", lambda p, s: s.key == ID, "Some come twice, in the reference too: a rule "
                      "that refuses the reference is wrong. What names one row?", lambda p: {"key": ID},
                      criterion="defects"),
        Misconception("ids are numbers", lambda p, s: s.form == NUMBER and p.holder("zeros") >= 0, lambda p, s:
                      f"Batch {p.holder('zeros') + 1} has {p.stripped()}, and that is a number. It was an id of five "
                      "digits before somebody took it for one.",
                      lambda p: {"form": NUMBER} if p.holder("zeros") >= 0 else None, criterion="defects"),
    )

    def view(self, p: Drift, s: Contract) -> View:
        return View(received(p, s), *counted(p, s, self.rules))
