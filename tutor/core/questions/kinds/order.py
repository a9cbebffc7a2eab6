"""Things to put in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from re import Pattern
from typing import Any, ClassVar, Literal

from tutor.core.exchange.gift_form import GiftForm, Unsayable
from tutor.core.exchange.xapi_form import components, numbers_joined
from tutor.core.grade import Grade
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.body import NUMBERED
from tutor.core.questions.entries import hanging, no_twins, quoted
from tutor.core.questions.giveaway import named_in
from tutor.core.questions.question import Listing, Question
from tutor.core.questions.responses import all_in_file, indices
from tutor.core.questions.shuffling import shuffled


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Question):
    """Things to put in order; the file's order is right.

    `feedback[i]` is what a learner reads who puts entry i before one that comes earlier; empty where none has any.
    """

    KIND: ClassVar[str] = "order"
    EXAMPLE: ClassVar[str] = """\
::: order fit
Put the steps of a fit in order.

1. Look at the data
2. Choose a model
  > For which data? Look first.
3. Make the loss small
  > Of what model? Choose one first.
4. Look at what is left

Hint: A plot comes before a decision.
Why: What is left tells whether the choice was right.
:::
"""
    MARKER: ClassVar[Pattern[str] | None] = NUMBERED
    BUILT: ClassVar[bool] = True

    entries: tuple[str, ...]
    feedback: tuple[str, ...] = ()

    @classmethod
    def read(cls, block: BlockText) -> "Order":
        """A numbered list in the right order."""
        cases, report = block.body.cases, block.report
        entries = tuple(case.text for case in cases)
        if len(entries) < 2:
            fix = "write them as `1. first`, `2. second`, … in the right order"
            message = f"An order needs two numbered entries or more; this has {len(entries)}."
            report.error("too-few", block.opener, message, fix)
        no_twins(entries, cases, "entry", report)
        feedback = tuple(case.feedback for case in cases)
        return Order(**block.common(), entries=entries, feedback=feedback if any(feedback) else ())

    def graded(self) -> list[Any]:
        """The entries in their order."""
        return list(self.entries)

    def rows(self) -> tuple[int, list[str]]:
        """The entries, one below the other."""
        return 2, [self.prompt, *self.entries]

    def order(self, seed: int) -> tuple[int, ...]:
        """Of the entries, never the right one."""
        return shuffled(self.name, len(self.entries), seed, may_stay=False)

    def lists(self, order: Sequence[int]) -> tuple[Listing, ...]:
        return (Listing([self.entries[at] for at in order]),)

    def how(self) -> str:
        return "Type the numbers in the right order, with commas between."

    def as_data(self) -> dict[str, Any]:
        """The entries; a script shows them in the order that it is given beside them."""
        return {"entries": self.entries}

    def in_file_order(self, typed: str, order: Sequence[int]) -> str:
        """Every number is an entry's."""
        return all_in_file(typed, order)

    def verdict(self, response: str) -> Grade:
        """(concordant - discordant) / pairs, floored at 0; one neighbouring pair that stands the wrong way is named."""
        count = len(self.entries)
        given = indices(response, count)
        if given is None or sorted(given) != list(range(count)):
            example = ",".join(str(number) for number in range(count, 0, -1))
            return Grade.invalid(f"Name each of the numbers 1 to {count} once, in your order, for example `{example}`.")
        pairs = [(first, second) for at, first in enumerate(given) for second in given[at + 1 :]]
        concordant = sum(first < second for first, second in pairs)
        if concordant == len(pairs):
            return Grade.passed("All in order.")
        first, second = next(pair for pair in pairwise(given) if pair[0] > pair[1])
        before, after = self.entries[first], self.entries[second]
        told = self.feedback[first] if self.feedback else ""
        named = f"You put “{before}” before “{after}”"
        said = f"{named}. {told}" if told else f"{named}: look at these two again."
        score = (2 * concordant - len(pairs)) / len(pairs)
        off = len(pairs) - concordant
        less = f"the {off} that are not" if off > 1 else "the one that is not"
        counted = f"{concordant} of {len(pairs)} pairs are in order, less {less}."
        return Grade.scored(score, f"{counted} {said}", misconception=f"{before} before {after}")

    def solution(self) -> str:
        return ",".join(str(at) for at in range(1, len(self.entries) + 1))

    def solution_text(self) -> str:
        return "\n".join(f"{at}. {entry}" for at, entry in enumerate(self.entries, 1))

    def response_text(self, response: str) -> str:
        """The entries as they were put."""
        given = indices(response, len(self.entries))
        return "\n".join(f"{at}. {self.entries[one]}" for at, one in enumerate(given, 1)) if given else response

    @property
    def asks_for(self) -> Literal["diagnosis"]:
        """To see what follows from what."""
        return "diagnosis"

    def body_lines(self) -> list[str]:
        """A numbered list, with what is said of an entry below it."""
        return [
            line
            for number, (entry, said) in enumerate(zip_longest(self.entries, self.feedback, fillvalue=""), 1)
            for line in (f"{number}. {hanging(entry)}", *quoted(said))
        ]

    def gift(self) -> GiftForm:
        """There is no form for it."""
        raise Unsayable("GIFT has no questions of order")

    def xapi(self) -> dict[str, Any]:
        return {
            "interactionType": "sequencing",
            "choices": components(self.entries),
            "correctResponsesPattern": [self.xapi_response(self.solution())],
        }

    def xapi_response(self, response: str) -> str:
        return numbers_joined(response)

    def told_by(self, hint: str) -> bool:
        """It names entries that follow each other, in their order, and not as the prompt does."""
        places = [named_in(hint, entry) for entry in self.entries]
        return any(0 < one < other for one, other in pairwise(places)) and not self._named_before()

    def _named_before(self) -> bool:
        return sum(bool(named_in(self.prompt, entry)) for entry in self.entries) > 1

    def examples(self) -> Iterator[tuple[str, str]]:
        """Each entry right before the one that should come before it."""
        for at in range(1, len(self.entries)):
            numbers = [*range(1, at), at + 1, at, *range(at + 2, len(self.entries) + 1)]
            yield self.entries[at], ",".join(map(str, numbers))
        yield from super(Order, self).examples()

    def distinct(self) -> list[str]:
        return list(self.entries)
