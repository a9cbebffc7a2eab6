"""What the app offers beside lessons: quizzes, review, progress, glossary, notes, reports, moves and resets."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import App, SystemCommand

from tutor.core.errors import TutorError

if TYPE_CHECKING:
    from tutor.core.quiz.opening import QuizRequest
    from tutor.core.quiz.state import Kind
    from tutor.core.settings import Settings
    from tutor.ui.library import Library


class Learning(App[None]):
    """The app's other half; screens are imported when they are first wanted."""

    library: "Library"
    settings: "Settings"

    def say(self, error: TutorError) -> None:
        """Why something cannot be done."""
        self.notify(str(error), severity="warning", timeout=15, markup=False)

    def open_sitting(self, wish: "QuizRequest", missed: bool = False) -> None:
        """A quiz, review, placement or final test over what is on screen."""
        from tutor.core.quiz.opening import open_sitting, retry
        from tutor.core.quiz.runner import last
        from tutor.ui.screens.sitting import SittingScreen

        self.library.renew()
        store, shelf = self.library.store, self.library.shelf
        if store is None or shelf is None:
            self.notify("The lessons are still being looked for. Try again in a moment.")
            return
        try:
            before = last(store, "quiz") if missed else None
            sit = retry(before, store, shelf) if before is not None else open_sitting(wish, store, shelf)
        except TutorError as error:
            self.say(error)
            return
        self.push_screen(SittingScreen(sit))

    def _sit(self, kind: "Kind", **more: Any) -> None:
        from tutor.core.quiz.opening import QuizRequest

        self.open_sitting(QuizRequest(kind, limit=self.settings.review_limit, **more))

    def action_review(self) -> None:
        """What is due."""
        self._sit("review")

    def action_quiz(self) -> None:
        """Choose what to be asked about; one that waits is the first choice."""
        from tutor.core.quiz.runner import waiting
        from tutor.ui.screens.choosing import ChooseSheet

        catalog, store = self.library.catalog, self.library.store
        if catalog is None or store is None:
            return
        left = waiting(store, "quiz")
        go_on = [("waiting", f"Go on: {left.title}", f"{left.at} of {len(left.asked)} answered")] if left else []
        modules = dict.fromkeys((lesson.pack, lesson.module) for lesson in catalog.lessons)
        choices = [
            *go_on,
            ("begun", "What I have started", "all lessons I have answered in"),
            ("placement", "Placement", "show what you know, and skip its beginnings"),
            ("final", "Final test", "the whole course"),
            *((f"{pack.id}/{module.id}", module.title, "module") for pack, module in modules),
            *((lesson.id, lesson.title, "lesson") for lesson in catalog.lessons),
        ]

        def chosen(key: str | None) -> None:
            match key:
                case None:
                    return
                case "waiting":
                    self._sit("quiz")
                case "begun":
                    self._ask_how("", "What I have started")
                case "placement" | "final":
                    self._sit("placement" if key == "placement" else "final")
                case _:
                    self._ask_how(key, next(title for name, title, _ in choices if name == key))

        self.push_screen(ChooseSheet("Quiz me on …", choices), chosen)

    def _ask_how(self, scope: str, title: str) -> None:
        """How many questions, when to hear, how long."""
        from tutor.ui.screens.setting import SetSheet

        def chosen(how: dict[str, Any] | None) -> None:
            if how is not None:
                self._sit("quiz", scope=scope, new=True, **how)

        self.push_screen(SetSheet(f"Quiz: {title}"), chosen)

    def action_progress(self) -> None:
        """Objectives, what is due, and charts."""
        from tutor.ui.screens.progress import ProgressScreen

        if self.library.catalog is not None and not isinstance(self.screen, ProgressScreen):
            self.push_screen(ProgressScreen(self.library))

    def action_terms(self) -> None:
        """The words of all packs."""
        from tutor.ui.screens.glossary import GlossarySheet

        if self.library.catalog is not None:
            self.push_screen(GlossarySheet(self.library.terms(), taught=self.library.taught()))

    def action_take_along(self) -> None:
        """Report and exports, each as a file beside the progress."""
        from tutor.core.exchange.formats import FORMATS
        from tutor.ui.screens.choosing import ChooseSheet

        choices = [(name, one.title, one.about) for name, one in FORMATS.items()]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._take(key)

        self.push_screen(ChooseSheet("Take it along", choices), chosen)

    @work(exclusive=True, group="taking")
    async def _take(self, key: str) -> None:
        from tutor.ui.taking import write

        try:
            path: Path = await asyncio.to_thread(write, key, self.library, self.settings.review_limit)
        except TutorError as error:
            self.say(error)
        else:
            self.notify(f"Written to {path}", timeout=30, markup=False)

    @work(exclusive=True, group="due")
    async def count_due(self, then: Callable[[int], None]) -> None:
        """How many reviews are due, worked out beside the screen."""
        then(await asyncio.to_thread(self.library.count_due, self.settings.review_limit))

    def learning_commands(self) -> Iterator[SystemCommand]:
        """The palette's part of it."""
        yield SystemCommand("Review", "Review what you are about to forget", self.action_review)
        yield SystemCommand("Quiz", "Answer a mixed set of questions", self.action_quiz)
        yield SystemCommand("Progress", "Objectives, what is due, charts; resets", self.action_progress)
        yield SystemCommand("Glossary", "The words, in both dialects", self.action_terms)
        yield SystemCommand("Take it along", "Report, exports, an Anki deck", self.action_take_along)
