"""The front matter, split off a lesson.md; the catalogue reads no more of it, so this imports no parser."""

from tutor.core.errors import Finding, LessonError
from tutor.core.lesson.source import normalise

_FRONT = "+++"


def split_front_matter(source: str, file: str) -> tuple[str, str, int]:
    """The TOML between the `+++` lines, the body below them, and the body's first line number in the file.

    Line n of the TOML is line n + 1 of the file. LessonError if there is no front matter, or no end of it.
    """
    lines = normalise(source).split("\n")
    opened = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if lines[opened].rstrip() != _FRONT:
        message = "A lesson begins with its front matter."
        fix = 'a line `+++`, then `title = "…"`, `summary = "…"`, `minutes = 12` …, then a line `+++`'
        raise LessonError((Finding("no-front-matter", message, file, opened + 1, 1, fix, source=lines[opened][:200]),))
    closed = next((at for at in range(opened + 1, len(lines)) if lines[at].rstrip() == _FRONT), None)
    if closed is None:
        message = "The front matter is never closed."
        fix = "a line `+++` below the last key"
        raise LessonError((Finding("open-front-matter", message, file, opened + 1, 1, fix, source=lines[opened]),))
    toml = "\n" * opened + "\n".join(lines[opened + 1 : closed]) + "\n"
    return toml, "\n".join(lines[closed + 1 :]), closed + 2
