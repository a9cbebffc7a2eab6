"""Files that the screen writes: the same as `tutor export` writes, into one folder."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core import files
from tutor.core.errors import TutorError
from tutor.core.exchange.formats import FORMATS
from tutor.core.paths import data_dir, ensure

if TYPE_CHECKING:
    from tutor.ui.library import Library


def write(name: str, library: "Library", limit: int) -> Path:
    """Write the format called `name`; returns the file. Raises TutorError."""
    from tutor.core.exchange.export import Request

    if library.store is None or library.shelf is None:
        raise TutorError("The lessons are still being looked for. Try again in a moment.")
    request = Request(library.store, library.shelf, review_limit=limit)
    folder = ensure((library.data_dir or data_dir()) / "exports")
    path = folder / f"tutor-{name}-{datetime.now():%Y-%m-%d_%H%M%S}.{FORMATS[name].ending}"
    files.write(path, FORMATS[name].export(request).content)
    return path
