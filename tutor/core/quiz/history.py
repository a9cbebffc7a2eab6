"""Every sitting that was taken: what, when, how it went by objective, how long it took, and all its papers."""

import msgspec

from tutor.core.item_index import ItemIndex
from tutor.core.quiz.papers import Paper, papers
from tutor.core.quiz.result import result
from tutor.core.quiz.rules import TITLES
from tutor.core.quiz.state import Kind, QuizState
from tutor.core.record.days import day_of, moment
from tutor.core.store.parsed import decode, utc
from tutor.core.store.port import Store

KEY = "history/"


class Row(msgspec.Struct, frozen=True):
    """How one objective fared in a sitting: `score` is the mean of the `asked` questions that serve it."""

    lesson: str
    objective: str
    asked: int
    score: float


class Taken(msgspec.Struct, frozen=True):
    """One sitting that is over. It tells its questions itself, so that a lesson that changes takes nothing away."""

    id: str
    kind: Kind
    title: str
    began: str
    ended: str
    day: str
    """The learner's local day on which it began."""
    seconds: float
    """Time spent on questions."""
    score: float
    right: int
    counted: int
    asked: int
    passed: bool | None
    objectives: tuple[Row, ...]
    papers: tuple[Paper, ...]

    @property
    def name(self) -> str:
        """`Quiz: Regression`."""
        kind = TITLES[self.kind]
        return self.title if self.title.startswith(kind) else f"{kind}: {self.title}"


def document(sitting: QuizState, shelf: ItemIndex) -> dict[str, str]:
    """The document that keeps a sitting which is over; none where nothing was answered or skipped."""
    if not sitting.answers:
        return {}
    taken = of(sitting, shelf)
    return {f"{KEY}{sitting.began[:19]}-{sitting.id}": msgspec.json.encode(taken).decode()}


def of(sitting: QuizState, shelf: ItemIndex) -> Taken:
    """What is kept of a sitting."""
    found = result(sitting, shelf)
    return Taken(
        id=sitting.id,
        kind=sitting.kind,
        title=sitting.title,
        began=sitting.began,
        ended=sitting.ended,
        day=day_of(sitting.began),
        seconds=sitting.seconds,
        score=found.score,
        right=found.right,
        counted=found.counted,
        asked=len(sitting.asked),
        passed=found.passed,
        objectives=tuple(Row(one.lesson, one.text, one.asked, one.score) for one in found.objectives),
        papers=papers(sitting, shelf),
    )


def history(store: Store) -> list[Taken]:
    """Every sitting that was taken, the newest first; what cannot be read is left out."""
    found = []
    for text in store.documents(KEY).values():
        try:
            found.append(parse(text))
        except ValueError:
            continue
    return sorted(found, key=lambda one: (moment(one.began), one.id), reverse=True)


def parse(text: str) -> Taken:
    """What `document` wrote. Raises ValueError."""
    found = decode(text, Taken)
    utc(found.began)
    return found


def as_json(taken: Taken) -> dict[str, object]:
    """A sitting for scripts, its papers left in the archive."""
    row = msgspec.to_builtins(taken)
    return {name: value for name, value in row.items() if name != "papers"}
