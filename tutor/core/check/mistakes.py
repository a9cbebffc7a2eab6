"""Checks of known mistakes: each fails, and is told what it expects, and nothing meant for another."""

from collections.abc import Sequence
from typing import Any

from tutor.core.check.bench import Bench
from tutor.core.errors import ExerciseError
from tutor.core.exercise.kit import Exercise, Mistake
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef

MISTAKE_SEEDS = 5


def check_mistakes(bench: Bench, kind: type[Exercise[Any]], items: Sequence[ExerciseRef], seeds: Sequence[int]) -> None:
    """The mistakes of the first seeds, each graded in its own part, or where it names none, in every one."""
    for seed in seeds[:MISTAKE_SEEDS]:
        play = Play.open(kind, seed, where=bench.lesson.id)
        mistakes = play.mistakes()
        for item in items:
            here = [mistake for mistake in mistakes if mistake.part in ("", item.part)]
            for mistake in here:
                _one(bench, play, item, mistake, here, seed)
            _right(bench, play, item, here)


def _one(
    bench: Bench, play: Play, item: ExerciseRef, mistake: Mistake[Any], all_here: Sequence[Mistake[Any]], seed: int
) -> None:
    kind = type(play.exercise)
    named = f"{item.name}, seed {seed}: mistake “{mistake.name}”"
    try:
        play.put(mistake.state)
    except ExerciseError as error:
        bench.fault("state", error, f"give “{mistake.name}” a state of this exercise", item)
        return
    verdict = play.grade(item.part)
    if verdict.outcome != Outcome.FAILED:
        said = f"{named} is {verdict.outcome} instead of failed. {verdict.feedback}"
        bench.blame("mistake-passes", said, "make grade fail it, or give it another state", kind.mistakes)
        return
    if not says(verdict.feedback, mistake.expect):
        said = f"{named} is told “{verdict.feedback}”, in which “{mistake.expect}” is missing"
        bench.blame("mistake-feedback", said, "let grade recognise it, and speak to it", kind.grade)
    for other in all_here:
        if not says(mistake.expect, other.expect) and says(verdict.feedback, other.expect):
            said = f"{named} is told “{other.expect}”, which is meant for “{other.name}”"
            bench.blame(
                "mistake-confused", said, "expect words of this mistake alone", kind.mistakes, severity="warning"
            )


def _right(bench: Bench, play: Play, item: ExerciseRef, mistakes: Sequence[Mistake[Any]]) -> None:
    """The right answer is told nothing that is meant for a mistake."""
    try:
        play.restart()
        play.solve(item.part)
    except ExerciseError:
        return  # said by the check of solve
    feedback = play.grade(item.part).feedback
    for mistake in mistakes:
        if says(feedback, mistake.expect):
            said = f"{item.name}: the right answer is told “{mistake.expect}”, which is meant for “{mistake.name}”"
            fix = "expect words that only this mistake is told"
            bench.blame("mistake-confused", said, fix, type(play.exercise).mistakes, severity="warning")


def says(feedback: str, words: str) -> bool:
    """Whether `words` stand in `feedback`, case aside."""
    return words.casefold() in feedback.casefold()
