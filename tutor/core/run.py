"""A learner's walk through one lesson, the one object that screens, plain mode and commands use for it."""

import json
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from tutor.core import own_questions
from tutor.core.answering import grade_response, values_of
from tutor.core.attempt_view import AttemptView, Seeds
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.record import Record, record_key
from tutor.core.grade import Grade, Outcome
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, LessonText
from tutor.core.own_data import OwnTable
from tutor.core.own_page import on_own_table
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson, read_lesson
from tutor.core.progress import REVEALED, key, placed
from tutor.core.questions import solution_text
from tutor.core.record.facts import Facts
from tutor.core.record.lesson import LessonRecord, at_hand, record_of, score_of
from tutor.core.record.shape import LessonShape
from tutor.core.review.ledger import read_ledger
from tutor.core.saved_session import SavedSession
from tutor.core.score import LessonScore
from tutor.core.session import ItemState, Session, seed_of
from tutor.core.store.port import Attempt, Store, now
from tutor.core.variety import TRIES, alike

SHARED_MODES = frozenset({"lesson", "plain"})
"""Modes that walk the same variant, with the same seeds; each other mode keeps its own."""
SHOWN_IN_PLACE = "The exercise above now shows one way to do it."
NOT_SHOWN = "There is no short answer to this one: use its hints, and look at the code for what you have."


