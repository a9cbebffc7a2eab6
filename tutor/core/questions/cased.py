"""Questions whose answers are cases, tried in turn: each read from a line of the block, with its own feedback."""

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import Pattern
from typing import Any, ClassVar

from tutor.core.exchange.gift_form import feedback, weight
from tutor.core.grade import Grade
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.body import BOX, RawCase
from tutor.core.lesson.source import Report
from tutor.core.questions.cases import ELSE
from tutor.core.questions.entries import quoted
from tutor.core.questions.placeholders import PlaceholderError, names
from tutor.core.questions.question import RIGHT, Question

COMPARED = 50
"""So many earlier cases are held against each case: enough for any question, and it keeps parsing linear."""

_SCORE = re.compile(r"(?P<score>[0-9]{1,3}(?:\.[0-9]{0,6})?|\.[0-9]{1,6}):\s+(?=\S)")

Placed = tuple["Case", RawCase]
"""A case with the lines it was read from."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a number or text question: `match` as written after the box, e.g. `0.5 ± 1 %`, `/re/`, `else`.

    `score` is what a named wrong route earns (0 unless written `[ ] 0.5: …`); right cases earn 1.
    """

    match: str
    right: bool
    feedback: str = ""
    score: float = 0.0
    line: int = 0

    @property
    def said(self) -> str:
        """It as the author wrote it."""
        return self.match

    def verdict(self, note: str = "") -> Grade:
        """What an answer earns that this case takes; `note` is told besides."""
        default = RIGHT if self.right else "That is not it."
        earns = f"This earns {self.score:g} of 1." if self.score and not self.right else ""
        told = " ".join(filter(None, [self.feedback or default, note, earns]))
        return Grade.passed(told) if self.right else Grade.failed(told, self.score, self.match)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cased(Question):
    """A question with cases; the first one that fits wins."""

    MARKER: ClassVar[Pattern[str] | None] = BOX
    STRANGE: ClassVar[Sequence[Any]]
    """Answers that hardly any case was written for."""
    cases: tuple[Case, ...]

    def graded(self) -> list[Any]:
        """The cases without their feedback."""
        return [(case.match, case.right, case.score) for case in self.cases]

    def rows(self) -> tuple[int, list[str]]:
        """One line to type into, under the prompt."""
        return 4, [self.prompt]

    def body_lines(self) -> list[str]:
        """Its cases."""
        lines = []
        for case in self.cases:
            score = f"{case.score:g}: " if case.score and not case.right else ""
            lines += [f"- [{'x' if case.right else ' '}] {score}{case.match}", *quoted(case.feedback)]
        return lines

    @property
    def answers(self) -> tuple[Case, ...]:
        """The cases."""
        return self.cases

    @abstractmethod
    def own_answers(self, case: Case) -> Sequence[Any]:
        """Answers that a case is meant for; none where they cannot be made up."""

    @abstractmethod
    def takes(self, case: Case, answer: Any) -> bool:
        """Whether a case takes one of these answers."""

    def examples(self) -> Iterator[tuple[str, str]]:
        """Of each case an answer that no case above takes."""
        for index, case in enumerate(self.cases):
            own = self.STRANGE if case.match == ELSE else self.own_answers(case)
            inner = [*own[len(own) // 2 :], *own[: len(own) // 2]]  # the ends of a range come last
            for answer in inner:
                if not any(self._takes(other, answer) for other in self.cases[:index]):
                    yield case.match, f"{answer:.15g}" if isinstance(answer, float) else str(answer)
                    break

    def unreachable(self) -> Iterator[int]:
        """Indices of cases whose own answers are all taken by earlier cases."""
        for index, case in enumerate(self.cases):
            answers = () if case.match == ELSE else self.own_answers(case)
            earlier = self.cases[:index]
            if answers and all(any(self._takes(other, answer) for other in earlier) for answer in answers):
                yield index

    def _takes(self, case: Case, answer: Any) -> bool:
        return case.match == ELSE or self.takes(case, answer)


def read_cases(block: BlockText, example: str) -> tuple[tuple[Case, ...], list[Placed]]:
    """The cases of a block in order, and those of them that its kind can check before anything is drawn."""
    cases, report = block.body.cases, block.report
    read = tuple(_case(case, report) for case in cases)
    if not any(case.right for case in read) and not block.body.misread:
        report.error("no-right", block.opener, "No case is right.", f"add a line `{example}`")
    _check_else(read, cases, report)
    usable = [(case, raw) for case, raw in zip(read, cases, strict=True) if case.match != ELSE]
    return read, [(case, raw) for case, raw in usable if not (block.drawn and _has_placeholder(case.match))]


def check_reached(raw: RawCase, covering: Sequence[int], report: Report) -> None:
    """`covering` are the lines of cases above that take all of this one's answers."""
    if covering:
        message = f"No answer gets here: line {covering[0]} takes them all."
        report.error("unreachable", raw.line, message, "put the narrower case first, or take one out", raw.column)


def gift_case(case: Case, value: str) -> str:
    """A case in GIFT; `value` is what it takes, as GIFT writes it."""
    return f"={'' if case.right else weight(case.score)}{value}{feedback(case.feedback)}"


def _case(raw: RawCase, report: Report) -> Case:
    right, match, score = raw.box in "xX", raw.text, 0.0
    if found := _SCORE.match(match):
        score, match = float(found["score"]), match[found.end() :]
        if right or score > 1:
            fix = "`- [ ] 0.5: value` gives a wrong route half; a right case always earns 1"
            report.error("bad-score", raw.line, f"The score {found['score']} cannot stand here.", fix, raw.column)
    return Case(match, right, raw.feedback, score, raw.line.number)


def _has_placeholder(text: str) -> bool:
    """Whether it can be read only once drawn; a broken place was reported where it stands."""
    try:
        return bool(names(text))
    except PlaceholderError:
        return True


def _check_else(cases: tuple[Case, ...], raws: list[RawCase], report: Report) -> None:
    at = next((index for index, case in enumerate(cases) if case.match == ELSE), None)
    if at is None:
        return
    if cases[at].right:
        fix = "`- [ ] else` last, for answers that nothing above fits"
        report.error("right-else", raws[at].line, "`else` cannot be right: any answer would pass.", fix)
    for raw in raws[at + 1 :]:
        message = f"No answer gets here: line {raws[at].line.number} takes all that is left."
        report.error("unreachable", raw.line, message, "put `else` last", raw.column)
