"""A live exercise as a small conversation: predict, move, run, look, check."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from signal import SIGINT, signal
from threading import current_thread, main_thread
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.controls import Number, Slider
from tutor.core.exercise.kit import Action
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import Field
from tutor.core.exercise.view import Diagram, Formula, ViewPart
from tutor.core.exercise.words import words
from tutor.core.run import LessonRun
from tutor.core.worker import SyncWorker
from tutor.plain import controls
from tutor.plain.item import Item
from tutor.plain.talk import Talk

MOST = 1_000
"""So often an action can be repeated by one line."""
EVERY = 5
"""Of so many results of a slow action one is told."""


class Played(Item):
    """An exercise."""

    def __init__(self, run: LessonRun, name: str, talk: Talk, worker: SyncWorker) -> None:
        super().__init__(run, name, talk)
        self.worker = worker
        self.told: frozenset[str] = frozenset()
        """The lines of the view that was told last."""
        self.awaited = False
        """Whether what was predicted is still to be compared."""

    @property
    def play(self) -> Play:
        """The learner's hand on it."""
        return self.run.play(self.name)

    @property
    def part(self) -> str:
        """Which part of the exercise this is."""
        return str(self.item.part)

    def present(self) -> None:
        """The goal; what is to be predicted; or the view and the controls."""
        self.talk.say(self.item.prompt)
        if self.play.notice:
            self.talk.tell(self.play.notice)
        if self._next_prediction() is None:
            self._whole()
        else:
            self._ask()

    def _whole(self) -> None:
        for part in self.play.view(self.part).parts:
            self.talk.tell(words(part))
        self.told = frozenset(line for _, line in self._lines())
        enabled = self.play.enabled()
        for field in self.play.shown_fields(self.part):
            self.talk.tell("- " + controls.offer(field, getattr(self.play.state, field.name)))
        names = [_called(each) for each in self._actions() if enabled is None or each.name in enabled]
        if names:
            self.talk.tell(f"- You can: {', '.join(names)}.")
        self.talk.tell("`check` when you are there; `help` tells what you can type.")

    def _actions(self) -> list[Action]:
        return self.play.shown_actions(self.part)

    def _lines(self) -> Iterator[tuple[ViewPart, str]]:
        for part in self.play.view(self.part).parts:
            for line in words(part).split("\n"):
                yield part, line

    def help_lines(self) -> list[str]:
        """What moves it."""
        return [
            "A control and its value, as in `w 1.2` or `w = 1.2`; `w up 3` for three steps.",
            "An action by its name, `step`, or often, `step 10`; a long one is stopped with Ctrl+C.",
            "`check` for the verdict, `look` for the whole view, `code` for the same in Python.",
            "`undo`, `redo`, `restart`; `set NAME VALUE` and `do NAME` if a name is also a command.",
        ]

    def answer(self, line: str) -> None:
        """A prediction while one is asked for, else a move."""
        text = " ".join(line.split())
        if self._next_prediction() is not None:
            self._predicted(text.casefold().removeprefix("predict").strip())
            return
        word, _, rest = text.partition(" ")
        setting, doing = (word.casefold() == each and bool(rest) for each in ("set", "do"))
        text = rest if setting or doing else text
        action = None if setting else _named(text, self._actions())
        field = None if doing else _named(text, self.play.shown_fields(self.part))
        if action is not None and (field is None or len(action[1]) < len(field[1])):
            self._act(*action)
        elif field is not None:
            self._set(*field)
        else:
            names = [each.name for each in self.play.shown_fields(self.part)] + [each.name for each in self._actions()]
            raise TutorError(f"“{line.strip()}” is nothing here. There are: {', '.join(names)}; `help` tells more.")

    def _next_prediction(self) -> Any:
        asked, said = self.play.predictions(self.part), self.run.said(self.name)
        return asked[len(said)] if len(said) < len(asked) else None

    def _ask(self) -> None:
        predict = self._next_prediction()
        self.talk.say(f"Predict first; it is not scored. {predict.question}")
        for number, option in enumerate(predict.options, start=1):
            self.talk.say(option, f"{number}. ")
        self.talk.tell("Type `predict` and a number, or `predict none`.")

    def _predicted(self, text: str) -> None:
        options = self._next_prediction().options
        if text not in ("none", *(str(number) for number in range(1, len(options) + 1))):
            raise TutorError(f"Predict first: `predict 1` to `predict {len(options)}`, or `predict none`.")
        self.run.predict(self.name, -1 if text == "none" else int(text) - 1)
        self.awaited = True
        if self._next_prediction() is None:
            self._whole()
        else:
            self._ask()

    def _compare(self) -> None:
        """What was said, and what it was, once something was moved."""
        if not self.awaited:
            return
        self.awaited = False
        for predict, said in zip(self.play.predictions(self.part), self.run.said(self.name), strict=False):
            guess = f"You said: {predict.options[said]}. " if 0 <= said < len(predict.options) else ""
            self.talk.say(f"{guess}It was: {predict.options[self.play.truth(predict)]}. {predict.why}")

    def _set(self, field: Field, text: str) -> None:
        word, _, count = text.partition(" ")
        steps = count if count.isdecimal() else "1" if not count else ""
        if isinstance(field.control, Slider | Number) and word in ("up", "down") and steps:
            self.play.nudge(field.name, int(steps[:6]) * (1 if word == "up" else -1))
        else:
            value = getattr(self.play.state, field.name)
            self.play.set(field.name, controls.typed(field, value, text, self.play.view(self.part)))
        label = " ".join(field.label.split())
        self._moved(f"{label}: {controls.at(field, getattr(self.play.state, field.name))}.")

    def _act(self, action: Action, text: str) -> None:
        if text and not text.isdecimal():
            raise TutorError(f"Type `{action.name}`, or `{action.name} 10` to do it ten times.")
        if action.slow:
            self._slowly(action)
            return
        with _stoppable() as stopped:
            for _ in range(min(int(text[:6] or 1), MOST) if text else 1):
                for _ in self.play.frames(action.name, seconds=None):
                    if stopped:
                        break
                if stopped:
                    self.talk.tell("Stopped.")
                    break
        self._moved("")

    def _slowly(self, action: Action) -> None:
        """In the worker, with a line now and then."""
        self.talk.tell("This takes a while; Ctrl+C stops it.")
        count = 0

        def show(state: str) -> None:
            nonlocal count
            count += 1
            self.play.show(state)
            if count % EVERY == 0:
                self.talk.tell(f"{count} results so far.")

        try:
            with self.play.animation():
                self.worker.act(self.run.job(self.name, action.name), show)
        except KeyboardInterrupt:
            self.talk.tell("Stopped.")
        self._moved("", everything=True)

    def _moved(self, what: str, *, everything: bool = False) -> None:
        """Save, and tell what is new: numbers, notes, tables and charts that were not there before."""
        self.run.draft(self.name, self.play.dump())
        lines = list(self._lines())
        new = [(part, line) for part, line in lines if line not in self.told]
        charts = {id(part) for part, line in new if isinstance(part, Chart) and line.startswith("Chart")}
        brief = [line for part, line in new if id(part) in charts or not _long(part, line)]
        chosen = [line for _, line in new] if everything or not brief else brief
        self.talk.tell("\n".join([what, *chosen] if what else chosen) or "Nothing changed.")
        self.told = frozenset(line for _, line in lines)
        self._compare()

    def do_check(self) -> None:
        """The verdict on the state."""
        if self._next_prediction() is not None:
            self._ask()
            return
        if self.play.slow_grade:
            self.talk.tell("This takes a while; Ctrl+C stops it.")
            try:
                grade = self.worker.grade(self.run.job(self.name))
            except KeyboardInterrupt:
                self.talk.tell("Stopped.")
                return
            done = self.run.record(self.name, self.play.dump(), grade, seconds=self.seconds())
        else:
            grade, done = self.run.submit(self.name, seconds=self.seconds())
        self.verdict(grade, done)
        if grade.counts:
            self._compare()

    def do_show(self) -> None:
        """One way to do it, left in place."""
        super().do_show()
        if self.run.state(self.name).revealed:
            self._moved("")

    def do_code(self) -> None:
        """The program for what is on screen."""
        code = self.play.code(self.part)
        if code:
            self.talk.code(code.rstrip())
        else:
            self.talk.tell("There is no program for this one.")

    def do_undo(self) -> None:
        """Take the last move back."""
        self._step(self.play.undo())

    def do_redo(self) -> None:
        """Do it again."""
        self._step(self.play.redo())

    def do_restart(self) -> None:
        """Back to the start, as a move that can be undone."""
        self.play.restart()
        self._step(True)

    def _step(self, moved: bool) -> None:
        if moved:
            self._moved("")
        else:
            self.talk.tell("There is nothing to do that with.")


