"""Checks of questions: what they call right passes, every case can be reached, every wrong answer is spoken to."""

from collections import Counter
from functools import partial

from tutor.core.check.context import CheckContext
from tutor.core.check.draws import check_alike, check_draw, variants
from tutor.core.check.hints import check_hints
from tutor.core.check.leaning import check_leaning, check_task
from tutor.core.check.paste import grade_line
from tutor.core.grade import Outcome
from tutor.core.lesson.model import AnyQuestion, Question
from tutor.core.questions import grade, solution


def check_questions(context: CheckContext) -> None:
    """All questions of the lesson, each for twenty seeds where it is drawn."""
    for item in context.text.items():
        check_draw(context, item)
        if isinstance(item, Question):
            _check(context, item)
            check_leaning(context, item)
        else:
            check_task(context, item)


def _check(context: CheckContext, item: AnyQuestion) -> None:
    caught: Counter[int] = Counter()
    filled_items = list(variants(context, item))
    for seed, filled in filled_items:
        check_alike(context, seed, filled)
        for flaw in filled.flaws():
            context.add(flaw.code, f"seed {seed}: {flaw.message}", flaw.fix, item, flaw.line)
        _solvable(context, seed, filled)
        caught.update(filled.unreachable())
    _reachable(context, item, caught, len(filled_items))
    _silent(context, item)
    check_hints(context, item, [filled for _, filled in filled_items])


def _solvable(context: CheckContext, seed: int, item: AnyQuestion) -> None:
    answer = solution(item)
    if not answer:
        return  # a pattern for which no answer could be made up
    verdict = grade(item, answer)
    if verdict.outcome != Outcome.PASSED:
        fix = "put the right case first, or mend its value"
        message = f"seed {seed}: the right answer {answer!r} is graded {verdict.outcome}: {verdict.feedback}"
        with context.trying(partial(grade_line, context.lesson, item.name, answer, seed)):
            context.add("not-solvable", message, fix, item)


def _reachable(context: CheckContext, item: AnyQuestion, caught: Counter[int], seeds: int) -> None:
    for index, times in caught.items():
        answer = item.answers[index]
        fix = "put it above the case that takes it, narrow that one, or draw values that keep them apart"
        if times == seeds:
            message = f"no answer gets to `{answer.said}`: a case above takes it"
            context.add("unreachable", message, fix, item, answer.line)
        else:
            message = f"for {times} of {seeds} seeds a case above takes the value of `{answer.said}`"
            context.warn("sometimes-unreachable", message, fix, item, answer.line)


def _silent(context: CheckContext, item: AnyQuestion) -> None:
    for answer in item.answers:
        if not answer.right and not answer.feedback.strip():
            fix = "write `  > …` below it: what this answer mixes up"
            context.warn("silent", f"“{answer.said}” is wrong, and nothing says why", fix, item, answer.line)
