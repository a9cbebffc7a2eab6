"""Pairs to match."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, ClassVar, Literal

from tutor.core.exchange.gift_form import GiftForm, Unsayable, escaped
from tutor.core.exchange.xapi_form import components, joined
from tutor.core.grade import Criterion, Grade
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.body import RawCase
from tutor.core.lesson.source import Report
from tutor.core.questions.entries import no_twins
from tutor.core.questions.giveaway import has, named_in, sentences
from tutor.core.questions.question import Listing, Question
from tutor.core.questions.responses import in_file
from tutor.core.questions.shares import shared
from tutor.core.questions.shuffling import shuffled
from tutor.core.questions.tables import Row, read_columns, written_row

FEWEST_PAIRS = 3
"""Moodle wants so many."""

_PAIR = re.compile(r"([0-9]{1,4})\s*[=:]\s*([0-9]{1,4})")
_TYPED = re.compile(r"(\d+)(\s*[=:]\s*)(\d+)")
_SEPARATOR = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Question):
    """Pairs to match; `left[i]` goes with `right[i]`, and with any other right one that says the same.

    Right ones beyond the left ones go with none. `headers` are the table's own.
    `feedback[i]` is what a learner reads who gives left[i] another partner; empty where none has any.
    """

    KIND: ClassVar[str] = "match"
    EXAMPLE: ClassVar[str] = """\
::: match letters
Which word goes with which letter of y = mx + b?

| School | Machine learning | |
|---|---|---|
| m | weight | It is multiplied by the input. |
| b | bias | It is added last. |
| x | feature | It is what goes in. |

