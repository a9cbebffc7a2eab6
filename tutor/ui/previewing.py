"""`tutor preview`: the app as an author has it. What is saved is on screen, nothing of it is put on record."""

from asyncio import Lock
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from textual import events, on, work
from textual.geometry import Size

from tutor.core.errors import FileError, Finding
from tutor.core.packs.edition import forget
from tutor.core.preview import Look, PreviewRun, look
from tutor.core.settings import Settings
from tutor.core.store.memory import MemoryStore
from tutor.ui.app import TutorApp
from tutor.ui.keys import RESERVED_KEYS
from tutor.ui.library import Library
from tutor.ui.screens.preview import PreviewScreen
from tutor.ui.screens.trouble import TroubleScreen

Changes = Callable[[], AsyncGenerator[None, None]]


class PreviewApp(TutorApp):
    """A lesson of `folder` on screen, as it is on disk; `changes` tells when to look again.

    `size` is that of the window, in place of the terminal's own.
    """

    def __init__(
        self,
        folder: Path,
        changes: Changes,
        lesson: str = "",
        *,
        page: int = 0,
        seed: int = 0,
        size: tuple[int, int] | None = None,
        settings: Settings | None = None,
    ) -> None:
        library = Library([folder])
        library.store = MemoryStore()
        super().__init__(library, settings)
        self.folder, self.changes, self.lesson, self.seed = folder, changes, lesson, seed
        self.window, self._page = Size(*size) if size else None, page
        self.run_now: PreviewRun | None = None
        """What was on screen last, or is."""
        self._looking = Lock()
        self.first = lambda app: self.begin()

    async def on_event(self, event: events.Event) -> None:
        """The window has the size that was asked for, whatever the terminal's."""
        if isinstance(event, events.Resize) and self.window is not None:
            event = events.Resize(self.window, self.window)
        await super().on_event(event)

    def begin(self) -> None:
        """Look for the first time, and from now on whenever something changes."""
        self.call_next(self.look_again)
        self._follow()

    @work(group="changes")
    async def _follow(self) -> None:
        try:
            async for _ in self.changes():
                await self.reload()
        except FileError as error:
            self.notify(f"{error} F9 looks for what you saved.", severity="warning", timeout=60, markup=False)

    async def reload(self) -> None:
        """Take up what is on disk now: text and Python together."""
        screen = self.preview
        if screen is not None:
            screen.keep_all()
        if not self.library.renew() and self.run_now is not None:  # a table beside the pack may have changed
            forget(self.run_now.lesson.pack.package)
        await self.look_again()
        await self.refresh_home()

    async def action_reload(self) -> None:
        """The same by hand, where nobody tells of a save."""
        await self.reload()

    async def look_again(self) -> None:
        """Show the lesson as it is now, or what stands in its way."""
        async with self._looking:
            await self._look()

    async def _look(self) -> None:
        if self.library.catalog is None:
            return
        before, shelf = self.run_now, self.library.shelf
        found = look(self.library.catalog, self.folder, self.lesson, seed=self.seed, before=before, shelf=shelf)
        if found.run is not None:
            if before is None:
                found.run.go(self._page)
            self.run_now = found.run
            self.lesson = found.run.lesson.id
            self._prove()
        await self._show(found)

    async def _show(self, found: Look) -> None:
        while self.screen.is_modal and len(self.screen_stack) > 1:
            await self.pop_screen()
        trouble = next((one for one in self.screen_stack if isinstance(one, TroubleScreen)), None)
        if found.findings and trouble is not None:
            trouble.tell(found.findings, found.run is not None)
        elif trouble is not None and trouble.is_current:
            await self.pop_screen()
        if found.run is not None:
            screen = self.preview
            if screen is None:
                await self.push_screen(PreviewScreen(found.run))
            else:
                await screen.take(found.run)
            for sentence in found.lost:
                self.notify(sentence, markup=False)
        if found.findings and trouble is None:
            await self.push_screen(TroubleScreen(found.findings, found.run is not None))

    @property
    def preview(self) -> PreviewScreen | None:
        """The lesson, where it is on screen or under something."""
        return next((screen for screen in self.screen_stack if isinstance(screen, PreviewScreen)), None)

    def open_lesson(self, id: str, page: int | None = None) -> None:
        """Another lesson, as its author sees it."""
        self.lesson, self.run_now, self._page = id, None, page or 0
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.call_next(self.reload)

    @on(PreviewScreen.SeedAsked)
    def _reseed(self, event: PreviewScreen.SeedAsked) -> None:
        """The lesson anew, on another seed; the page stays."""
        event.stop()
        if self.run_now is not None:
            self.seed, self._page, self.run_now = event.seed % 2**32, self.run_now.session.page, None
            self.call_next(self.look_again)

    @work(exclusive=True, group="proof")
    async def _prove(self) -> None:
        from tutor.core.check.aside import prove

        self._tell(None)
        found = await prove(self.lesson, self.library.pack_dirs, RESERVED_KEYS)
        ended = Finding(
            "lesson", "its code ended the process that was checking it; `tutor check` says more", self.lesson
        )
        self._tell((ended,) if found is None else found)

    def _tell(self, findings: tuple[Finding, ...] | None) -> None:
        screen = self.preview
        if screen is not None:
            screen.show_proof(findings)


def run(folder: Path, lesson: str = "", *, page: int = 0, seed: int = 0, size: tuple[int, int] | None = None) -> int:
    """Run it, watching `folder` and the folders of the tables that lie in the open. Returns the exit code."""
    from tutor.core.datasets import folders
    from tutor.core.paths import settings_file
    from tutor.core.preview.watching import changes
    from tutor.core.settings import load_settings
    from tutor.ui.terminal import fitted

    settings = fitted(load_settings(settings_file()).settings)
    watched = [folder.absolute(), *folders()]
    app = PreviewApp(folder, lambda: changes(watched), lesson, page=page, seed=seed, size=size, settings=settings)
    app.run(mouse=settings.mouse)
    return app.return_code or 0
