"""Checks of live exercises: the start does not pass, solve does, mistakes are told apart, states can be kept."""

from collections.abc import Iterator
from typing import Any

from tutor.core.check.context import CheckContext
from tutor.core.check.figures import note_misconceptions
from tutor.core.check.misconceptions import SEEDS, check_misconceptions
from tutor.core.check.paste import Tried
from tutor.core.check.random_walk import random_walk
from tutor.core.check.solved import check_solved
from tutor.core.check.standalone import check_code
from tutor.core.check.views import check_shown
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.limited import quoted
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import from_json, to_json
from tutor.core.grade import Grade, Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.packs.code import load_object

MEND = "mend what the message names"
SLOW_SEEDS = 3
"""How many seeds an exercise is tried on whose grade is marked slow."""


def check_exercises(context: CheckContext) -> None:
    """Every exercise of the lesson once, with all of its parts."""
    uses: dict[str, list[ExerciseRef]] = {}
    kinds: list[tuple[type[Exercise[Any, Any]], list[ExerciseRef]]] = []
    for item in context.text.items():
        if isinstance(item, ExerciseRef):
            uses.setdefault(item.use, []).append(item)
    for use, items in uses.items():
        tried = Tried(context.lesson, items[0].name, context.seeds[0])
        with context.trying(tried.line), context.guarded("exercise-load", MEND, items[0]):
            kind = load_object(context.lesson, use)
            play = Play.open(kind, context.seeds[0], where=context.lesson.id)
            if _is_part(context, kind, use, items[0]):
                continue
            known = [item for item in items if _part(context, play, item)]
            if known:
                _check(context, kind, known)
            kinds.append((kind, items))
    if not any(finding.code in ("part", "exercise-load") for finding in context.findings):  # those that are misspelt
        for kind, items in kinds:
            _unused(context, kind, items)


def _is_part(context: CheckContext, kind: type[Exercise[Any, Any]], use: str, item: ExerciseRef) -> bool:
    """Whether the block names the class of a part, where it should name the exercise."""
    name = next((name for name, part in kind.parts.items() if part is kind), None)
    if name is None:
        return False
    whole = next(each for each in kind.__mro__ if "parts" in vars(each) and each.__dict__["parts"] is kind.parts)
    module = use.partition(":")[0]
    said = f"{kind.__name__} is the part {name!r} of {whole.__name__}"
    context.add("part", said, f"use={module}:{whole.__name__} part={name}", item)
    return True


def _part(context: CheckContext, play: Play, item: ExerciseRef) -> bool:
    """Whether the exercise has the part that the block names, and the part declares what there is."""
    try:
        play.at(item.part)
    except ExerciseError as error:
        if error.where == play.where_class and item.part not in play.kind.parts:
            context.add("part", error.detail, "name a part of the exercise, or none where it has none", item)
        else:
            context.fault("exercise-load", error, MEND, item)
        return False
    return True


def _unused(context: CheckContext, kind: type[Exercise[Any, Any]], items: list[ExerciseRef]) -> None:
    for name in sorted(kind.parts.keys() - {item.part for item in items}):
        said = f"{kind.__name__} has a part {name!r} that no block of the lesson shows"
        context.report_at("part-unused", said, "show it with part=, or delete it", kind.parts[name], severity="warning")


def _check(context: CheckContext, kind: type[Exercise[Any, Any]], items: list[ExerciseRef]) -> None:
    for item in items:
        slow = Play.open(kind, context.seeds[0], where=context.lesson.id).slow_grade(item.part)
        arisen: set[str] = set()
        for number, seed in enumerate(context.seeds[:SLOW_SEEDS] if slow else context.seeds):
            tried = Tried(context.lesson, item.name, seed)
            fix = "make setup, start and the controls work for every seed"
            with context.trying(tried.line), context.guarded("exercise-load", fix, item):
                play = tried.play = Play.open(kind, seed, where=context.lesson.id)
                _one_seed(context, play, item, seed)
                check_solved(context, play, item, seed, first=number == 0)
                if number == 0:
                    _action_keys(context, play, item)
                    play.restart()
                    _setup_twice(context, kind, seed)
                    if check_shown(context, play, item):
                        check_code(context, play, item)
                if number < SEEDS:
                    with context.guarded("misconception", "make applies and example end", item):
                        check_misconceptions(context, play, item, seed, arisen)
                        note_misconceptions(context, play, item, arisen)
        _unproved(context, play, item, arisen)
    if any(finding.code in ("view", "grade", "words") for finding in context.findings):
        return  # said already; the walk would only say it again
    with context.guarded("random-state", "make it hold for every state that a learner can reach", items[0]):
        random_walk(context, kind, items)


def _setup_twice(context: CheckContext, kind: type[Exercise[Any, Any]], seed: int) -> None:
    one, again = (Play.open(kind, seed, where=context.lesson.id) for _ in range(2))
    if (one.dump_problem(), one.dump()) != (again.dump_problem(), again.dump()):
        said = f"{kind.__name__}, seed {seed}: setup and start give two problems for one seed"
        context.report_at("setup-twice", said, "take all chance from Random(seed)", kind.setup)


