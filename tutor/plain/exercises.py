"""A live exercise as a small conversation: predict, move, run, look, check."""

from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT, signal
from threading import current_thread, main_thread
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.controls import Number, Slider
from tutor.core.exercise.controls.base import Field
from tutor.core.exercise.kit import Action
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Diagram, Formula, View, ViewPart
from tutor.core.run import LessonRun
from tutor.core.worker import SyncWorker
from tutor.plain.item import Item
from tutor.plain.names import called, named
from tutor.plain.talk import Talk

MOST = 1_000
"""So often an action can be repeated by one line."""
EVERY = 5
"""Of so many results of a slow action one is told."""


class Played(Item):
    """An exercise."""

    def __init__(self, run: LessonRun, name: str, talk: Talk, worker: SyncWorker | None = None) -> None:
        super().__init__(run, name, talk)
        self.worker = worker
        """For slow steps; who only tells it needs none."""
        self.told: frozenset[str] = frozenset()
        """The lines of the view that was told last."""
        self.compared: set[int] = set()
        """Numbers of the predictions whose truth was told."""

    @property
    def play(self) -> Play:
        """The learner's hand on it."""
        return self.run.shown.play(self.name)

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
        for part in self._view().parts:
            self.talk.tell(part.words())
        self.told = frozenset(line for _, line in self._lines())
        enabled = self.play.enabled_controls(self.part)
        for field in self.play.visible_fields(self.part):
            self.talk.tell("- " + field.offer(getattr(self.play.state, field.name)))
        names = [called(each) for each in self._actions() if enabled is None or each.name in enabled]
        if names:
            self.talk.tell(f"- You can: {', '.join(names)}.")
        if any(one.see and not self.play.shows_truth(one, self.part) for one in self.play.predictions(self.part)):
            self.talk.tell("`see` shows what you were asked about.")
        self.talk.tell("`check` when you are there; `help` lists what you can type.")

    def _actions(self) -> tuple[Action, ...]:
        return self.play.actions(self.part)

    def _view(self) -> View:
        return self.play.view(self.part, guessed=self._next_prediction() is None)

    def _lines(self) -> Iterator[tuple[ViewPart, str]]:
        for part in self._view().parts:
            for line in part.words().split("\n"):
                yield part, line

    def help_lines(self) -> list[str]:
        """What moves it."""
        code = ", `code` for the same in Python" if self.play.at(self.part).declared.writes_code else ""
        return [
            "A control and its value, as in `w 1.2` or `w = 1.2`; `w up 3` for three steps.",
            "An action by its name, `step`, or often, `step 10`; a long one is stopped with Ctrl+C.",
            f"`check` for the verdict, `look` for the whole view{code}.",
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
        action = None if setting else named(text, self._actions())
        field = None if doing else named(text, self.play.visible_fields(self.part))
        if action is not None and (field is None or len(action[1]) < len(field[1])):
            self._act(*action)
        elif field is not None:
            self._set(*field)
        else:
            names = [each.name for each in self.play.visible_fields(self.part)] + [
                each.name for each in self._actions()
            ]
            raise TutorError(f"“{line.strip()}” is nothing here. There are: {', '.join(names)}; `help` says more.")

    def _next_prediction(self) -> Any:
        asked, said = self.play.predictions(self.part), self.run.predictions(self.name)
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
        if self._next_prediction() is None:
            self._whole()
        else:
            self._ask()

    def _compare(self) -> None:
        """What was said, and what it was, once its evidence is there."""
        made = zip(self.play.predictions(self.part), self.run.predictions(self.name), strict=False)
        for number, (one, guess) in enumerate(made):
            if number in self.compared or not self.play.shows_truth(one, self.part):
                continue
            self.compared.add(number)
            said = f"You said: {one.options[guess]}. " if 0 <= guess < len(one.options) else ""
            self.talk.say(f"{said}It was: {one.options[self.play.truth(one, self.part)]}. {one.why}")

    def do_see(self) -> None:
        """What decides a prediction: the control or the action that it asked about."""
        made = enumerate(self.play.predictions(self.part)[: len(self.run.predictions(self.name))])
        one = next((one for number, one in made if one.see and number not in self.compared), None)
        if one is None:
            self.talk.tell("There is nothing left to see.")
            return
        action = next((action for action in self._actions() if action.name == one.see), None)
        if action is not None:
            self._act(action, "")
        else:
            self.play.nudge(one.see, one.steps, self.part)
            self._moved(self.play.field(one.see).offer(getattr(self.play.state, one.see)))

    def _set(self, field: Field, text: str) -> None:
        word, _, count = text.partition(" ")
        steps = count if count.isdecimal() else "1" if not count else ""
        if isinstance(field.control, Slider | Number) and word in ("up", "down") and steps:
            self.play.nudge(field.name, int(steps[:6]) * (1 if word == "up" else -1), self.part)
        else:
            value = getattr(self.play.state, field.name)
            self.play.set(field.name, field.control.typed(field, value, text, self.play.view(self.part)), self.part)
        label = " ".join(field.label.split())
        self._moved(f"{label}: {field.control.at(getattr(self.play.state, field.name))}.")

    def _act(self, action: Action, text: str) -> None:
        if text and not text.isdecimal():
            raise TutorError(f"Type `{action.name}`, or `{action.name} 10` to do it ten times.")
        if action.slow:
            self._slowly(action)
            return
        with _stoppable() as stopped:
            for _ in range(min(int(text[:6] or 1), MOST) if text else 1):
                for _ in self.play.frames(action.name, self.part, seconds=None):
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
            with self.play.animation(action.name):
                assert self.worker is not None
                self.worker.act(self.run.shown.job(self.name, action.name), show)
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
        if self.play.slow_grade(self.part):
            self.talk.tell("This takes a while; Ctrl+C stops it.")
            try:
                assert self.worker is not None
                grade = self.worker.grade(self.run.shown.job(self.name))
            except KeyboardInterrupt:
                self.talk.tell("Stopped.")
                return
            done = self.run.record(self.name, self.play.dump(), grade, seconds=self.seconds())
        else:
            grade, done = self.run.submit(self.name, seconds=self.seconds())
        self.verdict(grade, done)
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
