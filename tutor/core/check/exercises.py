"""Checks of live exercises: each is loaded, is pure, and holds on many attempts and whatever a learner does."""

import contextlib
from typing import Any

from tutor.core.check.attempts import check_attempt
from tutor.core.check.context import CheckContext, Stopped
from tutor.core.check.figures import note_misconceptions, note_seed
from tutor.core.check.misconceptions import SEEDS, check_misconceptions
from tutor.core.check.paste import Tried
from tutor.core.check.purity import check_purity, check_setup
from tutor.core.check.random_walk import random_walk
from tutor.core.check.solved import check_solved
from tutor.core.check.standalone import check_code
from tutor.core.check.views import check_shown
from tutor.core.errors import ExerciseError
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.limited import quoted
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef
from tutor.core.nearest import did_you_mean, nearest
from tutor.core.packs.code import load_object

MEND = "mend what the message names"
SETUP = "make setup, start and the controls work for every seed"
SLOW_SEEDS = 3
"""How many seeds an exercise is tried on whose grade is marked slow."""


def check_exercises(context: CheckContext) -> None:
    """Every exercise of the lesson once, with all of its parts; of one that does not end nothing more is asked."""
    uses: dict[str, list[ExerciseRef]] = {}
    kinds: list[tuple[type[Exercise[Any, Any]], list[ExerciseRef]]] = []
    for item in context.text.items():
        if isinstance(item, ExerciseRef):
            uses.setdefault(item.use, []).append(item)
    for use, items in uses.items():
        tried = Tried(context.lesson, items[0].name, context.seeds[0])
        with (
            contextlib.suppress(Stopped),
            context.trying(tried.line),
            context.guarded("exercise-load", MEND, items[0]),
        ):
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
    pure = [_pure(context, kind, item) for item in items]
    if not all(pure):
        return  # of what is not the same twice, the rest would be told again and again
    for item in items:
        slow = Play.open(kind, context.seeds[0], where=context.lesson.id).slow_grade(item.part)
        arisen: set[str] = set()
        for number, seed in enumerate(context.seeds[:SLOW_SEEDS] if slow else context.seeds):
            tried = Tried(context.lesson, item.name, seed)
            with context.trying(tried.line), context.guarded("exercise-load", SETUP, item):
                play = tried.play = Play.open(kind, seed, where=context.lesson.id)
                note_seed(context, item, check_attempt(context, play, item, seed))
                check_solved(context, play, item, seed, first=number == 0)
                if number == 0:
                    _action_keys(context, play, item)
                    play.restart()
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


def _pure(context: CheckContext, kind: type[Exercise[Any, Any]], item: ExerciseRef) -> bool:
    """Whether a part has its methods, and none of them changes anything or leaves something to chance."""
    seed, other = context.seeds[0], context.seeds[-1]
    with context.guarded("exercise-load", SETUP, item):
        play = Play.open(kind, seed, where=context.lesson.id)
        return (
            _whole(context, play, item)
            and check_setup(context, kind, seed, other)
            and check_purity(context, lambda: Play.open(kind, seed, where=context.lesson.id), item)
        )
    return False


def _whole(context: CheckContext, play: Play, item: ExerciseRef) -> bool:
    """Whether the part has the methods that every exercise needs, under their names."""
    kind = play.at(item.part).kind
    needed = ["view"] if kind.answers else ["view", "criteria", "solution"]
    lacking = [name for name in needed if getattr(kind, name) is getattr(Exercise, name)]
    own = [name for each in kind.__mro__ if each is not Exercise for name in vars(each) if not hasattr(Exercise, name)]
    for name in lacking:
        meant = nearest(name, own, 1)
        said = f"{item.name}: {kind.__name__} has no method {name}.{did_you_mean(name, meant)}"
        source = getattr(kind, meant[0]) if meant else kind
        context.report_at("no-method", said, f"write def {name}(self, problem, state)", source)
    return not lacking


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
