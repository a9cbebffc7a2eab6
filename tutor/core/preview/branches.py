"""Every branch of an item: its start, each answer that was foreseen, each misconception, each hint, its solution."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, Question
from tutor.core.packs.code import load_object
from tutor.core.preview.run import PreviewRun


@dataclass(frozen=True, slots=True)
class Branch:
    """Something that an item can show; `show` has a run show it, and may raise TutorError where it cannot."""

    item: str
    title: str
    about: str
    show: Callable[[PreviewRun], None]


def branches(run: PreviewRun, name: str) -> list[Branch]:
    """All of an item, in the order in which a learner may meet them. Raises TutorError where its code fails."""
    item = run.shown.question(name)
    found = [Branch(name, "start", "as a learner meets it first", partial(PreviewRun.reset, name=name))]
    found += _own(run, item)
    found += [
        Branch(name, f"hint {number}", text, partial(PreviewRun.hint_at, name=name, number=number))
        for number, text in enumerate(item.hints, 1)
    ]
    return found


def _own(run: PreviewRun, item: Block) -> Iterator[Branch]:
    """What its kind has."""
    if isinstance(item, Question):
        return _answers(item)
    return _states(run, item) if isinstance(item, ExerciseRef) else _programs(run, item)


def _answers(item: Question) -> Iterator[Branch]:
    for number, (said, response) in enumerate(item.examples(), 1):
        yield Branch(item.name, f"answer {number}", said, partial(_answer, name=item.name, response=response))


def _answer(run: PreviewRun, name: str, response: str) -> None:
    run.reset(name)
    run.submit(name, response)


def _states(run: PreviewRun, item: ExerciseRef) -> Iterator[Branch]:
    play, part = run.shown.play(item.name), item.part
    if play.predictions(part):
        yield Branch(item.name, "after the predictions", "without a guess", partial(_unlocked, name=item.name))
    for idea in play.at(part).declared.misconceptions:
        move = partial(_example, idea=idea, part=part)
        show = partial(PreviewRun.lead, name=item.name, move=move)
        yield Branch(item.name, "misconception", idea.name, show)
    solve = partial(PreviewRun.lead, name=item.name, move=partial(_solve, part=part))
    yield Branch(item.name, "solution", "the author's, from the start", solve)


def _unlocked(run: PreviewRun, name: str) -> None:
    run.reset(name)
    run.unlock(name)


def _example(play: Play, idea: Misconception[Any, Any], part: str) -> None:
    if not play.example(idea, part):
        raise TutorError(f"“{idea.name}” cannot arise in the problem of this seed; try another.")


def _solve(play: Play, part: str) -> None:
    play.solve(part)


def _programs(run: PreviewRun, item: CodeItem) -> Iterator[Branch]:
    checks = load_object(run.lesson, item.checks)
    for one in checks.wrong:
        yield Branch(item.name, "wrong program", one.name, partial(_write, name=item.name, source=one.source))
    yield Branch(item.name, "solution", "the author's", partial(_write, name=item.name, source=checks.solution))


def _write(run: PreviewRun, name: str, source: str) -> None:
    """Put it into the editor; running it is a key away."""
    run.reset(name)
    run.draft(name, source)
