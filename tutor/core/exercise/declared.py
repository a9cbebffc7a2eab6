"""What a part of an exercise says of itself beside its methods, checked once: predictions, actions, misconceptions."""

import dataclasses
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args, get_type_hints

from tutor.core.errors import ExerciseError
from tutor.core.exercise.answer import Answer
from tutor.core.exercise.controls.base import Field
from tutor.core.exercise.kit import Action, Exercise, OwnData, Prediction
from tutor.core.exercise.limited import Wrong, checking, quoted, some, text, unknown
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.trace import traces_of
from tutor.core.nearest import did_you_mean

MOST = 100


@dataclass(frozen=True, slots=True)
class Declared:
    """Texts are clean, names are known."""

    predictions: tuple[Prediction, ...]
    misconceptions: tuple[Misconception[Any, Any], ...]
    fields: tuple[Field, ...]
    """The controls that are on screen."""
    actions: tuple[Action, ...]
    """The actions that are on screen."""
    slow_grade: bool
    writes_code: bool
    """Whether it has code to show: a class that does not override `code` never has."""


def declared(kind: type[Exercise[Any, Any]], fields: tuple[Field, ...], where: str) -> Declared:
    """What a class declares; ExerciseError says what is wrong with it. `fields` are all controls of the state."""
    with checking(where, kind):
        actions = tuple(_action(one) for one in some(kind.actions(), "actions", MOST))
        names = [field.name for field in fields] + [action.name for action in actions]
        visible = kind.visible_controls
        shown = names if visible is None else known_names(visible, names, "visible_controls")
        predictions = tuple(_prediction(one, names) for one in some(kind.predictions, "predictions", MOST))
        misconceptions = tuple(_misconception(one) for one in _misconceptions(kind))
        called = [one.name for one in misconceptions]
        twice = next((name for name in called if called.count(name) > 1), None)
        if twice is not None:
            raise Wrong(f"two misconceptions are called {twice!r}; give each its own name", twice)
        _states(kind)
        _traces(kind, [field.name for field in fields])
        _own_data(kind.own_data)
        return Declared(
            predictions,
            misconceptions,
            tuple(field for field in fields if field.name in shown),
            tuple(action for action in actions if action.name in shown),
            bool(kind.slow_grade),
            kind.code is not Exercise.code,
        )


def known_names(found: Any, known: Collection[str], what: str, kind: str = "control or action") -> tuple[str, ...]:
    """Names that an author gave, all of them of this kind; Wrong, with what was meant, if one is unknown."""
    if isinstance(found, str):
        raise Wrong(f"{what} must be a list of names, not the text {found!r:.60}", found)
    names = tuple(some(tuple(found), "names", 10 * MOST))
    for name in names:
        if name not in known:
            raise unknown(what, str(name), known, kind)
    return names


def _misconceptions(kind: type[Exercise[Any, Any]]) -> Sequence[Any]:
    some(kind.misconceptions, "misconceptions", MOST)
    if not all(isinstance(one, Answer) for one in some(kind.answers, "answers", MOST)):
        raise Wrong("answers is a list of Answer")
    names = [each.name for each in dataclasses.fields(kind.state_type())]
    known_names([one.field for one in kind.answers], names, "the answer", "field of the state")
    return some(kind.known_misconceptions(), "misconceptions, with those of the answers,", 2 * MOST)


def _traces(kind: type[Exercise[Any, Any]], names: Collection[str]) -> None:
    """What a trace hangs on must be a control."""
    for name, trace in traces_of(kind.state_type()).items():
        with checking(kind.__name__, kind.state_type()):
            known_names(trace.on, names, f"{name}: Trace(on=…)", "control")


def _own_data(own: Any) -> None:
    if own is not None and not isinstance(own, OwnData):
        raise Wrong(f"own_data must be an OwnData, not {type(own).__name__}")
    for each in dataclasses.fields(OwnData) if own is not None else ():
        value, may = getattr(own, each.name), get_args(get_type_hints(OwnData)[each.name])
        if isinstance(value, str) and value not in may:
            wanted = ", ".join(f'"{one}"' for one in may)
            raise Wrong(f"own_data: {each.name} may be {wanted}, not {value!r:.40}.{did_you_mean(value, may)}", value)


def _states(kind: type[Exercise[Any, Any]]) -> None:
    """A state is compared, kept and sent: its class must be a frozen dataclass that compares by value."""
    if not kind.state_type().__dataclass_params__.eq:
        said = "the state must compare by value: leave eq=False out of its dataclass"
        raise ExerciseError(kind.__name__, said, source=kind.state_type())


def _prediction(one: Any, names: Collection[str]) -> Prediction:
    if not isinstance(one, Prediction):
        raise Wrong(f"predictions holds {type(one).__name__}; it is a list of Prediction")
    what = f"prediction {quoted(one.question)}"
    options = tuple(text(option, what) for option in some(one.options, f"options of {what}", MOST))
    if len(options) < 2:
        raise Wrong(f"{what} needs two options or more", one.question)
    if not one.see and one.evidence is None:
        said = "say what shows the truth: see= a control or action, or evidence= a condition"
        raise Wrong(f"{what}: {said}", one.question)
    if one.see:
        known_names([one.see], names, f"{what}: see")
    return replace(one, question=text(one.question, what), options=options, why=text(one.why, what))


def _misconception(one: Any) -> Misconception[Any, Any]:
    if not isinstance(one, Misconception):
        raise Wrong(f"misconceptions holds {type(one).__name__}; it is a list of Misconception")
    what = f"misconception {quoted(one.name)}"
    if not all(map(callable, (one.applies, one.example))):
        raise Wrong(f"{what}: applies and example are functions", one.name)
    if one.score is not None and not 0 <= one.score < 1:
        raise Wrong(f"{what}: its score is from 0 to below 1, not {one.score}", one.name)
    if not (callable(one.says) or (isinstance(one.says, str) and one.says.strip())):
        raise Wrong(f"{what}: says is a sentence, or a function of (problem, state) that gives one", one.name)
    return replace(one, name=text(one.name, what))


def _action(one: Any) -> Action:
    if not isinstance(one, Action):
        raise Wrong(f"actions() gave {type(one).__name__}; write them with @action")
    what = f"action {one.name}"
    return replace(one, label=text(one.label, what), key=text(one.key, what))
