"""One item as a conversation: told, answered, and talked about until the learner goes on."""

from concurrent.futures import Future, wait
from time import monotonic
from typing import Any

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.grade import Grade, Outcome, headed, lines_of
from tutor.core.run import LessonRun
from tutor.core.store.port import SaveState, Store
from tutor.plain.talk import Left, Talk

LONGEST_WAIT = 5.0
"""Seconds after which a saving that is not done is told as such."""


class Item:
    """What all items share; `answer`, `present` and `help_lines` are each kind's own."""

    def __init__(self, run: LessonRun, name: str, talk: Talk) -> None:
        self.run, self.name, self.talk = run, name, talk
        self._since = monotonic()

    @property
    def item(self) -> Any:
        """The item as this attempt shows it."""
        return self.run.shown.question(self.name)

    def present(self) -> None:
        """Put the item to the learner."""
        raise NotImplementedError

    def answer(self, line: str) -> None:
        """Take a line that is no command of all items."""
        raise NotImplementedError

    def help_lines(self) -> list[str]:
        """What may be typed at this kind of item."""
        raise NotImplementedError

    def converse(self) -> bool:
        """Talk until the learner goes on (True) or back (False). Raises Left."""
        try:
            self._begin()
        except ExerciseError as error:
            self.talk.say(f"{self.name}: the lesson is at fault, not you. {error}. The rest goes on.")
            return True
        while True:
            line = self.talk.ask()
            word, _, rest = line.strip().partition(" ")
            match word.lower(), rest.strip():
                case ("next" | "skip", ""):
                    self._leave()
                    return True
                case ("", _) if self.run.state(self.name).settled:
                    return True
                case ("", _):
                    self.talk.tell("This one is open. `help` lists what you can type; `skip` goes on without.")
                case ("back", ""):
                    return False
                case ("quit" | "exit", ""):
                    raise Left
                case _:
                    self.take(line)

    def _begin(self) -> None:
        self.present()
        self._since = monotonic()
        state = self.run.state(self.name)
        if state.settled:
            self.talk.tell("You have done this one. Enter goes on; `again` is another attempt.")

    def take(self, line: str) -> None:
        """Do what a line says; what is wrong with it, or with the lesson's code, is one sentence."""
        try:
            command = getattr(self, f"do_{line.strip().lower()}", None)
            word, _, rest = line.strip().partition(" ")
            if command is not None:
                command()
            else:
                self.answer(rest if word.lower() == "answer" and rest else line)
        except TutorError as error:
            self.talk.tell(str(error))

    def _leave(self) -> None:
        if not self.run.state(self.name).settled:
            self.run.skip(self.name)
            self.talk.tell("Left open; you can come back to it.")

    def do_help(self) -> None:
        """What may be typed."""
        for line in self.help_lines():
            self.talk.tell(f"- {line}")
        self.talk.tell(
            "- `hint` for a hint, `show` for the answer after a try, `again` for another attempt, `look` to hear it "
            "again, `next` or `skip` to go on, `back` for the page before, `quit` to leave. All is saved at once."
        )

    def do_look(self) -> None:
        """The item once more."""
        self.present()

    def do_hint(self) -> None:
        """One more hint, or the last one again."""
        count = len(self.item.hints)
        before = self.run.state(self.name).hints
        text = self.run.hint(self.name)
        if not count:
            self.talk.tell("There is no hint for this one.")
            return
        again = " once more" if before == count else ""
        self.talk.say(f"Hint {self.run.state(self.name).hints} of {count}{again}. {text}")

    def do_why(self) -> None:
        """The why, once there is nothing left to give away."""
        if not self.run.state(self.name).settled:
            self.talk.tell("The why comes once this is answered, or after `show`.")
        else:
            self.talk.say(f"Why. {self.item.why}" if self.item.why else "There is no more about it.")

    def do_show(self) -> None:
        """The answer, after a try."""
        state = self.run.state(self.name)
        if not state.tries and not state.settled:
            self.talk.tell("Try first: a wrong answer costs nothing here. `skip` goes on without.")
            return
        answer = self.run.reveal(self.name)
        self.talk.tell("The answer:")
        self.talk.say(answer)
        self._settled()

    def do_again(self) -> None:
        """A new attempt with a new seed."""
        if not self.run.state(self.name).tries:
            self.talk.tell("Answer this one first.")
            return
        self.run.retry(self.name)
        self._begin()

    def verdict(self, grade: Grade, done: "Future[None]") -> None:
        """Tell what became of an answer; that it is saved only once it is on disk."""
        self.feedback("".join(headed(head(grade), grade.feedback)))
        for line in lines_of(grade):
            self.talk.tell(line)
        if grade.counts:
            self.talk.tell(saved(self.run.store, done))
        if self.run.state(self.name).settled:
            self._settled()

    def feedback(self, text: str) -> None:
        """Tell what a verdict says, which is Markdown."""
        self.talk.say(text.strip())

    def _settled(self) -> None:
        if self.item.why:
            self.do_why()
        self.talk.tell("Enter goes on.")

    def seconds(self) -> float:
        """Since the item was put, or answered last."""
        before, self._since = self._since, monotonic()
        return self._since - before


def head(grade: Grade) -> str:
    """How a verdict begins, or ''."""
    match grade.outcome:
        case Outcome.PASSED:
            return "Right" if grade.score >= 1 else "Good enough"
        case Outcome.FAILED:
            return "Partly right" if grade.score > 0 else "Not yet"
        case Outcome.INVALID:
            return "This can't be read as an answer, and costs nothing"
    return ""


def saved(store: Store, done: "Future[None]") -> str:
    """That it is saved, once it is; or why it is not yet."""
    end = monotonic() + LONGEST_WAIT
    while not wait([done], timeout=0.1).done and monotonic() < end and store.state is not SaveState.UNSAVED:
        pass
    if done.done() and store.state is not SaveState.UNSAVED:
        return "Saved."
    return store.notices[-1] if store.notices else "Not saved yet; tutor keeps trying."
