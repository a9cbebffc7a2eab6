"""Files under a coverage-guided fuzzer: `python -m tests.trust.guided lesson -runs=20000` (needs the package `atheris`)."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tutor"]):
    from tests.trust import readers

TARGETS: dict[str, Callable[[str], None]] = {
    "lesson": readers.lesson,
    "blocks": partial(readers.blocks, answers="1"),
    "archive": readers.archive,
    "gift": readers.gift,
    "settings": partial(readers.settings, path=Path(tempfile.mkdtemp()) / "settings.toml"),
}


def main(name: str, *options: str) -> None:
    """Fuzz one reader; the options are libFuzzer's. Whatever it does not promise ends the run."""
    target = TARGETS[name]
    atheris.Setup([name, *options], lambda data: target(data.decode("utf-8", "surrogateescape")))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
