"""A learner's hand on one exercise: knows where the keys go and what each control is at, and moves it by keys alone."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.terminal.terminal import DOWN, ENTER, LEFT, RIGHT, TAB, UP, Terminal
from tutor.core.exercise.controls import Cells
from tutor.core.exercise.play import Play
from tutor.core.safe_text import one_line
from tutor.ui.widgets.action_keys import action_keys
from tutor.ui.widgets.controls import LABEL

Moves = Callable[["Hand"], None]
"""How an exercise is brought to where it is right; after it, enter checks."""


class Hand:
    """The keys begin at the table that is marked, or else at the first control.

    `play` is a run of the exercise beside the one on screen, at the reference solution; `saved` gives the state that
    the program has kept.
    """

    def __init__(self, terminal: Terminal, play: Play, part: str, saved: Callable[[], str]) -> None:
        self.terminal, self.play, self.part, self.saved = terminal, play, part, saved
        fields = play.visible_fields(part)
        self.cells = next((field for field in fields if isinstance(field.control, Cells)), None)
        self.lines = {field.name: field for field in fields if field is not self.cells}
        self.keys = {action.name: key for key, action in action_keys(play.actions(part)).items()}
        self.at: int | None = 0 if self.cells is None else None
        """The control in hand; None is the table."""
        self.shown = dict(vars(play.state))
        play.solve(part)

    @property
    def goal(self) -> Any:
        """The state of the reference solution."""
        return self.play.state

    def look(self) -> None:
        """Go on from what stands on screen: there the program may have measured what nobody can know before."""
        self.play.resume(self.saved())
        self.play.solve(self.part)

    def everything(self) -> None:
        """All that is marked, then every control that is to be changed."""
        self.mark()
        self.set(*self.lines)

    def set(self, *names: str, **values: Any) -> None:
        """Set these controls, from the top down, to what the reference solution has them at, or to these values."""
        wanted: Mapping[str, Any] = {name: getattr(self.play.state, name) for name in names} | values
        asked = list(getattr(self.play.state, "order", ()))  # flow-graph counts in which order its gradients came
        names = tuple(name for name in self.lines if name in wanted)
        for name in sorted(names, key=lambda name: asked.index(name) if name in asked else -1):
            if typed(wanted[name]) != typed(self.shown[name]):
                self.to(name)
                self._until_saved(lambda name=name: self._put(name, wanted[name]))

    def to(self, name: str) -> None:
        """Take this control in hand."""
        place = list(self.lines).index(name)
        if self.at is None:
            self.terminal.keys(TAB)
        by = place - (self.at or 0)
        self.terminal.keys(*([DOWN] * by or [UP] * -by))
        self.at = place
        label = one_line(self.lines[name].label, LABEL)[: LABEL // 2 - 1]
        self.terminal.until(f"› {label}")

    def mark(self) -> None:
        """Give each row of the table its tag, or a mark, from the top down; in cells, along each row."""
        if self.cells is None:
            return
        control, marks = self.cells.control, getattr(self.play.state, self.cells.name)
        if self.at is not None:
            self.terminal.keys(*[UP] * (self.at + 1))
            self.at = None
        row = column = 0
        for mark in sorted(mark if isinstance(mark, tuple) else (mark,) for mark in marks):
            across = mark[1] - column if control.pick == "cells" else 0
            self.terminal.keys(*[DOWN] * (mark[0] - row), *([RIGHT] * across or [LEFT] * -across))
            self.terminal.keys(str(control.tags.index(mark[-1]) + 1) if control.tags else " ")
            row, column = mark[0], column + across
        self.terminal.until(lambda: sorted(self._kept()[self.cells.name]) == sorted(marks))

    def give(self, name: str, *values: Any) -> None:
        """Type one answer after the other into a control that takes each and is empty again."""
        for value in values:
            self.to(name)
            self._until_saved(lambda value=value: self._put(name, value))

    def act(self, name: str) -> None:
        """Press the key of an action that the footer offers."""
        key = self.keys[name]
        label = next(action.label for action in self.play.actions(self.part) if action.name == name)
        self.terminal.until(lambda: f"{key} {label[:1].lower()}{label[1:]}" in self.terminal.words)
        self._until_saved(lambda: self.terminal.keys(key))

    def _until_saved(self, do: Callable[[], None]) -> None:
        """Do what changes the state, until the program has saved it and takes keys again."""
        before = self.saved()
        do()
        self.terminal.until(lambda: self.saved() != before and "esc stop" not in self.terminal.text)
        self.shown = self._kept()

    def _kept(self) -> dict[str, Any]:
        """The state that the program has saved last."""
        goal, saved = self.play.state, self.saved()
        if not saved:
            return self.shown
        self.play.resume(saved)
        kept = dict(vars(self.play.state))
        self.play.put(goal)
        return kept

    def _put(self, name: str, value: Any) -> None:
        """Type a value into the control that is in hand."""
        options = list(getattr(self.lines[name].control, "options", ()))
        if isinstance(value, bool):
            self.terminal.keys(" ")
        elif options and (place := options.index(value)) < 9:
            self.terminal.keys(str(place + 1))
        elif options:
            self.terminal.keys("9", *[RIGHT] * (place - 8))
        else:
            self.terminal.keys(typed(value), ENTER)


def typed(value: Any) -> str:
    """A number or text as it is typed."""
    return f"{value:g}" if isinstance(value, float) else str(value)
