"""A short text."""

from dataclasses import dataclass
from typing import Any, ClassVar

from tutor.core.exchange.gift_form import GiftForm, Unsayable, escaped, feedback, literal
from tutor.core.grade import Grade
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.body import RawCase
from tutor.core.lesson.source import Report
from tutor.core.questions.cased import COMPARED, Case, Cased, Placed, check_reached, gift_case, read_cases
from tutor.core.questions.cases import ELSE
from tutor.core.questions.giveaway import word_told
from tutor.core.questions.patterns import MAX_ANSWER, PatternError
from tutor.core.questions.texts import first_fit, fits, fold, is_pattern, pattern_of, slipped
from tutor.core.written import quoted, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Cased):
    """A short text; case, white space and typography are folded, signs count; the first case that fits wins."""

    KIND: ClassVar[str] = "text"
    EXAMPLE: ClassVar[str] = """\
::: text letter
What do machine learners call the m of y = mx + b?

- [x] weight
  > W, the number that an input is multiplied by.
- [x] slope
- [ ] bias
  > That is b.
- [ ] else
  > The word says how heavily an input counts.

Hint: It says how heavily an input counts.
Why: An input with a large one has much to say.
:::
"""
    STRANGE: ClassVar[tuple[str, ...]] = ("something else", "qqq")

    @classmethod
    def read(cls, block: BlockText) -> "Text":
        """Cases of literals and patterns."""
        cases, checked = read_cases(block, "- [x] gradient descent")
        _check(checked, block.report)
        return Text(**block.common(), cases=cases)

    def answer_hint(self) -> str:
        return "a word or a few"

    def how(self) -> str:
        return f"Type {self.answer_hint()}."

    def verdict(self, response: str) -> Grade:
        """Of the first case that fits; one slip in a long word is forgiven where nothing does."""
        if len(response) > MAX_ANSWER:
            return Grade.invalid(f"That is too long: answer with at most {MAX_ANSWER} characters.")
        try:
            named = [case for case in self.cases if case.match != ELSE]
            at = first_fit(response, [case.match for case in named])
        except PatternError as error:
            return Grade.lesson_error(f"A pattern of this question cannot be used: {error}")
        if at is not None:
            return named[at].verdict()
        literals = sorted((case for case in named if not is_pattern(case.match)), key=lambda case: not case.right)
        near = next((case for case in literals if slipped(response, case.match)), None)
        if near is not None:
            return near.verdict(f"(You wrote {quoted(response)}; it is spelt {quoted(near.match)}.)")
        rest = next((case for case in self.cases if case.match == ELSE), None)
        return rest.verdict() if rest is not None else Grade.failed(f"{quoted(response)} is not it.")

    def _literals(self) -> list[str]:
        """The right answers that are written out."""
        return [case.match for case in self.cases if case.right and not is_pattern(case.match)]

    def solution(self) -> str:
        """The first right literal, or an answer that a right pattern fits."""
        if literals := self._literals():
            return literals[0]
        examples = (_example(case.match) for case in self.cases if case.right)
        return next(filter(None, examples), "")

    def solution_text(self) -> str:
        return shown(self.solution())

    def gift(self) -> GiftForm:
        """Literals; `else` takes any text, and earns nothing."""
        return GiftForm(escaped(self.prompt), [_gift_case(case) for case in self.cases])

    def xapi(self) -> dict[str, Any]:
        """Fill in; patterns have no form there."""
        literals = self._literals()
        return {"interactionType": "fill-in", **({"correctResponsesPattern": literals} if literals else {})}

    def own_answers(self, case: Case) -> list[str]:
        """The literal, or a text that the pattern fits."""
        if not is_pattern(case.match):
            return [case.match]
        example = _example(case.match)
        return [example] if example else []

    def takes(self, case: Case, answer: str) -> bool:
        """Whether it says the same, or fits the pattern."""
        return fits(answer, case.match)

    def told_by(self, hint: str) -> bool:
        """It has a right literal, and the prompt does not."""
        return word_told(self.prompt, self._literals(), hint)


def _example(match: str) -> str:
    """A text that a pattern fits; '' where none can be made up."""
    try:
        return pattern_of(match).example or ""
    except PatternError:
        return ""


def _gift_case(case: Case) -> str:
    if case.match == ELSE:
        return f"=%0%*{feedback(case.feedback)}"
    if is_pattern(case.match):
        raise Unsayable(f"its case “{case.match}” is a pattern, and GIFT has only texts")
    return gift_case(case, literal(case.match))


def _check(cases: list[Placed], report: Report) -> None:
    """Each can be read, and reached."""
    patterns: list[tuple[str, int]] = []
    literals: dict[str, int] = {}
    for case, raw in cases:
        if is_pattern(case.match):
            if _pattern_works(case.match, raw, report) and len(patterns) < COMPARED:
                patterns.append((case.match, raw.line.number))
            continue
        same = [literals[fold(case.match)]] if fold(case.match) in literals else []
        check_reached(raw, same + [line for match, line in patterns if fits(case.match, match)], report)
        literals.setdefault(fold(case.match), raw.line.number)


def _pattern_works(match: str, raw: RawCase, report: Report) -> bool:
    try:
        pattern_of(match)
    except PatternError as error:
        ends = len(match) > 1 and match.endswith("/")
        message = str(error) if ends else "This pattern has no `/` at its end."
        fix = "`/gradient( descent)?/`: what the whole answer must match, case folded"
        report.error("bad-pattern", raw.line, message, fix, raw.column)
        return False
    return True
