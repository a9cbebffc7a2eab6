"""Resets on screen: what, a question, and the way back."""

import asyncio
from typing import TYPE_CHECKING, Any

from textual import work
from textual.screen import Screen

from tutor.core.errors import TutorError

if TYPE_CHECKING:
    from tutor.ui.library import Library


class Resetting(Screen[Any]):
    """Half of the progress screen."""

    library: "Library"

    @property
    def lesson_at_hand(self) -> str:
        """The lesson that the cursor is at."""
        raise NotImplementedError

    def gather(self) -> Any:
        """Show what is left."""
        raise NotImplementedError

    def action_reset(self) -> None:
        """Choose what to forget, or take the last reset back."""
        from tutor.ui.screens.choosing import ChooseSheet

        lesson = self.library.lesson(self.lesson_at_hand)
        choices = [("undo", "Undo the last reset", "from the copy that it made")]
        if lesson is not None and self.library.shelf is not None:
            choices.append((lesson.id, f"The lesson “{lesson.title}”", "answers, place and notes"))
            choices.append((lesson.pack.id, f"The pack “{lesson.pack.title}”", "all its lessons"))
        choices.append(("all", "Everything", "all packs, quizzes and notes"))
        if lesson is not None and self.library.shelf is not None:
            choices += [
                (entry.id, entry.item.name, "this item alone") for entry in self.library.shelf.entries(lesson.id)
            ]
        self.app.push_screen(ChooseSheet("Forget …", choices), lambda what: self._ask(what) if what else None)

    def _ask(self, what: str) -> None:
        from tutor.core.resetting import counted
        from tutor.ui.screens.ask import AskSheet

        if what == "undo":
            self._do(what)
            return
        store = self.library.store
        assert store is not None
        number = counted(store, what)
        about = f"{number} answers of {what}. A copy is made before; “Undo the last reset” brings them back."

        def answered(yes: bool | None) -> None:
            if yes:
                self._do(what)

        self.app.push_screen(AskSheet("Forget this?", about), answered)

    @work(exclusive=True, group="resetting")
    async def _do(self, what: str) -> None:
        try:
            said = await asyncio.to_thread(self._changed, what)
        except TutorError as error:
            self.notify(str(error), severity="error", timeout=20, markup=False)
            return
        self.notify(said, timeout=15, markup=False)
        self.gather()

    def _changed(self, what: str) -> str:
        from tutor.core.paths import data_dir
        from tutor.core.resetting import reset, undo
        from tutor.core.store.sqlite import FILE

        store = self.library.store
        assert store is not None
        if what == "undo":
            return f"{undo(store, (self.library.data_dir or data_dir()) / FILE).new} answers are back."
        return f"{reset(store, what)} answers forgotten. x undoes it."