Hint: Start with what goes in.
Why: Both say the same in two dialects.
:::
"""
    BUILT: ClassVar[bool] = True

    left: tuple[str, ...]
    right: tuple[str, ...]
    headers: tuple[str, str] = ("", "")
    feedback: tuple[str, ...] = ()

    @classmethod
    def read(cls, block: BlockText) -> "Match":
        """A table of two columns; in a third one, feedback."""
        prompt, columns = read_columns(block.body.prompt, block.opener, block.report)
        pairs = [row for row in columns.rows if row.cells[0]]
        alone = [row for row in columns.rows if not row.cells[0]]
        cases = [RawCase(row.line, max(1, row.line.text.find(row.cells[0]) + 1), "", []) for row in pairs]
        no_twins([row.cells[0] for row in pairs], cases, "cell", block.report)
        _check_alone(alone, columns.rows, block.report)
        left, right = tuple(row.cells[0] for row in pairs), tuple(row.cells[1] for row in (*pairs, *alone))
        feedback = tuple(row.cells[2] if len(row.cells) > 2 else "" for row in pairs)
        return Match(
            **block.common(prompt),
            left=left,
            right=right,
            headers=columns.headers,
            feedback=feedback if any(feedback) else (),
        )

    def graded(self) -> list[Any]:
        return [self.left, self.right]

    def rows(self) -> tuple[int, list[str]]:
        """A row for each pair."""
        return 3 + len(self.left), [self.prompt]

    def order(self, seed: int) -> tuple[int, ...]:
        """Of the right column, never the solution."""
        return shuffled(self.name, len(self.right), seed, may_stay=False)

    def lists(self, order: Sequence[int]) -> tuple[Listing, ...]:
        one, other = self.headers
        return (
            Listing(self.left, f"Left{f' ({one})' if one else ''}"),
            Listing([self.right[at] for at in order], f"Right{f' ({other})' if other else ''}"),
        )

    def how(self) -> str:
        return f"Type which right one goes with each left one, from 1= to {len(self.left)}=, with commas between."

    def as_data(self) -> dict[str, Any]:
        """Both columns; a script shows the right one in the order that it is given beside them."""
        return {"left": self.left, "right": self.right}

    def in_file_order(self, typed: str, order: Sequence[int]) -> str:
        """Right numbers are shuffled, left ones are not."""
        return _TYPED.sub(lambda found: found[1] + found[2] + in_file(found[3][:6], order), typed)

    def verdict(self, response: str) -> Grade:
        """The share of left entries that were given their right one."""
        given = self._given(response)
        if given is None:
            return Grade.invalid(f"Give each of the {len(self.left)} left entries a right one, for example `1=2,2=1`.")
        parts = [
            Criterion(left, float(self.right[index] == self.right[at]), note=self.right[index])
            for at, (left, index) in enumerate(zip(self.left, given, strict=True))
        ]
        told = self.feedback or ("",) * len(parts)
        wrong = [
            f"“{part.name}” does not go with “{part.note}”. {said}".strip()
            for part, said in zip(parts, told, strict=True)
            if not part.score
        ]
        return shared(parts, wrong)

    def _given(self, response: str) -> tuple[int, ...] | None:
        """For each left entry the index of the right one it was given; None where one has none, or two."""
        given: dict[int, int] = {}
        for word in _SEPARATOR.split(response.strip().strip(",;")):
            pair = _PAIR.fullmatch(word)
            if pair is None or int(pair[1]) in given:
                return None
            given[int(pair[1])] = int(pair[2])
        left, right = range(1, len(self.left) + 1), range(1, len(self.right) + 1)
        if sorted(given) != list(left) or any(number not in right for number in given.values()):
            return None
        return tuple(given[number] - 1 for number in left)

    def solution(self) -> str:
        return ",".join(f"{at}={at}" for at in range(1, len(self.left) + 1))

    def solution_text(self) -> str:
        """A line for each pair."""
        return "\n".join(f"- {a} → {b}" for a, b in zip(self.left, self.right, strict=False))

    def response_text(self, response: str) -> str:
        """A line for each pair that was made."""
        given = self._given(response)
        return (
            "\n".join(f"- {a} → {self.right[at]}" for a, at in zip(self.left, given, strict=True))
            if given
            else response
        )

    @property
    def asks_for(self) -> Literal["diagnosis"]:
        """To tell like things apart."""
        return "diagnosis"

    def body_lines(self) -> list[str]:
        head, rule = (*self.headers, "feedback"), ("---", "---", "---")
        rows = zip_longest(self.left, self.right, self.feedback, fillvalue="")
        return [written_row(row[: 3 if self.feedback else 2]) for row in (head, rule, *rows)]

    def gift(self) -> GiftForm:
        if len(self.left) < FEWEST_PAIRS:
            raise Unsayable(f"Moodle wants {FEWEST_PAIRS} pairs or more, and this has {len(self.left)}")
        if any("->" in text for text in (*self.left, *self.right)):
            raise Unsayable("an entry holds “->”, which GIFT keeps for itself")
        pairs = zip_longest(self.left, self.right, fillvalue="")
        return GiftForm(escaped(self.prompt), [f"={escaped(left)} -> {escaped(right)}" for left, right in pairs])

    def gift_note(self) -> dict[str, Any]:
        """The headers of its table, and what its rows say."""
        return {"headers": self.headers, **({"feedback": self.feedback} if self.feedback else {})}

    def xapi(self) -> dict[str, Any]:
        return {
            "interactionType": "matching",
            "source": components(self.left),
            "target": components(self.right),
            "correctResponsesPattern": [self.xapi_response(self.solution())],
        }

    def xapi_response(self, response: str) -> str:
        pairs = re.findall(r"([0-9]+)\s*[=:]\s*([0-9]+)", response)
        return joined(f"{left}[.]{right}" for left, right in pairs)

    def told_by(self, hint: str) -> bool:
        """A sentence of it names one left cell, and of the right ones just its partner, where the prompt does not."""
        for sentence in sentences(hint):
            left = [at for at, text in enumerate(self.left) if named_in(sentence, text)]
            right = {text for text in self.right if named_in(sentence, text)}
            if len(left) == 1 and right == {self.right[left[0]]} and not has(self.prompt, self.right[left[0]]):
                return True
        return False

    def examples(self) -> Iterator[tuple[str, str]]:
        """Each left one with a partner that is not its own, all others right."""
        for at, left in enumerate(self.left):
            other = next((to for to, right in enumerate(self.right) if right != self.right[at]), None)
            if other is not None:
                given = [other if number == at else number for number in range(len(self.left))]
                yield left, ",".join(f"{number}={to}" for number, to in enumerate((to + 1 for to in given), 1))
        yield from super(Match, self).examples()

    def distinct(self) -> list[str]:
        """The left column; a right one that stands twice would do for either."""
        return list(self.left)


def _check_alone(alone: Sequence[Row], rows: Sequence[Row], report: Report) -> None:
    """What goes with none is no partner of another."""
    for row in alone:
        if any(row.cells[1] == other.cells[1] for other in rows if other is not row):
            fix = "take this row out, or write a right cell that goes with none"
            report.error("twin", row.line, "This right cell goes with a left one, or stands alone twice.", fix)
