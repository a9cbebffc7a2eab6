"""Files under a coverage-guided fuzzer: `python tests/trust/guided.py lesson -runs=20000` (needs the package `atheris`).

Whatever the bytes are, a reader gives a result or the error that it promises; anything else ends the run.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tutor"]):
    from tutor.core.errors import LessonError, PackError, TutorError
    from tutor.core.exchange.archive import take
    from tutor.core.exchange.gift_read import read
    from tutor.core.lesson.front import split_front_matter
    from tutor.core.lesson.parser import parse_body
    from tutor.core.packs.pack import read_front_matter
    from tutor.core.settings import load_settings
    from tutor.core.store.memory import MemoryStore


def lesson(text: str) -> None:
    """Front matter and blocks."""
    try:
        head, body, line = split_front_matter(text, "lesson.md")
        read_front_matter(head, "lesson.md")
        parse_body(body, "lesson.md", line)
    except (PackError, LessonError):
        pass


def blocks(text: str) -> None:
    """Blocks alone, which front matter would hide."""
    try:
        parse_body(text, "lesson.md")
    except LessonError as error:
        assert all(finding.line > 0 for finding in error.findings)


def archive(text: str) -> None:
    """A progress file to import."""
    with contextlib.suppress(TutorError):
        take(MemoryStore(""), text)


def gift(text: str) -> None:
    """Questions in GIFT."""
    _, refused = read(text)
    assert all(each.line > 0 for each in refused)


def settings(text: str) -> None:
    """A settings file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        load_settings(path)


TARGETS = {each.__name__: each for each in (lesson, blocks, archive, gift, settings)}


def main(name: str, *options: str) -> None:
    """Fuzz one reader; the options are libFuzzer's."""
    target = TARGETS[name]

    def once(data: bytes) -> None:
        target(data.decode("utf-8", "surrogateescape"))

    atheris.Setup([name, *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
