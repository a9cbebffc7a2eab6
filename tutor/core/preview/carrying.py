"""What of a preview goes on after a reload: page, answers and states, as far as they still fit."""

from dataclasses import replace

from tutor.core.errors import TutorError
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import Block, ExerciseRef, LessonText
from tutor.core.preview.run import PreviewRun
from tutor.core.questions import version
from tutor.core.session import ItemState


def carry(old: PreviewRun, new: PreviewRun) -> list[str]:
    """Bring `new`, a fresh run of the lesson as it is now, to where `old` is; a sentence for each thing that is lost.

    An answer stays where what is graded is the same, and is judged anew; the state of an exercise where it can be
    read, its controls could be set so, and it can be shown. Raises TutorError where an exercise cannot be loaded.
    """
    lost: list[str] = []
    items = {item.name: item for item in new.text.items()}
    before = {item.name: version(item) for item in old.text.items()}
    session = replace(old.session, page=_page(old, new.text), items={})
    for name, state in old.session.items.items():
        if name not in items:
            continue
        now = version(items[name])
        if before.get(name) == now:
            session = session.with_item(name, replace(state, version=now))
        else:
            session = session.with_item(name, ItemState(version=now, attempt=state.attempt))
            if state.tries or state.draft:
                lost.append(f"{name}: what is graded has changed, so it starts anew.")
    new.go_on(session.migrate({name: version(item) for name, item in items.items()}))
    for item in items.values():
        if isinstance(item, ExerciseRef) and item.use in new.session.plays:
            lost += _kept(old, new, item)
    for name in items:
        new.judge(name)
    return lost


def _page(old: PreviewRun, text: LessonText) -> int:
    """The page that has an item of the present one, else its title, else its number."""
    here = old.session.page
    names = {item.name for item in old.page_items()}
    near = sorted(range(len(text.pages)), key=lambda at: abs(at - here))
    same = [at for at in near if names & {item.name for item in text.pages[at].items()}]
    title = old.text.pages[here].title
    called = [at for at in near if title and text.pages[at].title == title]
    return next(iter(same or called), min(here, len(text.pages) - 1))


def _kept(old: PreviewRun, new: PreviewRun, item: ExerciseRef) -> list[str]:
    why = _unfit(new.shown.play(item.name), _play(old, item), item.part)
    if not why:
        return []
    for name in new.shown.sharing(item.name):
        new.forget_verdict(name)
    new.drop_play(item)
    return [f"{item.name}: its state no longer fits, so it starts anew. ({why})"]


def _play(old: PreviewRun, item: Block) -> Play | None:
    """The exercise as it was before, where it was there; it is of the old code, and only looked at."""
    try:
        return old.shown.play(item.name)
    except TutorError:
        return None


def _unfit(play: Play, before: Play | None, part: str) -> str:
    """Why a state does not fit any more, or ''. Where an action led beyond a control's ends before, it still may."""
    if play.notice:
        return play.notice
    try:
        for field in play.fields:
            try:
                field.control.accept(field, getattr(play.state, field.name))
            except TutorError:
                if before is None or _accepted(before, field.name):
                    raise
        play.view(part)
    except TutorError as error:
        return str(error)
    return ""


def _accepted(play: Play, name: str) -> bool:
    try:
        field = play.field(name)
        field.control.accept(field, getattr(play.state, name))
    except TutorError:
        return False
    return True
