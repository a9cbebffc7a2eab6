"""What stands in the place of an item whose lesson is at fault; everything else goes on."""

from textual.content import Content
from textual.widgets import Static


class ErrorPanel(Static):
    """Says which pack failed and how; never counts against the learner."""

    DEFAULT_CSS = """
    ErrorPanel { height: auto; padding: 0 1; margin: 0 0 1 0; border-left: outer $warning; background: $surface; }
    """

    def __init__(self, name: str, pack: str, error: Exception) -> None:
        text = Content.assemble(
            ("! The lesson is at fault here, not you.", "bold"),
            f" “{name}” of the pack {pack} cannot be shown:\n",
            (str(error), "$warning"),
            "\nGo on with n; the rest of the lesson works. Please tell the pack's author.",
        )
        super().__init__(text)
