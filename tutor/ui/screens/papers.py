"""A sitting read again, one question a page: what was asked, what was answered, what is right, and why."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.quiz.papers import VERDICTS, Paper, told
from tutor.ui.app_messages import OpenLesson
from tutor.ui.screens.base import Guard
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.header import Header, dots
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.prose import Prose

TRAIL = {"right": "done", "partly right": "begun"}


class PapersScreen(Guard[None]):
    """The papers of one sitting; a missed one leads to the page of its lesson."""

    DEFAULT_CSS = """
    PapersScreen > #page { padding: 1 2 0 2; height: 1fr; }
    PapersScreen > #page > Prose { max-width: 92; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "go(1)", "next", key_display="n", tooltip="The next question"),
        Binding("p,left", "go(-1)", "back", key_display="p", tooltip="The question before"),
        Binding("o", "read", "open its page", tooltip="The page of the lesson on which it stands"),
        Binding("escape", "leave", "back", key_display="esc", tooltip="Back to the result"),
    ]

    def __init__(self, title: str, papers: Sequence[Paper], at: int = 0) -> None:
        super().__init__()
        self.sitting_title, self.papers, self.at = title, papers, at

    def compose(self) -> ComposeResult:
        """Which question, the paper, keys."""
        yield Header()
        with Column(id="page"):
            yield Prose()
        yield KeyBar()

    def on_mount(self) -> None:
        """The first one to look at."""
        self.query_one("#page").focus()
        self._show()

    def _show(self) -> None:
        paper, header = self.papers[self.at], self.query_one(Header)
        self.query_one(Prose).text = f"*{paper.lesson}*\n\n{told(paper)}"
        self.query_one("#page").scroll_home(animate=False)
        header.left = Content.assemble((self.sitting_title, "bold"))
        states = [TRAIL.get(one.verdict, "") for one in self.papers]
        wide = len(states) <= 16 and self.size.width >= 76
        header.right = Content.assemble(
            f"{VERDICTS[paper.verdict]} question {self.at + 1} of {len(self.papers)}  ",
            dots(states, self.at) if wide else Content(),
        )
        self.refresh_bindings()

    def action_go(self, by: int) -> None:
        """Another question."""
        if 0 <= self.at + by < len(self.papers):
            self.at += by
            self._show()

    def action_read(self) -> None:
        """Read again where it is taught."""
        paper = self.papers[self.at]
        self.post_message(OpenLesson(paper.item.partition("#")[0], paper.page))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing before the first and after the last."""
        if action == "go" and isinstance(by := parameters[0], int):
            return 0 <= self.at + by < len(self.papers)
        return True
