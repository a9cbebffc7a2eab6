"""The learner's own editor on a program, with the app suspended meanwhile."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from tutor.core.errors import TutorError


def edited(app: App[Any], text: str) -> str:
    """`text` after the learner edited it in $VISUAL or $EDITOR. TutorError where that cannot be done."""
    try:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:
        command = []
    if not command or shutil.which(command[0]) is None:
        raise TutorError("No editor is known: set EDITOR, e.g. `export EDITOR=nano`, and start tutor again.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text(text, "utf-8", errors="replace")
        try:
            with app.suspend():
                ended = subprocess.run([*command, str(path)], check=False)
        except (SuspendNotSupported, OSError) as error:
            raise TutorError(f"The editor {command[0]} cannot be started here ({error}).") from error
        if ended.returncode != 0:
            raise TutorError(f"The editor {command[0]} ended with code {ended.returncode}; nothing was taken over.")
        return path.read_text("utf-8", errors="replace")
