"""Home with 2,000 lessons against home with 20: opening it, and typing to find one.

python benchmarks home
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench_catalog import LESSONS, build_pack
from bench_startup import KEYS, seconds
from figures import Figure, in_turns, ratio
from terminal import Terminal, tutor

FEW, MANY = 20, 2000
TYPED = "lesson 7 of p"


def measure(rounds: int = 9) -> Iterator[Figure]:
    """Both, in a real terminal."""
    part = f"Home with {MANY:,} lessons against {FEW}"
    with tempfile.TemporaryDirectory() as folder:
        commands = []
        for count in (MANY, FEW):
            packs = Path(folder, f"packs-{count}")
            for number in range(count // LESSONS):
                build_pack(packs / f"pack_{number}", number)
            commands.append(tutor("--data-dir", str(Path(folder, f"data-{count}")), "--pack-dir", str(packs)))
        found = in_turns(rounds, *[lambda command=command: seconds(command, KEYS) for command in commands])
        yield Figure(part, "from the command to the list", ratio(*(each[1:] for each in found)), 4)
        with Terminal(commands[0]) as many, Terminal(commands[1]) as few:
            for terminal in (many, few):
                terminal.until(KEYS)
                terminal.settled()
                terminal.answer(b"/")
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(rounds):
                for letter in TYPED:
                    for terminal, into in zip((many, few), times, strict=True):
                        into.append(terminal.answer(letter.encode()))
                for terminal in (many, few):
                    for _ in TYPED:
                        terminal.answer(b"\x7f")
        yield Figure(part, "a letter typed to filter, until the list shows it", ratio(*times), 1.3)
