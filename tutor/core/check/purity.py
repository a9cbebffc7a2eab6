"""Every method of an exercise only reads: what it is given stays as it is, and the same gives the same again."""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from time import thread_time
from types import ModuleType
from typing import Any

from tutor.core.check.context import CheckContext
from tutor.core.check.snapshot import own_fields, snapshot
from tutor.core.check.tracing import Location, changing_line, parting_line
from tutor.core.contain import authors, contained
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.calls import Calls
from tutor.core.exercise.kit import Exercise, Prediction
from tutor.core.exercise.limited import quoted
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import View
from tutor.core.lesson.model import ExerciseRef

FRAMES, TIMES, QUICK = 3, 4, 0.01
"""Frames of an animation that are looked at; how often a call of so many seconds is made once more: chance may give
the same twice."""
TWICE = {"setup": "setup-twice", "view": "view-twice", "criteria": "grade-twice"}
"""Codes of methods that give two results; those of the others are `two-results`."""
CHANCE = "take all chance from Random(seed), in setup; what comes after only reads the problem"
COMMON, OWN = "a common generator", "of the exercise"


@dataclass(frozen=True)
class _Call:
    """One call into the author's code, and the class or function that it belongs to."""

    method: str
    run: Callable[[], Any]
    source: Any
    written: str = ""
    subject: str = ""


Now = Callable[[], dict[str, Any]]


def check_setup(context: CheckContext, kind: type[Exercise[Any, Any]], seed: int, other: int) -> bool:
    """Whether one seed gives one problem and start, also after another was asked for."""

    def opened() -> tuple[Any, Any]:
        play = Play.open(kind, seed, where=context.lesson.id)
        return play.problem, play.start

    call = _Call("setup", opened, kind.setup)
    said = f"{kind.__name__}, seed {seed}: setup or start"
    if _unchanged(context, call, _around(context, kind), said) is None:
        return False
    first = snapshot(opened())
    with suppress(TutorError):  # what fails on that seed is told when it is its turn
        Play.open(kind, other, where=context.lesson.id)
    return snapshot(opened()) == first or _two(context, call, f"{said} gives two problems for one seed")


def check_purity(context: CheckContext, opened: Callable[[], Play], item: ExerciseRef) -> bool:
    """Whether all calls into a part are pure, from the start and from the solved state of the attempt `opened`."""
    pure = True
    for number, (call, now) in enumerate(_asked(context, opened(), item)):
        said = f"{item.name}: {call.subject}"
        try:
            one = _unchanged(context, call, now, said, lambda: _again(context, opened(), item, number))  # noqa: B023
            if one is None:
                return False
            began = thread_time()
            same = snapshot(call.run()) == one
            if same and thread_time() - began < QUICK:
                same = all(snapshot(call.run()) == one for _ in range(TIMES))
        except ExerciseError as error:
            context.overtime(error, item)
            continue  # what it raises is told by the check of this method
        if not same:
            pure = _two(context, call, f"{said} gives two results for one state{_which(call)}")
    return pure


def _asked(context: CheckContext, play: Play, item: ExerciseRef) -> Iterator[tuple[_Call, Now]]:
    """All calls, and how to see what each must leave as it is."""
    calls = play.at(item.part)
    for state in _states(play, item):
        now = _around(context, calls.kind, problem=play.problem, state=state, exercise=calls.exercise)
        for call in _calls(play, item, state):
            yield call, now


def _again(context: CheckContext, play: Play, item: ExerciseRef, number: int) -> tuple[_Call, Now]:
    """The call of this number in an attempt in which nothing is changed yet."""
    return next(islice(_asked(context, play, item), number, None))


def check_same(context: CheckContext, function: Any, run: Callable[[], Any], said: str) -> None:
    """Tell that a draw function gives two results for one seed, at its line."""
    place = parting_line(run)
    use = "take all chance from random.Random(seed) or numpy.random.RandomState(seed)"
    _found(
        context, "draw-seed", f"{said}: it gives different values for one seed", use, _Call("", run, function), place
    )


def check_unchanged(context: CheckContext, function: Any, run: Callable[[], Any], said: str) -> None:
    """That a draw function leaves its module and the common generators as they are."""
    modules = _modules(context, getattr(function, "__module__", ""))
    _unchanged(context, _Call("", run, function), lambda: modules() | _generators(), said)


def _states(play: Play, item: ExerciseRef) -> Iterator[Any]:
    if not play.slow_grade(item.part):
        yield play.start
    try:
        yield play.at(item.part).state("solution", play.start)
    except ExerciseError:
        return  # told by the check of solve


def _calls(play: Play, item: ExerciseRef, state: Any) -> Iterator[_Call]:
    """Whatever the app asks of a part in this state."""
    calls = play.at(item.part)

    def named(method: str, run: Callable[[], Any]) -> _Call:
        return _Call(method, run, getattr(calls.kind, method), subject=f"{calls.kind.__name__}.{method}")

    def of(what: str, one: Any, run: Callable[[], Any], source: Any = calls.kind) -> _Call:
        name = one.question if isinstance(one, Prediction) else one.name
        return _Call(what, run, source, name, f"{what} of {quoted(name)}")

    yield named("view", lambda: calls.view(state))
    yield named("enabled_controls", lambda: calls.enabled(state))
    yield named("criteria", lambda: calls.judged(state))
    yield named("code", lambda: calls.code(state))
    yield named("sealed", lambda: calls.sealed(state))
    yield named("own_questions", lambda: calls.own_questions(state))
    yield named("solution", lambda: calls.state("solution", state))
    for field in calls.declared.fields[:1]:
        yield named("settle", lambda: calls.moved(state, field, getattr(state, field.name)))  # noqa: B023
    for action in calls.declared.actions:
        if not action.slow:
            yield named(action.name, lambda: list(islice(calls.steps(action.name, state), FRAMES)))  # noqa: B023
    for one in calls.declared.predictions:
        yield of("the truth", one, lambda: calls.truth(one))  # noqa: B023
        if one.evidence is not None:
            yield of("the evidence", one, lambda: calls.evidence(one, state))  # noqa: B023
    for idea in calls.declared.misconceptions if not play.slow_grade(item.part) else ():
        yield of("the example", idea, lambda: calls.example(idea, state))  # noqa: B023
        yield of("the condition", idea, lambda: _applies(calls, idea, state))  # noqa: B023


