"""What stands in the place of an item whose lesson is at fault; everything else goes on."""

from textual.content import Content
from textual.widgets import Static

from tutor.core.errors import StalePackError


class ErrorPanel(Static):
    """Says which pack failed and how; never counts against the learner."""

    DEFAULT_CSS = """
    ErrorPanel { height: auto; padding: 0 1; margin: 0 0 1 0; border-left: outer $warning; background: $surface; }
    """

    def __init__(self, name: str, pack: str, error: Exception) -> None:
        super().__init__(_stale(name, pack) if isinstance(error, StalePackError) else _at_fault(name, pack, error))


def _at_fault(name: str, pack: str, error: Exception) -> Content:
    return Content.assemble(
        ("! The lesson is at fault here, not you.", "bold"),
        f" “{name}” of the pack {pack} cannot be shown:\n",
        (str(error), "$warning"),
        "\nGo on with n; the rest of the lesson works. Please tell the pack's author.",
    )


def _stale(name: str, pack: str) -> Content:
    return Content.assemble(
        ("! This lesson is older than its exercise.", "bold"),
        f" The pack {pack} was changed on disk after you opened the lesson, so “{name}” is not shown beside the old "
        "text.\nLeave with esc and open the lesson again: text and exercise are the new ones then.",
    )
