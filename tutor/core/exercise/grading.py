"""From a state to a verdict: the rubric added up, the misconceptions recognised, the untouched start let be. Pure."""

import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.limited import Wrong, called, quoted, text
from tutor.core.exercise.measured import minus
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.state import control_names
from tutor.core.exercise.trace import traces_of
from tutor.core.grade import Criterion, Grade

TOLD = 2
"""Of one line of the rubric so many misconceptions are told; the others come once these are mended."""


def graded(exercise: Exercise[Any, Any], problem: Any, state: Any, start: Any = None) -> Grade:
    """The verdict on a state; without a `start` also on one that nothing was changed of.

    An author's exception passes through; see `Calls.grade`.
    """
    if start is not None and untouched(exercise, state, start):
        return Grade.unattempted(exercise.untouched)
    missing = exercise.validate(problem, state)
    if missing:
        return Grade.unattempted(missing)
    criteria = lines(exercise.criteria(problem, state))
    if all(each.score >= 1.0 for each in criteria):
        notes = " ".join(_sentence(each.note) for each in criteria if each.note)
        passed = Grade.rubric(criteria, exercise.praise(problem, state) or notes, pass_at=exercise.pass_at)
        return passed if len(criteria) > 1 else replace(passed, parts=())
    held = recognised(exercise.known_misconceptions(), problem, state, criteria)
    criteria = [_scored(each, held) for each in criteria]
    misconception = ", ".join(each.name for each in held)
    verdict = Grade.rubric(
        criteria, _feedback(criteria, held, problem, state), misconception=misconception, pass_at=exercise.pass_at
    )
    whole = [each.score for each in held if each.score is not None and not each.criterion]
    if whole:
        parts, feedback = verdict.parts, verdict.feedback
        verdict = replace(
            Grade.scored(min(whole), feedback, misconception=misconception, pass_at=exercise.pass_at), parts=parts
        )
    return verdict if len(criteria) > 1 else replace(verdict, parts=())  # of one line the score says it all


def lines(found: Any) -> list[Criterion]:
    """The lines of the rubric that an author's `criteria` gave, their texts clean; Wrong where they are none."""
    if found is None:
        raise Wrong(f"must give a list of Criterion, not {called(found)}")
    return [_line(one) for one in found]


def _line(one: Any) -> Criterion:
    if not isinstance(one, Criterion):
        raise Wrong(f"must give a list of Criterion, not of {type(one).__name__}")
    if not 0 <= float(one.score) <= 1 or not float(one.weight) >= 0:
        raise Wrong(f"{quoted(one.name)} needs a score from 0 to 1, not {one.score}, and a weight ≥ 0", one.name)
    return replace(one, name=text(one.name, "a criterion"), note=minus(text(one.note, "a criterion")))


def untouched(exercise: Exercise[Any, Any], state: Any, start: Any) -> bool:
    """Whether nothing that belongs to this part was changed; traces do not count."""
    ignored = set(traces_of(type(state)))
    if exercise.visible_controls is not None:
        ignored |= control_names(type(state)) - set(exercise.visible_controls)
    names = [field.name for field in dataclasses.fields(state) if field.name not in ignored]
    return all(bool(getattr(state, name) == getattr(start, name)) for name in names)


def recognised(
    misconceptions: Sequence[Misconception[Any, Any]], problem: Any, state: Any, criteria: Sequence[Criterion] = ()
) -> list[Misconception[Any, Any]]:
    """The misconceptions that apply to a state, in the order they are declared; none of a line with its full score."""
    full = {each.name for each in criteria if each.score >= 1.0}
    if criteria and len(full) == len(criteria):
        return []
    return [each for each in misconceptions if each.criterion not in full and each.applies(problem, state)]


def _scored(criterion: Criterion, held: Sequence[Misconception[Any, Any]]) -> Criterion:
    """The line as the first misconception that speaks to it scores it; a full line stays as it is."""
    if criterion.score >= 1.0:
        return criterion
    scores = [each.score for each in held if each.criterion == criterion.name and each.score is not None]
    return replace(criterion, score=scores[0]) if scores else criterion


def _feedback(criteria: Sequence[Criterion], held: Sequence[Misconception[Any, Any]], problem: Any, state: Any) -> str:
    """Whole misconceptions first, then line by line what is missing; the same advice for several lines once."""
    said = {id(each): _said(each, problem, state) for each in held}
    whole = [said[id(each)] for each in held if not each.criterion]
    advice: dict[str, list[str]] = {}
    for criterion in criteria:
        found = [said[id(each)] for each in held if each.criterion == criterion.name]
        own = " ".join(found[:TOLD]) or criterion.says
        if criterion.score < 1.0 and (own or (criterion.note and len(criteria) > 1)):
            advice.setdefault(own or _sentence(criterion.note), []).append(criterion.name)
    if len(criteria) == 1:
        return " ".join(filter(None, [_sentence(criteria[0].note), *(whole or advice)]))
    return " ".join([*whole, *(f"{', '.join(names)}: {text}" for text, names in advice.items() if text)])


def _said(misconception: Misconception[Any, Any], problem: Any, state: Any) -> str:
    return misconception.says if isinstance(misconception.says, str) else misconception.says(problem, state)


def _sentence(text: str) -> str:
    """A note as a sentence."""
    return text if not text or text[-1] in ".!?" else f"{text}."
