"""Checks of misconceptions: the example of each fails and is recognised as it alone, the solution as none."""

from collections.abc import Sequence
from typing import Any

from tutor.core.check.bench import Bench
from tutor.core.errors import ExerciseError
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef

SEEDS = 5
"""On so many problems each misconception is proved."""


def check_misconceptions(bench: Bench, play: Play, item: ExerciseRef, seed: int) -> int:
    """All of a part on one problem; how many of them were told apart."""
    declared = play.at(item.part).declared.misconceptions
    apart = 0
    for one in declared:
        where = f"{item.name}, seed {seed}: misconception “{one.name}”"
        try:
            play.restart()
            if not play.example(one, item.part):
                continue
            apart += _recognised_alone(bench, play, item, one, where) and _told(bench, play, item, one, where)
        except ExerciseError as error:
            bench.fault("misconception", error, f"make “{one.name}” hold for every problem", item)
    _solution(bench, play, item, declared, seed)
    return apart


def _recognised_alone(bench: Bench, play: Play, item: ExerciseRef, one: Misconception[Any, Any], where: str) -> bool:
    found = [each.name for each in play.at(item.part).recognised(play.state)]
    kind = play.at(item.part).kind
    state = f"Its example is {play.dump()}"
    if one.name not in found:
        bench.blame("misconception", f"{where} does not apply to its own example. {state}", "mend one of them", kind)
    others = [name for name in found if name != one.name]
    if others:
        also = f"{where}: to its example “{'” and “'.join(others)}” applies too. {state}"
        bench.blame("misconception-confused", also, "make the conditions exclude each other", kind)
    return found == [one.name]


def _told(bench: Bench, play: Play, item: ExerciseRef, one: Misconception[Any, Any], where: str) -> bool:
    verdict, kind = play.grade(item.part), play.at(item.part).kind
    if verdict.outcome == Outcome.LESSON_ERROR:
        return False  # said where the state is graded
    if verdict.outcome != Outcome.FAILED:
        said = f"{where} is {verdict.outcome} instead of failed. {verdict.feedback} Its example is {play.dump()}"
        fix = "give it a score below what passes, or another example"
        bench.blame("misconception-passes", said, fix, kind)
        return False
    known = {each.name for each in play.at(item.part).call("criteria", play.state)}
    if one.criterion and one.criterion not in known:
        said = f"{where} speaks to the criterion {one.criterion!r}, but the rubric has {', '.join(sorted(known))}"
        bench.blame("misconception", said, "name a line of the rubric", kind)
        return False
    return True


def _solution(
    bench: Bench, play: Play, item: ExerciseRef, declared: Sequence[Misconception[Any, Any]], seed: int
) -> None:
    try:
        play.restart()
        play.solve(item.part)
        found = play.at(item.part).recognised(play.state) if declared else []
    except ExerciseError as error:
        bench.fault("misconception", error, "make it hold for the solution too", item)
        return
    for one in found:
        said = f"{item.name}, seed {seed}: the solution is taken for the misconception “{one.name}”"
        bench.blame("misconception-confused", said, "make its condition exclude the solution", play.at(item.part).kind)
