"""Containers that only lay out: what is behind them shows through, so that they cost no painting of their own."""

from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip


class Hollow:
    """Put before a container without background or border: the container that it is in paints the gaps.

    Textual else has each container on the way down paint all of its rows with every frame, to use hardly any.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """None of its own."""
        return []


class Layer(Hollow, Vertical):
    """Things below each other."""

    DEFAULT_CSS = "Layer { height: auto; }"
