"""Hold three networks against a brief, check by check: licence, images, labels, size, date."""

from dataclasses import replace

from tutor.api import Criterion, Exercise, Misconception, Note, OwnTable, Prediction, Table, View, rubric

from .cards import CHECKS, SIZE, WEIGHTS, Brief, Marked, brief


def _missed(p: Brief, s: Marked, check: int) -> list[int]:
    """Columns of networks that fail a check and are not marked there."""
    return [column for row, column in sorted(p.truth) if row == check and (row, column) not in s.marks]


def _all_met(p: Brief, s: Marked) -> bool:
    """Whether an obstacle is marked for each network that has one."""
    return {column for _, column in p.truth} == {column for _, column in p.truth & set(s.marks)}


def _less(p: Brief, *checks: int) -> dict[str, object]:
    """The right marks without those of some checks, nor most others: an answer that fails."""
    left = [each for each in sorted(p.truth) if each[0] not in checks]
    return {"marks": tuple(left[:1])}


class Checklist(Exercise[Brief, Marked]):
    """Mark what speaks against each network."""

    untouched = "Mark a cell that speaks against its network: space."
    pass_at = 0.95
    predictions = (
        Prediction("Three networks, all public, all with free code. How many may you take?",
                   ("all three", "two", "one"), truth="left_over", evidence=_all_met,
                   why="One obstacle is enough to leave a network out."),
    )
    misconceptions = (
        Misconception("famous = licensed for us", lambda p, s: bool(_missed(p, s, WEIGHTS)), lambda p, s:
                      f"The weights of {_name(_missed(p, s, WEIGHTS)[0])} may not be sold, whatever its code says.",
                      lambda p: _less(p, WEIGHTS)),
        Misconception("megabytes are parameters", lambda p, s: bool(_missed(p, s, SIZE))
                      and not _missed(p, s, WEIGHTS), lambda p, s: _too_large(p, _missed(p, s, SIZE)[0]),
                      lambda p: {"marks": tuple(each for each in sorted(p.truth) if each[0] == WEIGHTS)}),
        Misconception("all that is not equal speaks against it", lambda p, s: len(set(s.marks) - p.truth) > 2
                      and not _missed(p, s, WEIGHTS) and not _missed(p, s, SIZE),
                      "Too many marks. Newer, smaller or more labels than needed does no harm.",
                      lambda p: {"marks": tuple((row, column) for row in range(len(CHECKS)) for column in (2, 3, 4))}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Brief:
        return brief(seed)

    def view(self, p: Brief, s: Marked) -> View:
        return View(Note(p.wish, tone="accent"),
                    Table(("check", "you need", "A", "B", "C"), p.rows(), control="marks", height=8),
                    Note(f"{len(s.marks)} marked. Only since {p.since} do things look as you will meet them."))

    def criteria(self, p: Brief, s: Marked) -> list[Criterion]:
        return [rubric.set_f1("checks", s.marks, p.truth, noun="obstacles found", says=_next(p, s))]

    def praise(self, p: Brief, s: Marked) -> str:
        sound = next(_name(2 + at) for at, card in enumerate(p.cards) if not p.against(card))
        return f"{sound} is left: nothing speaks against it yet. Now measure it on your own images."

    def solution(self, p: Brief, s: Marked) -> Marked:
        return replace(s, marks=tuple(sorted(p.truth)))


def _name(column: int) -> str:
    return "ABC"[column - 2]


def _too_large(p: Brief, column: int) -> str:
    card = p.cards[column - 2]
    return (f"{_name(column)} has {card.millions:g} million parameters of 4 bytes: {card.megabytes:.0f} MB, and there "
            f"are {p.megabytes}.")


def _next(p: Brief, s: Marked) -> str:
    """The first obstacle that was missed, or a mark that is none."""
    for row, column in sorted(p.truth - set(s.marks)):
        return f"Look at “{CHECKS[row]}” again. Something of {_name(column)} is not marked."
    for row, column in sorted(set(s.marks) - p.truth):
        where = f"“{CHECKS[row]}” of {_name(column)}" if column > 1 else "what you need"
        return f"Nothing speaks against {where}."
    return ""