class LessonRun:
    """Every change is saved as it is made; a Future is done once it is on disk.

    `own_data` is the learner's table (see `OwnData`); its results prove nothing of the lesson. `shelf` is where the
    objectives of the learner's record stand. An author's fault raises ExerciseError, but in `submit` it is the outcome
    lesson-error.
    """

    def __init__(
        self,
        lesson: Lesson,
        store: Store,
        *,
        text: LessonText | None = None,
        learner: str = "local",
        mode: str = "lesson",
        own_data: OwnTable | None = None,
        shelf: ItemIndex | None = None,
        seeds: Seeds | None = None,
    ) -> None:
        self.store, self._shelf = store, shelf
        if text is None:
            text = read_lesson(lesson) if own_data is None else on_own_table(lesson, own_data)
        mode = "own-data" if own_data is not None else mode
        kind = "place" if mode in SHARED_MODES else f"place-{mode}"
        document = key(kind if own_data is None else f"{kind}-{own_data.fingerprint}", lesson.id, learner)
        self.lesson, self.text, self.learner, self.mode, self.own_data = lesson, text, learner, mode, own_data
        self.shape = LessonShape.of(text)
        self._versions = {item.name: item.version for item in self.shape.items}
        self._facts: dict[str, Facts] = {}
        self.saved = SavedSession(store, document, self._versions)
        self.shown = AttemptView(
            lesson, text, self.saved, seeds or self._seed, own_data=own_data, record_now=self.own_record
        )
        if self.saved.read():
            self.session = self.session.go(min(self.session.page, len(text.pages) - 1), now())
            self._recall()
            self._begin()

    @property
    def session(self) -> Session:
        """Where the learner stands."""
        return self.saved.session

    @session.setter
    def session(self, session: Session) -> None:
        self.saved.session = session

    def _seed(self, name: str, attempt: int) -> int:
        """Another for each learner and attempt, and for each mode that walks apart."""
        own = name if self.mode in SHARED_MODES else f"{self.mode}:{name}"
        return seed_of(self.lesson.id, self.learner, attempt, own)

    def _begin(self) -> None:
        """A learner who placed out of the lesson begins at its full exercise; the pages before stay open."""
        if self.saved.is_new and placed(self.store, self.lesson.id, self.learner):
            works = [item.name for item in self.text.items() if isinstance(item, ExerciseRef | CodeItem)]
            if works:
                self.session = self.session.go(self.text.page_of(works[0]))

    def _recall(self) -> None:
        """What the attempts on record prove; those on own data prove nothing, and those of other modes are apart."""
        if self.mode in SHARED_MODES:
            ledger = read_ledger(self.store, learner=self.learner)
            self._facts = at_hand(self.shape, self.lesson.id, ledger.facts)

    def state(self, name: str) -> ItemState:
        """Where the learner stands with an item."""
        return self.session.item(name)

    def predictions(self, name: str) -> tuple[int, ...]:
        """The predictions made, in order; -1 is no guess."""
        return self.session.item(name).predictions

    def facts(self, name: str) -> Facts:
        """What the learner has proved of an item, as far as this walk knows."""
        return self._facts.get(name) or Facts()

    @property
    def record_now(self) -> LessonRecord:
        """What the home screen says of the lesson."""
        return record_of(self.shape, self._facts, self.session.visited)

    def go(self, page: int) -> "Future[None]":
        """To a page (the nearest there is)."""
        self.session = self.session.go(max(0, min(page, len(self.text.pages) - 1)), now())
        return self.save_session()

    def draft(self, name: str, text: str) -> "Future[None]":
        """Keep what stands in the field of an item, or the state of an exercise."""
        item = self.shown.item(name)
        if isinstance(item, ExerciseRef):
            self.session = self.session.played(item.use, text)
        else:
            self.session = self.session.drafted(name, text)
        return self.save_session()

    def predict(self, name: str, option: int) -> "Future[None]":
        """Log the next prediction; never scored."""
        self.session = self.session.predicted(name, option)
        return self.save_session()

    def hint(self, name: str) -> str:
        """Show one more hint; returns it, or the last one again, or "" where there is none."""
        hints: tuple[str, ...] = self.shown.question(name).hints
        self.session = self.session.hinted(name, len(hints))
        self.save_session()
        return hints[self.session.item(name).hints - 1] if hints else ""

    def skip(self, name: str) -> "Future[None]":
        """Go on without an answer."""
        self.session = self.session.skip(name)
        return self.save_session()

    def retry(self, name: str) -> "Future[None]":
        """A new attempt at all blocks that share the exercise, with other numbers where it varies."""
        item, before = self.shown.item(name), self.shown.seed(name)
        self.shown.forget_play(name)
        self.session = self.session.retry(self.shown.sharing(name))
        for _ in range(TRIES if self.shown.varies(name) else 0):
            if not alike(self.lesson, item, before, self.shown.seed(name)):
                break
            self.session = self.session.retry(self.shown.sharing(name))
        if isinstance(item, ExerciseRef):
            self.session = self.session.played(item.use, "").played(record_key(item.use), "")
        return self.save_session()

    def own_record(self) -> Record | None:
        """What the attempts on record come to, objective by objective."""
        if self._shelf is None or self.mode not in SHARED_MODES or not self.store.ready:
            return None
        from tutor.core.review.own_record import own_record

        return own_record(self.store, self._shelf, self.learner)

    def _own_questions(self, item: Block, grade: Grade) -> dict[str, str]:
        """The document of the learner's own questions, where this verdict lets new ones in."""
        if not isinstance(item, ExerciseRef) or grade.outcome is not Outcome.PASSED or self.mode not in SHARED_MODES:
            return {}
        document = key(own_questions.KIND, self.lesson.id, self.learner)
        play = self.shown.play(item.name)
        try:
            written = play.at(item.part).own_questions(play.state)
        except ExerciseError:  # the author's fault, and the verdict stands
            return {}
        text = own_questions.added(self.store.get(document), written, now()) if written else None
        return {} if text is None else {document: text}

    def reveal(self, name: str) -> str:
        """Show the answer (Markdown); this attempt is over, and on record as failed unless it had passed."""
        text = self._solution(name)
        before = self.session.item(name)
        self.session = self.session.reveal(name)
        if before.settled:
            self.save_session()
        else:
            self._save(self._attempt(name, "", Grade.failed("", misconception=REVEALED)))
        return text

    def _solution(self, name: str) -> str:
        item = self.shown.question(name)
        if isinstance(item, CodeItem):
            return f"```python\n{load_object(self.lesson, item.checks).solution}\n```"
        if not isinstance(item, ExerciseRef):
            return solution_text(item)
        play = self.shown.play(name)
        if play.slow_grade(item.part):
            return NOT_SHOWN
        play.solve(item.part)
        self.session = self.session.played(item.use, play.dump())
        return SHOWN_IN_PLACE

    def submit(
        self, name: str, response: str = "", *, seconds: float = 0.0, confidence: int | None = None
    ) -> tuple[Grade, "Future[None]"]:
        """Grade a response in canonical form (of an exercise "" means as it stands), and record it."""
        grade, response = self._graded(name, response)
        return grade, self.record(name, response, grade, seconds=seconds, confidence=confidence)

    def _graded(self, name: str, response: str) -> tuple[Grade, str]:
        item = self.shown.item(name)
        if not isinstance(item, ExerciseRef):
            return grade_response(self.lesson, item, response, self.shown.seed(name)), response
        try:
            play = self.shown.play(name)
            if response and response != play.dump():
                play.answer(response, item.part)
            return play.grade(item.part), play.dump()
        except ExerciseError as error:
            return Grade.lesson_error(f"The lesson is at fault, not you. {error}"), response
        except TutorError as error:
            return Grade.invalid(str(error)), response

    def record(
        self, name: str, response: str, grade: Grade, *, seconds: float = 0.0, confidence: int | None = None
    ) -> "Future[None]":
        """Keep a verdict that was reached elsewhere (a program run apart, a slow grade).

        Only tries are put on record, none after the answer was shown, and an unchanged answer once.
        """
        item, before = self.shown.item(name), self.session.item(name)
        attempt = None
        if grade.counts and not before.revealed and not before.sent(response):
            attempt = self._attempt(name, response, grade, seconds=seconds, confidence=confidence)
        if isinstance(item, ExerciseRef) and response:
            self.session = self.session.played(item.use, response)
        self.session = self.session.answered(name, response, grade, seconds=seconds)
        return self._save(attempt, self._own_questions(item, grade) if attempt is not None else {})

    def _attempt(self, name: str, response: str, grade: Grade, **extra: Any) -> Attempt:
        item, state, seed = self.shown.item(name), self.session.item(name), self.shown.seed(name)
        hints = len(item.hints) + 1 if state.revealed else state.hints
        try:
            values = json.dumps(values_of(self.lesson, item, seed), ensure_ascii=False, default=str)
        except (ExerciseError, ValueError):
            values = "{}"
        return Attempt(
            item=f"{self.lesson.id}#{name}",
            version=self._versions[name],
            seed=seed,
            values=values,
            response=response,
            outcome=str(grade.outcome),
            score=grade.score,
            route=grade.misconception,
            hints=hints,
            misses=state.tries if self.shown.picks_one(name) else 0,
            prediction=",".join(map(str, state.predictions)),
            mode=self.mode,
            learner=self.learner,
            **extra,
        )

    def score(self, *, unassisted: bool = False) -> LessonScore:
        """What the lesson comes to so far, or what was earned without help comes to."""
        if not self.shape.items:
            return LessonScore(self.record_now.score)
        return score_of(self.shape, self._facts, unassisted=unassisted)

    def save_session(self) -> "Future[None]":
        """Keep page, drafts and states."""
        return self._save(None)

    def _save(self, attempt: Attempt | None, more: Mapping[str, str] | None = None) -> "Future[None]":
        if self.saved.read():
            self._recall()
        if attempt is not None:
            self._facts.setdefault(attempt.item.partition("#")[2], Facts()).add([attempt])
        return self.saved.save(attempt, more)
