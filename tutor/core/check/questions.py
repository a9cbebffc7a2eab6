"""Checks of questions: what they call right passes, every case can be reached, every wrong answer is spoken to."""

from collections import Counter
from collections.abc import Iterator

from tutor.core.check.bench import Bench
from tutor.core.check.draws import check_alike, check_draw, variants
from tutor.core.check.hints import check_hints
from tutor.core.grade import Outcome
from tutor.core.lesson.model import Case, Choice, CodeItem, ExerciseRef, Number, Option, Question, Text
from tutor.core.questions import grade, solution
from tutor.core.questions.cases import ELSE, NumberCase, read_case
from tutor.core.questions.numbers import parse_number
from tutor.core.questions.patterns import PatternError
from tutor.core.questions.texts import fits, is_pattern, pattern_of


def check_questions(bench: Bench) -> None:
    """All questions of the lesson, each for twenty seeds where it is drawn."""
    for item in bench.text.items():
        check_draw(bench, item)
        if not isinstance(item, ExerciseRef | CodeItem):
            _check(bench, item)


def _check(bench: Bench, item: Question) -> None:
    caught: Counter[int] = Counter()
    seeds = 0
    filled_items = list(variants(bench, item))
    for seed, filled in filled_items:
        seeds += 1
        check_alike(bench, seed, filled)
        _readable(bench, seed, filled)
        _solvable(bench, seed, filled)
        if isinstance(filled, Number | Text):
            caught.update(unreachable(filled))
    if isinstance(item, Number | Text):
        _reachable(bench, item, caught, seeds)
    _silent(bench, item)
    check_hints(bench, item, [filled for _, filled in filled_items])


def _readable(bench: Bench, seed: int, item: Question) -> None:
    """A drawn value can spoil a case that the parser could not read yet."""
    for case in item.cases if isinstance(item, Number) else ():
        read = read_case(case.match)
        if isinstance(read, str):
            bench.add("bad-case", f"seed {seed}: {read}", "draw a number for it", item, case.line)


def _solvable(bench: Bench, seed: int, item: Question) -> None:
    answer = solution(item)
    if not answer:
        return  # a pattern for which no answer could be made up
    verdict = grade(item, answer)
    if verdict.outcome != Outcome.PASSED:
        fix = "put the right case first, or mend its value"
        message = f"seed {seed}: the right answer {answer!r} is graded {verdict.outcome}: {verdict.feedback}"
        bench.add("not-solvable", message, fix, item)


def unreachable(item: Number | Text) -> Iterator[int]:
    """Indices of cases whose own answers are all taken by earlier cases."""
    for index, case in enumerate(item.cases):
        answers = _own_answers(item, case)
        earlier = item.cases[:index]
        if answers and all(any(_takes(item, other, answer) for other in earlier) for answer in answers):
            yield index


def _own_answers(item: Number | Text, case: Case) -> list[str] | list[float]:
    """A wrong value stands for itself; a range, and the room around a right value, for its ends too."""
    if case.match == ELSE:
        return []
    if isinstance(item, Text):
        return _own_texts(case)
    interval = read_case(case.match)
    if not isinstance(interval, NumberCase):
        return []
    value = parse_number(interval.value) if interval.value else (interval.low + interval.high) / 2
    if isinstance(value, str):
        return []
    return [value] if interval.value and not case.right else [interval.low, value, interval.high]


def _own_texts(case: Case) -> list[str]:
    if not is_pattern(case.match):
        return [case.match]
    try:
        example = pattern_of(case.match).example
    except PatternError:
        return []
    return [example] if example else []


def _takes(item: Number | Text, case: Case, answer: str | float) -> bool:
    if case.match == ELSE:
        return True
    if isinstance(answer, str):
        return fits(answer, case.match)
    interval = read_case(case.match)
    return isinstance(interval, NumberCase) and interval.fits(answer)


def _reachable(bench: Bench, item: Number | Text, caught: Counter[int], seeds: int) -> None:
    for index, times in caught.items():
        case = item.cases[index]
        fix = "put it above the case that takes it, narrow that one, or draw values that keep them apart"
        if times == seeds:
            bench.add("unreachable", f"no answer gets to `{case.match}`: a case above takes it", fix, item, case.line)
        else:
            message = f"for {times} of {seeds} seeds a case above takes the value of `{case.match}`"
            bench.warn("sometimes-unreachable", message, fix, item, case.line)


def _silent(bench: Bench, item: Question) -> None:
    answers: tuple[Option | Case, ...] = ()
    if isinstance(item, Choice):
        answers = item.options
    elif isinstance(item, Number | Text):
        answers = item.cases
    for answer in answers:
        if not answer.right and not answer.feedback.strip():
            said = answer.text if isinstance(answer, Option) else answer.match
            fix = "write `  > …` below it: what this answer mixes up"
            bench.warn("silent", f"“{said}” is wrong, and nothing says why", fix, item, answer.line)
