"""The app: themes, the way between screens, and the last line of defence. Everything else is in screens and widgets."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from tutor.core import watch
from tutor.core.errors import TutorError
from tutor.core.log import last_end, logged
from tutor.core.safe_text import clean
from tutor.core.settings import Settings
from tutor.ui.app_messages import OpenLesson, Saved
from tutor.ui.filters import AsciiLines, SafeLines
from tutor.ui.keeping import keep_settings
from tutor.ui.learning import Learning
from tutor.ui.library import Library
from tutor.ui.screens.base import Guard
from tutor.ui.stopping import tell_stops_apart
from tutor.ui.themes import THEMES
from tutor.ui.widgets.fields import takes_letters
from tutor.ui.widgets.scroll_bar import AiryBar

if TYPE_CHECKING:
    from tutor.core.own_data import OwnTable
    from tutor.core.worker import Worker


def _lessons_in_palette() -> type[Provider]:
    """The palette's lessons, imported when it is first opened."""
    from tutor.ui.commands import LessonCommands

    return LessonCommands


class TutorApp(Learning):
    """Learn machine learning in a terminal."""

    TITLE = "tutor"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {_lessons_in_palette}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "keys", key_display="?", tooltip="This list", id="app.help"),
        Binding("q", "quit", "quit", tooltip="Leave; what was answered is saved", id="app.quit"),
        Binding("ctrl+q", "quit", "", show=False, priority=True, id="app.quit-always"),
        Binding(
            "exclamation_mark",
            "problems",
            "problems",
            key_display="!",
            tooltip="Packs with problems",
            id="app.problems",
        ),
        Binding("f2", "theme", "theme", show=False, tooltip="Light or dark", id="app.theme"),
    ]

    def __init__(self, library: Library, settings: Settings | None = None, lesson: str | None = None) -> None:
        self.settings = settings or Settings()
        library.order = self.settings.lesson_order
        self._safe, self._ascii = SafeLines(), AsciiLines(enabled=self.settings.ascii)
        super().__init__()
        self.animation_level = "none"  # a scroll that is still on its way would win over the one to a verdict
        self.library, self.wanted = library, lesson
        self.first: Callable[[TutorApp], object] | None = None
        """What to do once the lessons are known."""
        ScrollBar.renderer = AiryBar
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in self.available_themes else THEMES[0].name

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is text before anyone takes it: half a character would end an editor.

        A key that means something here does it now, not after every widget above the focus was asked: so keys come in
        the order in which they were pressed, and a letter after `/` is typed. So does a field: if its keys waited for
        it, those behind the one that leads out of it would wait there too, and be lost.
        """
        if isinstance(event, events.Paste):
            from tutor.core.store import sanitize

            event.text = sanitize.text(event.text)
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and await self._press(event):
            return
        await super().on_event(event)

    async def _press(self, event: events.Key | events.Paste) -> bool:
        if not self.screen_stack:  # it is ending: what is typed ahead of that has nobody left to mean anything to
            return True
        field = self.focused
        if not self.app_focus:
            return False
        if isinstance(event, events.Key) and await self._check_bindings(event.key, priority=True):
            return True
        if field is not None and takes_letters(field):
            event._set_forwarded()
            with field._context():
                await field._dispatch_message(event)
            return True
        if isinstance(event, events.Paste):
            return False
        bound = await self._check_bindings(event.key)
        return bound or (isinstance(self.screen, Guard) and self.screen.press(event))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our one variable more, for themes that are not ours."""
        return {"muted": "#8a93a0"}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and ours behind them."""
        return [*super().get_line_filters(), self._safe, *([self._ascii] if self._ascii.enabled else [])]

    def get_default_screen(self) -> Screen[Any]:
        """Home is the screen below all others."""
        from tutor.ui.screens.home import HomeScreen

        return HomeScreen(self.library)

    def on_mount(self) -> None:
        """Paint the home screen first, look for lessons then: two threads at once would keep both waiting."""
        self.set_interval(1.0, self._turned)
        tell_stops_apart(self.refresh)
        self.call_after_refresh(self._load)

    def _turned(self) -> None:
        """Once a second: this loop is alive, and so is the process that would give the terminal back."""
        if not watch.turned():
            self.exit(return_code=1, message="tutor was stopped from outside. What was saved is safe.")

    @work(exclusive=True, group="library")
    async def _load(self) -> None:
        try:
            await asyncio.to_thread(self.library.load)
        except TutorError as error:
            self.notify(str(error), severity="error", timeout=60, markup=False)
        await self.refresh_home()
        if ended := last_end():
            self.notify(ended, title="The last time", severity="warning", timeout=60, markup=False)
        if self.library.store is not None:
            self.library.store.watch(self._tell_saved)
        if self.wanted:
            self.open_lesson(self.wanted)
            self.wanted = None
        if self.first is not None:
            self.first(self)
            self.first = None

    def _tell_saved(self) -> None:
        """The store says so from its own thread; posting is safe from any."""
        self.post_message(Saved())

    async def refresh_home(self) -> None:
        """The home screen shows what is known now."""
        from tutor.ui.screens.home import HomeScreen

        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen) and screen.is_mounted:
                await screen.refresh_lessons()

    @on(OpenLesson)
    def _open(self, event: OpenLesson) -> None:
        self.open_lesson(event.id, event.page)

    def open_lesson(self, id: str, page: int | None = None) -> None:
        """Open the lesson with this id over the home screen; what is wrong with it is said, not raised."""
        from tutor.ui.screens.lesson import LessonScreen

        renewed = self.library.renew()
        try:
            run = self.library.open(id)
        except TutorError as error:
            self.notify(str(error), title="This lesson cannot be opened", severity="error", timeout=30, markup=False)
            return
        if page is not None:
            run.go(page)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(LessonScreen(run))
        if renewed:
            self.notify(f"Changed on disk and reloaded: {', '.join(renewed)}", markup=False)
        if run.own_data is not None:
            self.notify(run.own_data.told(), title="On your own table", timeout=20, markup=False)

    @on(Saved)
    def _saved(self) -> None:
        """Tell what can be seen: a message to a screen that is covered would have all of the screen painted anew."""
        for screen in reversed(self.screen_stack):
            screen.post_message(Saved())
            if not screen.is_modal:
                break

    def action_command_palette(self) -> None:
        """Our palette in the place of Textual's."""
        from tutor.ui.commands import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_theme(self) -> None:
        """Light becomes dark, dark becomes light."""
        names = [theme.name for theme in THEMES]
        self.theme = names[1 - names.index(self.theme)] if self.theme in names else names[0]
        keep_settings(self, theme=self.theme)

    def action_help(self) -> None:
        """Every key that means something here."""
        from tutor.ui.screens.help import HelpSheet

        if not isinstance(self.screen, HelpSheet):
            self.push_screen(HelpSheet(self.screen))

    def action_problems(self) -> None:
        """Packs with problems."""
        from tutor.ui.screens.problems import ProblemsScreen

        if self.library.catalog is not None and not isinstance(self.screen, ProblemsScreen):
            self.library.renew()
            self.push_screen(ProblemsScreen(self.library.catalog.problems))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Problems are offered on the home screen, where there are any."""
        if action == "problems":
            return len(self.screen_stack) <= 1 and bool(self.library.catalog and self.library.catalog.problems)
        return True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: few things, and every lesson (see `commands`)."""
        yield from self.learning_commands()
        yield SystemCommand("Light or dark", "Change the colours", self.action_theme)
        yield SystemCommand("Keys", "Every key that means something here", self.action_help)
        yield SystemCommand("Problems", "Packs with problems", self.action_problems)
        yield SystemCommand("Quit", "Leave; all that was answered is saved", self.action_quit)

    @cached_property
    def worker(self) -> "Worker":
        """The process for slow steps, started when first needed."""
        from tutor.core.paths import ensure, log_file
        from tutor.core.worker import Worker

        return Worker(ensure(log_file().parent) / log_file().name)

    async def on_unmount(self) -> None:
        """Write what is waiting, and end the process for slow steps."""
        if "worker" in self.__dict__:
            await self.worker.close()
        self.library.close()

    def _handle_exception(self, error: Exception) -> None:
        """A bug of ours: the traceback goes to the log, the learner gets a sentence and the terminal back."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._return_code = 1
        self._exit_renderables.append(Text(f"This is a bug of tutor: {error!r}\n{logged(error)}"))
        self._close_messages_no_wait()


def run(
    lesson: str | None = None,
    pack_dirs: Sequence[Path] = (),
    data_dir: Path | None = None,
    *,
    own_data: "OwnTable | None" = None,
    first: Callable[[TutorApp], object] | None = None,
) -> int:
    """Run the app, at `lesson` (pack/lesson) if one is named, on the learner's `own_data`. Returns the exit code.

    `first` is done once the lessons are known.
    """
    from tutor.core.paths import settings_file
    from tutor.core.settings import load_settings
    from tutor.ui.terminal import fitted

    settings = fitted(load_settings(settings_file()).settings)
    own = {lesson: own_data} if lesson and own_data is not None else {}
    app = TutorApp(Library(pack_dirs, data_dir, own), settings, lesson)
    app.first = first
    app.run(mouse=settings.mouse)
    if app.library.lost:
        print(clean(app.library.lost), file=sys.stderr)
    return app.return_code or (1 if app.library.lost else 0)
