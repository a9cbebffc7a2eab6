"""The sheets that a lesson can lay over itself: code, charts in words, the pack's terms."""

import webbrowser

from textual import on

from tutor.core.errors import TutorError
from tutor.ui.messages import LinkAsked
from tutor.ui.screens.answering import Answering


class Sheets(Answering):
    """The other half of the lesson screen's doings."""

    def action_code(self) -> None:
        """Code that prints the numbers on screen."""
        from tutor.ui.screens.text import code_sheet

        view = self.current
        if view is None:
            return
        try:
            code = self.lesson_run.play(view.item.name).code(getattr(view.item, "part", ""))
        except TutorError as error:
            self.say(error)
            return
        if code:
            self.app.push_screen(code_sheet(code))
        else:
            self.notify("This exercise shows nothing that code would tell better.")

    def action_words(self) -> None:
        """What is on screen, in words."""
        from tutor.core.exercise.words import words
        from tutor.ui.screens.text import words_sheet

        view = self.current
        if view is None:
            return
        try:
            parts = self.lesson_run.play(view.item.name).view(getattr(view.item, "part", "")).parts
        except TutorError as error:
            self.say(error)
            return
        self.app.push_screen(words_sheet("\n\n".join(words(part) for part in parts)))

    def action_glossary(self) -> None:
        """The terms of this pack, this lesson's first."""
        from tutor.core.packs.glossary import glossary
        from tutor.ui.screens.glossary import GlossarySheet

        lesson = self.lesson_run.lesson
        self.app.push_screen(GlossarySheet(glossary(lesson.pack), lesson.meta.terms))

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
                webbrowser.open(event.href)

        self.app.push_screen(AskSheet("Open this in your browser?", event.href), answered)
