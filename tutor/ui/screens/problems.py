"""Packs with problems: which, where, and what to do; the rest works."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.core.packs.model import Problem
from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar


class ProblemsScreen(Sheet[None]):
    """One paragraph a problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems

    def compose(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Problems with packs"
            yield Static(_told(self.problems))
        yield KeyBar()


def _told(problems: Sequence[Problem]) -> Content:
    if not problems:
        return Content("All packs are fine.")
    parts: list[Content] = []
    for problem in problems:
        where = f"{problem.file}:{problem.line}" if problem.line else problem.file
        parts.append(
            Content.assemble(
                (f"! {problem.pack}", "bold $warning"),
                f"\n{problem.message}",
                (f"\n{where}" if where else "", "$muted"),
            )
        )
    head = Content.styled("What is named here is left out; everything else works.", "$muted")
    return Content("\n\n").join([head, *parts])
