"""A choice: one option, or all that hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import Pattern
from typing import Any, ClassVar, Literal

from tutor.core.exchange.gift_form import MOST_RIGHT, GiftForm, Unsayable, escaped, feedback, percent
from tutor.core.exchange.xapi_form import components, numbers_joined
from tutor.core.grade import Grade
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.body import BOX, Body
from tutor.core.lesson.source import Line, Report
from tutor.core.questions.entries import hanging, no_twins, quoted
from tutor.core.questions.giveaway import has
from tutor.core.questions.question import RIGHT, Listing, Question
from tutor.core.questions.responses import all_in_file, indices
from tutor.core.questions.shuffling import shuffled


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; `feedback` is what a learner who picks it reads."""

    text: str
    right: bool
    feedback: str = ""
    line: int = 0

    @property
    def said(self) -> str:
        """It as the author wrote it."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """Pick one (`pick_all` false) or all that hold."""

    KIND: ClassVar[str] = "choice"
    EXAMPLE: ClassVar[str] = """\
::: choice raise-b
What does raising b by one do to the line y = mx + b?

- [x] Lifts every point of it by one
  > b is added last, so every answer grows by the same one.
- [ ] Makes it steeper
  > That is what m does. At x = 0 only b is left.

Hint: Compare y = 2x with y = 2x + 1.
Why: b shifts all answers alike.
:::
"""
    OWN_KEYS: ClassVar[tuple[str, ...]] = ("pick", "shuffle")
    MARKER: ClassVar[Pattern[str] | None] = BOX

    options: tuple[Option, ...]
    pick_all: bool = False
    shuffle: bool = True

    @classmethod
    def read(cls, block: BlockText) -> "Choice":
        """Options with a box each; that several are right says that all are to be picked."""
        header, report = block.header, block.report
        options = _options(block.body, block.opener, report)
        right = sum(option.right for option in options)
        pick = header.one_of(report, "pick", "one", "all")
        if pick == "one" and right > 1:
            header.wrong(report, "pick", f"pick=all: {right} options are right")
        shuffle = header.one_of(report, "shuffle", "yes", "no") != "no"
        return Choice(**block.common(), options=options, pick_all=pick == "all" or right > 1, shuffle=shuffle)

    def graded(self) -> list[Any]:
        """The options and which are right."""
        return [self.pick_all, [(option.text, option.right) for option in self.options]]

    def rows(self) -> tuple[int, list[str]]:
        """The options, one below the other."""
        return 2, [self.prompt, *(option.text for option in self.options)]

    def order(self, seed: int) -> tuple[int, ...]:
        count = len(self.options)
        return shuffled(self.name, count, seed, may_stay=True) if self.shuffle else tuple(range(count))

    def lists(self, order: Sequence[int]) -> tuple[Listing, ...]:
        return (Listing([self.options[at].text for at in order]),)

    def answer_hint(self) -> str:
        return "pick all that apply" if self.pick_all else "pick one"

    def how(self) -> str:
        if self.pick_all:
            return "Pick all that apply: type their numbers, with commas between."
        return "Pick one: type its number."

    def as_data(self) -> dict[str, Any]:
        """The options in the file's order."""
        return {"options": [option.text for option in self.options]}

    def in_file_order(self, typed: str, order: Sequence[int]) -> str:
        """Every number is an option's."""
        return all_in_file(typed, order)

    def verdict(self, response: str) -> Grade:
        """The feedback is the picked option's own."""
        picked = self._picked(response)
        if isinstance(picked, str):
            return Grade.invalid(picked)
        if self.pick_all:
            return self._of_all(picked)
        option = self.options[picked[0]]
        if option.right:
            return Grade.passed(option.feedback or RIGHT)
        return Grade.failed(option.feedback or f"“{option.text}” is not it.", misconception=option.text)

    def _picked(self, response: str) -> tuple[int, ...] | str:
        """The indices picked, in file order; or what was expected."""
        count = len(self.options)
        picked = indices(response, count)
        example = "1,2" if self.pick_all else "2"
        if picked is None:
            return f"Answer with option numbers from 1 to {count}, for example `{example}`."
        if len(set(picked)) > 1 and not self.pick_all:
            return f"Only one option is right: pick one, for example `{example}`."
        return tuple(sorted(set(picked)))

    def _of_all(self, picked: tuple[int, ...]) -> Grade:
        """Scored (hits - false)/|key|, floored at 0; what is missing is counted, not named."""
        chosen = [self.options[index] for index in picked]
        wrong = [option for option in chosen if not option.right]
        key = sum(option.right for option in self.options)
        hits = len(chosen) - len(wrong)
        missing = key - hits
        if not wrong and not missing:
            said = [f"“{option.text}”: {option.feedback}" for option in chosen if option.feedback]
            return Grade.passed("\n\n".join([RIGHT, *said]))
        said = [f"“{option.text}”: {option.feedback or 'that does not apply.'}" for option in wrong]
        if missing:
            said.append("One more option applies." if missing == 1 else f"{missing} more options apply.")
        if hits > len(wrong):
            less = ", less the one that does not" if len(wrong) == 1 else f", less {len(wrong)} that do not"
            said.insert(0, f"{hits} of the {key} that apply{less if wrong else ''}.")
        misconception = "; ".join(option.text for option in wrong)
        return Grade.scored((hits - len(wrong)) / key, "\n\n".join(said), misconception=misconception)

    def solution(self) -> str:
        """The numbers of the right ones."""
        return ",".join(str(at) for at, option in enumerate(self.options, 1) if option.right)

    def solution_text(self) -> str:
        right = [option.text for option in self.options if option.right]
        return right[0] if len(right) == 1 else "\n".join(f"- {text}" for text in right)

    def response_text(self, response: str) -> str:
        """The texts of what was picked."""
        picked = self._picked(response)
        if isinstance(picked, str):
            return response
        texts = [self.options[at].text for at in picked]
        return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)

    @property
    def picks_one(self) -> bool:
        """Unless all are to be picked."""
        return not self.pick_all

    @property
    def coin(self) -> bool:
        return self.picks_one and len(self.options) < 3

    @property
    def asks_for(self) -> Literal["diagnosis", "recall"]:
        """To find all that hold is a diagnosis."""
        return "diagnosis" if self.pick_all else "recall"

    def body_lines(self) -> list[str]:
        return [
            line
            for option in self.options
            for line in (f"- [{'x' if option.right else ' '}] {hanging(option.text)}", *quoted(option.feedback))
        ]

    def header_words(self) -> list[str]:
        """What is not so by default."""
        return ["pick=all"] * self.pick_all + ["shuffle=no"] * (not self.shuffle)

    def gift(self) -> GiftForm:
        """Each option with `=` or `~`; where all are to be picked, with its share."""
        right = sum(option.right for option in self.options)
        if self.pick_all and right > MOST_RIGHT:
            raise Unsayable(f"{right} options are right, and Moodle has no weight below 1/{MOST_RIGHT}")
        lines = []
        for option in self.options:
            mark = "=" if option.right else "~"
            if self.pick_all:
                mark = f"~%{'' if option.right else '-'}{percent(100 / right)}%"
            lines.append(f"{mark}{escaped(option.text)}{feedback(option.feedback)}")
        return GiftForm(escaped(self.prompt), lines)

    def gift_note(self) -> dict[str, Any]:
        return {"pick_all": self.pick_all, "shuffle": self.shuffle}

    def xapi(self) -> dict[str, Any]:
        return {
            "interactionType": "choice",
            "choices": components(option.text for option in self.options),
            "correctResponsesPattern": [self.xapi_response(self.solution())],
        }

    def xapi_response(self, response: str) -> str:
        return numbers_joined(response)

    @property
    def answers(self) -> tuple[Option, ...]:
        return self.options

    def examples(self) -> Iterator[tuple[str, str]]:
        """Each option; where all are to be picked, each wrong one beside those that hold."""
        right = [at for at, option in enumerate(self.options, 1) if option.right]
        for at, option in enumerate(self.options, 1):
            if self.picks_one:
                yield option.text, str(at)
            elif not option.right:
                yield option.text, ",".join(map(str, sorted([*right, at])))
        if self.pick_all:
            yield "all that apply", self.solution()

    def distinct(self) -> list[str]:
        return [option.text for option in self.options]

    def told_by(self, hint: str) -> bool:
        """It has a right option's text, and no wrong one's."""
        right = [option.text for option in self.options if option.right]
        wrong = [option.text for option in self.options if not option.right]
        return any(has(hint, text) for text in right) and not any(has(hint, text) for text in wrong)


def _options(body: Body, opener: Line, report: Report) -> tuple[Option, ...]:
    """At least two, one right, one wrong, none twice."""
    cases = body.cases
    options = tuple(Option(case.text, case.box in "xX", case.feedback, case.line.number) for case in cases)
    no_twins([case.text for case in cases], cases, "option", report)
    if body.misread:
        return options
    if len(options) < 2:
        fix = "add lines `- [x] right` and `- [ ] wrong`"
        report.error("too-few", opener, f"A choice needs two options or more; this has {len(options)}.", fix)
    elif not any(option.right for option in options):
        report.error("no-right", opener, "No option is right.", "mark the right one with `- [x]`")
    elif all(option.right for option in options):
        report.error("no-wrong", opener, "No option is wrong.", "add a line `- [ ] a misconception` with its feedback")
    return options
