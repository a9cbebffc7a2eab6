"""What items tell the screens above them; nothing travels up in any other way. For the app: `app_messages`."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Answered(Message):
    """The learner asks for a verdict on `response` (canonical form) to item `name`."""

    name: str
    response: str


@dataclass
class Drafted(Message):
    """An unfinished answer changed; it is to be kept."""

    name: str
    text: str


@dataclass
class HintAsked(Message):
    """The next rung of the ladder of item `name`."""

    name: str


@dataclass
class RevealAsked(Message):
    """The answer of item `name`, given up."""

    name: str


@dataclass
class RetryAsked(Message):
    """Item `name` once more, with a new seed."""

    name: str


@dataclass
class Predicted(Message):
    """The learner's guess `option` before the controls of item `name` unlock."""

    name: str
    prediction: int
    option: int


@dataclass
class LinkAsked(Message):
    """A link in a text was clicked; nothing is opened without asking."""

    href: str


@dataclass
class ItemFocused(Message):
    """The learner is now at item `name`: keys like h and enter mean this one."""

    name: str


@dataclass
class StateMoved(Message):
    """An exercise's state changed under the learner's hand and is to be saved."""

    name: str


@dataclass
class Asked(Message):
    """The item around where the learner is shall do `command`, after all that was asked of it before."""

    command: str = "check"


@dataclass
class GoOnAsked(Message):
    """Item `name` is over: on to the next thing."""

    name: str


@dataclass
class SlowAsked(Message):
    """Action `action` of exercise item `name` is slow and is to run in the worker process."""

    name: str
    action: str


@dataclass
class CodeAsked(Message):
    """Python for what exercise item `name` shows."""

    name: str


@dataclass
class WordsAsked(Message):
    """What exercise item `name` shows, in words."""

    name: str


@dataclass
class EditorAsked(Message):
    """The program of code item `name` is to be opened in the learner's own editor."""

    name: str
