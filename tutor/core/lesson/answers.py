"""Checks of cases and options: can they be read, can each be reached, is there a right and a wrong one."""

import re

from tutor.core.lesson.body import RawCase
from tutor.core.lesson.model import Case, Option
from tutor.core.lesson.source import Line, Report
from tutor.core.questions.cases import ELSE, NumberCase, read_case
from tutor.core.questions.patterns import PatternError
from tutor.core.questions.places import PlaceError, names
from tutor.core.questions.texts import bare, fits, is_pattern, pattern_of

_SCORE = re.compile(r"(?P<score>[0-9]{1,3}(?:\.[0-9]{0,6})?|\.[0-9]{1,6}):\s+(?=\S)")
_COMPARED = 50
"""So many earlier cases are held against each case: enough for any question, and it keeps parsing linear."""


def read_options(cases: list[RawCase], opener: Line, report: Report) -> tuple[Option, ...]:
    """The options of a choice; at least two, one right, one wrong, none twice."""
    options = tuple(Option(case.text, case.box in "xX", case.feedback, case.line.number) for case in cases)
    no_twins([case.text for case in cases], cases, "option", report)
    if len(options) < 2:
        fix = "add lines `- [x] right` and `- [ ] wrong`"
        report.error("too-few", opener, f"A choice needs two options or more; this has {len(options)}.", fix)
    elif not any(option.right for option in options):
        report.error("no-right", opener, "No option is right.", "mark the right one with `- [x]`")
    elif all(option.right for option in options):
        report.error("no-wrong", opener, "No option is wrong.", "add a line `- [ ] a misconception` with its feedback")
    return options


def no_twins(texts: list[str], cases: list[RawCase], what: str, report: Report) -> None:
    """Each of `texts` stands once; `cases` say where."""
    first: dict[str, int] = {}
    for text, case in zip(texts, cases, strict=True):
        key = " ".join(text.split())
        if key in first:
            message = f"This {what} stands in line {first[key]} already."
            report.error("twin", case.line, message, "take one of them out", case.column)
        first.setdefault(key, case.line.number)


def read_cases(cases: list[RawCase], opener: Line, kind: str, drawn: bool, report: Report) -> tuple[Case, ...]:
    """The cases of a number or text question, in order; each can be read and reached."""
    read = tuple(_case(case, report) for case in cases)
    if not any(case.right for case in read):
        example = "- [x] 0.5 ± 1 %" if kind == "number" else "- [x] gradient descent"
        report.error("no-right", opener, "No case is right.", f"add a line `{example}`")
    _check_else(read, cases, report)
    check = _check_number if kind == "number" else _check_text
    usable = [(case, raw) for case, raw in zip(read, cases, strict=True) if case.match != ELSE]
    check([(case, raw) for case, raw in usable if not (drawn and _has_place(case.match))], report)
    return read


def _case(raw: RawCase, report: Report) -> Case:
    right, match, score = raw.box in "xX", raw.text, 0.0
    if found := _SCORE.match(match):
        score, match = float(found["score"]), match[found.end() :]
        if right or score > 1:
            fix = "`- [ ] 0.5: value` gives a wrong route half; a right case always earns 1"
            report.error("bad-score", raw.line, f"The score {found['score']} cannot stand here.", fix, raw.column)
    return Case(match, right, raw.feedback, score, raw.line.number)


def _has_place(text: str) -> bool:
    """Whether it can be read only once drawn; a broken place was reported where it stands."""
    try:
        return bool(names(text))
    except PlaceError:
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


def _check_number(cases: list[tuple[Case, RawCase]], report: Report) -> None:
    earlier: list[tuple[NumberCase, int]] = []
    for case, raw in cases:
        interval = read_case(case.match)
        if not isinstance(interval, NumberCase):
            fix = "`0.5`, `0.5 ± 0.01`, `0.5 ± 1 %`, `0.4 .. 0.6` or `else`"
            report.error("bad-case", raw.line, interval, fix, raw.column)
            continue
        _reachable(raw, [line for other, line in earlier if other.covers(interval)], report)
        if len(earlier) < _COMPARED:
            earlier.append((interval, raw.line.number))


def _check_text(cases: list[tuple[Case, RawCase]], report: Report) -> None:
    patterns: list[tuple[str, int]] = []
    literals: dict[str, int] = {}
    for case, raw in cases:
        if is_pattern(case.match):
            if _pattern_works(case.match, raw, report) and len(patterns) < _COMPARED:
                patterns.append((case.match, raw.line.number))
            continue
        same = [literals[bare(case.match)]] if bare(case.match) in literals else []
        _reachable(raw, same + [line for match, line in patterns if fits(case.match, match)], report)
        literals.setdefault(bare(case.match), raw.line.number)


def _pattern_works(match: str, raw: RawCase, report: Report) -> bool:
    try:
        pattern_of(match)
    except PatternError as error:
        ends = len(match) > 1 and match.endswith("/")
        message = str(error) if ends else "This pattern has no `/` at its end."
        fix = "`/gradient( descent)?/`: what the whole answer must match, case folded"
        report.error("bad-pattern", raw.line, message, fix, raw.column)
        return False
    return True


def _reachable(raw: RawCase, covering: list[int], report: Report) -> None:
    if covering:
        message = f"No answer gets here: line {covering[0]} takes them all."
        report.error("unreachable", raw.line, message, "put the narrower case first, or take one out", raw.column)
