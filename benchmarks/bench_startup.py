"""From the command to the first paint, in a real terminal, against a Textual app that says hello.

python benchmarks startup
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench_catalog import build
from figures import Figure, in_turns, ratio
from terminal import Terminal, tutor

HELLO = str(Path(__file__).with_name("hello.py"))
TITLE, KEYS = "learn machine learning", " open"
HEAVY = ("numpy", "pandas", "sklearn", "scipy", "plotext")


def measure(rounds: int = 15) -> Iterator[Figure]:
    """First paint and the list of lessons, as installed and with 1,000 lessons more."""
    with tempfile.TemporaryDirectory() as folder:
        site, data = Path(folder, "site"), str(Path(folder, "data"))
        build(site)

        def hello() -> float:
            return seconds([sys.executable, HELLO], "hello world")

        def first(**env: str) -> float:
            return seconds(tutor("--data-dir", data), TITLE, **env)

        def listed(**env: str) -> float:
            return seconds(tutor("--data-dir", data), KEYS, **env)

        many = {"PYTHONPATH": str(site)}
        found = in_turns(rounds, hello, first, listed, lambda: first(**many), lambda: listed(**many))
        bare, paint, lessons, paint_many, lessons_many = (each[1:] for each in found)
        part = "Start-up, against a bare Textual app"
        yield Figure(part, "first paint", ratio(paint, bare), 1.25)
        yield Figure(part, "first paint, 1,000 lessons in 100 packs installed", ratio(paint_many, bare), 1.4)
        yield Figure(part, "lessons listed and keys live", ratio(lessons, bare))
        yield Figure(part, "the same with 1,000 lessons installed", ratio(lessons_many, bare))
        with Terminal(tutor("--data-dir", data)) as terminal:
            terminal.until(KEYS)
            terminal.settled()
            heavy = sorted({name for name in HEAVY if any(f"/{name}/" in file for file in terminal.modules())})
        yield Figure(part, "heavy libraries loaded at the home screen", len(heavy), 0, note=", ".join(heavy))


def seconds(argv: list[str], text: str, **env: str) -> float:
    """From starting `argv` until `text` is on screen."""
    with Terminal(argv, **env) as terminal:
        return terminal.until(text)
