"""What the learner's settings say, for widgets that may also live in an app without any."""

from typing import Any

from textual.app import App

from tutor.core.settings import Settings


def wanted(app: App[Any], name: str) -> bool:
    """Whether the setting `name` is on in this app; its default where the app has no settings."""
    return bool(getattr(getattr(app, "settings", Settings()), name))
