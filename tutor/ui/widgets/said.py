"""What an exercise says, one thing at a time: a refusal, what became of the prediction, a hint, the verdict."""

from textual.app import ComposeResult
from textual.widget import Widget

from tutor.ui.widgets.hints import Hints
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.prose import PlainText, Prose
from tutor.ui.widgets.verdict import Verdict

EDGE = 3
"""Columns of a text's edge and padding."""


class Said(Layer):
    """A strip of a few rows; the last thing said is in it until it is folded."""

    DEFAULT_CSS = """
    Said > Prose { margin: 0; padding: 0 1; border-left: outer $accent; background: $surface; }
    Said > .trouble { color: $warning; border-left: outer $warning; }
    """

    def __init__(self, hints: Hints, verdict: Verdict) -> None:
        super().__init__()
        self.told, self.notice = Prose(classes="said"), PlainText(classes="trouble")
        self.hints, self.verdict = hints, verdict
        self.open: Prose | None = None
        """What was said last; a refusal goes before it while it holds."""
        self.folded = self.unfolded = False

    def compose(self) -> ComposeResult:
        """All of them, of which one is seen."""
        yield from (self.told, self.hints, self.verdict, self.notice)

    def say(self, what: Prose | None) -> None:
        """Open this one."""
        self.open = what
        self.folded = self.unfolded = False
        self.hints.only_last(True)

    @property
    def seen(self) -> Prose | None:
        """What is to be seen now."""
        if self.notice.text:
            return self.notice
        return self.open if self.open is not None and self.open.text and not self.folded else None

    def rows(self, width: int) -> int:
        """Rows that it takes to read all of it."""
        return 0 if self.seen is None else self.seen.rows(width - EDGE)

    def stand(self, rows: int) -> None:
        """Take so many rows."""
        seen = self.seen
        self.display = seen is not None and rows > 0
        for each in self.query_children(Prose):
            each.display = each is seen
        if seen is not None:
            seen.most = rows

    @property
    def next(self) -> str:
        """What the key that reads on does now; empty where there is nothing to read."""
        if self.open is None or not self.open.text:
            return ""
        if self.folded:
            return "read again"
        return "more" if self._cut and not self.unfolded else "fold"

    def turn(self) -> None:
        """More of it; then folded; then as at first."""
        more = self.next == "more"
        self.folded, self.unfolded = self.next == "fold", more
        self.hints.only_last(not more)

    @property
    def _cut(self) -> bool:
        one: Widget | None = self.open
        if one is self.hints and self.hints.count > 1:
            return True
        return isinstance(one, Prose) and one.most is not None and one.rows(self.size.width - EDGE) > one.most
