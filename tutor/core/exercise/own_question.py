"""A question that a learner writes in an exercise. What proves it is imported with the first proof."""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.core.lesson.model import AnyQuestion
    from tutor.core.questions.own import Proving


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that has to hold of it; `why` says what is found, or what is missing."""

    name: str
    holds: bool
    why: str


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What is asked, the answer, and others, with `|` between: of a choice all options, else wrong answers.

    The answer of a `number` may be a sum such as `(2+3)/4`: it is worked out. `|` separates the spellings of a `text`.
    """

    kind: str
    """`number`, `choice` or `text`."""
    ask: str
    answer: str
    others: str

    @property
    def name(self) -> str:
        """What it is called as an item: the same text has the same name."""
        written = "\0".join((self.kind, self.ask, self.answer, self.others))
        return f"own-{sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"

    @property
    def block(self) -> str:
        """It as a lesson writes it."""
        return self._proving().block

    def read(self) -> "AnyQuestion":
        """It as an item. LessonError says why it is none."""
        return self._proving().read()

    def proof(self) -> tuple[Claim, ...]:
        """That it has its answer, can be read, takes it and not a wrong one, and does not tell it; in that order."""
        return self._proving().proof()

    @property
    def sound(self) -> bool:
        """Whether all of that holds."""
        return all(claim.holds for claim in self.proof())

    def _proving(self) -> "Proving":
        from tutor.core.questions.own import Proving

        return Proving(self)
