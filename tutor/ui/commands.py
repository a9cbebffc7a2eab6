"""The palette: every lesson by its words, and what the app can do (see `App.get_system_commands`)."""

from contextlib import suppress
from functools import partial

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.css.query import NoMatches

from tutor.core.packs.model import Lesson
from tutor.ui.app_messages import OpenLesson
from tutor.ui.services import services


class Palette(CommandPalette):
    """Textual's, without what ended the app: two quick keys, and a list that is not laid out yet."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)

    # What is still being searched may be found when the palette has gone.

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()


class LessonCommands(Provider):
    """Opens lessons."""

    @property
    def _lessons(self) -> tuple[Lesson, ...]:
        catalog = services(self.app).library.catalog
        return catalog.lessons if catalog else ()

    def _opened(self, id: str) -> None:
        self.app.post_message(OpenLesson(id))

    async def discover(self) -> Hits:
        """The first lessons, before anything is typed."""
        for lesson in self._lessons[:30]:
            yield DiscoveryHit(
                Content(lesson.title), partial(self._opened, lesson.id), lesson.id, _plain(lesson.module.title)
            )

    async def search(self, query: str) -> Hits:
        """Lessons whose title, module or id fits."""
        matcher = self.matcher(query)
        for lesson in self._lessons:
            text = f"{lesson.title}  {lesson.module.title}"
            score = matcher.match(f"{text} {lesson.id}")
            if score > 0:
                yield Hit(
                    score, Content(text), partial(self._opened, lesson.id), lesson.id, _plain(lesson.meta.summary)
                )


def _plain(text: str) -> str:
    """Help for a hit: declared as a str, read as markup; Content is taken as it is."""
    return Content(text)  # type: ignore[return-value]
