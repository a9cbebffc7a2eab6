"""The sheets that a lesson can lay over itself: code, charts in words, the pack's terms."""

import subprocess
import sys
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tutor.core.errors import TutorError
from tutor.core.lesson.model import Prose
from tutor.ui.messages import CodeAsked, LinkAsked, WordsAsked
from tutor.ui.screens.answering import Answering
from tutor.ui.services import services
from tutor.ui.widgets.exercise import ExerciseView


class Sheets(Answering):
    """The other half of the lesson screen's doings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("N", "note", "note", key_display="N", show=False, tooltip="Your note on this page", id="lesson.note"),
    ]

    @on(CodeAsked)
    def _code(self, event: CodeAsked) -> None:
        """Code that prints the numbers on screen."""
        event.stop()
        from tutor.ui.screens.text import code_sheet

        item = self.lesson_run.item(event.name)
        try:
            code = self.lesson_run.play(item.name).code(getattr(item, "part", ""))
        except TutorError as error:
            self.say(error)
            return
        if code:
            self.app.push_screen(code_sheet(code))
        else:
            self.notify("This exercise shows nothing that code would tell better.")

    @on(WordsAsked)
    def _words(self, event: WordsAsked) -> None:
        """What is on screen, in words."""
        event.stop()
        from tutor.ui.screens.text import words_sheet

        view = self.item_view(event.name)
        if isinstance(view, ExerciseView):
            try:
                self.app.push_screen(words_sheet(view.seen().words()))
            except TutorError as error:
                self.say(error)

    def action_glossary(self) -> None:
        """The terms of this pack: those on the page first, then this lesson's."""
        from tutor.core.packs.glossary import glossary, spoken
        from tutor.ui.screens.glossary import GlossarySheet

        run = self.lesson_run
        terms = glossary(run.lesson.pack)
        page = run.text.pages[run.session.page]
        here = spoken(" ".join(part.text if isinstance(part, Prose) else part.prompt for part in page.parts), terms)
        taught = services(self.app).library.taught()
        self.app.push_screen(GlossarySheet(terms, run.lesson.meta.terms, here=here, taught=taught, peek=True))

    def action_note(self) -> None:
        """The learner's note on this page."""
        from tutor.core.notes import notes, page_key, write_note
        from tutor.ui.screens.notes import NoteSheet

        run = self.lesson_run
        page = page_key(run.text, run.session.page)

        def kept(text: str | None) -> None:
            if text is not None:
                write_note(run.store, run.lesson.id, page, text)

        self.app.push_screen(NoteSheet(page, notes(run.store, run.lesson.id).get(page, "")), kept)

    @on(LinkAsked)
    def _link(self, event: LinkAsked) -> None:
        """Nothing is opened without asking, and only the web."""
        event.stop()
        from tutor.ui.screens.ask import AskSheet

        if not event.href.startswith(("http://", "https://")):
            self.notify(f"This link is not opened: {event.href}", severity="warning", markup=False)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                browse(event.href)

        self.app.push_screen(AskSheet("Open this in your browser?", event.href), answered)


def browse(href: str) -> None:
    """Show a web address in the learner's browser, started apart: it gets neither our terminal nor our time."""
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", "webbrowser", href]
    subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
