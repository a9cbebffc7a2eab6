"""Questions as lines: options numbered as they are shown, answers translated to the order of the file."""

from collections.abc import Sequence

from tutor.core.lesson.model import Question
from tutor.plain.item import Item
from tutor.plain.talk import Talk


class Asked(Item):
    """A question."""

    def present(self) -> None:
        """The prompt, what there is to choose from, and how to answer."""
        show(self.item, self.run.shown.order(self.name), self.talk)

    def answer(self, line: str) -> None:
        """Grade it."""
        response = self.item.in_file_order(line.strip(), self.run.shown.order(self.name))
        self.verdict(*self.run.submit(self.name, response, seconds=self.seconds()))

    def help_lines(self) -> list[str]:
        """How it is answered."""
        return [self.item.how(), "`answer TEXT` for an answer that is itself a word of these commands."]


def show(question: Question, order: Sequence[int], talk: Talk) -> None:
    """Put a question: its prompt, what there is to choose from, and how to answer."""
    talk.say(question.prompt)
    for listing in question.lists(order):
        if listing.title:
            talk.tell(f"{listing.title}:")
        for number, text in enumerate(listing.texts, start=1):
            talk.say(text, f"{number}. ")
    if passage := question.passage(lambda number: f"(gap {number})"):
        talk.gap()
        talk.say(passage)
    talk.tell(question.how())
