"""Checks of one attempt: the start does not pass, the solution does, states can be kept, predictions have a truth."""

from collections.abc import Iterator

from tutor.core.check.context import CheckContext
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import from_json, to_json
from tutor.core.grade import Grade, Outcome
from tutor.core.lesson.model import ExerciseRef


def check_attempt(context: CheckContext, play: Play, item: ExerciseRef, seed: int) -> bool:
    """One seed of an exercise: its start, its predictions, its solution, its hints. Whether the solution passes."""
    kind = play.at(item.part).kind
    verdict = judged(context, play, item, seed, untouched=True)
    if verdict is not None and verdict.outcome == Outcome.PASSED:
        context.report_at(
            "start-passes", f"{item.name}, seed {seed}: the start state passes", "start further away", kind.start
        )
    _kept(context, play)
    _predictions(context, play, item)
    solved = None
    with context.guarded("solve", "return a state that passes, reached from the one it is given", item):
        play.solve(item.part)
        solved = judged(context, play, item, seed)
        if solved is not None and solved.outcome != Outcome.PASSED:
            said = f"{item.name}, seed {seed}: what solution gives is {solved.outcome}{_short_of(play, item)}"
            context.report_at(
                "solve", said, "make it end in a state that the rubric passes, for every seed", kind.solution
            )
        _kept(context, play)
        _hints(context, play, item)
    return solved is not None and solved.outcome == Outcome.PASSED


def judged(context: CheckContext, play: Play, item: ExerciseRef, seed: int, *, untouched: bool = False) -> Grade | None:
    """The verdict on the state, also where it is `untouched`; None where there is none, which is found."""
    calls = play.at(item.part)
    try:
        return calls.judged(play.state, None if untouched else play.start)
    except ExerciseError as error:
        context.overtime(error, item)
        try:
            calls.recognised(play.state)
        except ExerciseError as cause:
            if cause.where == calls.subject("misconceptions"):
                context.fault("misconception", cause, "make applies hold, or not, for every state", item)
                return None
        fix = "give a list of Criterion for every state that validate lets through"
        context.fault("grade", error, fix, item, said=f"{item.name}, seed {seed}:")
        return None


def _short_of(play: Play, item: ExerciseRef) -> str:
    """The lines of the rubric that have not their full score, for the author: not what a learner is told."""
    calls = play.at(item.part)
    if calls.call("validate", play.state):
        return ": validate finds that something is missing"
    short = [f"“{each.name}” has {each.score:.3g}" for each in calls.call("criteria", play.state) if each.score < 1]
    return f": {', '.join(short)}" if short else ""


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
        try:
            play.shows_truth(predict, item.part)
        except TutorError as error:
            context.fault("prediction", error, "let evidence hold of (problem, state), or not, in every state", item)


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
