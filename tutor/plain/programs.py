"""A program to write: from a file, or line by line until a lone dot."""

from tutor.core.answering import grade_program
from tutor.core.code.source import read_source
from tutor.core.paths import absolute
from tutor.plain.item import Item

END = "."
UNSEALED = "It ran with your own rights, not in a sandbox: this system has none."


class Written(Item):
    """A code item."""

    def present(self) -> None:
        """The task, the starter, and how to hand a program in."""
        self.talk.say(self.item.prompt)
        self.talk.tell("It starts like this:")
        self.talk.code(self.item.starter.rstrip())
        draft = self.run.state(self.name).draft
        if draft and draft != self.item.starter:
            self.talk.tell("Your last program is kept; `mine` shows it.")
        self.talk.tell("Type `file solution.py`, or your program line by line, and a line with only a dot at its end.")

    def help_lines(self) -> list[str]:
        """How a program is handed in."""
        return [
            "`file PATH` runs and checks the program in a file.",
            f"Or type it; the first line that is no command begins it, a line with only `{END}` ends it.",
            "`write` begins it where its first line would be a command.",
        ]

    def answer(self, line: str) -> None:
        """A file, or the first line of a program."""
        word, _, path = line.strip().partition(" ")
        if word.lower() == "file" and path:
            self._grade(read_source(absolute(path.strip())))
        else:
            self._read([line])

    def do_write(self) -> None:
        """Lines until a lone dot."""
        self._read([])

    def do_mine(self) -> None:
        """The last program."""
        self.talk.code((self.run.state(self.name).draft or self.item.starter).rstrip())

    def feedback(self, text: str) -> None:
        """What is said of a program quotes it, so it is no Markdown."""
        self.talk.tell(text.strip())

    def _read(self, lines: list[str]) -> None:
        while (line := self.talk.ask()).strip() != END:
            lines.append(line)
        self._grade("\n".join(lines) + "\n")

    def _grade(self, source: str) -> None:
        """Run it apart, and tell what it printed, where it failed and the verdict."""
        self.talk.tell("Running.")
        result = grade_program(self.run.lesson, self.item, source, self.run.shown.seed(self.name))
        done = self.run.record(self.name, source, result.grade, seconds=self.seconds())
        for said, text in (("It printed:", result.prints), ("It ended with:", result.traceback)):
            if text:
                self.talk.tell(said)
                self.talk.code(text.rstrip("\n"))
        if not result.level.sealed:
            self.talk.tell(UNSEALED)
        self.verdict(result.grade, done)