def _applies(calls: Calls, idea: Misconception[Any, Any], state: Any) -> list[bool]:
    """Whether a misconception applies to the state, and to its own example."""
    states = [state, calls.example(idea, state)]
    with contained(calls.subject(f"the condition of {quoted(idea.name)}")):
        return [bool(idea.applies(calls.problem, each)) for each in states if each is not None]


def _unchanged(
    context: CheckContext, call: _Call, now: Now, said: str, renewed: Callable[[], tuple[_Call, Now]] | None = None
) -> bytes | None:
    """The result of the call as bytes; None where it changed something, which is found at its line.

    `renewed` gives the same call where nothing is changed yet: one that sorts a list changes it only once.
    """
    changed, result = _changed(call, now)
    if changed and COMMON in changed[0]:  # a library that is imported in its first call may draw, once
        changed, result = _changed(call, now)
    if not changed:
        return result
    name = changed[0]
    again, look = renewed() if renewed is not None else (call, now)
    _go_on()
    place = changing_line(again.run, lambda: snapshot(look().get(name)))
    _found(context, "changes", f"{said} changes {name}", CHANCE if COMMON in name else _mend(name), call, place)
    return None


def _changed(call: _Call, now: Now) -> tuple[list[str], bytes]:
    """Names of what a call changes, and its result."""
    _go_on()
    before = {name: snapshot(value) for name, value in now().items()}
    result = snapshot(call.run())
    after = {name: snapshot(value) for name, value in now().items()}
    return [name for name, value in after.items() if before.get(name, None if OWN in name else value) != value], result


def _mend(name: str) -> str:
    if name.endswith(("of the problem", "of the state")):
        return "work on a copy: sorted(…), list(…), array.copy(), replace(state, …)"
    return "keep it in the problem or in the state: the exercise, its class and its module hold no data of an attempt"


def _which(call: _Call) -> str:
    """The part of the view that is another one, where it is a view."""
    one, again = call.run(), call.run()
    if not isinstance(one, View) or len(one.parts) != len(again.parts):
        return ""
    for number, (part, other) in enumerate(zip(one.parts, again.parts, strict=True), 1):
        if snapshot(part) != snapshot(other):
            return f": part {number} ({type(part).__name__}) differs"
    return ""


def _two(context: CheckContext, call: _Call, said: str) -> bool:
    _found(context, TWICE.get(call.method, "two-results"), said, CHANCE, call, parting_line(call.run))
    return False


def _found(context: CheckContext, code: str, said: str, fix: str, call: _Call, place: Location | None) -> None:
    """One finding for each line, whichever methods come by it."""
    if place is None:
        context.report_at(code, said, fix, call.source, call.written)
    else:
        context.report_line(code, said, fix, place)


def _around(context: CheckContext, kind: type[Any], **given: Any) -> Now:
    """What a call must leave as it is, by what an author calls it."""
    own = [each for each in kind.__mro__ if (file := _file(each)) and authors(file)]
    modules = _modules(context, *(each.__module__ for each in own))

    def now() -> dict[str, Any]:
        things: dict[str, Any] = {}
        for what in ("problem", "state"):
            values = [(each.name, getattr(given[what], each.name)) for each in fields(given[what])] if given else []
            things |= {f"`{name}` of the {what}": value for name, value in values}
        if given:
            things |= {f"`{name}` {OWN}": value for name, value in vars(given["exercise"]).items()}
        for each in own:
            things |= {f"`{name}` {OWN}'s class {each.__name__}": held for name, held in own_fields(vars(each)).items()}
        return things | modules() | _generators()

    return now


def _modules(context: CheckContext, *names: str) -> Now:
    """What the modules of the lesson hold, and those of these names; not what is imported from now on."""
    beside = [name for name in list(sys.modules) if name.startswith(f"{context.lesson.package}.")]
    found = [(Path(str(module.__file__)).name, module) for name in {*names, *beside} if (module := _loaded(name))]
    return lambda: {
        f"`{name}` of {file}": value for file, module in found for name, value in own_fields(vars(module)).items()
    }


def _loaded(name: str) -> ModuleType | None:
    module = sys.modules.get(name)
    return module if getattr(module, "__file__", None) else None


def _generators() -> dict[str, Any]:
    numpy = sys.modules.get("numpy.random")
    found = {f"Python's `random`, {COMMON}": random.getstate()}
    return found if numpy is None else found | {f"`numpy.random`, {COMMON}": numpy.get_state()}


def _go_on() -> None:
    """Take a number of each common generator: so it is seen where one is seeded anew in each call."""
    random.random()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].random()


def _file(kind: type[Any]) -> Path | None:
    module = _loaded(kind.__module__)
    return Path(str(module.__file__)) if module is not None else None
