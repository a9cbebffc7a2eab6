"""Charts as strips: `Chart` (data) in, lines of a terminal out. numpy and plotext load with the first drawing."""

from tutor.ui.plotting.palette import Palette


def warm() -> None:
    """Load what the first chart needs (a quarter of a second); meant for a thread while the learner reads."""
    import plotext  # noqa: F401

    import tutor.ui.plotting.render  # noqa: F401


__all__ = ["Palette", "warm"]
