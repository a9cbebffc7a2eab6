"""A text with gaps to fill in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import Pattern
from typing import Any, ClassVar

from tutor.core.exchange.gift_form import GiftForm, Unsayable, escaped, feedback, literal
from tutor.core.exchange.xapi_form import joined
from tutor.core.grade import Criterion, Grade
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.body import BOX
from tutor.core.questions.cased import Case
from tutor.core.questions.entries import hanging, no_twins, quoted
from tutor.core.questions.gaps import Gap, read_gaps
from tutor.core.questions.giveaway import word_told
from tutor.core.questions.question import Question
from tutor.core.questions.shares import shared
from tutor.core.questions.tables import BAR
from tutor.core.questions.texts import first_fit
from tutor.core.written import quoted as as_quoted
from tutor.core.written import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Question):
    """A text with gaps: `pieces` alternates text and Gap, as in the file.

    `cases` are wrong words, with what a learner reads who puts one of them into a gap.
    """

    KIND: ClassVar[str] = "blank"
    EXAMPLE: ClassVar[str] = """\
::: blank mean-point
Complete the sentence.

The least squares line passes through the [[mean|average]] of x and the mean of [[y]].

- [ ] median
  > Residuals of the line add up to 0, and that is a matter of means.

Hint: Which middle do sums and squares go with?
Why: The line is balanced there.
:::
"""
    MARKER: ClassVar[Pattern[str] | None] = BOX

    pieces: tuple[str | Gap, ...]
    cases: tuple[Case, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Gap))

    @classmethod
    def read(cls, block: BlockText) -> "Blank":
        """The paragraph of the first gap, and all below it, is the text; below that, wrong words and their feedback."""
        raws, report = block.body.cases, block.report
        prompt, pieces = read_gaps(block.body.prompt, block.opener, report)
        cases = tuple(Case(raw.text, False, raw.feedback, line=raw.line.number) for raw in raws)
        no_twins([case.match for case in cases], raws, "word", report)
        for raw in raws:
            if raw.box in "xX":
                fix = "`[[epoch|pass]]` for what is right, `- [ ] batch` for what is wrong"
                report.error("bad-box", raw.line, "What is right stands in its gap.", fix)
        return Blank(**block.common(prompt, "Fill in the gaps."), pieces=pieces, cases=cases)

    def graded(self) -> list[Any]:
        return [gap.accepted for gap in self.gaps]

    def rows(self) -> tuple[int, list[str]]:
        """The text under the prompt."""
        return 3, [self.prompt, "".join(str(piece) for piece in self.pieces)]

    def passage(self, gap: Callable[[int], str]) -> str:
        numbers = iter(range(1, len(self.pieces) + 1))
        return "".join(gap(next(numbers)) if isinstance(piece, Gap) else piece for piece in self.pieces)

    def how(self) -> str:
        """The gaps in their order."""
        count = len(self.gaps)
        if count > 1:
            return f"Type what goes into the {count} gaps, in order, with a | between."
        return "Type what goes into the gap."

    def as_data(self) -> dict[str, Any]:
        """The text with its gaps left open."""
        return {"text": self.passage(lambda _: "[[]]")}

    def verdict(self, response: str) -> Grade:
        """The share of gaps that hold an accepted answer."""
        if not response.replace("|", "").strip():
            return Grade.unattempted()
        given = self._given(response)
        if isinstance(given, str):
            return Grade.invalid(given)
        parts = [
            Criterion(f"gap {number}", float(gap.takes(text)), note=shown(text))
            for number, (text, gap) in enumerate(zip(given, self.gaps, strict=True), 1)
        ]
        wrong = [
            f"{as_quoted(text)} in {part.name} is not it. {self._told(text)}".strip()
            for text, part in zip(given, parts, strict=True)
            if not part.score
        ]
        return shared(parts, wrong)

    def _told(self, word: str) -> str:
        """What is said of a wrong word."""
        at = first_fit(word, [case.match for case in self.cases])
        return self.cases[at].feedback if at is not None else ""

    def _given(self, response: str) -> tuple[str, ...] | str:
        """The text of each gap; or what was expected. `\\|` stands for a bar inside one."""
        count = len(self.gaps)
        given = _split(response)
        if len(given) != count:
            example = "|".join(["first", "second", "third"][:count])
            return f"There {'is 1 gap' if count == 1 else f'are {count} gaps'}: answer like `{example}`."
        empty = [str(number) for number, text in enumerate(given, 1) if not text]
        if empty:
            return f"Still empty: gap {', '.join(empty)}. A guess costs little."
        return given

    def solution(self) -> str:
        """The first answer to each gap, with bars between."""
        return "|".join(gap.accepted[0].replace("|", "\\|") for gap in self.gaps)

    def solution_text(self) -> str:
        return self.passage(lambda number: shown(self.gaps[number - 1].accepted[0]))

    def response_text(self, response: str) -> str:
        """The text, filled in with what was given."""
        given = self._given(response)
        return response if isinstance(given, str) else self.passage(lambda number: f"**{given[number - 1]}**")

    def body_lines(self) -> list[str]:
        """The text, and the wrong words."""
        text = self.passage(lambda number: f"[[{'|'.join(self.gaps[number - 1].accepted)}]]")
        wrong = [line for case in self.cases for line in (f"- [ ] {hanging(case.match)}", *quoted(case.feedback))]
        return [text, *([""] if wrong else []), *wrong]

    def gift(self) -> GiftForm:
        if len(self.gaps) != 1:
            raise Unsayable(f"GIFT has one gap a question, and this has {len(self.gaps)}")
        at = next(index for index, piece in enumerate(self.pieces) if isinstance(piece, Gap))
        before, after = (str(piece[0]) if piece else "" for piece in (self.pieces[:at], self.pieces[at + 1 :]))
        answers = [f"={literal(text)}" for text in self.gaps[0].accepted]
        answers += [f"=%0%{literal(case.match)}{feedback(case.feedback)}" for case in self.cases]
        return GiftForm(f"{escaped(self.prompt)}\\n\\n{escaped(before)}", answers, escaped(after))

    def xapi(self) -> dict[str, Any]:
        return {
            "interactionType": "fill-in",
            "correctResponsesPattern": [self.xapi_response(self.solution())],
        }

    def xapi_response(self, response: str) -> str:
        return joined(_split(response))

    @property
    def answers(self) -> tuple[Case, ...]:
        return self.cases

    def examples(self) -> Iterator[tuple[str, str]]:
        """Each wrong word, and one that nobody foresaw, in the first gap that does not take it; the others right."""
        words = _split(self.solution())
        for wrong in (*(case.match for case in self.cases), "something else"):
            at = next((at for at, gap in enumerate(self.gaps) if not gap.takes(wrong)), None)
            if at is not None:
                filled = [wrong if number == at else word for number, word in enumerate(words)]
                yield wrong, "|".join(word.replace("|", "\\|") for word in filled)
        yield from super(Blank, self).examples()

    def told_by(self, hint: str) -> bool:
        """It has what a gap accepts, and the prompt does not."""
        return any(word_told(self.prompt, gap.accepted, hint) for gap in self.gaps)


def _split(response: str) -> tuple[str, ...]:
    return tuple(part.replace("\\|", "|").strip() for part in BAR.split(response))
