"""Checks of live exercises: the start does not pass, solve does, mistakes are told apart, states can be kept."""

from collections.abc import Iterator
from typing import Any

from tutor.core.check.bench import Bench
from tutor.core.check.misconceptions import SEEDS, check_misconceptions
from tutor.core.check.random_walk import random_walk
from tutor.core.check.shown import check_shown
from tutor.core.check.standalone import check_code
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import to_json
from tutor.core.grade import Grade, Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.packs.code import load_object

SLOW_SEEDS = 3
"""How many seeds an exercise is tried on whose grade is marked slow."""


def check_exercises(bench: Bench) -> None:
    """Every exercise of the lesson once, with all of its parts."""
    uses: dict[str, list[ExerciseRef]] = {}
    for item in bench.text.items():
        if isinstance(item, ExerciseRef):
            uses.setdefault(item.use, []).append(item)
    for use, items in uses.items():
        with bench.guarded("exercise-load", "make it importable from the lesson's folder, and startable", items[0]):
            kind = load_object(bench.lesson, use)
            play = Play.open(kind, bench.seeds[0], where=bench.lesson.id)
            known = [item for item in items if _part(bench, play, item)]
            _unused(bench, kind, items)
            if known:
                _check(bench, kind, known)


def _part(bench: Bench, play: Play, item: ExerciseRef) -> bool:
    """Whether the exercise has the part that the block names, and the part declares what there is."""
    try:
        play.at(item.part)
    except ExerciseError as error:
        if error.where == play.where_class and item.part not in play.kind.parts:
            bench.add("part", error.detail, "name a part of the exercise, or none where it has none", item)
        else:
            bench.fault("exercise-load", error, "declare only what there is", item)
        return False
    return True


def _unused(bench: Bench, kind: type[Exercise[Any, Any]], items: list[ExerciseRef]) -> None:
    for name in sorted(kind.parts.keys() - {item.part for item in items}):
        said = f"{kind.__name__} has a part {name!r} that no block of the lesson shows"
        bench.blame("part-unused", said, "show it with part=, or delete it", kind.parts[name], severity="warning")


def _check(bench: Bench, kind: type[Exercise[Any, Any]], items: list[ExerciseRef]) -> None:
    figures = bench.figures.setdefault("misconceptions", {})
    for item in items:
        slow = Play.open(kind, bench.seeds[0], where=bench.lesson.id).slow_grade(item.part)
        for number, seed in enumerate(bench.seeds[:SLOW_SEEDS] if slow else bench.seeds):
            with bench.guarded("exercise-load", "make setup, start and the controls work for every seed", item):
                play = Play.open(kind, seed, where=bench.lesson.id)
                _one_seed(bench, play, item, seed)
                if number == 0:
                    _action_keys(bench, play, item)
                    play.restart()
                    check_shown(bench, play, item)
                    check_code(bench, play, item)
                if number < SEEDS:
                    with bench.guarded("misconception", "make applies and example end", item):
                        figures[item.name] = check_misconceptions(bench, play, item, seed)
    if any(finding.code in ("view", "grade", "words") for finding in bench.findings):
        return  # said already; the walk would only say it again
    with bench.guarded("random-state", "make it hold for every state that a learner can reach", items[0]):
        random_walk(bench, kind, items)


def _action_keys(bench: Bench, play: Play, item: ExerciseRef) -> None:
    taken: set[str] = set()
    for action in play.actions(item.part):
        free = action.key.isalpha() and len(action.key) == 1 and action.key not in bench.reserved_keys | taken
        if action.key and not free:
            said = f"{item.name}: action {action.name} asks for the key {action.key!r}, which it does not get"
            fix = "a free letter of its label, or no key"
            bench.blame("action-key", said, fix, getattr(play.at(item.part).kind, action.name), severity="warning")
        taken.add(action.key)


def _one_seed(bench: Bench, play: Play, item: ExerciseRef, seed: int) -> None:
    kind = play.at(item.part).kind
    _graded(bench, play, item, seed)
    if play.at(item.part).grade(play.state).outcome == Outcome.PASSED:
        bench.blame(
            "start-passes", f"{item.name}, seed {seed}: the start state passes", "start further away", kind.start
        )
    _kept(bench, play)
    _predictions(bench, play, item)
    with bench.guarded("solve", "return a state that passes, reached from the one it is given", item):
        play.solve(item.part)
        solved = _graded(bench, play, item, seed)
        if solved.outcome != Outcome.PASSED:
            said = f"{item.name}, seed {seed}: what solution gives is {solved.outcome}: {solved.feedback}"
            bench.blame("solve", said, "make it end in a state that the rubric passes, for every seed", kind.solution)
        _kept(bench, play)
        _hints(bench, play, item)


def _graded(bench: Bench, play: Play, item: ExerciseRef, seed: int) -> Grade:
    verdict, again = play.grade(item.part), play.grade(item.part)
    kind = play.at(item.part).kind
    if verdict.outcome == Outcome.LESSON_ERROR:
        fix = "give a list of Criterion for every state that validate lets through"
        bench.blame("grade", f"{item.name}, seed {seed}: {verdict.feedback}", fix, kind.criteria)
    if (verdict.outcome, verdict.score) != (again.outcome, again.score):
        fix = "draw in setup, with the seed; criteria only compare"
        bench.blame("grade-twice", f"{item.name}, seed {seed}: two verdicts on one state", fix, kind.criteria)
    return verdict


def _kept(bench: Bench, play: Play) -> None:
    """The state comes back from its JSON as it was: that is how it is saved and sent to the worker."""
    kind = play.kind
    try:
        text = play.dump()
        again = Play.open(kind, bench.seeds[0], saved=text, where=bench.lesson.id)
        kept = not again.notice and to_json(again.state) == text
        said = again.notice or f"{text[:80]} comes back as {to_json(again.state)[:80]}"
        _sent(bench, play)
    except ExerciseError as error:
        kept, said = False, str(error)
    if not kept:
        fix = "hold numbers, texts, bools and typed tuples of them only"
        bench.blame("state", f"state or problem do not survive being sent: {said}", fix, type(play.state))


def _sent(bench: Bench, play: Play) -> None:
    """The problem comes back from its JSON as it was: that is how it is sent to the worker."""
    text = play.dump_problem()
    again = Play.sent(play.kind, text, bench.lesson.id).dump_problem()
    if again != text:
        raise ExerciseError(play.kind.__name__, f"the problem {text[:80]} comes back as {again[:80]}")


def _predictions(bench: Bench, play: Play, item: ExerciseRef) -> None:
    for predict in play.predictions(item.part):
        try:
            play.truth(predict, item.part)
        except TutorError as error:
            bench.fault("prediction", error, "give the index of an option", item)


def _hints(bench: Bench, play: Play, item: ExerciseRef) -> None:
    """A hint that has every number that solve puts into the controls gives the answer away."""
    from tutor.core.questions.giveaway import numbers_in

    wanted = set(_moved(play))
    for number, hint in enumerate(item.hints, start=1):
        if wanted and wanted <= {value for value, _ in numbers_in(hint)}:
            fix = "say how to get there, or work it out on another seed"
            bench.add("hint-tells", f"hint {number} contains the answer", fix, item)


def _moved(play: Play) -> Iterator[float]:
    solved = play.state
    play.rewind()
    for field in play.fields:
        value = getattr(solved, field.name)
        if isinstance(value, float) and value != getattr(play.state, field.name):
            yield value
    play.redo()
