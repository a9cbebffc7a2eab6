"""A sitting as frozen data: which questions with which seeds, what was answered; state in, state out."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from tutor.core.grade import Grade, Outcome
from tutor.core.session import LONGEST_DRAFT
from tutor.core.store import sanitize
from tutor.core.store.parsed import Count, Share, decode, utc

Kind = Literal["quiz", "review", "placement", "final"]
KINDS: tuple[Kind, ...] = ("quiz", "review", "placement", "final")
Sure = Annotated[int, msgspec.Meta(ge=1, le=3)]
"""How sure the learner was: 1 a guess, 3 sure."""
Feedback = Literal["once", "end"]
PRACTICE = ("exercise", "code")
"""Kinds of block that are practised and not asked."""
MISSES = 2
"""A module of a placement is not asked further after so many misses."""


class Asked(msgspec.Struct, frozen=True):
    """One question: full item id, the version that is graded, the seed of its variant, its part (a module's id).

    What is told of it before it is put: its kind (the word of its block), whether this seed gives it other numbers
    than the next one would, and about how many minutes it takes.
    """

    item: str
    version: str
    seed: Count
    part: str = ""
    kind: str = ""
    varies: bool = False
    minutes: Annotated[float, msgspec.Meta(ge=0)] = 1.0

    @property
    def practice(self) -> bool:
        """Whether it is an exercise or a program."""
        return self.kind in PRACTICE

    @property
    def lesson(self) -> str:
        """The full id of its lesson."""
        return self.item.partition("#")[0]

    @property
    def name(self) -> str:
        """Its name in the lesson."""
        return self.item.partition("#")[2]


class Answer(msgspec.Struct, frozen=True):
    """What became of a question. `out` says why it does not count: passed over, vanished, the lesson's fault."""

    response: str = ""
    outcome: str = ""
    score: Share = 0.0
    feedback: str = ""
    confidence: Sure | None = None
    seconds: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    hints: Count = 0
    out: str = ""

    @property
    def right(self) -> bool:
        """Whether it passed."""
        return self.outcome == Outcome.PASSED


class QuizState(msgspec.Struct, frozen=True):
    """All of one sitting. Questions are answered in order, each once; `drafts` keep what stands in a field."""

    id: str
    kind: Kind
    title: str
    began: str
    asked: tuple[Asked, ...]
    feedback: Feedback = "once"
    minutes: Count = 0
    answers: dict[int, Answer] = {}
    draft: str = ""
    hints: Count = 0
    """Hints shown at the question at hand."""
    started: bool = False
    """Whether the learner has read the rules and begun."""
    ended: str = ""
    put_at: str = ""
    """When the question at hand was put, where it is answered by a command of its own."""
    notes: tuple[str, ...] = ()
    """What had to be changed since it began, in sentences."""

    @property
    def at(self) -> int:
        """The number of the question at hand, from 0; `len(asked)` when all are done."""
        return next((number for number in range(len(self.asked)) if number not in self.answers), len(self.asked))

    @property
    def over(self) -> bool:
        """Whether nothing is left to answer, or it was ended."""
        return bool(self.ended) or self.at == len(self.asked)

    @property
    def seconds(self) -> float:
        """Time spent on questions, not the time between."""
        return sum(answer.seconds for answer in self.answers.values())

    @property
    def counted(self) -> list[tuple[Asked, Answer]]:
        """Questions that count, with their answers; one left open when it was ended counts as missed."""
        pairs = [(each, self.answers.get(number)) for number, each in enumerate(self.asked)]
        if not self.ended or self.kind == "review":
            return [(each, answer) for each, answer in pairs if answer is not None and not answer.out]
        return [(each, answer or Answer()) for each, answer in pairs if answer is None or not answer.out]

    @property
    def expected(self) -> int:
        """About how many minutes all of it takes."""
        return whole_minutes(sum(each.minutes for each in self.asked))

    def begin(self) -> "QuizState":
        """The rules were read."""
        return msgspec.structs.replace(self, started=True)

    def drafted(self, text: str) -> "QuizState":
        """What stands in the field of the question at hand."""
        return msgspec.structs.replace(self, draft=sanitize.text(text, LONGEST_DRAFT))

    def hinted(self, most: int) -> "QuizState":
        """One more of the hints of the question at hand."""
        return msgspec.structs.replace(self, hints=min(most, self.hints + 1))

    def answered(self, response: str, grade: Grade, *, confidence: int | None, seconds: float) -> "QuizState":
        """The question at hand is answered; in a placement, a module missed twice is not asked further."""
        answer = Answer(
            sanitize.text(response, LONGEST_DRAFT),
            str(grade.outcome),
            sanitize.real(grade.score),
            sanitize.text(grade.feedback),
            confidence,
            max(0.0, sanitize.real(seconds)),
            self.hints,
            "" if grade.counts else "the lesson is at fault",
        )
        after = self._put({self.at: answer})
        return after._stopped(self.asked[self.at].part) if self.kind == "placement" else after

    def out(self, number: int, why: str) -> "QuizState":
        """A question is taken out."""
        return self._put({number: Answer(out=why)})

    def skip(self) -> "QuizState":
        """Go on without an answer: a miss, but in a review only left for another time."""
        if self.kind == "review":
            return self.out(self.at, "skipped")
        after = self._put({self.at: Answer(outcome=str(Outcome.UNATTEMPTED))})
        return after._stopped(self.asked[self.at].part) if self.kind == "placement" else after

    def end(self, at: str) -> "QuizState":
        """No more questions."""
        return msgspec.structs.replace(self, ended=at)

    def _put(self, answers: dict[int, Answer]) -> "QuizState":
        return msgspec.structs.replace(self, answers={**self.answers, **answers}, draft="", hints=0, put_at="")

    def _stopped(self, part: str) -> "QuizState":
        of_part = [number for number, each in enumerate(self.asked) if each.part == part]
        misses = sum(number in self.answers and not self.answers[number].right for number in of_part)
        if misses < MISSES:
            return self
        return self._put({n: Answer(out="passed over") for n in of_part if n not in self.answers})

    def dump(self) -> str:
        """As JSON."""
        return msgspec.json.encode(self).decode()


def whole_minutes(minutes: float) -> int:
    """Minutes as they are told: whole ones, at least one."""
    return max(1, round(minutes))


def load(text: str | None) -> QuizState | None:
    """The sitting that `dump` wrote; None where there is none, or it is damaged."""
    try:
        return parse(text) if text else None
    except ValueError:
        return None


def parse(text: str) -> QuizState:
    """The sitting that `dump` wrote. Raises ValueError."""
    found = decode(text, QuizState)
    utc(found.began), utc(found.ended or found.began)
    if not found.asked or not all(0 <= number < len(found.asked) for number in found.answers):
        raise ValueError("its answers are not those to its questions")
    return found


def interleaved(groups: Sequence[Sequence[str]]) -> list[str]:
    """Members of several groups so that neighbours are of different groups for as long as there are several."""
    left = [list(group) for group in groups if group]
    found: list[str] = []
    last: list[str] | None = None
    while left:
        group = max((each for each in left if each is not last), key=len, default=left[0])
        found.append(group.pop(0))
        last = group
        left = [each for each in left if each]
    return found
