"""An exercise or a program of a sitting, line by line: as in its lesson, but once, and without the answer."""

from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic

from tutor.core.errors import ExerciseError
from tutor.core.grade import Grade
from tutor.core.lesson.model import ExerciseRef
from tutor.core.paths import ensure, log_file
from tutor.core.quiz.practice import Practice
from tutor.core.quiz.runner import QuizRunner
from tutor.core.quiz.state import whole_minutes
from tutor.core.worker import SyncWorker
from tutor.plain.exercises import Played
from tutor.plain.item import Item
from tutor.plain.programs import Written
from tutor.plain.steering import steered
from tutor.plain.talk import Talk

NOT_HERE = {"show", "again", "why"}
"""What a lesson offers and a test does not."""
Judged = Callable[[Grade, str, float], None]


class PlayedOnce(Played):
    """An exercise whose verdict the sitting tells."""

    def verdict(self, grade: Grade, done: "Future[None]") -> None:
        """Kept by the run."""

    def _compare(self) -> None:
        """No predictions were made."""


class WrittenOnce(Written):
    """A program whose verdict the sitting tells."""

    def verdict(self, grade: Grade, done: "Future[None]") -> None:
        """Kept by the run."""


def practise(sit: QuizRunner, run: Practice, talk: Talk, judged: Judged) -> None:
    """The item at hand, until it is done or passed over; `judged` is told each verdict. Raises Left."""
    number, since = sit.sitting.at, monotonic()
    asked = sit.sitting.asked[number]
    talk.gap()
    kind = "an exercise" if asked.kind == "exercise" else "a program"
    time = f"about {whole_minutes(asked.minutes)} min"
    talk.tell(f"Question {number + 1} of {len(sit.sitting.asked)}, {kind} from {sit.lesson.title}; {time}.")
    with SyncWorker(ensure(log_file().parent) / log_file().name) as worker:
        item = _conversation(run, talk, worker)
        try:
            item.present()
        except ExerciseError as error:
            talk.tell(f"The lesson is at fault, not you; this does not count. {error}")
            sit.fault(error)
            return
        while sit.sitting.at == number and not sit.over:
            _line(sit, run, item, talk)
            if run.graded is not None:
                response, grade = run.graded
                run.graded = None
                judged(grade, response, monotonic() - since)
            elif sit.sitting.at == number and not sit.over:
                sit.draft(run.standing)


def _conversation(run: Practice, talk: Talk, worker: SyncWorker) -> Item:
    if isinstance(run.shown.item(run.name), ExerciseRef):
        return PlayedOnce(run, run.name, talk, worker)
    return WrittenOnce(run, run.name, talk)


def _line(sit: QuizRunner, run: Practice, item: Item, talk: Talk) -> None:
    line = talk.ask()
    word = line.strip().lower()
    if steered(sit, word, talk):
        return
    match word:
        case "help" | "?":
            for each in item.help_lines():
                talk.tell(f"- {each}")
            talk.tell("- `skip` goes on without an answer, `quit` leaves (it waits), `end` ends it here.")
        case _ if word in NOT_HERE or word == "hint":
            talk.tell("Not in a test.")
        case "":
            talk.tell("This one is open. `help` lists what you can type.")
        case _:
            item.take(line)
