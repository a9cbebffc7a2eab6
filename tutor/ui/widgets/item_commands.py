"""What a learner can do with an item: each command is one object with its key, its chip and its deed, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.binding import Binding

from tutor.ui import messages
from tutor.ui.widgets.buttons import Command

if TYPE_CHECKING:
    from tutor.ui.widgets.code_item import CodeView
    from tutor.ui.widgets.exercise import ExerciseView
    from tutor.ui.widgets.item import ItemView

V = TypeVar("V", bound="ItemView")


def _always(_: "ItemView") -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCommand(Generic[V]):
    """A command; `V` is the widget of the kinds of item that it is for."""

    id: str
    about: str
    """Its line in the list of keys."""
    run: Callable[[V], object]
    keys: str = ""
    """As Textual names them, with commas between; the first one is shown."""
    shown: str = ""
    """The key as it is shown, where that is not the first of `keys`."""
    word: str | Callable[[V], str] = ""
    """What it is called in the footer; a binding has it only where it is always the same."""
    footer: bool = False
    """Whether the footer has it, while it is to be had."""
    priority: bool = False
    """Whether its key means this even in a field that has another use for it."""
    label: str | Callable[[V], str] = ""
    """What its chip below the item says; '' where it has none."""
    kinds: frozenset[str] = frozenset()
    """The kinds of item that it is for; none named means all."""
    offered: Callable[[V], bool] = _always
    """Whether it means something now."""
    enabled: Callable[[V], bool] = _always
    """Whether it can be done, where it is offered; else its chip is grey."""
    strong: bool = False
    """Whether it is the next thing to do, until the item is settled."""
    while_running: bool | None = False
    """Whether it is to be had while something runs, and only then; None: then and else."""
    while_locked: bool = False
    """Whether it is to be had before the predictions are made."""

    def available(self, view: V) -> bool:
        """Whether it is for this kind of item, and offered, with what runs now."""
        suits = not self.kinds or view.item.KIND in self.kinds
        in_time = self.while_running in (None, view.running is not None)
        return suits and in_time and self.offered(view)

    def chip(self, view: V) -> Command:
        """How it is offered to the mouse."""
        label = self.label if isinstance(self.label, str) else self.label(view)
        return Command(self.id, self._key, label, self.enabled(view), self.strong and not view.settled)

    def told(self, view: V) -> Command:
        """How the footer offers it; `id` is the key to press."""
        word = self.word if isinstance(self.word, str) else self.word(view)
        key = self.keys.partition(",")[0] or self.shown
        return Command({"esc": "escape"}.get(key, key), self._key, word, self.enabled(view), self.strong)

    def binding(self, action: str = "") -> Binding:
        """How it is offered to the keyboard: on the screen for the item at hand, or on a widget by its own action."""
        return Binding(
            self.keys,
            action or f"item('{self.id}')",
            self.word if isinstance(self.word, str) else self.id,
            show=self.footer,
            key_display=self._key,
            priority=self.priority,
            tooltip=self.about,
            id=f"item.{self.id}",
        )

    @property
    def _key(self) -> str:
        return self.shown or self.keys.partition(",")[0]


STOP: "ItemCommand[ItemView]" = ItemCommand(
    id="stop",
    shown="esc",
    word="stop",  # bound by the screen: where nothing runs, it leaves
    about="Stop what runs",
    label="Stop",
    while_running=True,
    run=lambda view: view.stop(),
)
CHECK: "ItemCommand[ItemView]" = ItemCommand(
    id="check",
    keys="enter",
    word=lambda view: view.check_label.lower(),
    footer=True,
    about="Check the answer",
    label=lambda view: view.check_label,
    strong=True,
    offered=lambda view: view.item.KIND != "code",  # there it is a new line
    run=lambda view: view.hand_in(),
)
RUN: "ItemCommand[CodeView]" = ItemCommand(
    id="check",
    keys="f5,ctrl+r",
    shown="F5",
    word="run",
    footer=True,
    about="Run the program and check it",
    label="Run and check",
    strong=True,
    kinds=frozenset({"code"}),
    run=lambda view: view.post_message(messages.Answered(view.item.name, view.response())),
)
SEE: "ItemCommand[ExerciseView]" = ItemCommand(
    id="see",
    keys="v",
    word="see it",
    about="See what the prediction asked about",
    label="See it",
    strong=True,
    kinds=frozenset({"exercise"}),
    offered=lambda view: view.gate.unseen is not None,
    run=lambda view: view.actions.see(),
)
HINT: "ItemCommand[ItemView]" = ItemCommand(
    id="hint",
    keys="h",
    word="hint",
    about="The next hint",
    label=lambda view: f"Hint ({view.hints_left} left)" if view.hints_left else "No more hints",
    offered=lambda view: bool(view.item.hints),
    enabled=lambda view: view.hints_left > 0,
    run=lambda view: view.post_message(messages.HintAsked(view.item.name)),
)
REVEAL: "ItemCommand[ItemView]" = ItemCommand(
    id="reveal",
    keys="a",
    word="answer",
    about="Show the answer, after a try",
    label="Show the answer",
    offered=lambda view: view.tried and not view.settled,
    run=lambda view: view.post_message(messages.RevealAsked(view.item.name)),
)
RETRY: "ItemCommand[ItemView]" = ItemCommand(
    id="retry",
    keys="t",
    word=lambda view: "another like it" if view.varies() else "once more",
    about="Once more, with other numbers where it has some",
    label=lambda view: "Another like it" if view.varies() else "Once more",
    offered=lambda view: view.item.KIND != "code" and view.tried and bool(view.item.draw or view.settled or view.spent),
    run=lambda view: view.post_message(messages.RetryAsked(view.item.name)),
)
REDO: "ItemCommand[ExerciseView]" = ItemCommand(
    id="redo",
    keys="U,ctrl+y",
    word="redo",
    about="Do it again",
    label="Redo",
    kinds=frozenset({"exercise"}),
    offered=lambda view: view.play.can_redo,
    run=lambda view: view.moved(view.play.redo),
)
UNDO: "ItemCommand[ExerciseView]" = ItemCommand(
    id="undo",
    keys="u",
    word="undo",
    about="Undo the last move of an exercise",
    label="Undo",
    kinds=frozenset({"exercise"}),
    offered=lambda view: view.play.can_undo,
    run=lambda view: view.moved(view.play.undo),
)
REWIND: "ItemCommand[ExerciseView]" = ItemCommand(
    id="rewind",
    keys="x",
    word="start over",
    about="The exercise from its start; can be redone",
    label="Start over",
    kinds=frozenset({"exercise"}),
    offered=lambda view: view.play.can_undo,
    run=lambda view: view.moved(view.play.rewind),
)
MORE: "ItemCommand[ExerciseView]" = ItemCommand(
    id="more",
    keys="m",
    word=lambda view: view.said.next,
    about="More of the verdict or hint, then fold it, then read it again",
    label=lambda view: view.said.next.capitalize(),
    kinds=frozenset({"exercise"}),
    offered=lambda view: bool(view.said.next),
    while_running=None,
    run=lambda view: view.read_on(),
)
PICTURE: "ItemCommand[ExerciseView]" = ItemCommand(
    id="picture",
    keys="greater_than_sign",
    shown=">",
    word=lambda view: view.more_pictures,
    about="The next picture, where not all are in sight",
    label=lambda view: view.more_pictures,
    kinds=frozenset({"exercise"}),
    offered=lambda view: bool(view.more_pictures),
    while_running=None,
    while_locked=True,
    run=lambda view: view.turn_pictures(),
)
CODE: "ItemCommand[ExerciseView]" = ItemCommand(
    id="code",
    keys="c",
    word="code",
    footer=True,
    about="Python for what is on screen",
    kinds=frozenset({"exercise"}),
    offered=lambda view: view.play.at(view.item.part).declared.writes_code,
    while_running=None,
    while_locked=True,
    run=lambda view: view.post_message(messages.CodeAsked(view.item.name)),
)
WORDS: "ItemCommand[ExerciseView]" = ItemCommand(
    id="words",
    keys="w",
    word="in words",
    footer=True,
    about="What is on screen, in words",
    kinds=frozenset({"exercise"}),
    while_running=None,
    while_locked=True,
    run=lambda view: view.post_message(messages.WordsAsked(view.item.name)),
)
EDIT: "ItemCommand[CodeView]" = ItemCommand(
    id="editor",
    keys="ctrl+e",
    word="your editor",
    footer=True,
    priority=True,
    about="This program in $EDITOR",
    label="In your editor",
    kinds=frozenset({"code"}),
    run=lambda view: view.post_message(messages.EditorAsked(view.item.name)),
)
RESET: "ItemCommand[CodeView]" = ItemCommand(
    id="reset",
    about="The program that it started from; can be undone",
    label="From the start",
    kinds=frozenset({"code"}),
    run=lambda view: view.replace_text(view.item.starter),
)

ITEM_COMMANDS: tuple[ItemCommand[Any], ...] = (
    STOP, CHECK, RUN, SEE, HINT, REVEAL, RETRY, REDO, UNDO, REWIND, MORE, PICTURE, CODE, WORDS, EDIT, RESET,
)  # fmt: skip
"""In the order of their chips."""
ON_SCREEN = tuple(command for command in ITEM_COMMANDS if command.keys and command.kinds != {"code"})
"""Those whose keys the lesson screen takes for the item at hand; a program's editor takes its own."""
