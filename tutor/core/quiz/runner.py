"""A sitting under way: it asks, grades, and saves each answer with the place in one commit."""

import json
from concurrent.futures import Future
from dataclasses import replace

import msgspec

from tutor.core import progress
from tutor.core.answering import generated, values_of
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.grade import Grade, Outcome
from tutor.core.item_index import Entry, ItemIndex
from tutor.core.lesson.model import Block, Question
from tutor.core.packs.model import Lesson
from tutor.core.questions import grade, presented
from tutor.core.quiz.history import document
from tutor.core.quiz.placing import place, withdrawn
from tutor.core.quiz.practice import Practice, judge, right
from tutor.core.quiz.state import Kind, QuizState, load
from tutor.core.record.days import moment
from tutor.core.store.port import Attempt, Store, now

LONGEST_WAIT = 3_600.0


def key(kind: Kind) -> str:
    """Where the newest sitting of a kind is kept."""
    return f"sitting/{kind}"


def waiting(store: Store, kind: Kind) -> QuizState | None:
    """The sitting of this kind that was left and is not over."""
    found = load(store.get(key(kind)))
    return found if found is not None and not found.over else None


def last(store: Store, kind: Kind) -> QuizState | None:
    """The newest sitting of this kind, over or not."""
    return load(store.get(key(kind)))


