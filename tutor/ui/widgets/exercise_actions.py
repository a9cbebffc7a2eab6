"""The author's actions of an exercise: offered, and done at once, as frames, or in the worker."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from tutor.core.errors import TutorError
from tutor.core.exercise.kit import Action
from tutor.ui.messages import SlowAsked
from tutor.ui.wanted import wanted
from tutor.ui.widgets.buttons import Command

if TYPE_CHECKING:
    from tutor.ui.widgets.exercise import ExerciseView

Show = Callable[[str], None]

FRAME = 1 / 30
"""Seconds a frame of an animation stays."""


class ExerciseActions:
    """The actions of one exercise on screen."""

    def __init__(self, view: "ExerciseView") -> None:
        self.view = view

    def commands(self) -> list[Command]:
        """A command for each action of the author's."""
        enabled = self.view.enabled()
        return [
            Command(f"act-{action.name}", key, action.label, enabled is None or action.name in enabled)
            for key, action in self.view.keys.items()
        ]

    @property
    def see_first(self) -> bool:
        """Whether enter shows what was asked about: while nothing else was done since the guess."""
        return self.view.gate.unseen is not None and not self.view.play.can_undo

    def see(self) -> None:
        """Do what decides the first prediction that is still open, at the state that it was asked about."""
        unseen = self.view.gate.unseen
        if unseen is None:
            return
        action = next((action for action in self.view.keys.values() if action.name == unseen.see), None)
        if action is not None:
            self.run(action)
        else:
            self.view.moved(self.view.play.nudge, unseen.see, unseen.steps, self.view.item.part)

    def run(self, action: Action) -> None:
        """Run an action: at once, as frames, or in the worker."""
        if action.slow:
            self.view.post_message(SlowAsked(self.view.item.name, action.name))
        elif action.animated:
            self.view.running = self.view.run_worker(partial(self._frames, action.name), exclusive=True, group="aside")
            self.view.refresh_commands()
        else:
            self.view.moved(self.view.play.act, action.name, self.view.item.part)

    async def follow(self, action: str, act: Callable[[Show], Awaitable[None]]) -> None:
        """Show the states that a slow action gives from its own process; the last one stays."""

        def show(state: str) -> None:
            self.view.play.show(state)
            self.view.dirty()

        with self.view.play.animation(action):
            await act(show)

    async def _frames(self, name: str) -> None:
        """Frames at a steady rate, until the end or until stopped; the last one stays."""
        try:
            with contextlib.closing(self.view.play.frames(name, self.view.item.part)) as frames:  # type: ignore[type-var]
                due = monotonic()
                for _ in frames:
                    if wanted(self.view.app, "animate"):
                        await self.view.paint()
                        due = max(due + FRAME, monotonic())
                    await asyncio.sleep(max(0.0, due - monotonic()))
        except TutorError as error:
            self.view.trouble(error)
        finally:
            self.view.running = None
            self.view.ended()
