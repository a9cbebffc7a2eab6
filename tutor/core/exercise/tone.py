"""The roles that a theme turns into a colour and a marker, so that no meaning hangs on colour alone."""

from typing import Literal

Tone = Literal["data", "model", "error", "good", "bad", "muted", "accent", "second", "third"]
"""A role in what is shown; a theme gives each a colour and a marker of its own."""
