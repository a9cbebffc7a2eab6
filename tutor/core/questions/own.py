"""A question that a learner wrote, as a block of a lesson, and the proof that it can be asked."""

from collections.abc import Iterator

from tutor.core.errors import Finding, LessonError
from tutor.core.exercise.own_question import Claim, OwnQuestion
from tutor.core.grade import Outcome
from tutor.core.lesson.model import AnyQuestion, Prose, Question
from tutor.core.lesson.parser import parse_body
from tutor.core.questions import grade
from tutor.core.questions.giveaway import has, numbers_in, telling
from tutor.core.questions.numbers import read_number
from tutor.core.questions.texts import fold
from tutor.core.safe_text import one_line
from tutor.core.written import quoted, shown

WRITE = "Write what you ask, its answer, and what else might be answered."


class Proving:
    """Turns one into a block and an item, and tries it."""

    def __init__(self, question: OwnQuestion) -> None:
        self.kind, self.ask, self.answer, self.others = question.kind, question.ask, question.answer, question.others
        self.name = question.name

    @property
    def block(self) -> str:
        """It as a lesson writes it."""
        cases = [f"- [x] {self._case(one)}" for one in self._right()]
        cases += [f"- [ ] {one}" for one in (self._wrong() if self.kind == "choice" else ["else"])]
        return "\n".join([f"::: {self.kind} {self.name}", one_line(self.ask), "", *cases, ":::", ""])

    def read(self) -> AnyQuestion:
        """It as an item. LessonError says why it is none."""
        return read_block(self.block)

    def proof(self) -> tuple[Claim, ...]:
        """That it can be read, has its answer, takes it and not a wrong one, and does not tell it; in that order."""
        if not (self.ask.strip() and self.answer.strip() and self._wrong()):
            return (Claim("written", False, WRITE),)
        return tuple(self._claims())

    def _claims(self) -> Iterator[Claim]:
        yield self._keyed()
        try:
            item = self.read()
        except LessonError as error:
            first = error.findings[0]
            yield Claim("can be read", False, one_line(f"{first.message} Instead: {first.fix}", 200))
            return
        yield Claim("can be read", True, f"a {self.kind}")
        passes = all(grade(item, self._response(one)).outcome is Outcome.PASSED for one in self._right())
        yield Claim("your answer passes", passes, shown(self.answer) if passes else "The grader does not take it.")
        verdicts = [(one, grade(item, self._response(one)).outcome) for one in self._wrong()]
        slips = [
            f"{quoted(one)} passes as well."
            if outcome is Outcome.PASSED
            else f"{quoted(one)} cannot be read as an answer."
            for one, outcome in verdicts
            if outcome is not Outcome.FAILED
        ]
        yield Claim("a wrong one fails", not slips, slips[0] if slips else " | ".join(map(shown, self._wrong())))
        told = self._told()
        yield Claim(
            "does not tell", not told, "Your answer stands in the question." if told else "it is not in the question"
        )

    def _keyed(self) -> Claim:
        name = "has an answer"
        if self.kind == "number":
            read = read_number(self.answer)
            if isinstance(read, str):
                return Claim(name, False, read)
            return Claim(name, True, f"comes to {read.value:.6g}")
        if self.kind == "choice":
            there = fold(self.answer) in map(fold, self._others())
            return Claim(name, there, "one of the options" if there else "Your answer is none of the options.")
        return Claim(name, True, " or ".join(map(shown, self._right())))

    def _others(self) -> list[str]:
        return [one for part in self.others.split("|") if (one := one_line(part))]

    def _right(self) -> list[str]:
        """The answers that pass."""
        if self.kind == "text":
            return [one for part in self.answer.split("|") if (one := one_line(part))]
        return [one_line(self.answer)]

    def _wrong(self) -> list[str]:
        return [one for one in self._others() if self.kind != "choice" or fold(one) != fold(self.answer)]

    def _case(self, answer: str) -> str:
        """A number as its value, to within 1%."""
        read = read_number(answer) if self.kind == "number" else ""
        if isinstance(read, str):
            return answer
        value = f"{read.value:.15g}" if read.value.is_integer() else f"{read.value:.6g}"
        return f"{value} ± 1 %" if read.value else value

    def _response(self, answer: str) -> str:
        """An answer as it is sent: of a choice the number of its option in the block."""
        if self.kind != "choice":
            return answer
        return str(1 + list(map(fold, [*self._right(), *self._wrong()])).index(fold(answer)))

    def _told(self) -> bool:
        if self.kind == "number":
            read = read_number(self.answer)
            value = None if isinstance(read, str) else read.value
            return any(found == value and telling(found, before) for found, before in numbers_in(self.ask))
        if self.kind == "choice":
            return has(self.ask, self.answer) and not all(has(self.ask, one) for one in self._wrong())
        return any(has(self.ask, one) for one in self._right())


def read_block(block: str) -> AnyQuestion:
    """The one question of a block. LessonError where it is anything else."""
    text = parse_body(block, "your question")
    every = [part for page in text.pages for part in page.parts]
    parts = [part for part in every if not isinstance(part, Prose) or part.text.strip()]
    if len(parts) != 1 or not isinstance(parts[0], Question):
        raise LessonError((Finding("stray-text", "This is more than one question.", fix="ask one thing, in one line"),))
    return parts[0]