def _unproved(context: CheckContext, play: Play, item: ExerciseRef, arisen: set[str]) -> None:
    calls = play.at(item.part)
    for one in calls.declared.misconceptions:
        if one.name not in arisen:
            said = f"{item.name}: misconception {quoted(one.name)} has no example on {SEEDS} seeds: nothing proves it"
            fix = "let its example, or the value of its wrong_value, be None more seldom"
            context.report_at("misconception-unproved", said, fix, calls.kind, one.name, severity="warning")


def _action_keys(context: CheckContext, play: Play, item: ExerciseRef) -> None:
    taken: set[str] = set()
    for action in play.actions(item.part):
        free = (
            action.key.isascii()
            and action.key.isalpha()
            and len(action.key) == 1
            and action.key not in context.reserved_keys | taken
        )
        if action.key and not free:
            said = f"{item.name}: action {action.name} asks for the key {action.key!r}, which it does not get"
            fix = "a free letter of its label, or no key"
            context.report_at(
                "action-key", said, fix, getattr(play.at(item.part).kind, action.name), severity="warning"
            )
        taken.add(action.key)


def _one_seed(context: CheckContext, play: Play, item: ExerciseRef, seed: int) -> None:
    kind = play.at(item.part).kind
    _graded(context, play, item, seed)
    if play.at(item.part).grade(play.state).outcome == Outcome.PASSED:
        context.report_at(
            "start-passes", f"{item.name}, seed {seed}: the start state passes", "start further away", kind.start
        )
    _kept(context, play)
    _predictions(context, play, item)
    with context.guarded("solve", "return a state that passes, reached from the one it is given", item):
        play.solve(item.part)
        solved = _graded(context, play, item, seed)
        if solved.outcome not in (Outcome.PASSED, Outcome.LESSON_ERROR):  # of the error _graded has told
            said = f"{item.name}, seed {seed}: what solution gives is {solved.outcome}: {solved.feedback}"
            context.report_at(
                "solve", said, "make it end in a state that the rubric passes, for every seed", kind.solution
            )
        _kept(context, play)
        _hints(context, play, item)


def _graded(context: CheckContext, play: Play, item: ExerciseRef, seed: int) -> Grade:
    verdict, again = play.grade(item.part), play.grade(item.part)
    kind = play.at(item.part).kind
    if verdict.outcome == Outcome.LESSON_ERROR:
        try:
            play.at(item.part).judged(play.state, play.start)
        except ExerciseError as error:
            fix = "give a list of Criterion for every state that validate lets through"
            context.fault("grade", error, fix, item, said=f"{item.name}, seed {seed}:")
    if (verdict.outcome, verdict.score) != (again.outcome, again.score):
        fix = "draw in setup, with the seed; criteria only compare"
        context.report_at("grade-twice", f"{item.name}, seed {seed}: two verdicts on one state", fix, kind.criteria)
    return verdict


def _kept(context: CheckContext, play: Play) -> None:
    """The state comes back from its JSON as it was: that is how it is saved and sent to the worker."""
    fix = "hold numbers, texts, bools and tuples of them only, and annotate each field with what it holds"
    source, written = type(play.state), ""
    try:
        text = play.dump()
        again = to_json(from_json(source, text))
        said = "" if again == text else f"{text[:80]} comes back as {again[:80]}"
        if not said:
            source = type(play.problem)
            _sent(context, play)
    except TutorError as error:
        said = str(error)
        written = said.partition(":")[0]  # the field, where there is one
    if said:
        context.report_at("state", f"state or problem do not survive being sent: {said}", fix, source, written)


def _sent(context: CheckContext, play: Play) -> None:
    """The problem comes back from its JSON as it was: that is how it is sent to the worker."""
    text = play.dump_problem()
    again = Play.sent(play.kind, text, context.lesson.id).dump_problem()
    if again != text:
        raise ExerciseError(play.kind.__name__, f"the problem {text[:80]} comes back as {again[:80]}")


def _predictions(context: CheckContext, play: Play, item: ExerciseRef) -> None:
    for predict in play.predictions(item.part):
        try:
            play.truth(predict, item.part)
        except TutorError as error:
            context.fault("prediction", error, "give the index of an option", item)


def _hints(context: CheckContext, play: Play, item: ExerciseRef) -> None:
    """A hint that has every number that solve puts into the controls gives the answer away."""
    from tutor.core.questions.giveaway import numbers_in

    wanted = set(_moved(play))
    for number, hint in enumerate(item.hints, start=1):
        if wanted and wanted <= {value for value, _ in numbers_in(hint)}:
            fix = "say how to get there, or work it out on another seed"
            context.add("hint-tells", f"hint {number} contains the answer", fix, item)


def _moved(play: Play) -> Iterator[float]:
    solved = play.state
    play.rewind()
    for field in play.fields:
        value = getattr(solved, field.name)
        if isinstance(value, float) and value != getattr(play.state, field.name):
            yield value
    play.redo()
