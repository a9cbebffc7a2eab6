"""A sitting line by line: the rules, each question once, and what it came to."""

import contextlib
from time import monotonic

from tutor.core.errors import ExerciseError
from tutor.core.grade import Grade, Outcome, headed
from tutor.core.lesson.model import Item, Question
from tutor.core.progress import placements
from tutor.core.quiz.papers import papers
from tutor.core.quiz.papers import told as paper_told
from tutor.core.quiz.result import result
from tutor.core.quiz.rules import CONFIDENCE, rules
from tutor.core.quiz.runner import QuizRunner
from tutor.core.quiz.tell import told
from tutor.core.store.port import SaveState
from tutor.plain.item import saved
from tutor.plain.practice import practise
from tutor.plain.questions import show
from tutor.plain.steering import steered
from tutor.plain.talk import Left, Talk

HELP = "`skip` goes on without an answer, `quit` leaves (it waits), `end` ends it here, `look` shows it again"


def converse(sit: QuizRunner, talk: Talk) -> None:
    """The whole sitting, until it is over or the learner leaves."""
    try:
        _begin(sit, talk)
        while not sit.over:
            _question(sit, talk)
    except Left:
        talk.tell("Left. It waits where you are." if sit.store.state is not SaveState.UNSAVED else "Left.")
        return
    talk.gap()
    talk.tell(told(sit.sitting, result(sit.sitting, sit.shelf, placements(sit.store))))
    with contextlib.suppress(Left):
        _papers(sit, talk)


def _papers(sit: QuizRunner, talk: Talk) -> None:
    """Each question again, as the learner likes."""
    found = papers(sit.sitting, sit.shelf)
    while True:
        talk.tell(f"A number (1 to {len(found)}) shows that question again, `all` shows all; enter ends.")
        line = talk.ask().strip().lower()
        if line in ("", "quit", "exit"):
            return
        at = int(line) if line.isascii() and line.isdigit() else 0
        for number, paper in enumerate(found, 1):
            if line == "all" or number == at:
                talk.gap()
                talk.tell(f"Question {number}, from {paper.lesson}.")
                talk.say(paper_told(paper))


def _begin(sit: QuizRunner, talk: Talk) -> None:
    talk.tell(sit.sitting.title)
    for note in sit.sitting.notes:
        talk.tell(f"! {note}")
    if sit.sitting.started:
        talk.tell(f"You go on at question {sit.sitting.at + 1} of {len(sit.sitting.asked)}.")
        return
    for rule in rules(sit.sitting):
        talk.tell(f"- {rule}")
    talk.tell("Enter begins; `quit` leaves.")
    if talk.ask().strip().lower() in ("quit", "exit"):
        raise Left
    sit.begin()


def _question(sit: QuizRunner, talk: Talk) -> None:
    """One question, until it is answered or passed over."""
    number = sit.sitting.at
    try:
        item = sit.item()
    except ExerciseError as error:
        talk.tell(f"The lesson is at fault, not you; this question does not count. {error}")
        sit.fault(error)
        return
    if (practice := sit.practice()) is not None:
        practise(sit, practice, talk, lambda grade, response, seconds: _judged(sit, talk, response, grade, seconds))
        return
    assert isinstance(item, Question)
    since = monotonic()
    _put(sit, item, talk)
    while sit.sitting.at == number and not sit.over:
        line = talk.ask().strip()
        if steered(sit, line.lower(), talk):
            continue
        match line.lower():
            case "look":
                _put(sit, item, talk)
            case "help" | "?":
                talk.tell(f"{item.how()} {HELP}.")
            case "hint":
                talk.tell("There are no hints here.")
            case _:
                _answer(sit, talk, item.in_file_order(line, sit.order()), monotonic() - since)


def _put(sit: QuizRunner, item: Question, talk: Talk) -> None:
    talk.gap()
    talk.tell(f"Question {sit.sitting.at + 1} of {len(sit.sitting.asked)}, from {sit.lesson.title}.")
    show(item, sit.order(), talk)


def _answer(sit: QuizRunner, talk: Talk, response: str, seconds: float) -> None:
    _judged(sit, talk, response, sit.verdict(response), seconds)


def _judged(sit: QuizRunner, talk: Talk, response: str, grade: Grade, seconds: float) -> None:
    """Tell the verdict that was reached, and put it on record."""
    item, feedback = sit.item(), sit.sitting.feedback
    solution = sit.solution() if grade.outcome is Outcome.FAILED and feedback == "once" else ""
    if grade.outcome in (Outcome.INVALID, Outcome.UNATTEMPTED):
        talk.say(grade.feedback if grade.outcome is Outcome.INVALID else f"Nothing answered yet. {HELP}.")
        return
    sure = _sure(talk)
    done = sit.answer(response, grade, confidence=sure, seconds=seconds)
    if feedback == "once":
        _verdict(item, grade, solution, talk)
    talk.tell(saved(sit.store, done))


def _sure(talk: Talk) -> int | None:
    """How sure the learner is, 1 to 3; None where that is not told."""
    talk.tell(
        "How sure are you? " + ", ".join(f"{n} {word}" for n, word in enumerate(CONFIDENCE, 1)) + "; enter: no word."
    )
    said = talk.ask().strip()
    return int(said) if said in ("1", "2", "3") else None


def _verdict(item: Item, grade: Grade, solution: str, talk: Talk) -> None:
    right = grade.outcome is Outcome.PASSED
    talk.say("".join(headed("Right" if right else "Not right", grade.feedback)))
    if solution:
        talk.say(f"The answer: {solution}" if "\n" not in solution else f"The answer:\n\n{solution}")
    if item.why:
        talk.say(f"Why. {item.why}")
