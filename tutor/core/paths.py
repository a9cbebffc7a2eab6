"""Where the tutor keeps its files, in one place; `TUTOR_DATA_DIR` and `TUTOR_CONFIG_DIR` override it."""

import os
from pathlib import Path

from tutor.core.errors import TutorError

APP = "tutor"


def data_dir() -> Path:
    """Progress, drafts, notes and the log; it may not exist yet (see `ensure`). TutorError without a home."""
    return _chosen("TUTOR_DATA_DIR") or _platform("user_data_dir")


def config_dir() -> Path:
    """Settings. It may not exist yet: see `ensure`. Without a home they are with the progress, where that is chosen."""
    if chosen := _chosen("TUTOR_CONFIG_DIR"):
        return chosen
    try:
        return _platform("user_config_dir")
    except TutorError:
        if elsewhere := _chosen("TUTOR_DATA_DIR"):
            return elsewhere
        raise


def told() -> str:
    """Where progress is kept, where the account does not say it: HOME is not set, and nothing else was chosen."""
    if os.name != "posix" or os.path.isabs(os.environ.get("HOME", "")) or _chosen("TUTOR_DATA_DIR"):
        return ""
    return (
        f"HOME is not set: your progress is kept in {data_dir()}. TUTOR_DATA_DIR or --data-dir chooses another folder."
    )


def settings_file() -> Path:
    """The settings, as TOML."""
    return config_dir() / "settings.toml"


def log_file() -> Path:
    """What went wrong, with tracebacks: for a bug report, never for a learner to have to read."""
    return data_dir() / "tutor.log"


def ensure(folder: Path) -> Path:
    """`folder`, made if it was missing (for its user only). Raises TutorError where that is refused."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise TutorError(
            f"{folder}: this folder cannot be made ({error.strerror or error}). "
            "Choose another with --data-dir, TUTOR_DATA_DIR or TUTOR_CONFIG_DIR."
        ) from error
    return folder


def writable(folder: Path) -> bool:
    """Whether files can be made in `folder`, or in the nearest folder above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _chosen(variable: str) -> Path | None:
    value = os.environ.get(variable, "").strip()
    return absolute(value) if value else None


def absolute(path: str | Path) -> Path:
    """The path from the root, `~` resolved where it is anybody's home. Raises TutorError where there is no "here"."""
    try:
        return Path(os.path.expanduser(path)).absolute()
    except FileNotFoundError:
        raise TutorError("The folder that you are in is gone: go to another one (`cd`), and try again.") from None


def _platform(folder: str) -> Path:
    import platformdirs

    found = Path(getattr(platformdirs, folder)(APP, appauthor=False))
    if not found.is_absolute():
        raise TutorError("There is no home folder to keep files in: set TUTOR_DATA_DIR and TUTOR_CONFIG_DIR.")
    return found