class QuizRunner:
    """One learner at one sitting."""

    def __init__(self, store: Store, shelf: ItemIndex, sitting: QuizState, *, learner: str = "local") -> None:
        self.store, self.shelf, self.learner = store, shelf, learner
        self.sitting = sitting
        self._drawn: dict[int, Block] = {}
        self._practice: dict[int, Practice] = {}
        self._mend()

    def _mend(self) -> None:
        """What was removed since it began is taken out, what was changed is asked as it is now; both are said."""
        sitting, notes = self.sitting, list(self.sitting.notes)
        for number, each in enumerate(sitting.asked):
            if number in sitting.answers:
                continue
            entry = self.shelf.find(each.item)
            if entry is None or not entry.sits:
                notes.append(f"“{each.item}” is no longer there: it is left out.")
                sitting = sitting.out(number, "no longer there")
            elif entry.version != each.version:
                notes.append(f"“{each.item}” was changed meanwhile: it is asked as it is now.")
                fresh = msgspec.structs.replace(each, version=entry.version)
                questions = (*sitting.asked[:number], fresh, *sitting.asked[number + 1 :])
                sitting = msgspec.structs.replace(sitting, asked=questions)
            else:
                continue
            sitting = msgspec.structs.replace(sitting, notes=tuple(notes))
        self.sitting = sitting

    @property
    def over(self) -> bool:
        """Whether nothing is left to ask."""
        return self.sitting.over

    @property
    def entry(self) -> Entry:
        """The question at hand, as the author wrote it."""
        found = self.shelf.find(self.sitting.asked[self.sitting.at].item)
        assert found is not None
        return found

    @property
    def lesson(self) -> Lesson:
        """The lesson of the question at hand."""
        return self.entry.lesson

    def item(self) -> Block:
        """The item at hand with its values drawn; hints only in a review. Raises ExerciseError."""
        at = self.sitting.at
        if at not in self._drawn:
            item: Block = generated(self.entry.lesson, self.entry.item, self.sitting.asked[at].seed)
            self._drawn[at] = item if self.sitting.kind == "review" else replace(item, hints=())
        return self._drawn[at]

    def practice(self) -> Practice | None:
        """The walk of the exercise or program at hand, where it was left; None of a question. Raises ExerciseError."""
        at, item = self.sitting.at, self.entry.item
        if isinstance(item, Question):
            return None
        if at not in self._practice:
            hints = self.sitting.kind == "review"
            run = Practice(self.lesson, item, self.sitting.asked[at].seed, hints=hints)
            if self.sitting.draft:
                run.draft(item.name, self.sitting.draft)
            self._practice[at] = run
        return self._practice[at]

    def order(self) -> tuple[int, ...]:
        """In which order its options are shown."""
        item = self.item()
        return presented(item, self.sitting.asked[self.sitting.at].seed) if isinstance(item, Question) else ()

    def solution(self) -> str:
        """The right answer to the item at hand, as a learner reads it (Markdown)."""
        item = self.item()
        if isinstance(item, Question):
            return item.solution_text()
        return right(self.lesson, item, self.sitting.asked[self.sitting.at].seed)

    def begin(self) -> None:
        """The rules were read."""
        self._keep(self.sitting.begin())

    def put(self) -> None:
        """The question at hand is shown now, and answered by a later command."""
        if not self.sitting.put_at and not self.over:
            self._keep(msgspec.structs.replace(self.sitting, put_at=now()))

    @property
    def waited(self) -> float:
        """Seconds since it was put; at most an hour, as nobody sits before a question for longer."""
        if not self.sitting.put_at:
            return 0.0
        return min(LONGEST_WAIT, max(0.0, (moment(now()) - moment(self.sitting.put_at)).total_seconds()))

    def draft(self, text: str) -> "Future[None]":
        """Keep what stands in the field."""
        return self._keep(self.sitting.drafted(text))

    def hint(self) -> str:
        """One more hint (or the last one again); empty where there are none."""
        hints = self.item().hints
        self._keep(self.sitting.hinted(len(hints)))
        return hints[self.sitting.hints - 1] if hints else ""

    def verdict(self, response: str) -> Grade:
        """The verdict on a response to the item at hand; nothing is recorded yet. May take as long as a program."""
        try:
            run, item = self.practice(), self.item()
            if run is not None:
                return judge(run, response) if response.strip() else Grade.unattempted()
            assert isinstance(item, Question)
            return grade(item, response)
        except ExerciseError as error:
            return Grade.lesson_error(str(error))

    def answer(
        self, response: str, grade: Grade, *, confidence: int | None = None, seconds: float = 0.0
    ) -> "Future[None]":
        """The question at hand is answered so; what cannot be read, or is empty, changes nothing."""
        if grade.outcome in (Outcome.INVALID, Outcome.UNATTEMPTED):
            return self._keep(self.sitting)
        attempt = self._attempt(response, grade, confidence, seconds) if grade.counts else None
        back = withdrawn(self.store, self.lesson.module, self.shelf.catalog.lessons) if self._missed(grade) else {}
        self.sitting = self.sitting.answered(response, grade, confidence=confidence, seconds=seconds)
        documents = {**back, **self._ending(), key(self.sitting.kind): self.sitting.dump()}
        if attempt is None:
            return [self.store.put(name, text) for name, text in documents.items()][-1]
        return self.store.add(attempt, documents)

    def _missed(self, grade: Grade) -> bool:
        return self.sitting.kind == "review" and grade.outcome is Outcome.FAILED

    def skip(self) -> None:
        """Go on without an answer: a miss; in a review it is left for another time."""
        self._keep(self.sitting.skip())

    def fault(self, error: TutorError) -> None:
        """The lesson's own code failed: the question does not count."""
        note = f"“{self.entry.id}” is left out, its lesson is at fault: {error}"
        after = self.sitting.out(self.sitting.at, "the lesson is at fault")
        self._keep(msgspec.structs.replace(after, notes=(*after.notes, note)))

    def end(self) -> None:
        """End it here; what is open counts as missed, in a review as left for another time."""
        self._keep(self.sitting.end(now()))

    def _keep(self, sitting: QuizState) -> "Future[None]":
        self.sitting = sitting
        documents = {**self._ending(), key(sitting.kind): self.sitting.dump()}
        return [self.store.put(name, text) for name, text in documents.items()][-1]

    def _ending(self) -> dict[str, str]:
        """What the end of a sitting changes: time and history, and after a placement which lessons are placed."""
        if not self.sitting.over:
            return {}
        if not self.sitting.ended:
            self.sitting = self.sitting.end(now())
        kept = document(self.sitting, self.shelf)
        if self.sitting.kind != "placement":
            return kept
        return kept | place(self.sitting, self.shelf, progress.lessons(self.store, self.shelf, self.learner))

    def _attempt(self, response: str, grade: Grade, confidence: int | None, seconds: float) -> Attempt:
        here, entry = self.sitting.asked[self.sitting.at], self.entry
        values = values_of(entry.lesson, entry.item, here.seed)
        return Attempt(
            item=here.item,
            version=here.version,
            seed=here.seed,
            response=response,
            outcome=str(grade.outcome),
            score=grade.score,
            route=grade.misconception,
            hints=self.sitting.hints,
            seconds=seconds,
            values=json.dumps(values, ensure_ascii=False, default=str),
            confidence=confidence,
            mode=self.sitting.kind,
            learner=self.learner,
        )
