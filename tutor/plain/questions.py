"""Questions as lines: options numbered as they are shown, answers translated to the order of the file."""

import re
from collections.abc import Sequence

from tutor.core.lesson.model import Blank, Choice, Gap, Match, Number, Order, Question
from tutor.core.questions import answer_hint
from tutor.plain.item import Item
from tutor.plain.talk import Talk

_PAIR = re.compile(r"(\d+)(\s*[=:]\s*)(\d+)")


class Asked(Item):
    """A question."""

    def present(self) -> None:
        """The prompt, what there is to choose from, and how to answer."""
        show(self.item, self.run.order(self.name), self.talk)

    def answer(self, line: str) -> None:
        """Grade it."""
        response = canonical(self.item, self.run.order(self.name), line.strip())
        self.verdict(*self.run.submit(self.name, response, seconds=self.seconds()))

    def help_lines(self) -> list[str]:
        """How it is answered."""
        return [how(self.item), "`answer TEXT` for an answer that is itself a word of these commands."]


def show(question: Question, order: Sequence[int], talk: Talk) -> None:
    """Put a question: its prompt, what there is to choose from, and how to answer."""
    talk.say(question.prompt)
    _choices(question, order, talk)
    talk.tell(how(question))


def how(question: Question) -> str:
    """What an answer is to look like."""
    hint = answer_hint(question)
    match question:
        case Choice(pick_all=True):
            return "Pick all that hold: type their numbers, with commas between."
        case Choice():
            return "Pick one: type its number."
        case Number():
            return f"Type a number{f', {hint}' if hint else ''}."
        case Blank(gaps=gaps) if len(gaps) > 1:
            return f"Type what goes into the {len(gaps)} gaps, in order, with a | between."
        case Blank():
            return "Type what goes into the gap."
        case Order():
            return "Type the numbers in the right order, with commas between."
        case Match(left=left):
            return f"Type which right one goes with each left one, from 1= to {len(left)}=, with commas between."
        case _:
            return f"Type {hint or 'your answer'}."


def canonical(question: Question, order: Sequence[int], typed: str) -> str:
    """The response in the file's numbers; a number that was not on offer stays and is refused by the grader."""

    def in_file(shown: str) -> str:
        at = int(shown) - 1
        return str(order[at] + 1) if 0 <= at < len(order) else shown

    match question:
        case Choice() | Order():
            return re.sub(r"\d{1,6}", lambda found: in_file(found[0]), typed)
        case Match():
            return _PAIR.sub(lambda found: found[1] + found[2] + in_file(found[3][:6]), typed)
        case _:
            return typed


def _choices(question: Question, order: Sequence[int], talk: Talk) -> None:
    match question:
        case Choice(options=options):
            _numbered([options[at].text for at in order], talk)
        case Order(entries=entries):
            _numbered([entries[at] for at in order], talk)
        case Match(left=left, right=right, headers=(one, other)):
            talk.tell(f"Left{f' ({one})' if one else ''}:")
            _numbered(left, talk)
            talk.tell(f"Right{f' ({other})' if other else ''}:")
            _numbered([right[at] for at in order], talk)
        case Blank(pieces=pieces):
            numbers = iter(range(1, len(pieces) + 1))
            talk.gap()
            talk.say("".join(f"(gap {next(numbers)})" if isinstance(piece, Gap) else piece for piece in pieces))


def _numbered(texts: Sequence[str], talk: Talk) -> None:
    for number, text in enumerate(texts, start=1):
        talk.say(text, f"{number}. ")
