"""Checks of misconceptions: the example of each fails, and is recognised as it alone."""

from collections.abc import Sequence
from typing import Any

from tutor.core.check.attempts import judged
from tutor.core.check.context import CheckContext
from tutor.core.errors import ExerciseError
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.nearest import did_you_mean

SEEDS = 5
"""On so many problems each misconception is proved."""


def check_misconceptions(context: CheckContext, play: Play, item: ExerciseRef, seed: int, arisen: set[str]) -> int:
    """All of a part on one problem; how many of them were told apart. `arisen` gets the names of those that arose."""
    declared = play.at(item.part).declared.misconceptions
    apart = 0
    known = _lines(play, item.part)
    try:
        play.restart()
        play.solve(item.part)
    except ExerciseError:
        arisen |= {one.name for one in declared}
        return 0  # said by the check of solve
    if judged(context, play, item, seed) is None:
        arisen |= {one.name for one in declared}
        return 0
    for one in declared:
        if one.criterion and known and one.criterion not in known:
            _no_line(context, play, item, one, known)
            arisen.add(one.name)  # what is wrong with it is said
            continue
        where = f"{item.name}, seed {seed}: misconception “{one.name}”"
        try:
            play.restart()
            if not play.example(one, item.part):
                continue
            arisen.add(one.name)
            apart += _told(context, play, item, seed, one, where) and _recognised_alone(context, play, item, one, where)
        except ExerciseError as error:
            error.written = error.written or one.name
            arisen.add(one.name)  # what is wrong with it is said
            context.fault("misconception", error, "make applies and example hold for every problem", item)
    return apart


def _lines(play: Play, part: str) -> list[str]:
    """Names of the rubric's lines; none where it raises, which is said elsewhere."""
    try:
        return [each.name for each in play.at(part).call("criteria", play.state)]
    except (ExerciseError, TypeError, AttributeError):
        return []


def _no_line(
    context: CheckContext, play: Play, item: ExerciseRef, one: Misconception[Any, Any], known: Sequence[str]
) -> None:
    said = f"{item.name}: misconception “{one.name}” speaks to the criterion {one.criterion!r}, but the rubric has"
    said += f" {', '.join(known)}.{did_you_mean(one.criterion, known)}"
    context.report_at("misconception", said, "name a line of the rubric", play.at(item.part).kind, one.criterion)


def _recognised_alone(
    context: CheckContext, play: Play, item: ExerciseRef, one: Misconception[Any, Any], where: str
) -> bool:
    found = [each.name for each in play.at(item.part).recognised(play.state)]
    kind = play.at(item.part).kind
    state = f"Its example is {play.dump()}"
    if one.name not in found:
        said = f"{where} does not apply to its own example"
        context.report_at("misconception", said, "mend applies or example", kind, one.name, detail=state)
    others = [name for name in found if name != one.name]
    if others:
        also = f"{where}: to its example “{'” and “'.join(others)}” applies too"
        context.report_at(
            "misconception-confused", also, "make the conditions exclude each other", kind, one.name, detail=state
        )
    return found == [one.name]


def _told(
    context: CheckContext, play: Play, item: ExerciseRef, seed: int, one: Misconception[Any, Any], where: str
) -> bool:
    verdict, kind = judged(context, play, item, seed), play.at(item.part).kind
    if verdict is None:
        return False
    if verdict.outcome != Outcome.FAILED:
        said = f"{where} is {verdict.outcome} instead of failed"
        fix = "give it a score below what passes, or another example"
        detail = f"Its score is {verdict.score:.3g}. Its example is {play.dump()}"
        context.report_at("misconception-passes", said, fix, kind, one.name, detail=detail)
        return False
    return True
