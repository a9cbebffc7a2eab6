"""One table, two answers: choose a treatment, then make the paradox go away."""

from dataclasses import replace

from tutor.api import (Axis, Bars, Chart, Criterion, Line, Metric, Misconception, Note, Points, Prediction, Table, View,
                       first_of)

from .ward import SIZES, UNDECIDED, Hospital, Routing, Ward


class Decide(Hospital, part="decide"):
    """Look at the table both ways, and recommend."""

    visible_controls = ("split", "recommend")
    pass_at = 1.0
    predictions = (
        Prediction("Split the same patients by the size of their stone. Who cures more of the small ones, and of the large?",
                   ("of both, the one that leads in total", "each leads in one size", "of both, the one that trails in total"),
                   truth="leads", see="split", why="A total also compares who was sent where."),
    )
    misconceptions = (
        Misconception("believed the total", lambda p, s: s.recommend == p.other, lambda p, s:
                      f"{p.other} leads in the total only: it was given the easy cases. Whatever the size of your stone, "
                      f"{p.better} cures more.", lambda p: {"recommend": p.other}, score=0.0,
                      criterion="the better treatment"),
        Misconception("right without looking", lambda p, s: s.recommend == p.better and not s.looked, lambda p, s:
                      f"{p.better} it is. But the table that you looked at says the other: split it, to know why.",
                      lambda p: {"looked": False, "split": False}, criterion="looked at both tables"),
    )

    def validate(self, p: Ward, s: Routing) -> str:
        return "Recommend A or B first." if s.recommend == UNDECIDED else ""

    def view(self, p: Ward, s: Routing) -> View:
        rows = []
        for size in range(len(SIZES)) if s.split else (None,):
            for treatment in "AB":
                counts = p.counted(treatment)
                n, cured = counts[size] if size is not None else map(sum, zip(*counts, strict=True))
                rows.append((SIZES[size] if size is not None else "all", treatment, n, cured, 100 * cured / n))
        best = {row[0]: max(other[4] for other in rows if other[0] == row[0]) for row in rows}
        marks = [(at, 4, "good") for at, row in enumerate(rows) if row[4] == best[row[0]]]
        bars = Bars([f"{row[1]} {row[0]} ({row[2]})" for row in rows], [row[4] for row in rows], label="cured")
        return View(
            Chart([bars], x=Axis("treatment and stones (patients)"), y=Axis("cured", "%", low=0, high=100)),
            Table(("stones", "treatment", "treated", "cured", "cured %"), rows, marks=marks, formats=("", "", "d", "d", ".1f"),
                  title="patients"),
        )

    def criteria(self, p: Ward, s: Routing) -> list[Criterion]:
        return [Criterion("looked at both tables", float(s.looked), says="Split the table, too."),
                Criterion("the better treatment", float(s.recommend == p.better), weight=2)]

    def praise(self, p: Ward, s: Routing) -> str:
        (small, large), (less, fewer) = p.rates[p.better], p.rates[p.other]
        return f"{p.better} cures {small} % of small stones against {less} %, and {large} % of large ones against {fewer} %."

    def solution(self, p: Ward, s: Routing) -> Routing:
        return replace(s, split=True, looked=True, recommend=p.better)


class Mix(Hospital, part="mix"):
    """Route the patients so that the totals compare the treatments alone."""

    visible_controls = ("large_a", "large_b")
    untouched = "So they are sent now. Move one of the shares."
    predictions = (
        Prediction("Send both treatments the same mix of stones. Who leads in total then?",
                   ("the one that leads now", "the one that trails now", "it depends on the mix"),
                   truth=lambda p: 1 if min(p.gap(p.routed(n, n)) for n in (0, 50, 100)) > 0 else 2,
                   evidence=lambda p, s: s.large_a == s.large_b,
                   why="With one mix, each total weighs small and large alike, and in both of them that one leads."),
    )
    misconceptions = first_of(
        Misconception("turned round", lambda p, s: s.large(p.better) < s.large(p.other), lambda p, s:
                      f"Now {p.other} has the harder cases, so {p.better} leads by {p.gap(s):.1f} points: more than it deserves.",
                      lambda p: p.shares(0, 100), score=0.3),
        Misconception("ahead is enough", lambda p, s: p.gap(s) > 0, lambda p, s:
                      f"{p.better} leads, but with harder cases than {p.other}: its {p.gap(s):.1f} points say too little.",
                      lambda p: p.shares(30, 20), score=0.5),
        Misconception("a little will do", lambda p, s: s.large(p.better) > s.large(p.other), lambda p, s:
                      f"{p.better} still has harder cases than {p.other}, and pays for it in the total.",
                      lambda p: p.shares(70, 20), score=0.1),
    )

    def view(self, p: Ward, s: Routing) -> View:
        lines = [Line([0, 100], p.rates[name], label=name, tone=tone) for name, tone in (("A", "data"), ("B", "second"))]
        now = Points([s.large_a, s.large_b], [p.total("A", s), p.total("B", s)], label="total now", tone="accent")
        rates = [rate for name in "AB" for rate in p.rates[name]]
        lead = "a tie" if abs(p.gap(s)) < 0.05 else f"{p.better if p.gap(s) > 0 else p.other} leads"
        return View(
            Chart([*lines, now], x=Axis("large stones", "%", 0, 100),
                  y=Axis("cured", "%", low=min(rates) - 3, high=max(rates) + 3)),
            Metric("A in total", p.total("A", s), unit="%", format=".1f"),
            Metric("B in total", p.total("B", s), unit="%", format=".1f"),
            Note(f"In total: {lead}."),
        )

    def criteria(self, p: Ward, s: Routing) -> list[Criterion]:
        return [Criterion("one mix", float(s.large_a == s.large_b))]

    def praise(self, p: Ward, s: Routing) -> str:
        return f"{s.large_a} % large stones for both: {p.better} leads by {p.gap(s):.1f} points, and nothing but the treatment differs."

    def solution(self, p: Ward, s: Routing) -> Routing:
        return replace(s, large_a=50, large_b=50)

    def code(self, p: Ward, s: Routing) -> str:
        return (
            f"rates = {p.rates}\nlarge = {{'A': {s.large_a / 100}, 'B': {s.large_b / 100}}}\n"
            "total = {t: (1 - large[t]) * rates[t][0] + large[t] * rates[t][1] for t in rates}\n"
            "for t in rates:\n    print(f\"{t} in total {total[t]:.1f} %\")\n"
        )
