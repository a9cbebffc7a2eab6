"""A learner's walk through one lesson, the one object that screens, plain mode and commands use for it."""

import json
from concurrent.futures import Future
from typing import Any

from tutor.core.answering import grade_response, values_of
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.grade import Grade
from tutor.core.lesson.model import CodeItem, ExerciseRef, LessonText
from tutor.core.own_data import OwnTable
from tutor.core.own_page import on_own_table
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson, read_lesson
from tutor.core.progress import REVEALED, LessonRecord, key, placed, proven, read_record
from tutor.core.questions import solution_text, version
from tutor.core.score import LessonScore, lesson_score
from tutor.core.session import Session, load
from tutor.core.shown import SAME_PLACE, Shown
from tutor.core.store.port import FREE_HINTS, Attempt, Store, now

SHOWN_IN_PLACE = "The exercise above now shows one way to do it."
NOT_SHOWN = "There is no short answer to this one: climb its hints, and look at the code of what you have."


class LessonRun(Shown):
    """Every change is saved as it is made; a Future is done once it is on disk.

    `own_data` is the learner's table (see `OwnData`); its results prove nothing of the lesson. An author's fault
    raises ExerciseError, but in `submit` it is the outcome lesson-error.
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
    ) -> None:
        self.store = store
        if text is None:
            text = read_lesson(lesson) if own_data is None else on_own_table(lesson, own_data)
        mode = "own-data" if own_data is not None else mode
        kind = "place" if mode in SAME_PLACE else f"place-{mode}"
        self._place = key(kind if own_data is None else f"{kind}-{own_data.fingerprint}", lesson.id, learner)
        self._record_key = key("lesson", lesson.id, learner)
        self._versions = {item.name: version(item) for item in text.items()}
        session = Session().for_versions(self._versions)
        super().__init__(lesson, text, session, learner, mode, own_data)
        self._passed_at = ""
        self._known = store.ready
        if self._known:
            stored = self._stored()
            self.session = stored.go(min(stored.page, len(text.pages) - 1))
            self._recall()
            self._begin()

    def _begin(self) -> None:
        """A learner who placed out of the lesson begins at its full exercise; the pages before stay open."""
        if self.store.get(self._place) is None and placed(self.store, self.lesson.id, self.learner):
            works = [item.name for item in self.text.items() if isinstance(item, ExerciseRef | CodeItem)]
            if works:
                self.session = self.session.go(self.text.page_of(works[0]))

    def _stored(self) -> Session:
        return load(self.store.get(self._place)).for_versions(self._versions)

    def _catch_up(self) -> None:
        """What was saved before can be read at last: go on from there, with what was done meanwhile."""
        if not self._known and self.store.ready:
            self._known = True
            self.session = self._stored().joined(self.session)
            self._recall()

    def _recall(self) -> None:
        """What the attempts on record prove counts, also where place or record were lost, or an item changed."""
        if self.mode not in SAME_PLACE:
            return
        kept = self.store.get(self._record_key)
        self._passed_at = read_record(kept).passed_at
        last_at, by_item = "", dict[str, list[Attempt]]()
        for attempt in self.store.attempts(f"{self.lesson.id}#"):
            name = attempt.item.partition("#")[2]
            if attempt.learner == self.learner and attempt.version == self._versions.get(name):
                by_item.setdefault(name, []).append(attempt)
                last_at = attempt.at
        for name, attempts in by_item.items():
            found = proven(attempts, pick_one=self.picks_one(name))
            self.session = self.session.at_least(name, found.best, found.alone, found.passed)
        record = self._record(last_at or now())
        if (by_item or kept is not None) and record != read_record(kept):
            self._passed_at = record.passed_at
            self.store.put(self._record_key, record.dump())

    def go(self, page: int) -> "Future[None]":
        """To a page (the nearest there is)."""
        self.session = self.session.go(max(0, min(page, len(self.text.pages) - 1)))
        return self.save_place()

    def draft(self, name: str, text: str) -> "Future[None]":
        """Keep what stands in the field of an item, or the state of an exercise."""
        item = self.item(name)
        if isinstance(item, ExerciseRef):
            self.session = self.session.played(item.use, text)
        else:
            self.session = self.session.drafted(name, text)
        return self.save_place()

    def predict(self, name: str, option: int) -> "Future[None]":
        """Log the next prediction; never scored."""
        self.session = self.session.predicted(name, option)
        return self.save_place()

    def hint(self, name: str) -> str:
        """Show one more hint; returns it, or the last one again, or "" where there is none."""
        hints: tuple[str, ...] = self.question(name).hints
        self.session = self.session.hinted(name, len(hints))
        self.save_place()
        return hints[self.session.item(name).hints - 1] if hints else ""

    def skip(self, name: str) -> "Future[None]":
        """Go on without an answer."""
        self.session = self.session.skip(name)
        return self.save_place()

    def retry(self, name: str) -> "Future[None]":
        """A new attempt with a new seed, at all blocks that share the exercise."""
        item = self.item(name)
        self._plays.pop((getattr(item, "use", ""), self.seed(name)), None)
        self.session = self.session.retry(self.sharing(name))
        if isinstance(item, ExerciseRef):
            self.session = self.session.played(item.use, "")
        return self.save_place()

    def reveal(self, name: str) -> str:
        """Show the answer (Markdown); this attempt is over, and on record as failed unless it had passed."""
        text = self._solution(name)
        before = self.session.item(name)
        self.session = self.session.reveal(name)
        if before.settled:
            self.save_place()
        else:
            self._save(self._attempt(name, "", Grade.failed("", route=REVEALED)))
        return text

    def _solution(self, name: str) -> str:
        item = self.question(name)
        if isinstance(item, CodeItem):
            return f"```python\n{load_object(self.lesson, item.checks).solution}\n```"
        if not isinstance(item, ExerciseRef):
            return solution_text(item)
        play = self.play(name)
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
        item = self.item(name)
        if not isinstance(item, ExerciseRef):
            return grade_response(self.lesson, item, response, self.seed(name)), response
        try:
            play = self.play(name)
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

        Only tries are put on record, and none after the answer was shown.
        """
        item, before = self.item(name), self.session.item(name)
        attempt = None
        if grade.counts and not before.revealed:
            attempt = self._attempt(name, response, grade, seconds=seconds, confidence=confidence)
        if isinstance(item, ExerciseRef) and response:
            self.session = self.session.played(item.use, response)
        self.session = self.session.answered(name, response, grade, pick_one=self.picks_one(name), seconds=seconds)
        return self._save(attempt)

    def _attempt(self, name: str, response: str, grade: Grade, **extra: Any) -> Attempt:
        item, state, seed = self.item(name), self.session.item(name), self.seed(name)
        hints = max(len(item.hints), FREE_HINTS) + 1 if state.revealed else state.hints
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
            route=grade.route,
            hints=hints,
            prediction=",".join(map(str, state.said)),
            mode=self.mode,
            learner=self.learner,
            **extra,
        )

    def score(self, *, alone: bool = False) -> LessonScore:
        """What the lesson comes to so far, or what unassisted successes alone come to."""
        states = {name: self.session.item(name) for name in self._items}
        earned = {name: state.alone if alone else state.best for name, state in states.items()}
        if not earned:
            seen = len(self.session.visited & set(range(len(self.text.pages))))
            return LessonScore(seen / max(1, len(self.text.pages)))
        return lesson_score(self._items.values(), earned)

    def save_place(self) -> "Future[None]":
        """Keep page, drafts and states."""
        return self._save(None)

    def _save(self, attempt: Attempt | None) -> "Future[None]":
        self._catch_up()
        documents = {self._place: self.session.dump()} if self._known else {}
        if self._known and self.mode in SAME_PLACE and (attempt is not None or not self._items):
            record = self._record(now())
            self._passed_at = record.passed_at
            documents[self._record_key] = record.dump()
        if attempt is not None:
            return self.store.add(attempt, documents)
        futures = [self.store.put(place, text) for place, text in documents.items()]
        return futures[-1] if futures else self.store.remove([])

    def _record(self, at: str) -> LessonRecord:
        score = self.score()
        return LessonRecord(
            score=score.score,
            exercise=score.exercise,
            quiz=score.quiz,
            alone=self.score(alone=True).score,
            passed_at=(self._passed_at or at) if score.passed else "",
            items=len(self._items),
            done=sum(self.session.item(name).passed for name in self._items),
        )
