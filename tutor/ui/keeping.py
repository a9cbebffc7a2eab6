"""Settings that are changed while the app runs, kept on the disk."""

from dataclasses import replace
from typing import Any

from textual.app import App

from tutor.core.errors import TutorError


def keep_settings(app: App[Any], **changes: Any) -> None:
    """Write these settings, and leave the others as they are; a disk that refuses is told. Not without a screen."""
    from tutor.core.paths import settings_file
    from tutor.core.settings import load_settings, save_settings

    if app.is_headless:
        return
    try:
        save_settings(replace(load_settings(settings_file()).settings, **changes), settings_file())
    except TutorError as error:
        app.notify(str(error), severity="error", markup=False)
