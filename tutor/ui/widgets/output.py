"""What a learner's program printed, and where it failed; text of a stranger, shown as it is."""

from textual.content import Content
from textual.widgets import Static

from tutor.core.code.grading import CodeGrade
from tutor.core.safe_text import clean


class Output(Static):
    """Hidden until something ran."""

    DEFAULT_CSS = """
    Output {
        display: none; height: auto; max-height: 16; overflow-y: auto;
        margin: 1 0 0 0; padding: 0 1; background: $panel;
    }
    Output.-shown { display: block; }
    """

    def busy(self) -> None:
        """Say that it runs."""
        self.set_class(True, "-shown")
        self.update(Content.styled("running …  esc stops it", "$muted"))

    def stopped(self) -> None:
        """Say that it was stopped, if nothing else was said."""
        if str(self.content).startswith("running"):
            self.update(Content.styled("stopped", "$muted"))

    def show(self, result: CodeGrade) -> None:
        """What it printed, and its traceback; the verdict tells the rest."""
        parts: list[Content] = []
        if result.prints:
            parts.append(Content.assemble(("printed", "$muted"), "\n", clean(result.prints.rstrip())))
        if not result.level.sealed:
            parts.append(
                Content.styled(
                    "Your program ran with your own rights, not in a sandbox: this system has none.", "$muted"
                )
            )
        if result.traceback:
            parts.append(Content.styled(clean(result.traceback), "$error"))
        self.set_class(bool(parts), "-shown")
        self.update(Content("\n\n").join(parts))
