"""What a report says, gathered once for every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tutor.core import progress
from tutor.core.errors import TutorError
from tutor.core.exercise.chart import Chart
from tutor.core.lesson.model import ExerciseRef
from tutor.core.notes import all_notes
from tutor.core.progress import LessonProgress
from tutor.core.report.charts import all_charts
from tutor.core.review.due import due
from tutor.core.review.ledger import read_ledger
from tutor.core.review.mastery import Mastery, Objective, objectives
from tutor.core.shelf import Shelf
from tutor.core.store.port import Attempt, Store

ANSWERS = 2_000
"""The newest answers that a report lists; all of them are in `tutor export`."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was given: `asked` is the prompt as the author wrote it, empty where the item is gone."""

    at: str
    item: str
    asked: str
    response: str
    outcome: str
    score: float
    mode: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, in teaching order."""

    made: datetime
    lessons: tuple[tuple[str, LessonProgress], ...]
    objectives: tuple[Objective, ...]
    due: int
    answers: tuple[Given, ...]
    left_out: int
    charts: tuple[Chart, ...]
    exercises: tuple[tuple[str, Chart], ...]
    notes: tuple[tuple[str, str, str], ...]
    """(lesson's title, page, text)."""

    @property
    def open(self) -> list[Objective]:
        """Objectives begun and not mastered, or fading."""
        return [one for one in self.objectives if one.state in (Mastery.BEGUN, Mastery.SHOWN, Mastery.FADING)]


def gather(store: Store, shelf: Shelf, *, limit: int = 20, now: datetime | None = None) -> Report:
    """The report as of now. Exercises are drawn by their packs' own code; one that fails is left out."""
    now = now or datetime.now(UTC)
    ledger = read_ledger(store, now)
    known = progress.lessons(store, shelf, ledger=ledger)
    found = objectives(shelf, ledger, now)
    attempts = [one for one in store.attempts() if one.outcome in ("passed", "failed")]
    titles = {lesson.id: lesson.title for lesson in shelf.catalog.lessons}
    kept = attempts[-ANSWERS:]
    return Report(
        made=now,
        lessons=tuple((titles[id], known[id]) for id in titles if id in known),
        objectives=tuple(found),
        due=len(due(store, shelf, limit, now)),
        answers=tuple(_given(attempt, shelf) for attempt in kept),
        left_out=len(attempts) - len(kept),
        charts=tuple(all_charts(ledger, found, now, shelf)),
        exercises=tuple(_exercises(store, shelf, known)),
        notes=tuple(
            (titles.get(id, id), page, text) for id, pages in all_notes(store).items() for page, text in pages.items()
        ),
    )


def _given(attempt: Attempt, shelf: Shelf) -> Given:
    entry = shelf.find(attempt.item)
    asked = entry.item.prompt if entry is not None and not entry.item.draw else ""
    return Given(attempt.at, attempt.item, asked, attempt.response, attempt.outcome, attempt.score, attempt.mode)


def _exercises(store: Store, shelf: Shelf, known: dict[str, LessonProgress]) -> Iterator[tuple[str, Chart]]:
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
                parts = run.play(item.name).view(item.part).parts
            except TutorError:
                continue
            yield from ((f"{lesson.title}: {item.name}", part) for part in parts if isinstance(part, Chart))
