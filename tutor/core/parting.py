"""The end of a session whose work could not be saved: it is told, and kept where it can be."""

import contextlib
import tempfile
from pathlib import Path

from tutor.core import files
from tutor.core.errors import TutorError
from tutor.core.exchange.archive import rows_of
from tutor.core.store.files import stamp
from tutor.core.store.port import Lost, Store


def part(store: Store) -> str:
    """Close the store. What was lost, why, and how to keep it, in sentences; empty where all is saved."""
    lost = store.close()
    return _told(lost, store.notices[-1] if store.notices else "Your progress could not be saved.") if lost else ""


def _told(lost: Lost, why: str) -> str:
    answers = len(lost.attempts)
    what = "What you did is" if not answers else "1 answer is" if answers == 1 else f"{answers} answers are"
    elsewhere = "`tutor backup FOLDER/progress.db` copies what was saved before, and `--data-dir FOLDER` goes on there."
    kept = _kept(lost)
    if kept is None:
        return f"{why} {what} lost. Mend that and give it again, or keep your progress elsewhere: {elsewhere}"
    return (
        f"{why} {what} lost to your progress, but kept in {kept}. Mend that, then `tutor import {kept}`; "
        f"or keep your progress elsewhere: {elsewhere}"
    )


def _kept(lost: Lost) -> Path | None:
    """A file of what was lost, for `tutor import`, in the first folder that takes it."""
    text = "".join(rows_of(lost.attempts, lost.documents))
    for folder in _folders():
        path = folder / f"tutor-unsaved-{stamp()}.json"
        with contextlib.suppress(TutorError):
            files.write(path, text)
            path.chmod(0o600)
            return path
    return None


def _folders() -> list[Path]:
    found = []
    for folder in (Path.home, Path.cwd, lambda: Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError, RuntimeError):
            found.append(folder())
    return [folder for folder in found if folder.is_dir()]
