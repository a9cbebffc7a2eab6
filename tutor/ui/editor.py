"""The learner's own editor on a program, with the app suspended meanwhile."""

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from tutor.core.code.source import read_source
from tutor.core.errors import TutorError

HOW = "The program is edited in {command}. Save and leave it to come back; Ctrl+C ends one that does not return."


def edited(app: App[Any], text: str) -> str:
    """`text` after the learner edited it in $VISUAL or $EDITOR. TutorError where that cannot be done."""
    try:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:
        command = []
    if not command or shutil.which(command[0]) is None:
        raise TutorError("No editor is configured: set EDITOR, e.g. `export EDITOR=nano`, and start tutor again.")
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "program.py"
            path.write_text(text, "utf-8", errors="replace")
            with app.suspend(), _uninterrupted():
                print(HOW.format(command=command[0]), flush=True)
                ended = subprocess.run([*command, str(path)], check=False)
            if ended.returncode != 0:
                said = f"The editor {command[0]} ended with code {ended.returncode}; your program is unchanged."
                raise TutorError(said)
            return _text(path)
    except (SuspendNotSupported, OSError) as error:
        raise TutorError(
            f"The editor {command[0]} cannot be used here ({error}); your program is unchanged."
        ) from error


def _text(path: Path) -> str:
    """What it left, which may be anything, or nothing."""
    try:
        return read_source(path)
    except TutorError as error:
        said = str(error).replace(str(path), "What the editor saved")
        raise TutorError(f"{said} Your program is unchanged.") from error


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C is the editor's alone meanwhile: this process goes on (a handler, unlike SIG_IGN, is not inherited)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
