"""What a kind of question has to say for itself. One kind is one module of `kinds` and one widget."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

from tutor.core.grade import Grade
from tutor.core.lesson.item import Item

RIGHT = "Right."


class Answer(Protocol):
    """An answer that the author foresaw, right or wrong."""

    @property
    def right(self) -> bool:
        """Whether it passes."""

    @property
    def feedback(self) -> str:
        """What a learner who gives it reads."""

    @property
    def line(self) -> int:
        """Where it stands."""

    @property
    def said(self) -> str:
        """It as the author wrote it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Things that a question puts before the learner, in the order in which they are shown; numbered from 1."""

    texts: Sequence[str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What `tutor check` finds wrong with a question once its values are drawn."""

    code: str
    message: str
    fix: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """An item that is asked and answered by a response, a short text in canonical form."""

    BUILT: ClassVar[bool] = False
    """Whether its answer is built and not recognised; a final test asks at least 60% of these."""

    # How it is put.

    def order(self, seed: int) -> tuple[int, ...]:
        """The file's indices of what is listed, in the order in which it is shown; empty where nothing is shuffled."""
        return ()

    def lists(self, order: Sequence[int]) -> tuple[Listing, ...]:
        """What there is to choose from, in that order."""
        return ()

    def passage(self, gap: Callable[[int], str]) -> str:
        """A text (Markdown) that belongs to it below its prompt; `gap` says what stands in gap n, from 1."""
        return ""

    def answer_hint(self) -> str:
        """What is to be known about the form of the answer, such as `to within 1%, in €/m²`; or ''."""
        return ""

    @abstractmethod
    def how(self) -> str:
        """A sentence that says what to type, where it is answered in lines."""

    def as_data(self) -> dict[str, Any]:
        """What a script is shown of it, besides its prompt; nothing that tells the answer."""
        return {}

    # How it is answered.

    def in_file_order(self, typed: str, order: Sequence[int]) -> str:
        """The response of a learner who was shown its lists in `order` and typed their numbers."""
        return typed

    @abstractmethod
    def verdict(self, response: str) -> Grade:
        """The verdict on a response that is not empty; never raises on any text."""

    @abstractmethod
    def solution(self) -> str:
        """A right answer as a response; '' only if none could be made up."""

    @abstractmethod
    def solution_text(self) -> str:
        """The right answer as a learner reads it (Markdown)."""

    def response_text(self, response: str) -> str:
        """A response as a learner reads it (Markdown): words, never the numbers of a file."""
        return response

    # What it is good for.

    @property
    def picks_one(self) -> bool:
        """Whether one of its options is picked, by a number key: a second try is worth less."""
        return False

    @property
    def coin(self) -> bool:
        """Whether a guess is right half of the time."""
        return False

    @property
    def asks_for(self) -> Literal["number", "diagnosis", "recall"]:
        """What it shows of a learner; a placement asks one of each."""
        return "recall"

    # How it is written elsewhere.

    @abstractmethod
    def body_lines(self) -> list[str]:
        """The lines between prompt and notes of the block that is read back as it."""

    def header_words(self) -> list[str]:
        """The `key=value` of its own in the first line of that block."""
        return []

    def gift_note(self) -> dict[str, Any]:
        """What GIFT has no form for, kept in a comment beside it."""
        return {}

    # What is proved of it.

    @property
    def answers(self) -> Sequence[Answer]:
        """The answers that the author foresaw; each wrong one should have its feedback."""
        return ()

    def examples(self) -> Iterator[tuple[str, str]]:
        """A response for each thing that it has to say, behind the answer as the author wrote it."""
        if answer := self.solution():
            yield "the right answer", answer

    def distinct(self) -> Sequence[str]:
        """Texts of which no two may be alike, for whoever has to tell them apart."""
        return ()

    def flaws(self) -> Iterator[Flaw]:
        """What is wrong with it, now that its places are filled."""
        return iter(())

    def unreachable(self) -> Iterator[int]:
        """Indices of `answers` that no response gets to, because one before takes them."""
        return iter(())

    def told_by(self, hint: str) -> bool:
        """Whether a hint gives the answer away."""
        return False
