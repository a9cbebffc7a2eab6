"""A program to write: an editor, what it printed, and the verdict. What is typed is kept with every key."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tutor.core.lesson.model import CodeItem
from tutor.ui.messages import Drafted
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.item_commands import EDIT, RUN
from tutor.ui.widgets.output import Output
from tutor.ui.widgets.text_editor import Editor


class CodeView(ItemView):
    """One code block."""

    DEFAULT_CSS = """
    CodeView TextArea { height: auto; min-height: 8; max-height: 20; border: none; padding: 0 1; background: $surface; }
    CodeView TextArea:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [RUN.binding("run"), EDIT.binding("editor")]
    takes_keys = False
    goal_below = True
    item: CodeItem

    def compose_answer(self) -> ComposeResult:
        """Editor and output."""
        yield Editor.code_editor(self.item.starter, language="python", theme=self._theme(), tab_behavior="indent")
        yield Output(id="output")

    def _theme(self) -> str:
        return "vscode_dark" if self.app.current_theme.dark else "github_light"

    def on_mount(self) -> None:
        """Follow the app's theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: setattr(self.editor, "theme", self._theme()))

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
