"""What a report says, gathered once for every format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tutor.core import progress
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.chart import Chart
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, Question
from tutor.core.notes import all_notes
from tutor.core.progress import LessonProgress
from tutor.core.questions import variant
from tutor.core.quiz.history import Taken, history
from tutor.core.quiz.readiness import readiness
from tutor.core.record.days import iso, local_time, ordinal
from tutor.core.record.facts import helped
from tutor.core.report.charts import all_charts
from tutor.core.review.due import due
from tutor.core.review.ledger import Ledger, read_ledger
from tutor.core.review.mastery import Mastery, Objective, objectives
from tutor.core.store.parsed import value_of
from tutor.core.store.port import Attempt, Store

ANSWERS = 2_000
"""The newest answers that a report lists; all of them are in `tutor export`."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was given, in words; `at` is a local time, `asked` a line of the question, `lesson` a title."""

    at: str
    lesson: str
    asked: str
    answer: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, in teaching order."""

    made: datetime
    """Local time."""
    lessons: tuple[tuple[str, LessonProgress], ...]
    objectives: tuple[Objective, ...]
    due: int
    answers: tuple[Given, ...]
    left_out: int
    charts: tuple[Chart, ...]
    exercises: tuple[tuple[str, Chart], ...]
    notes: tuple[tuple[str, str, str], ...]
    """(lesson's title, page, text)."""
    history: tuple[Taken, ...] = ()
    readiness: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Lessons' titles by full id."""

    @property
    def open(self) -> list[Objective]:
        """Objectives begun and not mastered, or fading."""
        return [one for one in self.objectives if one.state in (Mastery.BEGUN, Mastery.SHOWN, Mastery.FADING)]


def gather(store: Store, shelf: ItemIndex, *, limit: int = 20, now: datetime | None = None) -> Report:
    """The report as of now. Exercises are drawn by their packs' own code; one that fails is left out."""
    now = now or datetime.now(UTC)
    ledger = read_ledger(store, now)
    known = progress.lessons(store, shelf, ledger=ledger)
    found = objectives(shelf, ledger, now)
    attempts = [one for one in store.attempts(since=_since(ledger)) if one.outcome in ("passed", "failed")]
    answers = sum(day.tries for day in ledger.days.values())
    titles = {lesson.id: lesson.title for lesson in shelf.catalog.lessons}
    kept = attempts[-ANSWERS:]
    return Report(
        made=now.astimezone(),
        lessons=tuple((titles[id], known[id]) for id in titles if id in known),
        objectives=tuple(found),
        due=len(due(store, shelf, limit, now)),
        answers=tuple(_given(attempt, shelf) for attempt in kept),
        left_out=max(0, answers - len(kept)),
        charts=tuple(all_charts(ledger, found, now, shelf)),
        exercises=tuple(_exercises(store, shelf, known)),
        notes=tuple(
            (titles.get(id, id), page, text) for id, pages in all_notes(store).items() for page, text in pages.items()
        ),
        history=tuple(history(store)),
        readiness=readiness(shelf, ledger, now).told,
        titles=titles,
    )


def _since(ledger: Ledger) -> str:
    """From when on there are as many answers as a report lists; older ones need not be read."""
    found = 0
    for day in sorted(ledger.days, reverse=True):
        found += ledger.days[day].tries
        if found >= ANSWERS:
            return iso(ordinal(day) - 1)  # a local day may begin on the day before in UTC
    return ""


def _given(attempt: Attempt, shelf: ItemIndex) -> Given:
    lesson, _, name = attempt.item.partition("#")
    entry = shelf.find(attempt.item)
    item = _as_asked(entry.item, attempt) if entry is not None and entry.version == attempt.version else None
    asked = item.prompt.strip().split("\n")[0] if item is not None else name.replace("-", " ")
    title = shelf.lessons[lesson].title if lesson in shelf.lessons else lesson
    return Given(local_time(attempt.at), title, asked, _answered(item, attempt), _verdict(attempt))


def _as_asked(item: Block, attempt: Attempt) -> Block | None:
    try:
        return variant(item, value_of(attempt.values))
    except (ExerciseError, ValueError, AttributeError):
        return None if item.draw else item


def _answered(item: Block | None, attempt: Attempt) -> str:
    """The answer in words: never a state, and never the numbers of options."""
    if attempt.route == progress.REVEALED:
        return "looked at the answer"
    if isinstance(item, Question):
        return item.response_text(attempt.response)
    if isinstance(item, ExerciseRef) or attempt.response.lstrip().startswith(("{", "[")):
        return "as it stood in the exercise"
    if isinstance(item, CodeItem):
        lines = attempt.response.strip().count("\n") + 1
        return "a program of 1 line" if lines == 1 else f"a program of {lines} lines"
    return "an answer to a question that was changed since"


def _verdict(attempt: Attempt) -> str:
    verdict = "right" if attempt.outcome == "passed" else "partly right" if attempt.score > 0 else "wrong"
    return f"{verdict}, with help" if helped(attempt) and attempt.route != progress.REVEALED else verdict


def _exercises(store: Store, shelf: ItemIndex, known: dict[str, LessonProgress]) -> Iterator[tuple[str, Chart]]:
    """The charts of exercises as the learner left them, each exercise once."""
    from tutor.core.run import LessonRun

    for lesson in shelf.catalog.lessons:
        text = shelf.text(lesson.id)
        if text is None or lesson.id not in known:
            continue
        run = LessonRun(lesson, store, text=text)
        refs = [item for item in text.items() if isinstance(item, ExerciseRef) and run.session.plays.get(item.use)]
        for use in dict.fromkeys(item.use for item in refs):
            item = next(each for each in reversed(refs) if each.use == use)
            try:
                parts = run.shown.play(item.name).view(item.part).parts
            except TutorError:
                continue
            yield from (
                (f"{lesson.title}: {item.name.replace('-', ' ')}", part) for part in parts if isinstance(part, Chart)
            )
