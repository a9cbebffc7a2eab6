"""The sheets that a lesson can lay over itself: code, charts in words, the pack's terms, a note, a link."""

import subprocess
import sys
from typing import TYPE_CHECKING

from tutor.core.errors import TutorError
from tutor.core.lesson.model import Prose
from tutor.ui.services import services
from tutor.ui.widgets.exercise import ExerciseView

if TYPE_CHECKING:
    from tutor.ui.screens.answering import Answering


class Sheets:
    """Lays them over a lesson's screen."""

    def __init__(self, screen: "Answering") -> None:
        self.screen = screen

    def code(self, name: str) -> None:
        """Code that prints the numbers on screen."""
        from tutor.ui.screens.text import code_sheet

        run = self.screen.lesson_run
        try:
            code = run.shown.play(name).code(getattr(run.shown.item(name), "part", ""))
        except TutorError as error:
            self.screen.say(error)
            return
        if code:
            self.screen.app.push_screen(code_sheet(code))
        else:
            self.screen.notify("There is no code for what is on screen now.")

    def words(self, name: str) -> None:
        """What is on screen, in words."""
        from tutor.ui.screens.text import words_sheet

        view = self.screen.item_view(name)
        if isinstance(view, ExerciseView):
            try:
                self.screen.app.push_screen(words_sheet(view.seen().words()))
            except TutorError as error:
                self.screen.say(error)

    def glossary(self) -> None:
        """The terms of this pack: those on the page first, then this lesson's."""
        from tutor.core.packs.glossary import glossary, spoken
        from tutor.ui.screens.glossary import GlossarySheet

        run = self.screen.lesson_run
        terms = glossary(run.lesson.pack)
        page = run.text.pages[run.session.page]
        here = spoken(" ".join(part.text if isinstance(part, Prose) else part.prompt for part in page.parts), terms)
        taught = services(self.screen.app).library.taught()
        sheet = GlossarySheet(terms, run.lesson.meta.terms, here=here, taught=taught, peek=True)
        self.screen.app.push_screen(sheet)

    def note(self) -> None:
        """The learner's note on this page."""
        from tutor.core.notes import notes, page_key, write_note
        from tutor.ui.screens.notes import NoteSheet

        run = self.screen.lesson_run
        page = page_key(run.text, run.session.page)

        def kept(text: str | None) -> None:
            if text is not None:
                write_note(run.store, run.lesson.id, page, text)

        self.screen.app.push_screen(NoteSheet(page, notes(run.store, run.lesson.id).get(page, "")), kept)

    def link(self, href: str) -> None:
        """Nothing is opened without asking, and only the web."""
        from tutor.ui.screens.ask import AskSheet

        if not href.startswith(("http://", "https://")):
            self.screen.notify(f"This link cannot be opened: {href}", severity="warning", markup=False)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                browse(href)

        self.screen.app.push_screen(AskSheet("Open this in your browser?", href), answered)


def browse(href: str) -> None:
    """Show a web address in the learner's browser, started apart: it gets neither our terminal nor our time."""
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", "webbrowser", href]
    subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
