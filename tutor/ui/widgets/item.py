"""What every item on a page has in common: a prompt, an answer, hints, a verdict, and the keys for them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.worker import Worker

from tutor.core.grade import Grade, Outcome
from tutor.core.lesson.model import Item
from tutor.ui.messages import Answered, Asked, Drafted, GoOnAsked, ItemFocused
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.column import column_of, keep_in_sight
from tutor.ui.widgets.hints import Hints
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.item_commands import ITEM_COMMANDS, ItemCommand
from tutor.ui.widgets.prose import Prose
from tutor.ui.widgets.verdict import UNANSWERED, Verdict


def keys(key: str, word: str) -> Command:
    """Keys for the footer that cannot be clicked."""
    return Command("", key, word)


def listed(words: Sequence[str]) -> str:
    """`one`, `one and another`, `one, another and a third`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


class ItemView(Vertical):
    """One item; it posts what the learner wants and is told what to show."""

    DEFAULT_CSS = """
    ItemView { height: auto; padding: 0 1 0 1; margin: 0 0 1 0; border-left: outer $panel; }
    ItemView:focus-within { border-left: outer $primary; }
    ItemView.-passed { border-left: outer $success 70%; }
    ItemView > .prompt { margin: 0 0 1 0; }
    ItemView > Buttons { margin: 1 0 0 0; }
    """

    goal_below = False
    """Whether the goal bar shows the first paragraph of the prompt."""
    closes = False
    """Whether a settled answer is closed to the keyboard."""
    how = ""
    """How to answer, for a learner who checks before there is an answer."""
    takes_keys = True
    """Whether letters still mean commands while the answer is being given."""
    typed = False
    """Whether its answer is words: where a page begins with it, the first letter is the answer's."""

    missed = "Not yet"
    """What a wrong answer is told first, where there is another try."""
    varies: Callable[[], bool]
    """Whether another attempt would have other numbers."""

    quiet = False
    """Whether the next focus leaves the page where it is: at its top, when it opens."""

    item: Item
    tried: bool
    settled: bool
    running: Worker[None] | None

    def __init__(self, item: Item) -> None:
        super().__init__(classes="item")
        self.item = item
        self.varies = lambda: bool(item.draw)
        self.tried = self.settled = False
        self.running = None
        self.hints, self.verdict, self.buttons = Hints(), Verdict(), Buttons()

    def compose(self) -> ComposeResult:
        """Prompt, answer, hints, verdict, keys."""
        yield from self.compose_prompt()
        with Layer(classes="answer"):
            yield from self.compose_answer()
        yield self.hints
        yield self.verdict
        yield self.buttons
        self.refresh_commands()

    def compose_prompt(self) -> ComposeResult:
        """What is asked; where the goal bar says it already, only a prompt of several paragraphs."""
        if not self.goal_below or "\n\n" in self.item.prompt.strip():
            yield Prose(self.item.prompt, classes="prompt")

    def compose_answer(self) -> ComposeResult:
        """The widgets that the answer is given with."""
        raise NotImplementedError

    def response(self) -> str:
        """The answer in canonical form; empty where nothing was answered."""
        raise NotImplementedError

    def fill(self, response: str) -> None:
        """Put a kept answer back."""
        raise NotImplementedError

    def missing(self) -> str:
        """What a half-filled answer lacks, in the words on screen; empty where it may be judged as it is."""
        return ""

    def hand_in(self) -> None:
        """Have the answer judged, or say what it lacks; a settled one leads on."""
        if self.settled:
            self.post_message(GoOnAsked(self.item.name))
        elif lacks := self.missing():
            self.verdict.show_missing(lacks)
            keep_in_sight(self.verdict)
        else:
            self.post_message(Answered(self.item.name, self.response()))

    @property
    def spent(self) -> bool:
        """Whether it has shown what it asks for, so that only another attempt can still earn anything."""
        return False

    @property
    def hints_left(self) -> int:
        """How many hints are still to be had."""
        return len(self.item.hints) - self.hints.count

    def available(self) -> list[ItemCommand[Any]]:
        """What can be asked of it now."""
        return [command for command in ITEM_COMMANDS if command.available(self)]

    def commands(self) -> list[Command]:
        """The chips below it: what the mouse can ask of it now."""
        return [command.chip(self) for command in self.available() if command.label]

    def keys_to_answer(self) -> list[Command]:
        """The keys that an answer is given with; for the footer."""
        return []

    def own_keys(self) -> list[Command]:
        """What the footer shows of it, the most useful first."""
        return [*self.keys_to_answer(), *(each.told(self) for each in self.available() if each.word)]

    def refresh_commands(self) -> None:
        """The keys may have changed."""
        commands = tuple(self.commands())
        if commands != self.buttons.commands:
            self.buttons.commands = commands
            if self.is_attached:
                self.screen.refresh_bindings()

    @on(Buttons.Pressed)
    def _pressed(self, event: Buttons.Pressed) -> None:
        if event.row is not self.buttons:
            return
        event.stop()
        self.post_message(ItemFocused(self.item.name))
        self.do(event.id)

    @on(Asked)
    def _asked(self, event: Asked) -> None:
        event.stop()
        self.do(event.command)

    def ask(self, command: str) -> None:
        """Do a command, once a control has told of the keys that came before: so it goes the same way."""
        focused = self.screen.focused
        sender = focused if focused is not None and self in focused.ancestors else self
        sender.post_message(Asked(command))

    @property
    def check_label(self) -> str:
        """What enter does."""
        return "Next" if self.settled else "Check"

    def do(self, command: str) -> bool:
        """Do a command by its id where it is to be had now; whether it was."""
        for known in self.available():
            if known.id == command and known.enabled(self):
                known.run(self)
                return True
        return False

    def press(self, key: str) -> bool:
        """A key that nobody else wanted; whether it meant something here."""
        return False

    def stop(self) -> bool:
        """Stop what is running; whether something was."""
        if self.running is None:
            return False
        self.running.cancel()
        return True

    def ended(self) -> None:
        """What was running is over."""
        self.refresh_commands()

    def drafted(self) -> None:
        """The answer changed under the learner's hand."""
        self.post_message(Drafted(self.item.name, self.response()))

    def show_grade(self, grade: Grade, *, scroll: bool = True) -> None:
        """Show what became of the answer; why is told once it is settled."""
        self.tried = self.tried or grade.counts
        self.settled = grade.outcome is Outcome.PASSED
        self.set_class(self.settled, "-passed")
        self._close()
        if grade.outcome is Outcome.UNATTEMPTED and grade.feedback == UNANSWERED:
            grade = replace(grade, feedback=self.how)
        self.verdict.show(grade, self.item.why if self.settled else "", self.missed)
        self.refresh_commands()
        if scroll:
            keep_in_sight(self.verdict)

    def show_solution(self, solution: str) -> None:
        """Show the answer."""
        self.tried = self.settled = True
        self._close()
        self.verdict.show_solution(solution, self.item.why)
        self.refresh_commands()
        keep_in_sight(self.verdict)

    def _close(self) -> None:
        """A settled answer in a field takes no letters any more: they mean keys again, and tab goes on from here."""
        if self.settled and self.closes:
            self.can_focus = True
            if self.has_focus_within:
                self.screen.set_focus(self, scroll_visible=False)  # at once, for keys typed ahead
            self.query_one(".answer").disabled = True

    def show_hints(self, hints: tuple[str, ...]) -> None:
        """Show the rungs that were asked for."""
        self.hints.show(hints, len(self.item.hints))
        self.refresh_commands()
        keep_in_sight(self.hints)

    def focus_answer(self) -> bool:
        """Put the learner where the answer is given; whether there is such a place."""
        stop = next((child for child in self.focus_stops() if child.focusable), self if self.can_focus else None)
        if stop is not None:
            self.screen.set_focus(stop)
        return stop is not None

    @property
    def in_sight(self) -> bool:
        """Whether the learner sees all that is to be picked from, filled in or typed into."""
        column = column_of(self)
        return column is None or all(column.shows(answer) for answer in self.query_children(".answer"))

    @property
    def leads_in(self) -> bool:
        """Whether enter only puts the keys here: an answer is still to be given, or to be seen."""
        waits = self.has_class("owner") or not self.response() or not self.in_sight
        return waits and not self.settled and not self.has_focus_within

    def focus_stops(self) -> Iterable[Widget]:
        """Where an answer may be given, the first place first."""
        return self.query(".answer *").results(Widget)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The learner is here now; the whole item comes into sight where it fits, else the part that has the focus."""
        self.post_message(ItemFocused(self.item.name))
        if self.quiet:
            self.quiet = False
        else:
            keep_in_sight(self, self.essence(event.widget))

    def on_focus(self) -> None:
        """A settled item is a place of its own, for its verdict."""
        keep_in_sight(self, self.essence(self))

    def essence(self, focused: Widget) -> Widget:
        """What of this item is to be in sight while it is too tall for all of it."""
        return self.verdict if focused is self else focused
