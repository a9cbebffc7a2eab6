"""A page as plain mode tells it, for whoever wants to read it without a conversation."""

from io import StringIO

from tutor.core.errors import TutorError
from tutor.core.grade import headed
from tutor.core.lesson.model import Block, ExerciseRef, Prose, Question
from tutor.core.run import LessonRun
from tutor.plain.exercises import Played
from tutor.plain.item import Item, head
from tutor.plain.programs import Written
from tutor.plain.questions import Asked
from tutor.plain.talk import Talk


def page_in_words(run: LessonRun) -> str:
    """The present page: its text, each item as it is put and as it stands, its hints that are open, its verdict."""
    out = StringIO()
    talk = Talk(StringIO(), out)
    for number, part in enumerate(run.text.pages[run.session.page].parts):
        if number:
            talk.gap()
        if isinstance(part, Prose):
            talk.say(part.text)
            continue
        try:
            _tell(run, part, talk)
        except TutorError as error:
            talk.tell(f"{part.name}: {error}")
    return out.getvalue().rstrip("\n")


def _tell(run: LessonRun, part: Block, talk: Talk) -> None:
    _item(run, part, talk).present()
    state = run.state(part.name)
    for number, hint in enumerate(part.hints[: state.hints], 1):
        talk.say(f"Hint {number} of {len(part.hints)}. {hint}")
    if state.grade is not None:
        talk.say("".join(headed(head(state.grade), state.grade.feedback)))


def _item(run: LessonRun, part: Block, talk: Talk) -> Item:
    if isinstance(part, Question):
        return Asked(run, part.name, talk)
    return Played(run, part.name, talk) if isinstance(part, ExerciseRef) else Written(run, part.name, talk)
