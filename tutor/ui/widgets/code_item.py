"""A program to write: an editor, what it printed, and the verdict. What is typed is kept with every key."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tutor.core.grade import Grade
from tutor.core.lesson.model import CodeItem
from tutor.ui.messages import Drafted
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.item_commands import EDIT, RUN
from tutor.ui.widgets.output import Output
from tutor.ui.widgets.said import Said
from tutor.ui.widgets.text_editor import Editor

SAID = 6
"""Rows of a verdict or hint below the editor."""


class CodeView(ItemView):
    """One code block: it takes the whole column, as an exercise does."""

    DEFAULT_CSS = """
    CodeView { height: 100%; min-height: 12; margin: 0; padding: 0; border: none; }
    CodeView:focus-within, CodeView.-passed { border: none; }
    CodeView > .prompt { margin: 0; padding: 0 1; }
    CodeView > .answer { height: 1fr; }
    CodeView TextArea { height: 1fr; border: none; padding: 0 1; background: $surface; }
    CodeView #output { margin: 0; max-height: 6; }
    CodeView > Buttons { margin: 0; padding: 0 1; }
    CodeView TextArea:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [RUN.binding("run"), EDIT.binding("editor")]
    takes_keys = False
    item: CodeItem

    def __init__(self, item: CodeItem) -> None:
        super().__init__(item)
        self.add_class("owner")
        self.said = Said(self.hints, self.verdict)

    def compose(self) -> ComposeResult:
        """The task and what is to be returned, the editor, what was said."""
        yield from self.compose_prompt()
        with Layer(classes="answer"):
            yield from self.compose_answer()
        yield self.said
        self.refresh_commands()

    def _stand(self) -> None:
        """Let what was said have its rows, and the editor the rest."""
        self.said.stand(min(SAID, self.said.rows(self.size.width)))

    def show_hints(self, hints: tuple[str, ...]) -> None:
        """Only the last one."""
        super().show_hints(hints)
        self.said.say(self.hints)
        self._stand()

    def show_grade(self, grade: Grade, *, scroll: bool = True) -> None:
        """The verdict takes the hint's place."""
        super().show_grade(grade, scroll=scroll)
        self.said.say(self.verdict)
        self._stand()

    def show_solution(self, solution: str) -> None:
        """The answer."""
        super().show_solution(solution)
        self.said.say(self.verdict)
        self._stand()

    def on_resize(self) -> None:
        """Other rows."""
        self._stand()

    def compose_answer(self) -> ComposeResult:
        """Editor and output."""
        yield Editor.code_editor(self.item.starter, language="python", theme=self._theme(), soft_wrap=True)
        yield Output(id="output")

    def _theme(self) -> str:
        return "vscode_dark" if self.app.current_theme.dark else "github_light"

    def on_mount(self) -> None:
        """Follow the app's theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: setattr(self.editor, "theme", self._theme()))

    def own_keys(self) -> list[Command]:
        """Outside of the editor enter is no new line: after a right answer it goes on."""
        onward = [Command("enter", "enter", "next", strong=True)] if self.settled and not self.has_focus_within else []
        return onward + super().own_keys()

    @property
    def editor(self) -> TextArea:
        """The editor."""
        return self.query_one(TextArea)

    def response(self) -> str:
        """The program."""
        return self.editor.text

    def fill(self, response: str) -> None:
        """The program as it was left."""
        with self.editor.prevent(TextArea.Changed):
            self.editor.text = response

    def action_run(self) -> None:
        """Run and check."""
        self.do("check")

    def action_editor(self) -> None:
        """Edit it elsewhere."""
        self.do("editor")

    def replace_text(self, text: str) -> None:
        """Take over what was edited elsewhere, as one step to undo."""
        self.editor.replace(text, (0, 0), self.editor.document.end)

    def ended(self) -> None:
        """It ran, or was stopped."""
        self.query_one(Output).stopped()
        super().ended()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Drafted(self.item.name, self.editor.text))
