"""What the record looks like, as charts: drawn on the progress screen and in the report."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import sqrt

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Bars, Line, Points
from tutor.core.item_index import ItemIndex
from tutor.core.quiz.rules import CONFIDENCE
from tutor.core.record.days import iso, ordinal, today
from tutor.core.review.ledger import Day, Ledger
from tutor.core.review.mastery import Mastery, Objective

DAYS, AHEAD = 60, 14


def over_time(ledger: Ledger, now: datetime) -> Chart:
    """Answers and right answers a day since the first of them, over at most 60 days, with at least a week."""
    first = min([ordinal(day) - today(now) for day in ledger.days if -DAYS < ordinal(day) - today(now) <= 0], default=0)
    days = range(min(first, -6), 1)
    rows = [ledger.days.get(iso(today(now) + day), Day()) for day in days]
    x = [float(day) for day in days]
    layers = [
        Line(x, [float(row.tries) for row in rows], label="answers", tone="data"),
        Line(x, [float(row.right) for row in rows], label="right", tone="good"),
    ]
    top = max([1.0, *(float(row.tries) for row in rows)])
    return Chart(
        layers, Axis("day, 0 is today", whole=True), Axis("answers", low=0, high=top, whole=True), "Answers a day"
    )


def calibration(ledger: Ledger) -> Chart:
    """How often answers were right, by how sure the learner said to be; the bars' errors are standard errors."""
    rows = [ledger.sure.get(level, (0, 0)) for level in range(1, len(CONFIDENCE) + 1)]
    shares = [right / said if said else 0.0 for said, right in rows]
    errors = [sqrt(share * (1 - share) / said) if said else 0.0 for share, (said, _) in zip(shares, rows, strict=True)]
    names = [f"{word} ({said})" for word, (said, _) in zip(CONFIDENCE, rows, strict=True)]
    title = "Right, by how sure you were"
    return Chart([Bars(names, shares, errors, label="share right")], Axis(), Axis("share right", low=0, high=1), title)


def load_ahead(ledger: Ledger, now: datetime, shelf: ItemIndex) -> Chart:
    """How many reviews fall due on each of the next 14 days."""
    counts = [0] * AHEAD
    for id, card in ledger.cards.items():
        entry = shelf.find(id)
        if entry is None or not entry.sits:
            continue
        days = max(0, card.due - today(now))
        if days < AHEAD:
            counts[days] += 1
    last = max([day for day, count in enumerate(counts) if count], default=0)
    counts = counts[: max(last + 1, 7)]
    names = ["today", *(f"+{day}" for day in range(1, len(counts)))]
    axis = Axis("reviews", low=0, high=max(1, *counts), whole=True)
    return Chart([Bars(names, counts, label="due")], Axis("day"), axis, "Reviews falling due")


def fading(ledger: Ledger, now: datetime) -> Chart:
    """The mean chance of recall over the next 60 days, if nothing were reviewed."""
    ahead = [float(day) for day in range(61)]
    cards = list(ledger.cards.values())
    means = [
        sum(card.recall(now + timedelta(days=day)) for card in cards) / len(cards) if cards else 0.0 for day in ahead
    ]
    curve, here = Line(ahead, means, label="without review", tone="model"), Points([0.0], means[:1], label="now")
    return Chart(
        [curve, here],
        Axis("from today", "days"),
        Axis("chance of recall", low=0, high=1),
        "What you would still know",
    )


def mastered(objectives: Sequence[Objective]) -> Chart:
    """How many objectives are in each state."""
    names = [str(state) for state in Mastery]
    counts = [sum(one.state is state for one in objectives) for state in Mastery]
    return Chart(
        [Bars(names, counts, label="objectives")],
        Axis(),
        Axis("objectives", low=0, high=max(1, *counts), whole=True),
        "Objectives",
    )


def all_charts(ledger: Ledger, objectives: Iterable[Objective], now: datetime, shelf: ItemIndex) -> list[Chart]:
    """Every chart that has something to show."""
    found = [mastered(list(objectives))]
    if ledger.days:
        found += [over_time(ledger, now), load_ahead(ledger, now, shelf), fading(ledger, now)]
    if ledger.sure:
        found.append(calibration(ledger))
    return found
