"""Charts as strips: `Chart` (data) in, lines of a terminal out. numpy and plotext load with the first drawing."""

from tutor.ui.plotting.palette import Palette

__all__ = ["Palette"]