def _long(part: ViewPart, line: str) -> bool:
    """What is told by `look` alone while shorter news is to be had."""
    return isinstance(part, Chart | Formula) or (isinstance(part, Diagram) and line.startswith("From "))


def _called(action: Action) -> str:
    label = " ".join(action.label.split())
    return action.name if label.casefold() == action.name.replace("_", " ") else f"{action.name} ({label})"


def _named(text: str, things: Sequence[Any]) -> tuple[Any, str] | None:
    """The control or action that `text` begins with, by name or label, and the rest; the longest name wins."""
    found: list[tuple[int, Any, str]] = []
    for thing in things:
        for name in (thing.name, " ".join(thing.label.split())):
            rest = text[len(name) :]
            if text.casefold().startswith(name.casefold()) and rest[:1] in ("", " ", "="):
                found.append((len(name), thing, rest.strip().removeprefix("=").strip()))
    best = max(found, key=lambda each: each[0], default=None)
    return (best[1], best[2]) if best else None


@contextmanager
def _stoppable() -> Iterator[list[bool]]:
    """While open, the first Ctrl+C fills the list and does not land inside a lesson's code; only the next does."""
    stopped: list[bool] = []

    def stop(*_: object) -> None:
        if stopped:
            raise KeyboardInterrupt
        stopped.append(True)

    if current_thread() is not main_thread():
        yield stopped
        return
    before = signal(SIGINT, stop)
    try:
        yield stopped
    finally:
        signal(SIGINT, before)
