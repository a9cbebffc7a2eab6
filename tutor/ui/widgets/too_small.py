"""What is shown instead of everything where the window is too small for anything."""

from textual.content import Content
from textual.widgets import Static

LEAST = (40, 12)


class TooSmall(Static):
    """One sentence."""

    DEFAULT_CSS = """
    TooSmall { display: none; width: 100%; height: 100%; content-align: center middle; text-align: center; }
    """

    def __init__(self) -> None:
        super().__init__(Content(f"Please make the window larger: {LEAST[0]}×{LEAST[1]} or more."))
